-- One row per quarter and person who was at an event in the quarters that end with it whose way is
-- known: whether they came online and face to face.
select
    quarter,
    person,
    organisation,
    profession,
    online,
    in_person,
    case when online = 1 and in_person = 1 then 1 else 0 end as both_ways
from rolling_year_people
where online = 1 or in_person = 1
