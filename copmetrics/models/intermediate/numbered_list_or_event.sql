-- One row per quarter and person who was on the mailing list at its end, or at an event in it: see
-- `list_or_event_people`. All are numbers.
with
people_by_quarter as (
    select
        coalesce(a.quarter, l.quarter) as quarter,
        coalesce(a.number, l.number) as number,
        coalesce(a.organisation_number, l.organisation_number) as organisation_number,
        coalesce(a.profession_number, l.profession_number) as profession_number,
        case when l.number is null then 0 else 1 end as on_list,
        case when a.number is null then 0 else 1 end as attended
    from quarter_attendees as a
    full outer join list_at_quarter_end as l on a.quarter = l.quarter and a.number = l.number
),

organisations_by_quarter as (
    select
        quarter,
        organisation_number,
        max(on_list) as organisation_on_list,
        max(attended) as organisation_attended
    from people_by_quarter
    group by quarter, organisation_number
)

select
    p.*,
    k.list_known,
    o.organisation_on_list,
    o.organisation_attended
from people_by_quarter as p
inner join list_by_quarter as k on p.quarter = k.quarter
inner join organisations_by_quarter as o
    on p.quarter = o.quarter and p.organisation_number is not distinct from o.organisation_number
