-- One row per event with a record of who came and person who was on the mailing list at the end of its quarter,
-- or at the event: whether they were each. `organisation_on_list` is 1 where anybody of their organisation is
-- on the list, `organisation_attended` where anybody of it was at the event, `list_known` where the list of the quarter is known.
with
invited as (
    select
        h.event,
        l.person,
        l.organisation,
        l.profession
    from events_held as h
    inner join list_at_quarter_end as l on h.quarter = l.quarter
    where h.attendance_known = 1
),

came as (
    select
        event,
        person,
        max(organisation) as organisation,
        max(profession) as profession
    from event_people
    where person is not null
    group by event, person
),

everybody as (
    select
        coalesce(i.event, c.event) as event,
        coalesce(i.person, c.person) as person,
        coalesce(c.organisation, i.organisation) as organisation,
        coalesce(c.profession, i.profession) as profession,
        case when i.person is null then 0 else 1 end as on_list,
        case when c.person is null then 0 else 1 end as attended
    from invited as i
    full outer join came as c on i.event = c.event and i.person = c.person
),

organisations_at_events as (
    select
        event,
        organisation,
        max(on_list) as organisation_on_list,
        max(attended) as organisation_attended
    from everybody
    group by event, organisation
)

select
    h.quarter,
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    e.person,
    k.list_known,
    e.organisation,
    e.profession,
    e.on_list,
    e.attended,
    o.organisation_on_list,
    o.organisation_attended
from everybody as e
inner join events_held as h on e.event = h.event
inner join list_by_quarter as k on h.quarter = k.quarter
inner join organisations_at_events as o
    on e.event = o.event and e.organisation is not distinct from o.organisation
