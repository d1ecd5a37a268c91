-- One row per person, in the quarter of their first event: see `numbered_newcomers`; who they are, of which organisation
-- and profession, and what the event was. `first_contact` and `company` say in words whom they met and came with.
select
    h.quarter,
    h.event,
    w.person as attendee,
    w.person,
    o.organisation,
    p.profession,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    n.came_again,
    n.days,
    n.met_core,
    n.with_colleague,
    case
        when n.met_core = 1 then 'met the core'
        when n.met_core = 0 then 'did not meet the core'
    end as first_contact,
    case
        when n.with_colleague = 1 then 'with a colleague'
        when n.with_colleague = 0 then 'alone of their organisation'
    end as company
from numbered_newcomers as n
inner join events_held as h on n.event_number = h.number
inner join numbered_people as w on n.number = w.number
left join numbered_organisations as o on n.organisation_number = o.number
left join numbered_professions as p on n.profession_number = p.number
