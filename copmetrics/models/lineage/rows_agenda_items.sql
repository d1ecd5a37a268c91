-- One row per item of the learning agenda and quarter in which it was on the agenda, from the line that has it.
select
    source_file,
    source_row,
    cast(null as string) as person,
    cast(null as string) as event,
    cast(null as string) as title,
    quarter,
    cast(null as string) as reason
from agenda_items
