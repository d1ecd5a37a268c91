-- One row per quarter and person on the mailing list at its end, or now where it is not over: who joined before
-- that and had not left before it.
-- All but when they joined are numbers, as in `rolling_year_people`.
select
    q.quarter,
    m.number,
    max(m.organisation_number) as organisation_number,
    max(m.profession_number) as profession_number,
    min(m.joined_at) as joined_at
from numbered_members as m
inner join quarters as q on m.joined_at < q.known_to and (m.left_at is null or m.left_at >= q.known_to)
group by q.quarter, m.number
