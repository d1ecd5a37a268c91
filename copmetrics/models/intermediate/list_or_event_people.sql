-- One row per quarter and person who was on the mailing list at its end, or at an event in it.
-- `list_known` is 1 where the list of the quarter is known.
-- `organisation_attended` is 1 where anybody of their organisation was at an event of the quarter,
-- `organisation_on_list` where anybody of it is on the list.
with
event_people as (
    select
        quarter,
        person,
        max(organisation) as organisation,
        max(profession) as profession
    from attendances
    where person is not null
    group by quarter, person
),

everyone as (
    select
        quarter,
        person
    from event_people
    union
    select
        quarter,
        person
    from list_at_quarter_end
),

people_by_quarter as (
    select
        e.quarter,
        e.person,
        coalesce(h.organisation, l.organisation) as organisation,
        coalesce(h.profession, l.profession) as profession,
        case when l.person is null then 0 else 1 end as on_list,
        case when h.person is null then 0 else 1 end as attended
    from everyone as e
    left join event_people as h on e.quarter = h.quarter and e.person = h.person
    left join list_at_quarter_end as l on e.quarter = l.quarter and e.person = l.person
)

select
    p.*,
    k.list_known,
    max(p.on_list) over (partition by p.quarter, p.organisation) as organisation_on_list,
    max(p.attended) over (partition by p.quarter, p.organisation) as organisation_attended
from people_by_quarter as p
inner join list_by_quarter as k on p.quarter = k.quarter
