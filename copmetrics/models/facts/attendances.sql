-- One row per person and event: who was there, at what, and whether they had been before.
-- Telephone callers and unnamed guests have no person: they count here, never among people.
select
    c.event,
    h.title,
    h.starts_at,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter,
    c.attendee,
    c.person,
    c.organisation,
    c.profession,
    c.role,
    c.certainty,
    c.minutes,
    c.estimated,
    f.first_quarter,
    case
        when c.person is null then 'not named'
        when c.event = f.first_event then 'new'
        else 'returning'
    end as standing
from person_events as c
inner join events_held as h on c.event = h.event
left join first_events as f on c.person = f.person
