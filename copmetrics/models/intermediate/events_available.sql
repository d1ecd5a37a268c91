-- One row per quarter and person of `rolling_year_people`, with how many events of the window they could have
-- been at (`available`): those with a record of who came, from when they joined the list or first came. Counted
-- along one timeline, in which somebody's beginning stands before the event that it is at. `is_core` is 1 of who hosted
-- in as many quarters as the rules say, or came in as many, as often, and to as large a share of those events.
with
beginnings as (
    select
        b.number,
        min(b.known_at) as known_at
    from (
        select
            number,
            joined_at as known_at
        from list_at_quarter_end
        union all
        select
            f.number,
            h.starts_at as known_at
        from numbered_first_events as f
        inner join events_held as h on f.event_number = h.number
    ) as b
    group by b.number
),

timeline as (
    select
        null as number,
        starts_at as happened_at,
        1 as is_event
    from events_held
    where attendance_known = 1
    union all
    select
        number,
        known_at as happened_at,
        0 as is_event
    from beginnings
),

events_before_each as (
    select
        number,
        sum(is_event) over (
            order by happened_at, is_event rows between unbounded preceding and current row
        ) as events_before
    from timeline
),

spans as (
    select
        q.quarter,
        count(case when h.quarter <= q.quarter then 1 end) as events_to_quarter_end,
        count(case when h.quarter <= q.quarter - r.window_quarters then 1 end) as events_before_window
    from quarters as q
    cross join rules as r
    left join events_held as h on h.attendance_known = 1
    group by q.quarter
),

with_available as (
    select
        y.*,
        s.events_to_quarter_end - greatest(s.events_before_window, c.events_before) as available
    from rolling_year_people as y
    inner join spans as s on y.quarter = s.quarter
    inner join events_before_each as c on y.number = c.number
)

select
    a.*,
    case
        when a.quarters_hosted >= r.core_hosting_quarters then 1
        when
            a.quarters_attended >= r.core_quarters
            and a.attended >= r.core_attended
            and a.attended >= r.core_share * a.available
            then 1
        else 0
    end as is_core
from with_available as a
cross join rules as r
