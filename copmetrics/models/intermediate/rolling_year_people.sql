-- One row per quarter and person who was at an event in the quarters that end with it (four, unless
-- the settings say otherwise): how often, in how many of them, hosting, online and face to face; and the
-- organisation and profession that they had. All are numbers.
select
    q.quarter,
    w.number,
    max(w.organisation_number) as organisation_number,
    max(w.profession_number) as profession_number,
    cast(sum(w.attended) as bigint) as attended,
    count(*) as quarters_attended,
    cast(sum(w.hosted) as bigint) as hosted,
    count(case when w.hosted > 0 then 1 end) as quarters_hosted,
    max(w.online) as online,
    max(w.in_person) as in_person,
    min(w.guest_only) as guest_only
from quarters_in_window as q
inner join quarter_attendees as w on q.quarter_within = w.quarter
group by q.quarter, w.number
