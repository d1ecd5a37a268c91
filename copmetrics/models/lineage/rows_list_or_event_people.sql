-- One row per line of a source about somebody at an event of a quarter, or on the mailing list in it.
select
    source_file,
    source_row,
    person,
    attendee,
    event,
    title,
    quarter,
    reason
from rows_attendances
union all
select
    source_file,
    source_row,
    person,
    person as attendee,
    cast(null as string) as event,
    'the mailing list' as title,
    quarter,
    reason
from rows_list_spells
