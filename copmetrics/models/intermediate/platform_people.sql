-- One row per quarter and person who visited the community's platform: how often and how many posts, as far as a
-- source says (unknown otherwise), and in how many `fortnights` of those that are over (`fortnights_over`).
with
visits_counted as (
    select
        q.quarter,
        v.person,
        v.organisation,
        v.profession,
        v.visited_at,
        v.visits,
        v.posts
    from visits as v
    inner join quarters as q on v.visited_at >= q.starts_at and v.visited_at < q.ends_at
    cross join rules as r
    where v.left_out is null and v.person is not null and v.visited_at <= r.as_of
),

fortnights_visited as (
    select
        f.quarter,
        v.person,
        count(distinct f.fortnight) as fortnights
    from fortnights as f
    inner join visits_counted as v
        on f.quarter = v.quarter and v.visited_at >= f.starts_at and v.visited_at < f.ends_at
    where f.is_over = 1
    group by f.quarter, v.person
),

fortnights_by_quarter as (
    select
        quarter,
        sum(is_over) as fortnights_over
    from fortnights
    group by quarter
),

by_person as (
    select
        v.quarter,
        v.person,
        max(v.organisation) as organisation,
        max(v.profession) as profession,
        exact_sum(v.visits) as visits,
        exact_sum(v.posts) as posts
    from visits_counted as v
    group by v.quarter, v.person
)

select
    p.quarter,
    p.person,
    p.organisation,
    p.profession,
    p.visits,
    p.posts,
    coalesce(f.fortnights, 0) as fortnights,
    b.fortnights_over
from by_person as p
inner join fortnights_by_quarter as b on p.quarter = b.quarter
left join fortnights_visited as f on p.quarter = f.quarter and p.person = f.person
