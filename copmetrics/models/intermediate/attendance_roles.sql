-- One row per named person and event they were at: whether they hosted it (in a hosting role, or named as its
-- host, alone or with others), were a guest, and came online or face to face. 1 or 0; where a word says neither, 0.
select
    a.quarter,
    a.event,
    a.attendee,
    a.person,
    a.organisation,
    a.profession,
    case when w.word is not null or a.host like '%' || a.person || '%' then 1 else 0 end as hosted,
    case when e.word is null then 0 else 1 end as guest,
    case when o.word is null then 0 else 1 end as online,
    case when i.word is null then 0 else 1 end as in_person
from event_people as a
left join role_and_format_words as w on w.kind = 'hosting' and w.word = plain_word(a.role)
left join role_and_format_words as e on e.kind = 'guest' and e.word = plain_word(a.role)
left join role_and_format_words as o on o.kind = 'online' and o.word = plain_word(a.format)
left join role_and_format_words as i on i.kind = 'in person' and i.word = plain_word(a.format)
where a.person is not null
