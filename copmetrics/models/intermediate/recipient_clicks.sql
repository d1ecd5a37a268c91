-- One row per mailing and person who clicked a link in it, and whether that was a person (1), or only a
-- security scanner (0). Scanners follow the links of an email as it arrives. `suspected_scanner` is 1 where,
-- within 60 seconds of the send, three links or more were clicked, and these are all that anybody clicked in
-- the mailing; it is unknown where a click has no time or no link. A suspect who clicked after that minute
-- too is a person as well.
with
clicks as (
    select
        s.quarter,
        a.mailing,
        a.person,
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
    where a.left_out is null and a.action = 'click'
),

mailing_links as (
    select
        mailing,
        count(distinct url) as clicked_links,
        max(case when url is null then 1 else 0 end) as has_unknown_link
    from clicks
    group by mailing
),

clicks_of_each as (
    select
        quarter,
        mailing,
        person,
        max(case when within_a_minute = 0 then 1 else 0 end) as clicked_later,
        max(case when url is null or within_a_minute is null then 1 else 0 end) as has_unknown_click,
        count(distinct case when within_a_minute = 1 then url end) as links_within_a_minute
    from clicks
    where person is not null
    group by quarter, mailing, person
),

flagged as (
    select
        p.quarter,
        p.mailing,
        p.person,
        p.clicked_later,
        case
            when p.has_unknown_click = 1 then null
            when p.links_within_a_minute < 3 or p.links_within_a_minute < l.clicked_links then 0
            when l.has_unknown_link = 1 then null
            else 1
        end as suspected_scanner
    from clicks_of_each as p
    inner join mailing_links as l on p.mailing = l.mailing
)

select
    quarter,
    mailing,
    person,
    suspected_scanner,
    case
        when suspected_scanner = 0 then 1
        when suspected_scanner = 1 then clicked_later
    end as clicked_by_person
from flagged
