-- One row per quarter and person who hosted in the quarters that end with it. Put in order from the one
-- who hosted most, `ahead` is how often those before them hosted together; `total` is how often all did.
with
in_order as (
    select
        quarter,
        number,
        organisation_number,
        profession_number,
        hosted,
        sum(hosted) over (partition by quarter) as total,
        sum(hosted) over (
            partition by quarter order by hosted desc, number
            rows between unbounded preceding and current row
        ) - hosted as ahead
    from rolling_year_people
    where hosted > 0
)

select
    r.quarter,
    w.person,
    o.organisation,
    p.profession,
    r.hosted,
    r.total,
    r.ahead
from in_order as r
left join numbered_organisations as o on r.organisation_number = o.number
left join numbered_professions as p on r.profession_number = p.number
left join people_by_number as w on r.number = w.number
