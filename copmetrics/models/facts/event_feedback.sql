-- One row per answer to a feedback form, of the event it is of.
select
    f.source_file,
    f.source_row,
    f.rating,
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter
from feedback as f
inner join events_held as h on f.event = h.event
where f.left_out is null
