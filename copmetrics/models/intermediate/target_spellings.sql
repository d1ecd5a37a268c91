-- One row per organisation or profession that the community wants to reach and spelling of it that people at
-- events or on the mailing list have: letter case aside, it is the same name.
with
spellings as (
    select
        'organisation' as kind,
        organisation as spelling
    from event_people
    union
    select
        'profession' as kind,
        profession as spelling
    from event_people
    union
    select
        'organisation' as kind,
        organisation as spelling
    from list_spells
    union
    select
        'profession' as kind,
        profession as spelling
    from list_spells
)

select
    t.kind,
    t.name,
    s.spelling
from targets as t
inner join spellings as s on t.kind = s.kind and lower(t.name) = lower(s.spelling)
