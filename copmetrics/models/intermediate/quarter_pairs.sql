-- One row per quarter and pair of people who met at an event in it, and whether for the first time.
-- `crosses` is 1 if they are of two organisations, 0 if of one, unknown if the organisation of either is.
with
pairs_by_quarter as (
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
from pairs_by_quarter as t
