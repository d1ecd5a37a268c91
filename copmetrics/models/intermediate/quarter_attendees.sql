-- One row per quarter and named person who was at an event in it: how often, hosting, online and face to
-- face. `guest_only` is 1 where they were a guest each time. `number` stands for the person.
select
    quarter,
    number,
    max(organisation_number) as organisation_number,
    max(profession_number) as profession_number,
    count(*) as attended,
    cast(sum(hosted) as bigint) as hosted,
    max(online) as online,
    max(in_person) as in_person,
    min(guest) as guest_only
from numbered_attendances
group by quarter, number
