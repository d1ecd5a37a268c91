-- One row per person and event they registered for, and whether they came where that is known.
with
registered as (
    select
        h.number as event_number,
        a.attendee,
        max(a.person) as person,
        max(a.organisation) as organisation,
        max(a.profession) as profession
    from attendance as a
    inner join events_held as h on a.event = h.event
    where a.left_out is null and a.registered and a.status <> 'cancelled'
    group by h.number, a.attendee
)

select
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter,
    g.attendee,
    g.person,
    g.organisation,
    g.profession,
    h.attendance_known,
    case
        when h.attendance_known = 0 then null
        when a.attendee is null then 0
        else 1
    end as came
from registered as g
inner join events_held as h on g.event_number = h.number
left join person_events as a on g.event_number = a.event_number and g.attendee = a.attendee and a.estimated = 0
