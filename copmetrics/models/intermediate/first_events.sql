-- One row per person who was ever at an event: when they first came to one, in which quarter, and to which.
-- Of two events that began at once, it is the first by name: events are numbered in this order.
with
first_numbers as (
    select
        person,
        min(event_number) as number
    from person_events
    where person is not null
    group by person
)

select
    f.person,
    h.starts_at as first_at,
    h.quarter as first_quarter,
    h.event as first_event
from first_numbers as f
inner join events_held as h on f.number = h.number
