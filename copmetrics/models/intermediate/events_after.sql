-- One row per event held: when the days are over that the rules give people to come again (return_days), and
-- how many other events were held in these days, with a record of who came and without. Where registrations
-- stand in for a record, they are one.
with
told as (
    select
        h.event,
        h.starts_at,
        h.starts_at + r.return_days * interval '1' day as until,
        case when h.attendance_known = 1 or c.event is not null then 1 else 0 end as is_recorded
    from events_held as h
    cross join rules as r
    left join (select distinct event from person_events) as c on h.event = c.event
)

select
    t.event,
    t.until,
    count(case when h.is_recorded = 1 then 1 end) as recorded_after,
    count(case when h.is_recorded = 0 then 1 end) as unrecorded_after
from told as t
left join told as h on h.starts_at >= t.starts_at and h.starts_at <= t.until and h.event <> t.event
group by t.event, t.until
