-- One row per quarter and organisation or profession that the community wants to reach: whether anybody
-- of it was at an event in the quarter, and on the mailing list at its end.
with
attended_spellings as (
    select
        quarter,
        'organisation' as kind,
        organisation as spelling
    from event_people
    union
    select
        quarter,
        'profession' as kind,
        profession as spelling
    from event_people
),

listed_spellings as (
    select distinct
        l.quarter,
        'organisation' as kind,
        o.organisation as spelling
    from list_at_quarter_end as l
    inner join numbered_organisations as o on l.organisation_number = o.number
    union all
    select distinct
        l.quarter,
        'profession' as kind,
        p.profession as spelling
    from list_at_quarter_end as l
    inner join numbered_professions as p on l.profession_number = p.number
),

attended_targets as (
    select distinct
        a.quarter,
        s.kind,
        s.name
    from target_spellings as s
    inner join attended_spellings as a on s.kind = a.kind and s.spelling = a.spelling
),

listed_targets as (
    select distinct
        l.quarter,
        s.kind,
        s.name
    from target_spellings as s
    inner join listed_spellings as l on s.kind = l.kind and s.spelling = l.spelling
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
