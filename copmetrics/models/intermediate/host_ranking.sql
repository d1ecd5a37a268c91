-- One row per quarter and person who hosted in the quarters that end with it, from the one who hosted
-- most: how many times those before them hosted together, and all did.
select
    quarter,
    person,
    hosted,
    sum(hosted) over (partition by quarter) as total,
    sum(hosted) over (
        partition by quarter order by hosted desc, person
        rows between unbounded preceding and current row
    ) - hosted as ahead
from rolling_year_people
where hosted > 0
