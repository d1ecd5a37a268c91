-- One row per named person and event they were at, with how they stand in its quarter: new, retained or
-- reactivated (see `attendance_retention`). The lapsed were at no event of the quarter, and have none.
select
    a.quarter,
    a.event,
    a.attendee,
    a.title,
    a.format,
    a.activity,
    a.channel,
    a.cluster,
    a.person,
    a.organisation,
    a.profession,
    a.role,
    s.state
from event_people as a
inner join attendance_retention as s on a.quarter = s.quarter and a.person = s.person
where a.person is not null
