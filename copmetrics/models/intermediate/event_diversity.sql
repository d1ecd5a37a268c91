-- One row per event: how many organisations and professions came together at it. The effective number
-- is exp(entropy): of ten people, five and five of two organisations make 2, nine and one make 1.4.
-- Pairs are of two people whose organisations are known; of those expected, the share is the one that
-- the quarter's people would make if they met at random.
with
named_attendances as (
    select
        quarter,
        event,
        person,
        organisation,
        profession
    from event_people
    where person is not null
),

organisation_counts as (
    select
        event,
        count(*) as people,
        sum(count(*)) over (partition by event) as all_people
    from named_attendances
    where organisation is not null
    group by event, organisation
),

organisation_mix as (
    select
        event,
        count(*) as organisations,
        exp(-exact_sum(people * 1.0 / all_people * ln(people * 1.0 / all_people))) as effective_organisations,
        max(all_people) * (max(all_people) - 1) / 2 as pairs,
        max(all_people) * (max(all_people) - 1) / 2 - sum(people * (people - 1)) / 2 as crossing_pairs
    from organisation_counts
    group by event
),

profession_counts as (
    select
        event,
        count(*) as people,
        sum(count(*)) over (partition by event) as all_people
    from named_attendances
    where profession is not null
    group by event, profession
),

profession_mix as (
    select
        event,
        count(*) as professions,
        exp(-exact_sum(people * 1.0 / all_people * ln(people * 1.0 / all_people))) as effective_professions
    from profession_counts
    group by event
),

quarter_counts as (
    select
        quarter,
        count(distinct person) as people
    from named_attendances
    where organisation is not null
    group by quarter, organisation
),

random_mixing as (
    select
        quarter,
        case
            when sum(people) > 1
                then 1 - sum(people * (people - 1)) * 1.0 / (sum(people) * (sum(people) - 1))
        end as crossing_share
    from quarter_counts
    group by quarter
)

select
    h.event,
    h.title,
    h.format,
    h.activity,
    h.channel,
    h.cluster,
    h.quarter,
    o.organisations,
    o.effective_organisations,
    p.professions,
    p.effective_professions,
    o.pairs,
    o.crossing_pairs,
    o.pairs * a.crossing_share as expected_pairs
from events_held as h
left join organisation_mix as o on h.event = o.event
left join profession_mix as p on h.event = p.event
left join random_mixing as a on h.quarter = a.quarter
where o.event is not null or p.event is not null
