-- One row per named person and event they were at: whether they came to another event within the days
-- that the rules give them for it (return_days). came_again is null while these are not over.
with
visits as (
    select
        c.event,
        c.attendee,
        c.person,
        h.title,
        h.format,
        h.activity,
        h.channel,
        h.cluster,
        h.starts_at,
        h.quarter,
        lead(h.starts_at) over (partition by c.person order by h.starts_at, c.event) as next_at
    from person_events as c
    inner join events_held as h on c.event = h.event
    where c.person is not null
)

select
    v.event,
    v.attendee,
    v.person,
    v.title,
    v.format,
    v.activity,
    v.channel,
    v.cluster,
    v.quarter,
    case
        when v.starts_at + r.return_days * interval '1' day > r.as_of then null
        when v.next_at <= v.starts_at + r.return_days * interval '1' day then 1
        else 0
    end as came_again
from visits as v
cross join rules as r
