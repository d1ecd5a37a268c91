-- One row per person and event: who was there. Joining twice is one attendance.
-- Registrations stand in, as estimates, only where the community says so and no source knows.
-- Telephone callers and unnamed guests have no person: they count here, never among people.
with
present as (
    select
        a.event,
        a.attendee,
        max(a.person) as person,
        max(a.organisation) as organisation,
        max(a.profession) as profession,
        max(a.role) as role,
        max(a.certainty) as certainty,
        min(case when a.status = 'attended' then 0 else 1 end) as estimated
    from attendance as a
    inner join held as h on a.event = h.event
    cross join rules as r
    where
        a.left_out is null
        and (
            a.status = 'attended'
            or (
                a.status = 'registered'
                and r.registrations_count_as_attendance
                and h.attendance_known = 0
            )
        )
    group by a.event, a.attendee
),

long_enough as (
    select
        p.*,
        s.minutes
    from present as p
    left join stays as s on p.event = s.event and p.attendee = s.attendee
    cross join rules as r
    where s.minutes is null or s.minutes >= r.minimum_minutes
)

select
    l.event,
    h.title,
    h.starts_at,
    h.format,
    h.activity,
    h.channel,
    h.quarter,
    l.attendee,
    l.person,
    l.organisation,
    l.profession,
    l.role,
    l.certainty,
    l.minutes,
    l.estimated,
    case when l.person is not null then min(h.quarter) over (partition by l.person) end as first_quarter,
    case
        when l.person is null then 'not named'
        when row_number() over (partition by l.person order by h.starts_at, l.event) = 1 then 'new'
        else 'returning'
    end as standing
from long_enough as l
inner join held as h on l.event = h.event
