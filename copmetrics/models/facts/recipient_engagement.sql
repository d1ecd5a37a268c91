-- One row per person and mailing with a known reaction (see `recipient_reactions`), and where they work.
select
    r.quarter,
    r.mailing,
    r.title,
    r.person,
    o.organisation,
    o.profession,
    r.opened,
    r.clicked,
    r.is_complete,
    r.suspected_scanner,
    r.clicked_by_person
from recipient_reactions as r
left join person_organisations as o on r.person = o.person
