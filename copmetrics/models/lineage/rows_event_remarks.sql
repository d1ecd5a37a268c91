-- One row per remark on an event, from the line that has it, and why that does not count, if so.
with
written as (
    select
        source_file,
        source_row,
        'plus' as kind
    from feedback
    where plus is not null
    union all
    select
        source_file,
        source_row,
        'delta' as kind
    from feedback
    where delta is not null
)

select
    f.source_file,
    f.source_row,
    w.kind,
    f.person,
    f.event,
    f.title,
    f.quarter,
    f.reason
from rows_event_feedback as f
inner join written as w on f.source_file = w.source_file and f.source_row = w.source_row
