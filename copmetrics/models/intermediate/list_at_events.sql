-- One row per event with a record of who came and person who was on the mailing list at the end of its quarter,
-- or at the event: whether they were each. `organisation_on_list` is 1 where anybody of their organisation is
-- on the list, `organisation_attended` where anybody of it was at the event, `list_known` where the list of the quarter is known.
with
invited as (
    select
        h.number as event_number,
        l.number,
        l.organisation_number,
        l.profession_number
    from events_held as h
    inner join list_at_quarter_end as l on h.quarter = l.quarter
    where h.attendance_known = 1
),

everybody as (
    select
        coalesce(i.event_number, c.event_number) as event_number,
        coalesce(i.number, c.number) as number,
        coalesce(c.organisation_number, i.organisation_number) as organisation_number,
        coalesce(c.profession_number, i.profession_number) as profession_number,
        case when i.number is null then 0 else 1 end as on_list,
        case when c.number is null then 0 else 1 end as attended
    from invited as i
    full outer join numbered_attendances as c on i.event_number = c.event_number and i.number = c.number
),

organisations_at_events as (
    select
        event_number,
        organisation_number,
        max(on_list) as organisation_on_list,
        max(attended) as organisation_attended
    from everybody
    group by event_number, organisation_number
),

with_their_organisations as (
    select
        h.quarter,
        h.event,
        h.title,
        h.format,
        h.activity,
        h.channel,
        h.cluster,
        e.number,
        k.list_known,
        e.organisation_number,
        e.profession_number,
        e.on_list,
        e.attended,
        o.organisation_on_list,
        o.organisation_attended
    from everybody as e
    inner join events_held as h on e.event_number = h.number
    inner join list_by_quarter as k on h.quarter = k.quarter
    inner join organisations_at_events as o
        on e.event_number = o.event_number and e.organisation_number is not distinct from o.organisation_number
)

select
    w.quarter,
    w.event,
    w.title,
    w.format,
    w.activity,
    w.channel,
    w.cluster,
    n.person,
    w.list_known,
    o.organisation,
    w.organisation_number,
    p.profession,
    w.on_list,
    w.attended,
    w.organisation_on_list,
    w.organisation_attended
from with_their_organisations as w
left join numbered_organisations as o on w.organisation_number = o.number
left join numbered_professions as p on w.profession_number = p.number
left join people_by_number as n on w.number = n.number
