-- One row per quarter and pair of people who met at an event in it, and whether for the first time: see
-- `numbered_pairs`; and who they are.
select
    m.quarter,
    p.person,
    o.person as other,
    m.events,
    m.weight,
    m.crosses,
    m.is_new
from numbered_pairs as m
inner join numbered_people as p on m.number = p.number
inner join numbered_people as o on m.other_number = o.number
