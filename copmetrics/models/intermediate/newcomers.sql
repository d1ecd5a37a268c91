-- One row per person, in the quarter of their first event: whether they came to a second one in it or in
-- the two quarters after, and how many days later. Unknown while records do not reach that far.
with
visits as (
    select
        c.event,
        c.attendee,
        c.person,
        c.organisation,
        c.profession,
        h.title,
        h.format,
        h.activity,
        h.channel,
        h.cluster,
        h.quarter,
        h.starts_second,
        row_number() over (partition by c.person order by h.starts_at, c.event) as visit_number,
        lead(h.quarter) over (partition by c.person order by h.starts_at, c.event) as next_quarter,
        lead(h.starts_second) over (partition by c.person order by h.starts_at, c.event) as next_second
    from person_events as c
    inner join events_held as h on c.event = h.event
    where c.person is not null
)

select
    v.quarter,
    v.event,
    v.attendee,
    v.person,
    v.organisation,
    v.profession,
    v.title,
    v.format,
    v.activity,
    v.channel,
    v.cluster,
    case
        when r.complete_to is null or v.quarter + r.newcomer_quarters > r.complete_to then null
        when v.next_quarter <= v.quarter + r.newcomer_quarters then 1
        else 0
    end as came_again,
    case
        when
            v.quarter + r.newcomer_quarters <= r.complete_to
            and v.next_quarter <= v.quarter + r.newcomer_quarters
            then cast(floor((v.next_second - v.starts_second) / 86400) as double)
    end as days
from visits as v
cross join rules as r
where v.visit_number = 1
