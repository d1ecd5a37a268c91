-- One row per quarter and person: how much they take part (see `numbered_levels`), who they are, and of which
-- organisation and profession: what they had at events of the window, else on the mailing list.
select
    n.quarter,
    coalesce(w.person, s.person) as person,
    o.organisation,
    p.profession,
    n.level,
    n.level_before,
    n.attended,
    n.quarters_attended,
    n.available,
    n.hosted,
    n.on_list,
    n.clicked,
    n.seen_online,
    n.list_known,
    n.clicks_known,
    n.moved
from numbered_levels as n
left join numbered_organisations as o on n.organisation_number = o.number
left join numbered_professions as p on n.profession_number = p.number
left join numbered_strangers as s on n.number = s.number
left join people_by_number as w on n.number = w.number
