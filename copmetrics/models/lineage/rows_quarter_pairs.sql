-- One row per line of a source about somebody at an event, and per person whom they could meet there.
select
    a.source_file,
    a.source_row,
    a.person,
    e.other,
    a.event,
    a.title,
    a.quarter,
    a.reason
from rows_attendances as a
inner join event_pairs as e on a.event = e.event and a.person = e.person
