-- One row per spell on the mailing list, in numbers: those of the person, their organisation and profession.
select
    n.number,
    o.number as organisation_number,
    p.number as profession_number,
    m.joined_at,
    m.left_at
from members as m
inner join numbered_people as n on m.person = n.person
left join numbered_organisations as o on m.organisation = o.organisation
left join numbered_professions as p on m.profession = p.profession
where m.left_out is null
