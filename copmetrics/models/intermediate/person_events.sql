-- One row per person and event they were at, with the minutes they stayed where a source says.
-- Overlapping stays (two devices, two exports of one meeting) count once: within each file the union of
-- the stays, and no more than the file's own minutes add up to; then the longest file. Few people join
-- twice: only their lines are put in order.
with
in_order as (
    select
        l.event,
        l.attendee,
        l.source_file,
        l.joined_minute,
        l.left_minute,
        max(l.left_minute) over (
            partition by l.event, l.attendee, l.source_file
            order by l.joined_minute, l.left_minute
            rows between unbounded preceding and 1 preceding
        ) as left_before
    from attendance as l
    inner join person_event_files as f
        on l.event = f.event and l.attendee = f.attendee and l.source_file = f.source_file
    where l.left_out is null and l.status = 'attended' and f.lines > 1
),

added as (
    select
        event,
        attendee,
        source_file,
        case
            when left_minute is null or joined_minute is null or left_minute < joined_minute then null
            when left_before is null or left_before <= joined_minute
                then left_minute - joined_minute
            when left_before >= left_minute then 0.0
            else left_minute - left_before
        end as minutes
    from in_order
),

together as (
    select
        event,
        attendee,
        source_file,
        case when count(minutes) = count(*) then exact_sum(minutes) end as minutes
    from added
    group by event, attendee, source_file
),

measured as (
    select
        f.*,
        case
            when f.lines > 1 then t.minutes
            when f.left_minute >= f.joined_minute then f.left_minute - f.joined_minute
        end as seen
    from person_event_files as f
    left join together as t
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
        max(case when told < seen or seen is null then told else seen end) as minutes
    from measured
    group by event, attendee
)

select p.*
from present as p
cross join rules as r
where p.minutes is null or p.minutes >= r.minimum_minutes
