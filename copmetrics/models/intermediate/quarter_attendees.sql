-- One row per quarter and named person who was at an event in it: how often, hosting, online and face to
-- face. `guest_only` is 1 where they were a guest each time.
select
    quarter,
    person,
    max(organisation) as organisation,
    max(profession) as profession,
    count(*) as attended,
    sum(hosted) as hosted,
    max(online) as online,
    max(in_person) as in_person,
    min(guest) as guest_only
from attendance_roles
group by quarter, person
