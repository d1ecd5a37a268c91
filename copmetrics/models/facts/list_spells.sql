-- One row per spell on the mailing list and quarter it touches.
-- A member at the quarter's end, or now where it is not over, joined before it and had not left before it.
select
    q.quarter,
    m.person,
    m.audience,
    m.organisation,
    m.profession,
    m.how_left,
    m.joined_at,
    case when m.joined_at >= q.starts_at then 1 else 0 end as joined,
    case when m.left_at < q.known_to then 1 else 0 end as departed,
    case when m.left_at is null or m.left_at >= q.known_to then 1 else 0 end as at_end
from members as m
inner join quarters as q
    on m.joined_at < q.known_to and (m.left_at is null or m.left_at >= q.starts_at)
where m.left_out is null
