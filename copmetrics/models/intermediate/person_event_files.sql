-- One row per person, event and file that says they were there: joining twice is one.
-- Registrations stand in, as estimates, only where the community says so and no source knows.
-- `joined_second` and `left_second` are the instants in whole seconds since 1970: every engine subtracts.
-- `stated_minutes` is what the file itself says they stayed; unknown unless each of its lines says.
select
    a.event,
    a.attendee,
    a.source_file,
    max(a.person) as person,
    max(a.organisation) as organisation,
    max(a.profession) as profession,
    max(a.role) as role,
    max(a.certainty) as certainty,
    min(case when a.status = 'attended' then 0 else 1 end) as estimated,
    count(*) as lines,
    min(a.joined_second) as joined_second,
    max(a.left_second) as left_second,
    case when count(a.minutes) = count(*) then exact_sum(a.minutes) end as stated_minutes
from attendance as a
inner join events_held as h on a.event = h.event
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
group by a.event, a.attendee, a.source_file
