-- One row per quarter and organisation or profession that the community wants to reach: whether anybody
-- of it was at an event in the quarter, and on the mailing list at its end. Letter case aside, it is the same name.
with
wanted as (
    select
        t.kind,
        t.name,
        o.organisation as spelling,
        o.number
    from targets as t
    inner join numbered_organisations as o on t.kind = 'organisation' and lower(t.name) = lower(o.organisation)
    union all
    select
        t.kind,
        t.name,
        p.profession as spelling,
        p.number
    from targets as t
    inner join numbered_professions as p on t.kind = 'profession' and lower(t.name) = lower(p.profession)
),

attended_targets as (
    select distinct
        a.quarter,
        w.kind,
        w.name
    from event_people as a
    inner join wanted as w on w.kind = 'organisation' and a.organisation = w.spelling
    union all
    select distinct
        a.quarter,
        w.kind,
        w.name
    from event_people as a
    inner join wanted as w on w.kind = 'profession' and a.profession = w.spelling
),

listed_targets as (
    select distinct
        l.quarter,
        w.kind,
        w.name
    from list_at_quarter_end as l
    inner join wanted as w on w.kind = 'organisation' and l.organisation_number = w.number
    union all
    select distinct
        l.quarter,
        w.kind,
        w.name
    from list_at_quarter_end as l
    inner join wanted as w on w.kind = 'profession' and l.profession_number = w.number
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
