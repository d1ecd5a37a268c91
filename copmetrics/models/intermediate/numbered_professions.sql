-- One row per profession of people at events or on the mailing list, with a number: they are numbered in the order
-- of their names, so that the last by number is the last by name.
with
told as (
    select profession
    from attendance
    where left_out is null and profession is not null
    union
    select profession
    from members
    where left_out is null and profession is not null
)

select
    profession,
    row_number() over (order by profession) as number
from told
