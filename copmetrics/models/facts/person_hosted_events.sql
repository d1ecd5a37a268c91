-- One row per person and event that they hosted: in a hosting role, or named as its host, alone or with others.
select
    quarter,
    event,
    attendee,
    person
from attendance_roles
where hosted = 1
