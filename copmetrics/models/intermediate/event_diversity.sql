-- One row per event: how many organisations, sectors and professions came together at it. The effective number
-- is exp(entropy): of ten people, five and five of two organisations make 2, nine and one make 1.4.
-- Pairs are of two people whose organisations are known; of those expected, the share is the one that
-- the quarter's people would make if they met at random.
with
organisation_counts as (
    select
        event_number,
        count(*) as people
    from numbered_attendances
    where organisation_number is not null
    group by event_number, organisation_number
),

of_known_organisation as (
    select
        event_number,
        sum(people) as all_people
    from organisation_counts
    group by event_number
),

organisation_mix as (
    select
        c.event_number,
        count(*) as organisations,
        exp(-exact_sum(c.people * 1.0 / k.all_people * ln(c.people * 1.0 / k.all_people))) as effective_organisations,
        max(k.all_people) * (max(k.all_people) - 1) / 2 as pairs,
        max(k.all_people) * (max(k.all_people) - 1) / 2 - sum(c.people * (c.people - 1)) / 2 as crossing_pairs
    from organisation_counts as c
    inner join of_known_organisation as k on c.event_number = k.event_number
    group by c.event_number
),

sector_mix as (
    select
        a.event_number,
        count(distinct s.sector) as sectors
    from numbered_attendances as a
    inner join numbered_organisations as o on a.organisation_number = o.number
    inner join organisation_sectors as s on o.organisation = s.organisation
    group by a.event_number
),

profession_counts as (
    select
        event_number,
        count(*) as people
    from numbered_attendances
    where profession_number is not null
    group by event_number, profession_number
),

of_known_profession as (
    select
        event_number,
        sum(people) as all_people
    from profession_counts
    group by event_number
),

profession_mix as (
    select
        c.event_number,
        count(*) as professions,
        exp(-exact_sum(c.people * 1.0 / k.all_people * ln(c.people * 1.0 / k.all_people))) as effective_professions
    from profession_counts as c
    inner join of_known_profession as k on c.event_number = k.event_number
    group by c.event_number
),

quarter_counts as (
    select
        quarter,
        count(distinct number) as people
    from numbered_attendances
    where organisation_number is not null
    group by quarter, organisation_number
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
    s.sectors,
    p.professions,
    p.effective_professions,
    o.pairs,
    o.crossing_pairs,
    o.pairs * a.crossing_share as expected_pairs
from events_held as h
left join organisation_mix as o on h.number = o.event_number
left join sector_mix as s on h.number = s.event_number
left join profession_mix as p on h.number = p.event_number
left join random_mixing as a on h.quarter = a.quarter
where o.event_number is not null or p.event_number is not null
