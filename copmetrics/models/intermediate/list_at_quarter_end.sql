-- One row per quarter and person on the mailing list at its end.
select
    quarter,
    person,
    max(organisation) as organisation,
    max(profession) as profession,
    min(joined_at) as joined_at
from list_spells
where at_end = 1
group by quarter, person
