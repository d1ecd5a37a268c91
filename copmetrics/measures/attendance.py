"""Who came: events, attendances, people, registrations."""

from __future__ import annotations

from copmetrics.measures.base import Better, Measure, Measures, Source, share
from copmetrics.units import Unit

__all__ = ["ATTENDANCE", "EVENTS", "PARTICIPATION", "REGISTRATION", "RETURNS"]

PLACE = ("event", "title", "format", "activity", "channel", "cluster")
BEGINNINGS = (
    "Records have a beginning: somebody who came before the first export looks new when they "
    "first appear in it, so early quarters count too many as new."
)

ATTENDANCE = Measures(
    fact="attendances",
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, "organisation", "profession", "role", "standing"),
    declared=(
        Measure(
            "attendances",
            "Attendances at events",
            "count(*)",
            Unit.ATTENDANCES,
            "Each person at each event, counted once however often they joined. Registering is "
            "not attending. Telephone callers count here; note-taking software never does.",
            better=Better.HIGHER,
            brief_wording="Number of attendees at events in quarter",
        ),
        Measure(
            "unique_attendees",
            "Different people who attended",
            "count(distinct person)",
            Unit.PEOPLE,
            "People who were at one event or more. Somebody who came three times counts once. "
            "Telephone callers cannot be told apart and are left out.",
            better=Better.HIGHER,
            counts="person is not null",
            distinct_by=("person",),
            otherwise="a telephone caller or unnamed guest: nobody in particular",
        ),
        Measure(
            "organisations_attending",
            "Organisations taking part",
            "count(distinct organisation)",
            Unit.ORGANISATIONS,
            "Different known organisations of the people who attended, spelling variants brought "
            "together. People whose organisation is unknown add none.",
            better=Better.HIGHER,
            counts="organisation is not null",
            distinct_by=("organisation",),
            otherwise="the organisation is not known",
        ),
        Measure(
            "minutes_attended",
            "Minutes each person stayed (median)",
            "median(minutes)",
            Unit.MINUTES,
            "The middle one of all attendances whose length is known: half stayed longer, half "
            "shorter. Sign-in sheets do not say how long, so they are not in it.",
            when_none=None,
            counts="minutes is not null",
            amount="minutes",
            otherwise="the source does not say how long",
        ),
        Measure(
            "uncertain_attendances",
            "Attendances known by name only",
            "count(case when certainty = 'name' then 1 end)",
            Unit.ATTENDANCES,
            "Attendances of people who gave no e-mail address and are told apart by their name "
            "alone: less certain than the others.",
            better=Better.LOWER,
            counts="certainty = 'name'",
            otherwise="known by an address, or not named at all",
        ),
    ),
)

RETURNS = Measures(
    fact="repeat_attendance",
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=PLACE,
    declared=(
        share(
            "return_rate",
            "Came again within 90 days",
            "sum(came_again)",
            "count(came_again)",
            meaning="Of the attendances of people known by name or address, the share after which "
            "the person came to another event, of any kind, within 90 days. Attendances whose 90 "
            "days are not over are not in it.",
            words=(
                "attendances followed by another within 90 days",
                "attendances whose 90 days are over",
            ),
            better=Better.HIGHER,
            counts="came_again = 1",
            otherwise="did not come again within 90 days, or these are not over",
            caveat="People come again for many reasons: it says nothing of why.",
        ),
    ),
)

EVENTS = Measures(
    fact="event_attendance",
    source=Source.EVENTS,
    key=("event",),
    rows="rows_events_held",
    dimensions=PLACE,
    declared=(
        Measure(
            "events",
            "Events held",
            "count(*)",
            Unit.EVENTS,
            "Meetings, webinars and visits that began in the quarter and were not cancelled. "
            "Several recordings of one meeting are one event.",
            brief_wording="Number of events in quarter",
        ),
        Measure(
            "attendees_per_event",
            "People at an event (median)",
            "median(attendances)",
            Unit.ATTENDANCES,
            "The attendances of the middle event: half the events had more, half fewer. Events "
            "whose attendance is unknown are not in it.",
            better=Better.HIGHER,
            when_none=None,
            counts="attendances is not null",
            amount="attendances",
            otherwise="who came is not known",
        ),
    ),
)

REGISTRATION = Measures(
    fact="registrations",
    source=Source.REGISTRATIONS,
    key=("event", "attendee"),
    rows="rows_registrations",
    dimensions=(*PLACE, "organisation", "profession"),
    declared=(
        Measure(
            "registrations",
            "Registrations for events",
            "count(*)",
            Unit.REGISTRATIONS,
            "Each person registered for each event, cancelled orders left out.",
            better=Better.HIGHER,
        ),
        share(
            "show_up_rate",
            "Registered people who came",
            "sum(came)",
            "count(came)",
            meaning="Of the registrations for events whose attendance is known, the share whose "
            "person was there.",
            words=(
                "registrations whose person came",
                "registrations for events with known attendance",
            ),
            better=Better.HIGHER,
            counts="came = 1",
            otherwise="did not come, or not known",
        ),
    ),
)

PARTICIPATION = Measures(
    fact="attendance_retention",
    source=Source.ATTENDANCE,
    key=("person",),
    rows="rows_attendance_retention",
    dimensions=("organisation", "profession"),
    by_month=False,
    declared=(
        Measure(
            "new_attendees",
            "New people",
            "count(case when state = 'new' then 1 end)",
            Unit.PEOPLE,
            "People whose first event ever was in this quarter.",
            better=Better.HIGHER,
            counts="state = 'new'",
            caveat=BEGINNINGS,
            otherwise="had come in an earlier quarter",
        ),
        Measure(
            "returning_attendees",
            "Returning people",
            "count(case when state in ('retained', 'reactivated') then 1 end)",
            Unit.PEOPLE,
            "People who came this quarter and had come in an earlier quarter: the retained and "
            "the reactivated together.",
            better=Better.HIGHER,
            counts="state in ('retained', 'reactivated')",
            otherwise="came for the first time, or has lapsed",
            caveat=BEGINNINGS,
        ),
        Measure(
            "retained_attendees",
            "Retained people",
            "count(case when state = 'retained' then 1 end)",
            Unit.PEOPLE,
            "People who came this quarter and in the quarter before.",
            better=Better.HIGHER,
            counts="state = 'retained'",
            otherwise="did not come in both quarters",
        ),
        Measure(
            "reactivated_attendees",
            "Reactivated people",
            "count(case when state = 'reactivated' then 1 end)",
            Unit.PEOPLE,
            "People who came this quarter and in an earlier one, but not in the quarter before.",
            better=Better.HIGHER,
            counts="state = 'reactivated'",
            otherwise="is new, came the quarter before too, or has lapsed",
        ),
        Measure(
            "lapsed_attendees",
            "Lapsed people",
            "count(case when state = 'lapsed' then 1 end)",
            Unit.PEOPLE,
            "People who came in the quarter before and not in this one.",
            better=Better.LOWER,
            counts="state = 'lapsed'",
            otherwise="came this quarter",
        ),
    ),
)
