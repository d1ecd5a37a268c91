-- One row per named person and event they were at, in numbers: those of the event, the person, and their organisation
-- and profession (unknown where these are). Worked out once, for most of what is asked of who came to what.
select
    a.quarter,
    a.event_number,
    n.number,
    o.number as organisation_number,
    p.number as profession_number,
    a.role,
    a.hosted,
    a.guest,
    a.online,
    a.in_person
from attendance_roles as a
inner join numbered_people as n on a.person = n.person
left join numbered_organisations as o on a.organisation = o.organisation
left join numbered_professions as p on a.profession = p.profession
