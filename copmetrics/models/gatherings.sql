-- One row per event held, with how many were there and how many had registered.
with
present as (
    select
        event,
        count(*) as attendances,
        count(distinct person) as people,
        sum(case when standing = 'new' then 1 else 0 end) as new,
        sum(case when standing = 'returning' then 1 else 0 end) as returning,
        sum(case when standing = 'not named' then 1 else 0 end) as not_named,
        count(distinct organisation) as organisations,
        max(estimated) as estimated
    from attendances
    group by event
),

expected as (
    select
        event,
        count(*) as registrations
    from registrations
    group by event
)

select
    h.event,
    h.title,
    h.starts_at,
    h.time_known,
    h.format,
    h.activity,
    h.channel,
    h.host,
    h.quarter,
    h.attendance_known,
    case when h.attendance_known = 1 then coalesce(p.attendances, 0) else p.attendances end as attendances,
    p.people,
    p.new,
    p.returning,
    p.not_named,
    p.organisations,
    p.estimated,
    e.registrations
from held as h
left join present as p on h.event = p.event
left join expected as e on h.event = e.event
