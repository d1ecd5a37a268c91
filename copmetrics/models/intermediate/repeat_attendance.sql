-- One row per named person and event they were at: whether they came to another event within the days
-- that the rules give them for it (return_days). came_again is null while these are not over, or reach
-- beyond the last record of who came (`waits`), and where events within them have no record, and none has one.
with
visits as (
    select
        c.event,
        c.attendee,
        c.person,
        c.organisation,
        c.profession,
        c.role,
        c.title,
        c.format,
        c.activity,
        c.channel,
        c.cluster,
        c.starts_at,
        c.quarter,
        lead(c.starts_at) over (partition by c.person order by c.starts_at, c.event) as next_at
    from event_people as c
    where c.person is not null
)

select
    v.event,
    v.attendee,
    v.person,
    v.organisation,
    v.profession,
    v.role,
    v.title,
    v.format,
    v.activity,
    v.channel,
    v.cluster,
    v.quarter,
    a.unrecorded_after,
    case when a.until > r.recorded_to then 1 else 0 end as waits,
    case
        when a.until > r.recorded_to then null
        when v.next_at <= a.until then 1
        when a.unrecorded_after > 0 and a.recorded_after = 0 then null
        else 0
    end as came_again
from visits as v
inner join events_after as a on v.event = a.event
cross join rules as r
