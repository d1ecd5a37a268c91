-- One row per quarter and person who hosted in the quarters that end with it. Put in order from the one
-- who hosted most, `ahead` is how often those before them hosted together; `total` is how often all did.
select
    quarter,
    person,
    organisation,
    profession,
    hosted,
    sum(hosted) over (partition by quarter) as total,
    sum(hosted) over (
        partition by quarter order by hosted desc, person
        rows between unbounded preceding and current row
    ) - hosted as ahead
from rolling_year_people
where hosted > 0
