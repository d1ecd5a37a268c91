-- One row per named person and event they were at: whether they came to another event within the days
-- that the rules give them for it (return_days). came_again is null while these are not over, or reach
-- beyond the last record of who came (`waits`), and where events within them have no record, and none has one.
with
visits as (
    select
        a.number,
        a.event_number,
        a.organisation_number,
        a.profession_number,
        a.role,
        lead(a.event_number) over (partition by a.number order by a.event_number) as next_number
    from numbered_attendances as a
),

decided as (
    select
        v.number,
        v.organisation_number,
        v.profession_number,
        v.role,
        h.event,
        h.title,
        h.format,
        h.activity,
        h.channel,
        h.cluster,
        h.quarter,
        a.unrecorded_after,
        case when a.until > r.recorded_to then 1 else 0 end as waits,
        case
            when a.until > r.recorded_to then null
            when v.next_number <= a.last_number then 1
            when a.unrecorded_after > 0 and a.recorded_after = 0 then null
            else 0
        end as came_again
    from visits as v
    inner join events_held as h on v.event_number = h.number
    inner join events_after as a on v.event_number = a.number
    cross join rules as r
)

select
    d.event,
    w.person as attendee,
    w.person,
    o.organisation,
    p.profession,
    d.role,
    d.title,
    d.format,
    d.activity,
    d.channel,
    d.cluster,
    d.quarter,
    d.unrecorded_after,
    d.waits,
    d.came_again
from decided as d
left join numbered_organisations as o on d.organisation_number = o.number
left join numbered_professions as p on d.profession_number = p.number
left join people_by_number as w on d.number = w.number
