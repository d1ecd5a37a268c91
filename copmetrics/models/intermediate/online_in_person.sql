-- One row per quarter and person who was at an event in the quarters that end with it whose way is
-- known: whether they came online and face to face.
select
    y.quarter,
    w.person,
    o.organisation,
    p.profession,
    y.online,
    y.in_person,
    case when y.online = 1 and y.in_person = 1 then 1 else 0 end as both_ways
from rolling_year_people as y
left join numbered_organisations as o on y.organisation_number = o.number
left join numbered_professions as p on y.profession_number = p.number
left join people_by_number as w on y.number = w.number
where y.online = 1 or y.in_person = 1
