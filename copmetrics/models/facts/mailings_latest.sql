-- One row per mailing that was sent by now: the newest export's figures, since opens and clicks go on growing.
-- Machine opens (mail programs that fetch images unasked) are left out of `unique_opens` where the
-- source tells them of every mailing of the quarter: all or nothing, for a rate of both kinds would be
-- neither. `machine_opens_told` is whether the source tells them of this one, `reported_opens` what it
-- says with them.
with
exported_versions as (
    select
        m.*,
        max(m.sent_at) over (partition by m.source_file) as exported_at
    from mailing_lines as m
    where m.left_out is null
),

newest as (
    select
        v.*,
        row_number() over (
            partition by v.mailing
            order by v.exported_at desc, v.opens desc, v.unique_opens desc, v.unique_clicks desc,
                v.source_file asc, v.source_row asc
        ) as newness
    from exported_versions as v
)

select
    q.quarter,
    n.mailing,
    n.title,
    n.subject,
    n.sent_at,
    n.recipients,
    n.delivered,
    coalesce(n.bounces, n.soft_bounces + n.hard_bounces) as bounces,
    case
        when
            min(
                case
                    when n.proxy_excluded_unique_opens is null and n.unique_opens is not null then 0
                    else 1
                end
            ) over (partition by q.quarter) = 1
            then n.proxy_excluded_unique_opens
        else n.unique_opens
    end as unique_opens,
    n.unique_opens as reported_opens,
    case when n.proxy_excluded_unique_opens is null then 0 else 1 end as machine_opens_told,
    n.unique_clicks,
    n.unsubscribes,
    n.source_file,
    n.source_row
from newest as n
inner join quarters as q on n.sent_at >= q.starts_at and n.sent_at < q.known_to
where n.newness = 1 and n.is_test = 0
