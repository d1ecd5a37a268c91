-- One row per remark on an event: what went well, or what to change, from a form's answer or from a note that
-- somebody wrote down. Nothing of what it says is in it.
with
remarks as (
    select
        source_file,
        source_row,
        'plus' as kind,
        event,
        small_group
    from feedback
    where left_out is null and plus is not null
    union all
    select
        source_file,
        source_row,
        'delta' as kind,
        event,
        small_group
    from feedback
    where left_out is null and delta is not null
)

select
    r.source_file,
    r.source_row,
    r.kind,
    r.small_group,
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter
from remarks as r
inner join events_held as h on r.event = h.event
