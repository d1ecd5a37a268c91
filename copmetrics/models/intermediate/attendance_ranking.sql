-- One row per quarter and person who was at an event in the quarters that end with it. Put in order from
-- the one who came most, `ahead` is how many attendances those before them have together; `total` is what
-- all have. `place` counts the other way, from the one who came least.
with
in_order as (
    select
        quarter,
        number,
        attended,
        1 + count(*) over (partition by quarter) - row_number() over (
            partition by quarter order by attended desc, number
        ) as place,
        count(*) over (partition by quarter) as people,
        sum(attended) over (partition by quarter) as total,
        sum(attended) over (
            partition by quarter order by attended desc, number
            rows between unbounded preceding and current row
        ) - attended as ahead
    from rolling_year_people
)

select
    r.quarter,
    p.person,
    r.attended,
    r.place,
    r.people,
    r.total,
    r.ahead
from in_order as r
left join people_by_number as p on r.number = p.number
