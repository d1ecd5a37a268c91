-- One row per remark on an event, from the line that has it, and why it does not count, if so.
with
written as (
    select
        source_file,
        source_row,
        event,
        left_out,
        'plus' as kind
    from feedback
    where plus is not null
    union all
    select
        source_file,
        source_row,
        event,
        left_out,
        'delta' as kind
    from feedback
    where delta is not null
)

select
    f.source_file,
    f.source_row,
    f.kind,
    cast(null as string) as person,
    e.event,
    e.title,
    q.quarter,
    case
        when f.left_out is not null then f.left_out
        when h.event is null then 'the event was cancelled or has not begun'
    end as reason
from written as f
inner join events as e on f.event = e.event
inner join quarters as q on e.starts_at >= q.starts_at and e.starts_at < q.ends_at
left join events_held as h on f.event = h.event
