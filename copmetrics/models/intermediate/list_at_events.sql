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
    from attendances
    where person is not null
    group by event, person
),

everybody as (
    select
        event,
        person
    from invited
    union
    select
        event,
        person
    from came
),

people_at_events as (
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
        coalesce(c.organisation, i.organisation) as organisation,
        coalesce(c.profession, i.profession) as profession,
        case when i.person is null then 0 else 1 end as on_list,
        case when c.person is null then 0 else 1 end as attended
    from everybody as e
    inner join events_held as h on e.event = h.event
    inner join list_by_quarter as k on h.quarter = k.quarter
    left join invited as i on e.event = i.event and e.person = i.person
    left join came as c on e.event = c.event and e.person = c.person
)

select
    p.*,
    max(p.on_list) over (partition by p.event, p.organisation) as organisation_on_list,
    max(p.attended) over (partition by p.event, p.organisation) as organisation_attended
from people_at_events as p
