-- One row per person, in the quarter of their first event: whether they came to a second one in it or in the two
-- quarters after, and how many days later. Unknown while records do not reach that far. `met_core` is 1 where somebody
-- else who is core in that quarter was at that event (unknown of a quarter in which nobody is), and `with_colleague`
-- where somebody else of their organisation was, which is unknown where their organisation is. All are numbers.
with
core_at_events as (
    select
        a.event_number,
        count(*) as core_people
    from numbered_attendances as a
    inner join core_people as l on a.number = l.number and a.quarter = l.quarter
    group by a.event_number
),

core_by_quarter as (
    select
        quarter,
        count(*) as core_people
    from core_people
    group by quarter
),

colleagues_at_events as (
    select
        a.event_number,
        o.number as organisation_number,
        count(*) as colleagues
    from event_people as a
    inner join numbered_organisations as o on a.organisation = o.organisation
    group by a.event_number, o.number
),

came_next as (
    select
        a.number,
        min(a.event_number) as event_number
    from numbered_attendances as a
    inner join numbered_first_events as f on a.number = f.number
    where a.event_number <> f.event_number
    group by a.number
)

select
    h.quarter,
    f.number,
    f.event_number,
    c.organisation_number,
    c.profession_number,
    case
        when r.complete_to is null or h.quarter + r.newcomer_quarters > r.complete_to then null
        when e.quarter <= h.quarter + r.newcomer_quarters then 1
        else 0
    end as came_again,
    case
        when r.complete_to is null or h.quarter + r.newcomer_quarters > r.complete_to then null
        when e.quarter <= h.quarter + r.newcomer_quarters
            then cast(floor((e.starts_second - h.starts_second) / 86400) as double)
    end as days,
    case
        when b.core_people is null then null
        when k.core_people > case when l.number is null then 0 else 1 end then 1
        else 0
    end as met_core,
    case
        when c.organisation_number is null then null
        when o.colleagues > 1 then 1
        else 0
    end as with_colleague
from numbered_first_events as f
inner join numbered_attendances as c on f.number = c.number and f.event_number = c.event_number
inner join events_held as h on f.event_number = h.number
cross join rules as r
left join came_next as n on f.number = n.number
left join events_held as e on n.event_number = e.number
left join core_at_events as k on f.event_number = k.event_number
left join core_by_quarter as b on h.quarter = b.quarter
left join core_people as l on f.number = l.number and h.quarter = l.quarter
left join colleagues_at_events as o
    on f.event_number = o.event_number and c.organisation_number = o.organisation_number
