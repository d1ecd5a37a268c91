-- One row per number that stands for a person, and who that is. Grouped by what it has one row of, so that an engine
-- that is not asked who it is does not look.
select
    number,
    min(person) as person
from numbered_people
group by number
