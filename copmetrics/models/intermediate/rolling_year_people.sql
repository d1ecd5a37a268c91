-- One row per quarter and person who was at an event in the quarters that end with it (four, unless
-- the settings say otherwise): how often, in how many of them, hosting, online and face to face.
select
    q.quarter,
    w.person,
    max(w.organisation) as organisation,
    max(w.profession) as profession,
    cast(sum(w.attended) as bigint) as attended,
    count(*) as quarters_attended,
    max(w.quarter) as last_quarter,
    sum(w.hosted) as hosted,
    count(case when w.hosted > 0 then 1 end) as quarters_hosted,
    max(w.online) as online,
    max(w.in_person) as in_person,
    min(w.guest_only) as guest_only
from quarters as q
cross join rules as r
inner join quarter_attendees as w on w.quarter <= q.quarter and w.quarter > q.quarter - r.window_quarters
group by q.quarter, w.person
