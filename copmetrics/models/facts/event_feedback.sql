-- One row per answer to a feedback form, with the event that it is of. The rating is 1 to 5, unknown if
-- none was given; answers of which no event is known do not count.
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
where f.left_out is null and coalesce(f.noted, false) = false
