-- One row per output and quarter in which it was made, from the line that has it.
select
    source_file,
    source_row,
    cast(null as string) as person,
    event,
    title,
    quarter,
    cast(null as string) as reason
from outputs_made
