-- One row per output of a day that has come, in the quarter of that day, with what is known of the event that it
-- came out of: none of what is of no event. Nothing of what it is called, or of who may see it, is in it.
select
    o.source_file,
    o.source_row,
    o.kind,
    e.event,
    e.title,
    e.format,
    e.activity,
    e.channel,
    e.cluster,
    q.quarter
from outputs as o
inner join quarters as q on o.shared_at >= q.starts_at and o.shared_at < q.ends_at
cross join rules as r
left join events as e on o.event = e.event
where o.shared_at <= r.as_of
