-- One row per event held: when the days are over that the rules give people to come again (return_days), the number
-- of the last event that began in them, and how many other events were held in these days, with a record of who came and without. Where registrations
-- stand in for a record, they are one. Counted along one timeline: an event's days begin before what happens
-- at their first moment and end after what happens at their last.
with
told as (
    select
        h.event,
        h.number,
        h.starts_at,
        h.starts_at + r.return_days * interval '1' day as until,
        case when h.attendance_known = 1 or c.event_number is not null then 1 else 0 end as is_recorded
    from events_held as h
    cross join rules as r
    left join (select distinct event_number from person_events) as c on h.number = c.event_number
),

timeline as (
    select
        event,
        starts_at as happened_at,
        0 as place,
        0 as recorded,
        0 as unrecorded
    from told
    union all
    select
        event,
        starts_at as happened_at,
        1 as place,
        is_recorded as recorded,
        1 - is_recorded as unrecorded
    from told
    union all
    select
        event,
        until as happened_at,
        2 as place,
        0 as recorded,
        0 as unrecorded
    from told
),

counted as (
    select
        event,
        place,
        sum(recorded) over (
            order by happened_at, place rows between unbounded preceding and current row
        ) as recorded_so_far,
        sum(unrecorded) over (
            order by happened_at, place rows between unbounded preceding and current row
        ) as unrecorded_so_far
    from timeline
),

within as (
    select
        event,
        sum(case place when 2 then recorded_so_far when 0 then -recorded_so_far end) as recorded,
        sum(case place when 2 then unrecorded_so_far when 0 then -unrecorded_so_far end) as unrecorded,
        sum(case place when 2 then recorded_so_far + unrecorded_so_far end) as all_so_far
    from counted
    group by event
)

select
    t.event,
    t.number,
    t.until,
    cast(w.all_so_far as bigint) as last_number,
    cast(w.recorded as bigint) - t.is_recorded as recorded_after,
    cast(w.unrecorded as bigint) - 1 + t.is_recorded as unrecorded_after
from told as t
inner join within as w on t.event = w.event
