-- One row per quarter and pair of people who met at an event in it, and whether for the first time.
-- `crosses` is 1 if they are of two organisations, 0 if of one, unknown if the organisation of either is.
-- A pair is brought together by one number, of which each of the two has one half.
with
meetings as (
    select * from event_meetings
),

pairs_by_quarter as (
    select
        a.quarter,
        a.number * 4294967296 + b.number as pair,
        min(a.number) as number,
        min(b.number) as other_number,
        count(*) as events,
        exact_sum(1.0 / (a.people - 1)) as weight,
        max(
            case
                when a.organisation <> b.organisation then 1
                when a.organisation = b.organisation then 0
            end
        ) as crosses
    from meetings as a
    inner join meetings as b on a.event_number = b.event_number and a.number < b.number
    group by a.quarter, a.number * 4294967296 + b.number
),

met_first as (
    select
        t.*,
        min(t.quarter) over (partition by t.pair) as first_quarter
    from pairs_by_quarter as t
)

select
    t.quarter,
    p.person,
    o.person as other,
    t.events,
    t.weight,
    t.crosses,
    case when t.quarter = t.first_quarter then 1 else 0 end as is_new
from met_first as t
inner join numbered_people as p on t.number = p.number
inner join numbered_people as o on t.other_number = o.number
