-- One row per person and event they were at, with the minutes they stayed; unknown where no file says.
-- Overlapping stays (two devices, two exports of one meeting) count once: `measured_minutes` is the union
-- of a file's stays, and no more than its `stated_minutes` counts; of several files the longest. Who stayed
-- for less than the minimum was not there; whose minutes are unknown was. Few people join twice: only
-- their lines are put in order.
with
ordered_stays as (
    select
        l.event,
        l.attendee,
        l.source_file,
        l.joined_second,
        l.left_second,
        max(l.left_second) over (
            partition by l.event, l.attendee, l.source_file
            order by l.joined_second, l.left_second
            rows between unbounded preceding and 1 preceding
        ) as left_before
    from attendance as l
    inner join person_event_files as f
        on l.event = f.event and l.attendee = f.attendee and l.source_file = f.source_file
    where l.left_out is null and l.status = 'attended' and f.lines > 1
),

added_seconds as (
    select
        event,
        attendee,
        source_file,
        case
            when left_second is null or joined_second is null or left_second < joined_second then null
            when left_before is null or left_before <= joined_second
                then left_second - joined_second
            when left_before >= left_second then 0.0
            else left_second - left_before
        end as seconds
    from ordered_stays
),

merged_stays as (
    select
        event,
        attendee,
        source_file,
        case when count(seconds) = count(*) then exact_sum(seconds) / 60.0 end as minutes
    from added_seconds
    group by event, attendee, source_file
),

measured_files as (
    select
        f.*,
        case
            when f.lines > 1 then t.minutes
            when f.left_second >= f.joined_second then (f.left_second - f.joined_second) / 60.0
        end as measured_minutes
    from person_event_files as f
    left join merged_stays as t
        on f.event = t.event and f.attendee = t.attendee and f.source_file = t.source_file
),

present as (
    select
        event,
        attendee,
        max(person) as person,
        max(organisation) as organisation,
        max(profession) as profession,
        max(role) as role,
        max(certainty) as certainty,
        min(estimated) as estimated,
        max(
            case
                when stated_minutes < measured_minutes or measured_minutes is null then stated_minutes
                else measured_minutes
            end
        ) as minutes
    from measured_files
    group by event, attendee
)

select p.*
from present as p
cross join rules as r
where p.minutes is null or p.minutes >= r.minimum_minutes
