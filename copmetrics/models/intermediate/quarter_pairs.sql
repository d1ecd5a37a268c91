-- One row per quarter and pair of people who met at an event in it, and whether for the first time.
-- `crosses` is 1 if they are of two organisations, 0 if of one, unknown if the organisation of either is.
-- A pair is brought together by one number, of which each of the two has one half. Pairs are many, and no two of
-- them meet often: put in order they are told apart sooner than by grouping, and what nobody asks for is not made.
with
meetings as (
    select * from event_meetings
),

together as (
    select
        a.quarter,
        a.number * 4294967296 + b.number as pair,
        a.person,
        b.person as other,
        1.0 / (a.people - 1) as weight,
        case
            when a.organisation <> b.organisation then 1
            when a.organisation = b.organisation then 0
        end as crosses
    from meetings as a
    inner join meetings as b on a.event_number = b.event_number and a.number < b.number
),

in_order as (
    select
        t.quarter,
        t.person,
        t.other,
        lag(t.quarter) over (partition by t.pair order by t.quarter) as quarter_before,
        count(*) over (partition by t.pair, t.quarter) as events,
        cast(
            sum(cast(t.weight as decimal(38, 15))) over (partition by t.pair, t.quarter) as double
        ) as weight,
        max(t.crosses) over (partition by t.pair, t.quarter) as crosses
    from together as t
)

select
    quarter,
    person,
    other,
    events,
    weight,
    crosses,
    case when quarter_before is null then 1 else 0 end as is_new
from in_order
where quarter_before is null or quarter_before < quarter
