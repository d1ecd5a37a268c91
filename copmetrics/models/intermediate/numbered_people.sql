-- One row per person who was ever at an event, with a number: they are numbered in the order of their
-- pseudonyms. Pairs of people are many, and numbers are brought together sooner than texts.
select
    person,
    row_number() over (order by person) as number
from first_events
