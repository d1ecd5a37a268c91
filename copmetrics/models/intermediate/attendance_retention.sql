-- One row per quarter and person, of the quarters in which they attended, or had attended the quarter before.
-- state: new (first ever), retained (also the quarter before), reactivated (before that, not
-- the quarter before), lapsed (the quarter before, not this one).
with
with_quarters_around as (
    select
        quarter,
        person,
        organisation,
        profession,
        attended,
        lag(quarter) over (partition by person order by quarter) as quarter_before,
        lead(quarter) over (partition by person order by quarter) as quarter_after
    from quarter_attendees
)

select
    quarter,
    person,
    organisation,
    profession,
    attended as attendances,
    case
        when quarter_before is null then 'new'
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
