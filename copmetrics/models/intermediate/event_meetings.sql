-- One row per event at which people can meet and named person at it. Large events and broadcasts, at which
-- nobody meets anybody, are left out; how large they are, callers and guests without a name say too. `people`
-- is how many of those there had a name; `event_number` and `number` stand for the event and the person.
with
sizes as (
    select
        event_number,
        count(person) as people,
        count(*) as everybody,
        max(broadcast) as broadcast
    from event_people
    group by event_number
)

select
    a.quarter,
    a.event_number,
    a.number,
    a.organisation_number,
    s.people
from numbered_attendances as a
inner join sizes as s on a.event_number = s.event_number
cross join rules as r
where s.everybody <= r.largest_meeting and s.broadcast = 0
