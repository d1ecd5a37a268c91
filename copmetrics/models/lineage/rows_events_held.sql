-- One row per event, from the line that names it, and why it was not held, if so.
select
    e.source_file,
    e.source_row,
    cast(null as string) as person,
    e.event,
    e.title,
    q.quarter,
    case
        when coalesce(e.cancelled, false) then 'the event was cancelled'
        when h.event is null then 'the event has not begun'
    end as reason
from events as e
inner join quarters as q on e.starts_at >= q.starts_at and e.starts_at < q.ends_at
left join events_held as h on e.event = h.event
