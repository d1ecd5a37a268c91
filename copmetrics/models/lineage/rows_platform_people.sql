-- One row per line of a source about somebody's visit to the platform in a quarter, and why it does not count, if so.
select
    v.source_file,
    v.source_row,
    v.person,
    'the platform' as title,
    q.quarter,
    v.left_out as reason
from visits as v
inner join quarters as q on v.visited_at >= q.starts_at and v.visited_at < q.ends_at
