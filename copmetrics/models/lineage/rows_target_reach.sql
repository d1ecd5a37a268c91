-- One row per quarter and line of the list of whom the community wants to reach.
select
    t.source_file,
    t.source_row,
    cast(null as string) as person,
    t.kind,
    t.name,
    t.name as title,
    q.quarter,
    cast(null as string) as reason
from targets as t
cross join quarters as q
