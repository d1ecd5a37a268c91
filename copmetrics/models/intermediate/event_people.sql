-- One row per person and event: who was there, and at what. `attendances` says beside it whether they had been
-- before, which most of what is made of attendances need not know. `hours` are the minutes recorded, else the length of
-- the event, else unknown.
select
    h.event,
    h.title,
    h.starts_at,
    h.format,
    h.online,
    h.in_person,
    h.broadcast,
    h.activity,
    h.channel,
    h.cluster,
    h.host,
    h.starts_second,
    h.quarter,
    h.number as event_number,
    c.attendee,
    c.person,
    c.organisation,
    c.profession,
    c.role,
    c.certainty,
    c.minutes,
    coalesce(c.minutes, h.length_minutes) / 60.0 as hours,
    c.estimated
from person_events as c
inner join events_held as h on c.event_number = h.number
