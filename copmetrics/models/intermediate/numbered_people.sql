-- One row per person of whom an event or the mailing list tells, with a number: they are numbered in the order of
-- their pseudonyms. Numbers are brought together and put in order sooner than texts, and take less room: what is many
-- times as many as people has numbers, and the texts are found where they are told.
with
told as (
    select person
    from attendance
    where left_out is null and person is not null
    union
    select person
    from members
    where left_out is null
)

select
    person,
    cast(row_number() over (order by person) as bigint) as number
from told
