-- One row per quarter and pair of people who met at an event in it, and whether for the first time.
-- `crosses` is 1 if they are of two organisations, 0 if of one, unknown if the organisation of either is.
-- Pair and quarter are one number: 26 bits for each of the two people, 11 for the place of the quarter. Pairs are many,
-- and no two of them meet often: put in order by it, they are told apart sooner than by grouping. What nobody asks
-- for is not made.
with
places as (
    select
        quarter,
        row_number() over (order by quarter) as place
    from quarters
),

meetings as (
    select
        m.*,
        p.place
    from event_meetings as m
    inner join places as p on m.quarter = p.quarter
),

together as (
    select
        (a.number * 67108864 + b.number) * 2048 + a.place as meeting,
        1.0 / (a.people - 1) as weight,
        case
            when a.organisation_number <> b.organisation_number then 1
            when a.organisation_number = b.organisation_number then 0
        end as crosses
    from meetings as a
    inner join meetings as b on a.event_number = b.event_number and a.number < b.number
),

in_order as (
    select
        t.meeting,
        lag(t.meeting) over (order by t.meeting) as meeting_before,
        count(*) over (partition by t.meeting) as events,
        cast(
            sum(cast(t.weight as decimal(38, 15))) over (partition by t.meeting) as double
        ) as weight,
        max(t.crosses) over (partition by t.meeting) as crosses
    from together as t
),

met as (
    select
        meeting % 2048 as place,
        cast((meeting - meeting % 137438953472) / 137438953472 as bigint) as number,
        cast(floor(meeting % 137438953472 / 2048) as bigint) as other_number,
        events,
        weight,
        crosses,
        case when meeting_before >= meeting - meeting % 2048 then 0 else 1 end as is_new
    from in_order
    where meeting_before is null or meeting_before < meeting
)

select
    p.quarter,
    m.number,
    m.other_number,
    m.events,
    m.weight,
    m.crosses,
    m.is_new
from met as m
inner join places as p on m.place = p.place
