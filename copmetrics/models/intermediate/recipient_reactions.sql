-- One row per person and mailing with a known reaction: opened, clicked, or neither.
-- Nothing is deleted: `clicked` has every click in it, `clicked_by_person` leaves those out whom
-- `recipient_clicks` suspects to be security scanners. `is_complete` is 1 where the source lists those as
-- well who did not open the mailing.
with
reactions as (
    select
        mailing,
        person,
        max(case when action in ('open', 'opened', 'click') then 1 else 0 end) as opened
    from activity
    where left_out is null and action <> 'bounced' and person is not null
    group by mailing, person
),

complete_mailings as (
    select distinct mailing
    from activity
    where left_out is null and action = 'not_opened'
),

mailings_told as (
    select
        s.quarter,
        s.mailing,
        s.title,
        case when m.mailing is null then 0 else 1 end as is_complete
    from mailings_latest as s
    left join complete_mailings as m on s.mailing = m.mailing
)

select
    s.quarter,
    a.mailing,
    s.title,
    a.person,
    a.opened,
    case when c.mailing is null then 0 else 1 end as clicked,
    s.is_complete,
    case when c.mailing is null then 0 else c.suspected_scanner end as suspected_scanner,
    case when c.mailing is null then 0 else c.clicked_by_person end as clicked_by_person
from reactions as a
inner join mailings_told as s on a.mailing = s.mailing
left join recipient_clicks as c on a.mailing = c.mailing and a.person = c.person
