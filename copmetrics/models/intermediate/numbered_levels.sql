-- One row per quarter and person: how much they take part, from what they did in the quarters that end
-- with it. The first rule that holds decides. Whoever is on the list, came to nothing and is not new
-- is peripheral if they clicked a link (suspected scanners left out) or were seen on the platform, and dormant
-- if not; where a quarter had mailings and no export tells who clicked in them, they are `quiet`, unless they are
-- known to have clicked in another or been seen; so they are where the exports of mailings do not reach, and in
-- quarters after the last that an export of the platform, if there is one, reaches. Where no export tells of the list, an occasional guest cannot be told from an outsider.
-- `moved` is 1 inward, -1 outward, 0 neither since the quarter before; unknown for who was not there.
-- Before the first record of who came, nobody has a level.
with
numbered as (
    select
        person,
        number
    from numbered_people
    union all
    select
        person,
        number
    from numbered_strangers
),

clicked as (
    select distinct
        q.quarter,
        n.number
    from quarters_in_window as q
    inner join recipient_clicks as c on q.quarter_within = c.quarter
    inner join numbered as n on c.person = n.person
    where coalesce(c.clicked_by_person, 1) = 1
),

seen as (
    select distinct
        q.quarter,
        n.number
    from quarters_in_window as q
    inner join platform_people as p on q.quarter_within = p.quarter
    inner join numbered as n on p.person = n.person
),

clicked_or_seen as (
    select
        coalesce(c.quarter, s.quarter) as quarter,
        coalesce(c.number, s.number) as number,
        case when c.number is null then 0 else 1 end as clicked,
        case when s.number is null then 0 else 1 end as seen_online
    from clicked as c
    full outer join seen as s on c.quarter = s.quarter and c.number = s.number
),

mailed as (
    select
        s.quarter,
        max(case when c.mailing is null then 0 else 1 end) as has_clicks
    from mailings_latest as s
    left join (select distinct mailing from recipient_clicks) as c on s.mailing = c.mailing
    group by s.quarter
),

records_by_quarter as (
    select
        q.quarter,
        max(l.list_known) as list_known,
        case
            when max(q.visits_missing) = 1 then 0
            when min(m.has_clicks) = 1 then max(q.mailings_covered)
            else 0
        end as clicks_known
    from quarters as q
    inner join quarters_in_window as w on q.quarter = w.quarter
    inner join list_by_quarter as l on q.quarter = l.quarter
    left join mailed as m on w.quarter_within = m.quarter
    group by q.quarter
),

came_or_listed as (
    select
        coalesce(a.quarter, l.quarter) as quarter,
        coalesce(a.number, l.number) as number,
        coalesce(a.organisation_number, l.organisation_number) as organisation_number,
        coalesce(a.profession_number, l.profession_number) as profession_number,
        coalesce(a.attended, 0) as attended,
        coalesce(a.quarters_attended, 0) as quarters_attended,
        coalesce(a.hosted, 0) as hosted,
        a.guest_only,
        a.available,
        coalesce(a.is_core, 0) as is_core,
        l.joined_at,
        case when l.number is null then 0 else 1 end as on_list
    from events_available as a
    full outer join list_at_quarter_end as l on a.quarter = l.quarter and a.number = l.number
),

everyone as (
    select
        coalesce(e.quarter, c.quarter) as quarter,
        coalesce(e.number, c.number) as number,
        e.organisation_number,
        e.profession_number,
        coalesce(e.attended, 0) as attended,
        coalesce(e.quarters_attended, 0) as quarters_attended,
        coalesce(e.hosted, 0) as hosted,
        e.guest_only,
        e.available,
        e.is_core,
        e.joined_at,
        coalesce(e.on_list, 0) as on_list,
        coalesce(c.clicked, 0) as clicked,
        coalesce(c.seen_online, 0) as seen_online
    from came_or_listed as e
    full outer join clicked_or_seen as c on e.quarter = c.quarter and e.number = c.number
),

participation as (
    select
        p.*,
        case when p.joined_at < s.starts_at then 1 else 0 end as long_on_list,
        k.list_known,
        k.clicks_known
    from everyone as p
    inner join records_by_quarter as k on p.quarter = k.quarter
    inner join (select min(quarter) as quarter from rolling_year_people) as f on p.quarter >= f.quarter
    cross join rules as r
    left join quarters as s on s.quarter = p.quarter - r.dormant_quarters + 1
),

levelled as (
    select
        t.*,
        case
            when t.is_core = 1 then 'core'
            when t.guest_only = 1 then 'transactional'
            when t.quarters_attended >= r.active_quarters and t.attended >= r.active_attended
                then 'active'
            when t.attended > 0 and (t.on_list = 1 or t.list_known = 0) then 'occasional'
            when t.on_list = 0 then 'transactional'
            when t.clicked = 1 or t.seen_online = 1 or t.long_on_list = 0 then 'peripheral'
            when t.clicks_known = 1 then 'dormant'
            else 'quiet'
        end as level
    from participation as t
    cross join rules as r
),

beside_before as (
    select
        p.*,
        b.level as level_before
    from levelled as p
    left join levelled as b on p.number = b.number and p.quarter = b.quarter + 1
),

ranked as (
    select
        p.*,
        case p.level
            when 'core' then 4
            when 'active' then 3
            when 'occasional' then 2
            when 'peripheral' then 1
            when 'quiet' then 1
            else 0
        end as nearness,
        case p.level_before
            when 'core' then 4
            when 'active' then 3
            when 'occasional' then 2
            when 'peripheral' then 1
            when 'quiet' then 1
            else 0
        end as nearness_before
    from beside_before as p
)

select
    quarter,
    number,
    organisation_number,
    profession_number,
    level,
    level_before,
    attended,
    quarters_attended,
    available,
    hosted,
    on_list,
    clicked,
    seen_online,
    list_known,
    clicks_known,
    case
        when level_before is null then null
        when 'quiet' in (level, level_before) and nearness <= 1 and nearness_before <= 1 then 0
        when nearness > nearness_before then 1
        when nearness < nearness_before then -1
        else 0
    end as moved
from ranked
