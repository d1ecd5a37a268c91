-- One row per organisation of people at events or on the mailing list, with a number: they are numbered in the order
-- of their names, so that the last by number is the last by name.
with
told as (
    select organisation
    from attendance
    where left_out is null and organisation is not null
    union
    select organisation
    from members
    where left_out is null and organisation is not null
)

select
    organisation,
    row_number() over (order by organisation) as number
from told
