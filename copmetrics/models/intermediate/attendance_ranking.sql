-- One row per quarter and person who was at an event in the quarters that end with it. Put in order from
-- the one who came most, `ahead` is how many attendances those before them have together; `total` is what
-- all have. `place` counts the other way, from the one who came least.
with
totals as (
    select
        quarter,
        count(*) as people,
        sum(attended) as total
    from rolling_year_people
    group by quarter
),

in_order as (
    select
        quarter,
        number,
        attended,
        row_number() over (partition by quarter order by attended desc, number) as place_from_top,
        sum(attended) over (
            partition by quarter order by attended desc, number
            rows between unbounded preceding and current row
        ) - attended as ahead
    from rolling_year_people
),

ranked as (
    select
        i.quarter,
        i.number,
        i.attended,
        1 + t.people - i.place_from_top as place,
        t.people,
        t.total,
        i.ahead
    from in_order as i
    inner join totals as t on i.quarter = t.quarter
)

select
    r.quarter,
    p.person,
    r.attended,
    r.place,
    r.people,
    r.total,
    r.ahead
from ranked as r
left join people_by_number as p on r.number = p.number
