-- One row per quarter and pair of people who were at the same event in it, and whether for the first time.
with
together as (
    select
        quarter,
        person,
        other,
        count(*) as events,
        exact_sum(weight) as weight,
        max(crosses) as crosses
    from event_pairs
    group by quarter, person, other
)

select
    t.*,
    case
        when t.quarter = min(t.quarter) over (partition by t.person, t.other) then 1
        else 0
    end as is_new
from together as t
