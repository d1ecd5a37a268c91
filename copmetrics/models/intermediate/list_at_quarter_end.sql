-- One row per quarter and person on the mailing list at its end: who joined before it and had not left before it.
-- All but when they joined are numbers, as in `rolling_year_people`.
select
    q.quarter,
    m.number,
    max(m.organisation_number) as organisation_number,
    max(m.profession_number) as profession_number,
    min(m.joined_at) as joined_at
from numbered_members as m
inner join quarters as q on m.joined_at < q.ends_at and (m.left_at is null or m.left_at >= q.ends_at)
group by q.quarter, m.number
