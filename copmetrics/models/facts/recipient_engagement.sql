-- One row per person and mailing with a known reaction: opened, clicked, or neither.
-- Security scanners follow the links of an email as it arrives. `suspected_scanner` is 1 where, within
-- 60 seconds of the send, three links or more were clicked, and these are all that anybody clicked in the
-- mailing; it is unknown where a click has no time or no link. Nothing is deleted: `clicked` has every
-- click in it, `clicked_by_person` leaves the suspects out unless they clicked after that minute too.
-- `is_complete` is 1 where the source lists those as well who did not open the mailing.
with
reactions as (
    select
        s.quarter,
        a.mailing,
        s.title,
        a.person,
        a.action,
        a.url,
        case
            when a.happened_at is null then null
            when
                a.happened_at >= s.sent_at - interval 60 seconds
                and a.happened_at <= s.sent_at + interval 60 seconds
                then 1
            else 0
        end as within_a_minute
    from activity as a
    inner join mailings_latest as s on a.mailing = s.mailing
    where a.left_out is null and a.action <> 'bounced'
),

mailing_links as (
    select
        mailing,
        count(distinct case when action = 'click' then url end) as clicked_links,
        max(case when action = 'click' and url is null then 1 else 0 end) as has_unknown_link,
        max(case when action = 'not_opened' then 1 else 0 end) as is_complete
    from reactions
    group by mailing
),

person_reactions as (
    select
        quarter,
        mailing,
        title,
        person,
        max(case when action in ('open', 'opened', 'click') then 1 else 0 end) as opened,
        max(case when action = 'click' then 1 else 0 end) as clicked,
        max(case when action = 'click' and within_a_minute = 0 then 1 else 0 end) as clicked_later,
        max(
            case when action = 'click' and (url is null or within_a_minute is null) then 1 else 0 end
        ) as has_unknown_click,
        count(
            distinct case when action = 'click' and within_a_minute = 1 then url end
        ) as links_within_a_minute
    from reactions
    where person is not null
    group by quarter, mailing, title, person
),

flagged as (
    select
        p.*,
        l.is_complete,
        case
            when p.clicked = 0 then 0
            when p.has_unknown_click = 1 then null
            when p.links_within_a_minute < 3 or p.links_within_a_minute < l.clicked_links then 0
            when l.has_unknown_link = 1 then null
            else 1
        end as suspected_scanner
    from person_reactions as p
    inner join mailing_links as l on p.mailing = l.mailing
)

select
    f.quarter,
    f.mailing,
    f.title,
    f.person,
    o.organisation,
    o.profession,
    f.opened,
    f.clicked,
    f.is_complete,
    f.suspected_scanner,
    case
        when f.suspected_scanner = 0 then f.clicked
        when f.suspected_scanner = 1 then f.clicked_later
    end as clicked_by_person
from flagged as f
left join person_organisations as o on f.person = o.person
