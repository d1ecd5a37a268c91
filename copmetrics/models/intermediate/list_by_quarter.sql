-- One row per quarter: `list_known` is 1 where an export of the mailing list reaches it and anybody was on
-- the list at its end, else 0.
select
    q.quarter,
    case when count(l.number) = 0 then 0 else max(q.list_covered) end as list_known
from quarters as q
left join list_at_quarter_end as l on q.quarter = l.quarter
group by q.quarter
