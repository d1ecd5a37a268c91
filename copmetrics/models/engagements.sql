-- One row per person and mailing with a known reaction: opened, clicked, or neither.
select
    s.quarter,
    a.mailing,
    s.title,
    a.person,
    max(case when a.action in ('open', 'opened', 'click') then 1 else 0 end) as opened,
    max(case when a.action = 'click' then 1 else 0 end) as clicked
from activity as a
inner join sendings as s on a.mailing = s.mailing
where a.left_out is null and a.person is not null and a.action <> 'bounced'
group by s.quarter, a.mailing, s.title, a.person
