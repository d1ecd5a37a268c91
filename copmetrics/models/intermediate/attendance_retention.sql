-- One row per quarter and person, of the quarters in which they attended, or had attended the quarter before.
-- state: new (first ever), retained (also the quarter before), reactivated (before that, not
-- the quarter before), lapsed (the quarter before, not this one).
with
quarter_people as (
    select
        quarter,
        person,
        max(organisation) as organisation,
        max(profession) as profession,
        min(first_quarter) as first_quarter,
        count(*) as attendances
    from attendances
    where person is not null
    group by quarter, person
),

with_quarters_around as (
    select
        t.*,
        lag(t.quarter) over (partition by t.person order by t.quarter) as quarter_before,
        lead(t.quarter) over (partition by t.person order by t.quarter) as quarter_after
    from quarter_people as t
)

select
    quarter,
    person,
    organisation,
    profession,
    attendances,
    case
        when first_quarter = quarter then 'new'
        when quarter_before = quarter - 1 then 'retained'
        else 'reactivated'
    end as state
from with_quarters_around
union all
select
    p.quarter + 1 as quarter,
    p.person,
    p.organisation,
    p.profession,
    0 as attendances,
    'lapsed' as state
from with_quarters_around as p
inner join quarters as q on p.quarter + 1 = q.quarter
where p.quarter_after is null or p.quarter_after > p.quarter + 1
