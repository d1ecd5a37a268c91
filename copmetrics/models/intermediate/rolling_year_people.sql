-- One row per quarter and person who was at an event in the quarters that end with it (four, unless
-- the settings say otherwise): how often, in how many of them, hosting, online and face to face.
with
labelled_attendances as (
    select
        a.quarter,
        a.event,
        a.attendee,
        a.person,
        a.organisation,
        a.profession,
        case when g.attendee is null then 0 else 1 end as hosted,
        case when o.word is null then 0 else 1 end as online,
        case when i.word is null then 0 else 1 end as in_person,
        case when e.word is null then 0 else 1 end as guest
    from attendances as a
    left join person_hosted_events as g on a.event = g.event and a.attendee = g.attendee
    left join role_and_format_words as o on o.kind = 'online' and o.word = plain_word(a.format)
    left join role_and_format_words as i on i.kind = 'in person' and i.word = plain_word(a.format)
    left join role_and_format_words as e on e.kind = 'guest' and e.word = plain_word(a.role)
    where a.person is not null
)

select
    q.quarter,
    w.person,
    max(w.organisation) as organisation,
    max(w.profession) as profession,
    count(*) as attended,
    count(distinct w.quarter) as quarters_attended,
    max(w.quarter) as last_quarter,
    sum(w.hosted) as hosted,
    count(distinct case when w.hosted = 1 then w.quarter end) as quarters_hosted,
    max(w.online) as online,
    max(w.in_person) as in_person,
    min(w.guest) as guest_only
from quarters as q
cross join rules as r
inner join labelled_attendances as w on w.quarter <= q.quarter and w.quarter > q.quarter - r.window_quarters
group by q.quarter, w.person
