-- One row per quarter and person of `rolling_year_people`, with how many events of the window they could have
-- been at (`available`): those with a record of who came, from when they joined the list or first came. Counted
-- along one timeline, in which somebody's beginning stands before the event that it is at.
with
beginnings as (
    select
        b.person,
        min(b.known_at) as known_at
    from (
        select
            person,
            joined_at as known_at
        from list_at_quarter_end
        union all
        select
            person,
            first_at as known_at
        from first_events
    ) as b
    group by b.person
),

timeline as (
    select
        null as person,
        starts_at as happened_at,
        1 as is_event
    from events_held
    where attendance_known = 1
    union all
    select
        person,
        known_at as happened_at,
        0 as is_event
    from beginnings
),

events_before_each as (
    select
        person,
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
)

select
    y.*,
    s.events_to_quarter_end - greatest(s.events_before_window, c.events_before) as available
from rolling_year_people as y
inner join spans as s on y.quarter = s.quarter
inner join events_before_each as c on y.person = c.person
