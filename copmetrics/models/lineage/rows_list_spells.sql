-- One row per spell on the list that touches a quarter, from the line that tells of it.
select
    m.source_file,
    m.source_row,
    m.person,
    m.organisation,
    m.joined_at,
    q.quarter,
    m.left_out as reason
from members as m
inner join quarters as q
    on m.joined_at < q.known_to and (m.left_at is null or m.left_at >= q.starts_at)
