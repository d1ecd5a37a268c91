-- One row per event and pair of named people at it: an opportunity to meet, worth 1/(k-1) at an event of
-- k, so that each event is worth one meeting to each of its people.
with
meetings as (
    select * from event_meetings
)

select
    a.quarter,
    a.event,
    a.person,
    b.person as other,
    1.0 / (a.people - 1) as weight,
    case
        when a.organisation <> b.organisation then 1
        when a.organisation = b.organisation then 0
    end as crosses
from meetings as a
inner join meetings as b on a.event_number = b.event_number and a.number < b.number
