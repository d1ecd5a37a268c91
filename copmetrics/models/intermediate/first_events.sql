-- One row per person who was ever at an event: when they first came to one, in which quarter, and to which.
-- Of two events that began at once, it is the first by name.
with
first_times as (
    select
        c.person,
        min(h.starts_at) as first_at,
        min(h.quarter) as first_quarter
    from person_events as c
    inner join events_held as h on c.event = h.event
    where c.person is not null
    group by c.person
)

select
    c.person,
    min(f.first_at) as first_at,
    min(f.first_quarter) as first_quarter,
    min(c.event) as first_event
from person_events as c
inner join events_held as h on c.event = h.event
inner join first_times as f on c.person = f.person and h.starts_at = f.first_at
group by c.person
