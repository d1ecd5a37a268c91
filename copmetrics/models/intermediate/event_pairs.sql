-- One row per event and pair of named people at it: an opportunity to meet, worth 1/(k-1) at an event of
-- k, so that each event is worth one meeting to each of its people. Large events and broadcasts, at
-- which nobody meets anybody, are left out; how large they are, callers and guests without a name say too.
with
sizes as (
    select
        event,
        count(person) as people,
        count(*) as everybody
    from attendances
    group by event
)

select
    a.quarter,
    a.event,
    a.person,
    b.person as other,
    1.0 / (s.people - 1) as weight,
    case
        when a.organisation <> b.organisation then 1
        when a.organisation = b.organisation then 0
    end as crosses
from attendances as a
inner join attendances as b on a.event = b.event and a.person < b.person
inner join sizes as s on a.event = s.event
cross join rules as r
left join role_and_format_words as w on w.kind = 'broadcast' and w.word = plain_word(a.format)
where s.everybody <= r.largest_meeting and w.word is null
