-- One row per person and event that they hosted: in a hosting role, or named as its host, alone or with others.
select
    a.quarter,
    a.event,
    a.attendee,
    a.person
from attendances as a
inner join events_held as h on a.event = h.event
left join role_and_format_words as w on w.kind = 'hosting' and w.word = plain_word(a.role)
where a.person is not null and (w.word is not null or h.host like '%' || a.person || '%')
