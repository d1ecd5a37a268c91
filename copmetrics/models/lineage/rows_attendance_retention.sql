-- One row per line of a source that put somebody among a quarter's people. The lapsed are there
-- by the lines of the quarter before.
select
    r.source_file,
    r.source_row,
    p.person,
    r.event,
    r.title,
    p.quarter,
    r.reason
from attendance_retention as p
inner join rows_attendances as r
    on
        p.person = r.person
        and r.quarter = case when p.state = 'lapsed' then p.quarter - 1 else p.quarter end
where r.reason is null
