-- One row per quarter and person who is core in it: see `events_available`.
select
    quarter,
    number
from events_available
where is_core = 1
