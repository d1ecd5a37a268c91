-- One row per event and pair of named people at it: an opportunity to meet, worth 1/(k-1) at an event of
-- k, so that each event is worth one meeting to each of its people.
with
meetings as (
    select * from event_meetings
)

select
    a.quarter,
    h.event,
    p.person,
    o.person as other,
    1.0 / (a.people - 1) as weight,
    case
        when a.organisation_number <> b.organisation_number then 1
        when a.organisation_number = b.organisation_number then 0
    end as crosses
from meetings as a
inner join meetings as b on a.event_number = b.event_number and a.number < b.number
inner join events_held as h on a.event_number = h.number
inner join numbered_people as p on a.number = p.number
inner join numbered_people as o on b.number = o.number
