-- One row per quarter and person who was on the mailing list at its end, or at an event in it.
-- `list_known` is 1 where the list of the quarter is known.
-- `organisation_attended` is 1 where anybody of their organisation was at an event of the quarter,
-- `organisation_on_list` where anybody of it is on the list.
with
people_by_quarter as (
    select
        coalesce(a.quarter, l.quarter) as quarter,
        coalesce(a.person, l.person) as person,
        coalesce(a.organisation, l.organisation) as organisation,
        coalesce(a.profession, l.profession) as profession,
        case when l.person is null then 0 else 1 end as on_list,
        case when a.person is null then 0 else 1 end as attended
    from quarter_attendees as a
    full outer join list_at_quarter_end as l on a.quarter = l.quarter and a.person = l.person
),

organisations_by_quarter as (
    select
        quarter,
        organisation,
        max(on_list) as organisation_on_list,
        max(attended) as organisation_attended
    from people_by_quarter
    group by quarter, organisation
)

select
    p.*,
    k.list_known,
    o.organisation_on_list,
    o.organisation_attended
from people_by_quarter as p
inner join list_by_quarter as k on p.quarter = k.quarter
inner join organisations_by_quarter as o
    on p.quarter = o.quarter and p.organisation is not distinct from o.organisation
