-- One row per person, in the quarter of their first event: whether they came to a second one in it or in
-- the two quarters after, and how many days later. Unknown while records do not reach that far. `met_core` is 1
-- where somebody else who is core in that quarter was at that event (unknown of a quarter in which nobody is), and
-- `with_colleague` where somebody else of
-- their organisation was, which is unknown where their organisation is.
with
core as (
    select
        quarter,
        person
    from levels
    where level = 'core'
),

core_at_events as (
    select
        c.event,
        count(*) as core_people
    from event_people as c
    inner join core as l on c.person = l.person and c.quarter = l.quarter
    group by c.event
),

core_by_quarter as (
    select
        quarter,
        count(*) as core_people
    from core
    group by quarter
),

colleagues_at_events as (
    select
        event,
        organisation,
        count(distinct attendee) as colleagues
    from event_people
    where organisation is not null
    group by event, organisation
),

came_next as (
    select
        c.person,
        min(c.quarter) as quarter,
        min(c.starts_second) as starts_second
    from event_people as c
    inner join first_events as f on c.person = f.person
    where c.event <> f.first_event
    group by c.person
),

ways_in as (
    select
        c.quarter,
        c.event,
        c.attendee,
        c.person,
        c.organisation,
        c.profession,
        c.title,
        c.format,
        c.activity,
        c.channel,
        c.cluster,
        case
            when r.complete_to is null or c.quarter + r.newcomer_quarters > r.complete_to then null
            when n.quarter <= c.quarter + r.newcomer_quarters then 1
            else 0
        end as came_again,
        cast(floor((n.starts_second - c.starts_second) / 86400) as double) as days_to_next,
        case
            when b.core_people is null then null
            when k.core_people > case when l.person is null then 0 else 1 end then 1
            else 0
        end as met_core,
        case
            when c.organisation is null then null
            when o.colleagues > 1 then 1
            else 0
        end as with_colleague
    from first_events as f
    inner join event_people as c on f.person = c.person and f.first_event = c.event
    cross join rules as r
    left join came_next as n on c.person = n.person
    left join core_at_events as k on c.event = k.event
    left join core_by_quarter as b on c.quarter = b.quarter
    left join core as l on c.person = l.person and c.quarter = l.quarter
    left join colleagues_at_events as o on c.event = o.event and c.organisation = o.organisation
)

select
    quarter,
    event,
    attendee,
    person,
    organisation,
    profession,
    title,
    format,
    activity,
    channel,
    cluster,
    came_again,
    case when came_again = 1 then days_to_next end as days,
    met_core,
    with_colleague,
    case
        when met_core = 1 then 'met the core'
        when met_core = 0 then 'did not meet the core'
    end as first_contact,
    case
        when with_colleague = 1 then 'with a colleague'
        when with_colleague = 0 then 'alone of their organisation'
    end as company
from ways_in
