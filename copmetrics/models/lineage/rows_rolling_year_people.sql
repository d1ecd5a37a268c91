-- One row per line of a source about somebody at an event in the quarters that end with a quarter, and
-- per line about their spells on the mailing list in it.
select
    a.source_file,
    a.source_row,
    a.person,
    a.attendee,
    a.event,
    a.title,
    q.quarter,
    a.reason
from quarters as q
cross join rules as r
inner join rows_attendances as a on a.quarter <= q.quarter and a.quarter > q.quarter - r.window_quarters
union all
select
    source_file,
    source_row,
    person,
    person as attendee,
    cast(null as varchar) as event,
    'the mailing list' as title,
    quarter,
    reason
from rows_list_spells
