-- One row per quarter and person who was on the mailing list at its end, or at an event in it.
-- `list_known` is 1 where the list of the quarter is known.
-- `organisation_attended` is 1 where anybody of their organisation was at an event of the quarter,
-- `organisation_on_list` where anybody of it is on the list.
select
    w.quarter,
    n.person,
    o.organisation,
    w.organisation_number,
    p.profession,
    w.on_list,
    w.attended,
    w.list_known,
    w.organisation_on_list,
    w.organisation_attended
from numbered_list_or_event as w
inner join numbered_people as n on w.number = n.number
left join numbered_organisations as o on w.organisation_number = o.number
left join numbered_professions as p on w.profession_number = p.number
