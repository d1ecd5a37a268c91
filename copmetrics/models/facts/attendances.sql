-- One row per person and event: who was there, at what, and whether they had been before.
-- Telephone callers and unnamed guests have no person: they count here, never among people. The first events are
-- grouped by what they have one row of, so that an engine that is not asked who is new does not look.
with
firsts as (
    select
        person,
        min(first_quarter) as first_quarter,
        min(first_event) as first_event
    from first_events
    group by person
)

select
    c.event,
    c.title,
    c.starts_at,
    c.format,
    c.activity,
    c.channel,
    c.cluster,
    c.quarter,
    c.attendee,
    c.person,
    c.organisation,
    c.profession,
    c.role,
    c.certainty,
    c.minutes,
    c.hours,
    c.estimated,
    f.first_quarter,
    case
        when c.person is null then 'not named'
        when c.event = f.first_event then 'new'
        else 'returning'
    end as standing
from event_people as c
left join firsts as f on c.person = f.person
