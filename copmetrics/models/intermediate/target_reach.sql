-- One row per quarter and organisation or profession that the community wants to reach: whether anybody
-- of it was at an event in the quarter, and on the mailing list at its end.
with
attended_names as (
    select distinct
        quarter,
        'organisation' as kind,
        lower(organisation) as name
    from attendances
    where organisation is not null
    union
    select distinct
        quarter,
        'profession' as kind,
        lower(profession) as name
    from attendances
    where profession is not null
),

list_names as (
    select distinct
        quarter,
        'organisation' as kind,
        lower(organisation) as name
    from list_at_quarter_end
    where organisation is not null
    union
    select distinct
        quarter,
        'profession' as kind,
        lower(profession) as name
    from list_at_quarter_end
    where profession is not null
)

select
    q.quarter,
    t.kind,
    t.name,
    case when c.name is null then 0 else 1 end as attended,
    case when l.name is null then 0 else 1 end as on_list
from targets as t
cross join quarters as q
left join attended_names as c on q.quarter = c.quarter and t.kind = c.kind and lower(t.name) = c.name
left join list_names as l on q.quarter = l.quarter and t.kind = l.kind and lower(t.name) = l.name
