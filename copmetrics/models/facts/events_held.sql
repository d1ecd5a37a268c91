-- One row per event that was held: not cancelled, begun by now, in the quarter of its start.
-- `length_minutes` is known where the source has both times, and they are a day apart at the most: of a course of
-- three days it says nothing. `attendance_known` is 1 where any source says who was there, or who was not. `number` is
-- its place in the order in which they began (of those that began at once, by name); `online`, `in_person` and
-- `broadcast` are 1 where its format is said to be that, else 0.
with
known as (
    select
        a.event,
        max(coalesce(s.tells_who_came, 0)) as attendance_known
    from attendance as a
    left join attendance_statuses as s on a.status = s.status
    where a.left_out is null
    group by a.event
),

formats as (
    select
        word,
        max(case when kind = 'online' then 1 else 0 end) as online,
        max(case when kind = 'in person' then 1 else 0 end) as in_person,
        max(case when kind = 'broadcast' then 1 else 0 end) as broadcast
    from role_and_format_words
    group by word
)

select
    e.event,
    row_number() over (order by e.starts_at, e.event) as number,
    e.title,
    e.starts_at,
    e.ends_at,
    e.starts_second,
    case
        when e.time_known and e.ends_second > e.starts_second and e.ends_second - e.starts_second <= 86400
            then (e.ends_second - e.starts_second) / 60.0
    end as length_minutes,
    e.time_known,
    e.format,
    coalesce(f.online, 0) as online,
    coalesce(f.in_person, 0) as in_person,
    coalesce(f.broadcast, 0) as broadcast,
    e.activity,
    e.channel,
    e.cluster,
    e.from_with,
    e.informal_formal,
    e.inside_outside,
    e.host,
    q.quarter,
    coalesce(k.attendance_known, 0) as attendance_known
from events as e
inner join quarters as q on e.starts_at >= q.starts_at and e.starts_at < q.ends_at
cross join rules as r
left join known as k on e.event = k.event
left join formats as f on plain_word(e.format) = f.word
where coalesce(e.cancelled, false) = false and e.starts_at <= r.as_of
