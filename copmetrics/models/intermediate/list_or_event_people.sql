-- One row per quarter and person who was on the mailing list at its end, or at an event in it.
-- `list_known` is 1 where the list of the quarter is known.
-- `organisation_attended` is 1 where anybody of their organisation was at an event of the quarter,
-- `organisation_on_list` where anybody of it is on the list.
with
told as (
    select
        quarter,
        person,
        organisation,
        profession,
        null as listed_organisation,
        null as listed_profession,
        0 as on_list,
        1 as attended
    from quarter_attendees
    union all
    select
        quarter,
        person,
        null as organisation,
        null as profession,
        organisation as listed_organisation,
        profession as listed_profession,
        1 as on_list,
        0 as attended
    from list_at_quarter_end
),

people_by_quarter as (
    select
        quarter,
        person,
        coalesce(max(organisation), max(listed_organisation)) as organisation,
        coalesce(max(profession), max(listed_profession)) as profession,
        max(on_list) as on_list,
        max(attended) as attended
    from told
    group by quarter, person
)

select
    p.*,
    k.list_known,
    max(p.on_list) over (partition by p.quarter, p.organisation) as organisation_on_list,
    max(p.attended) over (partition by p.quarter, p.organisation) as organisation_attended
from people_by_quarter as p
inner join list_by_quarter as k on p.quarter = k.quarter
