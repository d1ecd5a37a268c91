-- One row per item of the learning agenda and quarter in which it was on the agenda: from that in which it was
-- raised to that in which it was closed. `open_at_end` is 1 where it was not closed by the quarter's end, `waits`
-- where it is still open at the end and has stood through two whole quarters: one that is not over is none of them.
select
    q.quarter,
    a.source_file,
    a.source_row,
    a.kind,
    a.topic,
    a.taken_by,
    case when a.raised_at >= q.starts_at then 1 else 0 end as raised,
    case when a.closed_at < q.ends_at and a.closed_at <= r.as_of then 1 else 0 end as closed,
    case when a.closed_at < q.ends_at and a.closed_at <= r.as_of then 0 else 1 end as open_at_end,
    case
        when a.closed_at < q.ends_at and a.closed_at <= r.as_of then 0
        when f.quarter is null or q.quarter - f.quarter >= case when q.ends_at <= r.as_of then 2 else 3 end then 1
        else 0
    end as waits
from agenda as a
cross join rules as r
inner join quarters as q
    on a.raised_at < q.ends_at and q.starts_at <= r.as_of
    and (a.closed_at is null or a.closed_at >= q.starts_at)
left join quarters as f on a.raised_at >= f.starts_at and a.raised_at < f.ends_at
where a.raised_at <= r.as_of
