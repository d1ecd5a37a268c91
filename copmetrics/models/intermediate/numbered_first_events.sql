-- One row per person who was ever at an event, and the number of the first that they were at: see `first_events`.
select
    number,
    min(event_number) as event_number
from numbered_attendances
group by number
