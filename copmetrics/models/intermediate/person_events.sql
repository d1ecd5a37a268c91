-- One row per person and event they were at (`event_number`), with the minutes they stayed; unknown where no file says.
-- Joining twice is one: overlapping stays (two devices, two exports of one meeting) count once. Of a file,
-- `measured_minutes` is the union of its stays, and no more than its `stated_minutes` counts, which are known
-- where each of its lines says. Of several files that tell of the same time the longest counts; of those that tell
-- of one part after the other, as of a meeting that was ended and begun again, the sum. Who stayed for less than
-- the minimum was not there; whose minutes are unknown was; without a minimum everybody was, and nobody's minutes
-- need be known.
-- Few people join twice: only their lines are put in order and added up; `line_minutes` are those of one line.
-- Who it is of (`attendee`) is the person, where known.
with
present as (
    select
        event_number,
        attendee,
        case when count(person) > 0 then attendee end as person,
        max(organisation) as organisation,
        max(profession) as profession,
        max(role) as role,
        max(certainty) as certainty,
        min(estimated) as estimated,
        count(*) as lines,
        min(joined_second) as joined_second,
        max(left_second) as left_second,
        max(minutes) as line_minutes
    from person_event_lines
    group by event_number, attendee
),

ordered_stays as (
    select
        l.event_number,
        l.attendee,
        l.source_file,
        l.estimated,
        l.minutes,
        l.joined_second,
        l.left_second,
        max(l.left_second) over (
            partition by l.event_number, l.attendee, l.source_file
            order by l.joined_second, l.left_second
            rows between unbounded preceding and 1 preceding
        ) as left_before
    from person_event_lines as l
    inner join present as p on l.event_number = p.event_number and l.attendee = p.attendee
    where p.lines > 1
),

added_seconds as (
    select
        event_number,
        attendee,
        source_file,
        estimated,
        minutes,
        joined_second,
        left_second,
        case
            when left_second is null or joined_second is null or left_second < joined_second then null
            when left_before is null or left_before <= joined_second
                then left_second - joined_second
            when left_before >= left_second then 0.0
            else left_second - left_before
        end as seconds
    from ordered_stays
),

measured_files as (
    select
        event_number,
        attendee,
        case
            when count(seconds) = count(*) and (max(estimated) = 0 or count(*) = 1)
                then exact_sum(seconds) / 60.0
        end as measured_minutes,
        case when count(minutes) = count(*) then exact_sum(minutes) end as stated_minutes,
        min(joined_second) as joined_second,
        max(left_second) as left_second
    from added_seconds
    group by event_number, attendee, source_file
),

ordered_files as (
    select
        event_number,
        attendee,
        least(stated_minutes, measured_minutes) as minutes,
        joined_second,
        left_second,
        max(left_second) over (
            partition by event_number, attendee
            order by joined_second is not null, joined_second, left_second
            rows between unbounded preceding and 1 preceding
        ) as left_before
    from measured_files
),

parted_files as (
    select
        event_number,
        attendee,
        minutes,
        sum(case when left_before < joined_second then 1 else 0 end) over (
            partition by event_number, attendee
            order by joined_second is not null, joined_second, left_second
            rows between unbounded preceding and current row
        ) as part
    from ordered_files
),

parts as (
    select
        event_number,
        attendee,
        max(minutes) as minutes
    from parted_files
    group by event_number, attendee, part
),

several as (
    select
        event_number,
        attendee,
        exact_sum(minutes) as minutes
    from parts
    group by event_number, attendee
),

stayed as (
    select
        p.event_number,
        p.attendee,
        p.person,
        p.organisation,
        p.profession,
        p.role,
        p.certainty,
        p.estimated,
        case
            when p.lines > 1 then s.minutes
            else
                least(
                    p.line_minutes,
                    case
                        when p.left_second >= p.joined_second
                            then (p.left_second - p.joined_second) / 60.0
                    end
                )
        end as minutes
    from present as p
    left join several as s on p.event_number = s.event_number and p.attendee = s.attendee
)

select t.*
from stayed as t
cross join rules as r
where r.minimum_minutes <= 0 or t.minutes is null or t.minutes >= r.minimum_minutes
