-- One row per quarter and person: how much they take part, from what they did in the quarters that end
-- with it. The first rule that holds decides. Whoever is on the list, came to nothing and is not new
-- is peripheral if they clicked a link (suspected scanners left out) or were seen on the platform, and dormant
-- if not; where a quarter had mailings and no export tells who clicked in them, they are `quiet`, unless they are
-- known to have clicked in another or been seen; so they are where the exports of mailings do not reach, and in
-- quarters after the last that an export of the platform, if there is one, reaches. Where no export tells of the list, an occasional guest cannot be told from an outsider.
-- `moved` is 1 inward, -1 outward, 0 neither since the quarter before; unknown for who was not there.
-- Before the first record of who came, nobody has a level.
with
clicked as (
    select distinct
        q.quarter,
        c.person
    from quarters as q
    cross join rules as r
    inner join recipient_clicks as c
        on c.quarter <= q.quarter and c.quarter > q.quarter - r.window_quarters
    where coalesce(c.clicked_by_person, 1) = 1
),

seen as (
    select distinct
        q.quarter,
        p.person
    from quarters as q
    cross join rules as r
    inner join platform_people as p
        on p.quarter <= q.quarter and p.quarter > q.quarter - r.window_quarters
),

clicked_or_seen as (
    select
        coalesce(c.quarter, s.quarter) as quarter,
        coalesce(c.person, s.person) as person,
        case when c.person is null then 0 else 1 end as clicked,
        case when s.person is null then 0 else 1 end as seen_online
    from clicked as c
    full outer join seen as s on c.quarter = s.quarter and c.person = s.person
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
    cross join rules as r
    inner join list_by_quarter as l on q.quarter = l.quarter
    left join mailed as m
        on m.quarter <= q.quarter and m.quarter > q.quarter - r.window_quarters
    group by q.quarter
),

came_or_listed as (
    select
        coalesce(a.quarter, l.quarter) as quarter,
        coalesce(a.person, l.person) as person,
        coalesce(a.organisation, l.organisation) as organisation,
        coalesce(a.profession, l.profession) as profession,
        coalesce(a.attended, 0) as attended,
        coalesce(a.quarters_attended, 0) as quarters_attended,
        coalesce(a.quarters_hosted, 0) as quarters_hosted,
        coalesce(a.hosted, 0) as hosted,
        a.guest_only,
        a.available,
        l.joined_at,
        case when l.person is null then 0 else 1 end as on_list
    from events_available as a
    full outer join list_at_quarter_end as l on a.quarter = l.quarter and a.person = l.person
),

everyone as (
    select
        coalesce(e.quarter, c.quarter) as quarter,
        coalesce(e.person, c.person) as person,
        e.organisation,
        e.profession,
        coalesce(e.attended, 0) as attended,
        coalesce(e.quarters_attended, 0) as quarters_attended,
        coalesce(e.quarters_hosted, 0) as quarters_hosted,
        coalesce(e.hosted, 0) as hosted,
        e.guest_only,
        e.available,
        e.joined_at,
        coalesce(e.on_list, 0) as on_list,
        coalesce(c.clicked, 0) as clicked,
        coalesce(c.seen_online, 0) as seen_online
    from came_or_listed as e
    full outer join clicked_or_seen as c on e.quarter = c.quarter and e.person = c.person
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
            when t.quarters_hosted >= r.core_hosting_quarters then 'core'
            when
                t.quarters_attended >= r.core_quarters
                and t.attended >= r.core_attended
                and t.attended >= r.core_share * t.available
                then 'core'
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
    left join levelled as b on p.person = b.person and p.quarter = b.quarter + 1
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
    person,
    organisation,
    profession,
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
