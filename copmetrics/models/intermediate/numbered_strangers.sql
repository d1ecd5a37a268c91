-- One row per person who clicked a link or visited the platform, of whom neither an event nor the mailing list tells,
-- with a number below 0. They are apart from `numbered_people` since few questions need to read who clicked.
with
active as (
    select person
    from recipient_clicks
    union
    select person
    from platform_people
)

select
    a.person,
    cast(0 - row_number() over (order by a.person) as bigint) as number
from active as a
left join numbered_people as n on a.person = n.person
where n.person is null
