-- One row per line of a source about somebody at an event, and why it is no attendance, if so.
select
    a.source_file,
    a.source_row,
    a.person,
    a.attendee,
    a.event,
    e.title,
    q.quarter,
    a.registered,
    a.status,
    case
        when a.left_out is not null then a.left_out
        when coalesce(e.cancelled, false) then 'the event was cancelled'
        when h.event is null then 'the event has not begun'
        when a.status = 'cancelled' then 'the order was cancelled'
        when a.status = 'absent' and a.registered then 'registered and did not come'
        when a.status = 'absent' then 'did not come'
        when a.status = 'registered' and t.attendee is null
            then 'registered; no source says who came'
        when a.status = 'registered' and t.estimated = 0
            then 'registered; another source says that they came'
        when t.attendee is null then 'stayed shorter than the minimum'
    end as reason
from attendance as a
inner join events as e on a.event = e.event
inner join quarters as q on e.starts_at >= q.starts_at and e.starts_at < q.ends_at
left join events_held as h on a.event = h.event
left join attendances as t on a.event = t.event and a.attendee = t.attendee
