-- One row per event at which people can meet and named person at it. Large events and broadcasts, at which
-- nobody meets anybody, are left out; how large they are, callers and guests without a name say too. `people`
-- is how many of those there had a name; `event_number` and `number` stand for the event and the person.
with
sizes as (
    select
        event,
        row_number() over (order by event) as event_number,
        count(person) as people,
        count(*) as everybody
    from event_people
    group by event
)

select
    a.quarter,
    a.event,
    s.event_number,
    a.person,
    n.number,
    a.organisation,
    s.people
from event_people as a
inner join sizes as s on a.event = s.event
inner join numbered_people as n on a.person = n.person
cross join rules as r
left join role_and_format_words as w on w.kind = 'broadcast' and w.word = plain_word(a.format)
where s.everybody <= r.largest_meeting and w.word is null
