-- One row per person at an event: the minutes they were there, where a source says.
-- Overlapping stays (two devices, two exports of one meeting) count once: within each file the
-- union of the stays, and no more than the file's own minutes add up to; then the longest file.
-- `joined_minute` and `left_minute` are the instants in minutes since 1970: every engine subtracts.
with
present as (
    select
        a.event,
        a.attendee,
        a.source_file,
        a.joined_minute,
        a.left_minute,
        a.minutes,
        max(a.left_minute) over (
            partition by a.event, a.attendee, a.source_file
            order by a.joined_minute, a.left_minute
            rows between unbounded preceding and 1 preceding
        ) as left_before
    from attendance as a
    where a.left_out is null and a.status = 'attended'
),

measured as (
    select
        event,
        attendee,
        source_file,
        minutes,
        case
            when left_minute is null or joined_minute is null or left_minute < joined_minute then null
            when left_before is null or left_before <= joined_minute
                then left_minute - joined_minute
            when left_before >= left_minute then 0.0
            else left_minute - left_before
        end as added
    from present
),

per_file as (
    select
        event,
        attendee,
        source_file,
        case
            when count(added) = count(*) and count(minutes) = count(*)
                then least(sum(added), sum(minutes))
            when count(minutes) = count(*) then sum(minutes)
            when count(added) = count(*) then sum(added)
        end as minutes
    from measured
    group by event, attendee, source_file
)

select
    event,
    attendee,
    max(minutes) as minutes
from per_file
group by event, attendee
