-- One row per quarter and named person who was at an event in it: how often, hosting, online and face to
-- face, and in which quarter they first came. `guest_only` is 1 where they were a guest each time.
select
    a.quarter,
    a.person,
    max(a.organisation) as organisation,
    max(a.profession) as profession,
    min(a.first_quarter) as first_quarter,
    count(*) as attended,
    sum(case when g.attendee is null then 0 else 1 end) as hosted,
    max(case when o.word is null then 0 else 1 end) as online,
    max(case when i.word is null then 0 else 1 end) as in_person,
    min(case when e.word is null then 0 else 1 end) as guest_only
from attendances as a
left join person_hosted_events as g on a.event = g.event and a.attendee = g.attendee
left join role_and_format_words as o on o.kind = 'online' and o.word = plain_word(a.format)
left join role_and_format_words as i on i.kind = 'in person' and i.word = plain_word(a.format)
left join role_and_format_words as e on e.kind = 'guest' and e.word = plain_word(a.role)
where a.person is not null
group by a.quarter, a.person
