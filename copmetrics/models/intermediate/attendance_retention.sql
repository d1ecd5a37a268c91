-- One row per quarter and person, of the quarters in which they attended, or had attended the quarter before.
-- state: new (first ever), retained (also the quarter before), reactivated (before that, not
-- the quarter before), lapsed (the quarter before, not this one).
with
with_quarters_around as (
    select
        quarter,
        number,
        organisation_number,
        profession_number,
        attended,
        lag(quarter) over (partition by number order by quarter) as quarter_before,
        lead(quarter) over (partition by number order by quarter) as quarter_after
    from quarter_attendees
),

states as (
    select
        quarter,
        number,
        organisation_number,
        profession_number,
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
        p.number,
        p.organisation_number,
        p.profession_number,
        0 as attendances,
        'lapsed' as state
    from with_quarters_around as p
    inner join quarters as q on p.quarter + 1 = q.quarter
    where p.quarter_after is null or p.quarter_after > p.quarter + 1
)

select
    s.quarter,
    w.person,
    o.organisation,
    p.profession,
    s.attendances,
    s.state
from states as s
left join numbered_organisations as o on s.organisation_number = o.number
left join numbered_professions as p on s.profession_number = p.number
left join people_by_number as w on s.number = w.number
