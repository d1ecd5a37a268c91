-- One row per recommendation and quarter from that in which it was made, from the line that has it.
select
    source_file,
    source_row,
    cast(null as string) as person,
    cast(null as string) as event,
    cast(null as string) as title,
    quarter,
    cast(null as string) as reason
from recommendations_made
