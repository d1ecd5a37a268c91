-- One row per quarter and organisation or profession that the community wants to reach: whether anybody
-- of it was at an event in the quarter, and on the mailing list at its end.
with
attended_targets as (
    select distinct
        a.quarter,
        s.kind,
        s.name
    from target_spellings as s
    inner join attendances as a
        on s.spelling = case s.kind when 'organisation' then a.organisation else a.profession end
),

listed_targets as (
    select distinct
        l.quarter,
        s.kind,
        s.name
    from target_spellings as s
    inner join list_at_quarter_end as l
        on s.spelling = case s.kind when 'organisation' then l.organisation else l.profession end
)

select
    q.quarter,
    t.kind,
    t.name,
    case when a.name is null then 0 else 1 end as attended,
    case when l.name is null then 0 else 1 end as on_list
from targets as t
cross join quarters as q
left join attended_targets as a on q.quarter = a.quarter and t.kind = a.kind and t.name = a.name
left join listed_targets as l on q.quarter = l.quarter and t.kind = l.kind and t.name = l.name
