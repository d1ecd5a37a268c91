-- One row per named person and event they were at: whether they hosted it (in a hosting role, or named as its
-- host, alone or with others), were a guest, and came online or face to face. 1 or 0; where a word says neither, 0.
with
roles as (
    select
        word,
        max(case when kind = 'hosting' then 1 else 0 end) as hosting,
        max(case when kind = 'guest' then 1 else 0 end) as guest
    from role_and_format_words
    where kind in ('hosting', 'guest')
    group by word
)

select
    a.quarter,
    a.event,
    a.event_number,
    a.attendee,
    a.person,
    a.organisation,
    a.profession,
    a.role,
    case when coalesce(r.hosting, 0) = 1 or coalesce(contains(a.host, a.person), false) then 1 else 0 end as hosted,
    coalesce(r.guest, 0) as guest,
    a.online,
    a.in_person
from event_people as a
left join roles as r on plain_word(a.role) = r.word
where a.person is not null
