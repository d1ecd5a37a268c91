-- One row per recommendation and quarter from that in which it was made. `of_year` is 1 in its quarter and the
-- three after it; `adopted` where it was adopted, or done, by the quarter's end; `carried` where it was not closed
-- by then: open, or adopted and not done yet.
select
    q.quarter,
    a.source_file,
    a.source_row,
    a.topic,
    case when a.raised_at >= q.starts_at then 1 else 0 end as made,
    case when q.quarter - f.quarter < 4 then 1 else 0 end as of_year,
    case
        when a.status in ('adopted', 'done') and a.decided_at < q.ends_at and a.decided_at <= r.as_of then 1
        else 0
    end as adopted,
    case
        when
            a.status in ('not_adopted', 'done') and a.decided_at < q.ends_at and a.decided_at <= r.as_of
            then 0
        else 1
    end as carried
from recommendations as a
cross join rules as r
inner join quarters as f on a.raised_at >= f.starts_at and a.raised_at < f.ends_at
inner join quarters as q on q.quarter >= f.quarter and q.starts_at <= r.as_of
where a.raised_at <= r.as_of
