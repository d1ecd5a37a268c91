-- One row per line of a source about somebody's registration, and why it is none, if so.
select
    r.source_file,
    r.source_row,
    r.person,
    r.attendee,
    r.event,
    r.title,
    r.quarter,
    case
        when r.status = 'cancelled' then 'the order was cancelled'
        when r.reason in ('the event was cancelled', 'the event has not begun') then r.reason
        when g.attendee is null then coalesce(r.reason, 'not a registration')
    end as reason
from rows_attendances as r
left join registrations as g on r.event = g.event and r.attendee = g.attendee
where r.registered or r.status in ('cancelled', 'registered', 'absent')
