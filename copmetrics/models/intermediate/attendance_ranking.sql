-- One row per quarter and person who was at an event in the quarters that end with it. Put in order from
-- the one who came most, `ahead` is how many attendances those before them have together; `total` is what
-- all have. `place` counts the other way, from the one who came least.
select
    quarter,
    person,
    attended,
    1 + count(*) over (partition by quarter) - row_number() over (
        partition by quarter order by attended desc, person
    ) as place,
    count(*) over (partition by quarter) as people,
    sum(attended) over (partition by quarter) as total,
    sum(attended) over (
        partition by quarter order by attended desc, person
        rows between unbounded preceding and current row
    ) - attended as ahead
from rolling_year_people
