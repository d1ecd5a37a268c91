-- One row per person of whom the mailing list, or else an event, tells the organisation or the profession.
with
listed as (
    select
        person,
        max(organisation) as organisation,
        max(profession) as profession
    from members
    where left_out is null
    group by person
),

seen as (
    select
        person,
        max(organisation) as organisation,
        max(profession) as profession
    from attendance
    where left_out is null and person is not null
    group by person
)

select
    coalesce(l.person, s.person) as person,
    coalesce(l.organisation, s.organisation) as organisation,
    coalesce(l.profession, s.profession) as profession
from listed as l
full outer join seen as s on l.person = s.person
