-- One row per event held, with how many were there. An event of which a source knows who came, and
-- nobody did, had none; one of which no source knows has an unknown number. `attendees_key` is the sum
-- of the record keys of those who were there: see docs/privacy.md.
with
present as (
    select
        event,
        count(*) as attendances,
        sum(record_key(attendee)) as attendees_key
    from event_people
    group by event
)

select
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter,
    case when h.attendance_known = 1 then coalesce(p.attendances, 0) else p.attendances end as attendances,
    p.attendees_key
from events_held as h
left join present as p on h.event = p.event
