-- One row per line of a source that says that somebody was at an event.
-- Registrations stand in, as estimates, only where the community says so and no source knows.
-- `event_number` is the event's: numbers are grouped and joined sooner than texts, and there are many lines.
-- `joined_second` and `left_second` are the instants in whole seconds since 1970: every engine subtracts.
select
    h.number as event_number,
    a.attendee,
    a.source_file,
    a.source_row,
    a.person,
    a.organisation,
    a.profession,
    a.role,
    a.certainty,
    a.joined_second,
    a.left_second,
    a.minutes,
    case when a.status = 'attended' then 0 else 1 end as estimated
from attendance as a
inner join events_held as h on a.event = h.event
cross join rules as r
where
    a.left_out is null
    and (
        a.status = 'attended'
        or (
            a.status = 'registered'
            and r.registrations_count_as_attendance
            and h.attendance_known = 0
        )
    )
