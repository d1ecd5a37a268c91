-- One row per person, in the quarter of their first event: whether they came to a second one in it or in
-- the two quarters after, and how many days later. Unknown while records do not reach that far.
with
came_next as (
    select
        c.person,
        min(c.quarter) as quarter,
        min(c.starts_second) as starts_second
    from event_people as c
    inner join first_events as f on c.person = f.person
    where c.event <> f.first_event
    group by c.person
)

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
    case
        when
            c.quarter + r.newcomer_quarters <= r.complete_to
            and n.quarter <= c.quarter + r.newcomer_quarters
            then cast(floor((n.starts_second - c.starts_second) / 86400) as double)
    end as days
from first_events as f
inner join event_people as c on f.person = c.person and f.first_event = c.event
cross join rules as r
left join came_next as n on c.person = n.person
