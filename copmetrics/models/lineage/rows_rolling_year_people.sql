-- One row per line of a source about somebody at an event in the quarters that end with a quarter, and
-- per line about their spells on the mailing list in it. A line about the list names no event.
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
inner join rows_list_or_event_people as a
    on
        a.quarter <= q.quarter
        and a.quarter > q.quarter - case when a.event is null then 1 else r.window_quarters end
