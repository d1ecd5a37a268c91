"""Who came: events, attendances, people, registrations."""

from __future__ import annotations

from copmetrics.measures.base import About, Better, Looks, Measure, Measures, Source, share
from copmetrics.measures.counted import WHO, Counted
from copmetrics.settings import RETURN_DAYS
from copmetrics.units import Unit

__all__ = [
    "ATTENDANCE",
    "EVENTS",
    "HEARD_FROM",
    "NO_ORGANISATION",
    "PLACE",
    "REGISTRATION",
    "REPEAT_ATTENDANCE",
    "TOPIC",
    "came_again",
]

PLACE = ("event", "title", "format", "activity", "channel", "cluster")
TOPIC = "topic"
"""What an event is about: of several topics, it counts once under each."""
HEARD_FROM = "heard_from"
"""By what people first heard of the community, where they said so."""

NO_ORGANISATION = "no export says of which organisation any of them is"

ATTENDANCE = Measures(
    fact="attendances",
    undivided="event_people",
    about=About.CAME,
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, TOPIC, *WHO, "role", "standing"),
    record_key="record_key(attendee)",
    declared=(
        Measure(
            id="attendances",
            label="Attendances at events",
            expression="count(*)",
            unit=Unit.ATTENDANCES,
            meaning="Each person at each event, counted once however often they joined. Registering is "
            "not attending. Telephone callers count here; note-taking software never does.",
            counted=Counted.ATTENDANCES,
            rests_on="count(distinct person)",
            better=Better.HIGHER,
            brief_wording="Number of attendees at events in quarter",
        ),
        Measure(
            id="unique_attendees",
            label="Different people who attended",
            expression="count(distinct person)",
            unit=Unit.PEOPLE,
            meaning="People who were at one event or more. Somebody who came three times counts once. "
            "Telephone callers cannot be told apart and are left out.",
            counted=Counted.PEOPLE,
            better=Better.HIGHER,
            counts="person is not null",
            distinct_by=("person",),
            otherwise="a telephone caller or unnamed guest: nobody in particular",
        ),
        Measure(
            id="organisations_attending",
            label="Organisations taking part",
            expression="nullif(count(distinct organisation), 0)",
            unit=Unit.ORGANISATIONS,
            meaning="Different known organisations of the people who attended, spelling variants brought "
            "together. People whose organisation is unknown add none; where nobody's is known, nor is this.",
            counted=Counted.ORGANISATIONS,
            rests_on="count(distinct person)",
            better=Better.HIGHER,
            counts="organisation is not null",
            out_of="person is not null",
            distinct_by=("organisation",),
            otherwise="the organisation is not known",
            unless=NO_ORGANISATION,
        ),
        Measure(
            id="minutes_attended",
            label="Minutes each person stayed (median)",
            expression="median(minutes)",
            unit=Unit.MINUTES,
            meaning="The middle one of all attendances whose length is known: half stayed longer, half "
            "shorter. Sign-in sheets do not say how long, so they are not in it.",
            counted=Counted.NOTHING,
            rests_on="count(distinct case when minutes is not null then person end)",
            when_none=None,
            counts="minutes is not null",
            amount="minutes",
            otherwise="the source does not say how long",
        ),
        Measure(
            id="member_hours",
            label="Hours that people gave to events",
            expression="exact_sum(hours)",
            unit=Unit.MEMBER_HOURS,
            meaning="How long each person was at each event, added up: the minutes that were recorded; where "
            "none were, the length of the event, as it is stated or from when the first came until the last "
            "left. Of whom neither is known nothing is added, and the sum is at least so much.",
            counted=Counted.HOURS,
            rests_on="count(distinct case when hours is not null then person end)",
            counts="hours is not null",
            amount="hours",
            otherwise="neither the stay nor the length of the event is known",
            unless="nobody's stay is known, nor how long the events were",
            longest="ceil(round(max(hours) * 12, 6)) * 5",
            caveat="Time given is not value: stories tell what came of it, and nothing is divided by it.",
        ),
        Measure(
            id="uncertain_attendances",
            label="Attendances known by name only",
            expression="count(case when certainty = 'name' then 1 end)",
            unit=Unit.ATTENDANCES,
            meaning="Attendances of people who gave no e-mail address and are told apart by their name "
            "alone: less certain than the others.",
            counted=Counted.ATTENDANCES,
            rests_on="count(distinct person)",
            better=Better.LOWER,
            counts="certainty = 'name'",
            otherwise="known by an address, or not named at all",
        ),
    ),
)


def came_again(days: int) -> Measure:
    """Declare the share of attendances after which the person came again within so many days."""
    return share(
        id="return_rate",
        label=f"Came again within {days} days",
        numerator="sum(came_again)",
        denominator="count(came_again)",
        meaning="Of the attendances of people known by name or address, the share after which "
        f"the person came to another event, of any kind, within {days} days. Attendances whose {days} "
        "days are not over, or reach beyond the last record of who came, are not in it.",
        words=(
            f"attendances followed by another within {days} days",
            f"attendances whose {days} days are over and recorded",
        ),
        counted=Counted.ATTENDANCES,
        better=Better.HIGHER,
        counts="came_again = 1",
        out_of="came_again is not null",
        otherwise=f"did not come again within {days} days, or these are not over or not recorded",
        unless="no record of who came reaches so many days beyond any attendance",
        caveat="People come again for many reasons: it says nothing of why.",
    )


REPEAT_ATTENDANCE = Measures(
    fact="repeat_attendance",
    about=About.CAME_BACK,
    source=Source.ATTENDANCE,
    key=("event", "attendee"),
    rows="rows_attendances",
    dimensions=(*PLACE, TOPIC, *WHO, "role"),
    looks=(Looks.DAYS_AFTER,),
    record_key="record_key(attendee)",
    declared=(came_again(RETURN_DAYS),),
)

EVENTS = Measures(
    fact="event_attendance",
    about=About.EVENTS,
    source=Source.EVENTS,
    key=("event",),
    rows="rows_events_held",
    dimensions=(*PLACE, TOPIC),
    record_key="attendees_key",
    declared=(
        Measure(
            id="events",
            label="Events held",
            expression="count(*)",
            unit=Unit.EVENTS,
            meaning="Meetings, webinars and visits that began in the quarter and were not cancelled. "
            "Several recordings of one meeting are one event.",
            counted=Counted.EVENTS,
            brief_wording="Number of events in quarter",
        ),
        Measure(
            id="attendees_per_event",
            label="People at an event (median)",
            expression="median(attendances)",
            unit=Unit.ATTENDANCES,
            meaning="The attendances of the middle event: half the events had more, half fewer. Events "
            "whose attendance is unknown are not in it.",
            counted=Counted.ATTENDANCES,
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
    about=About.REGISTERED,
    source=Source.REGISTRATIONS,
    key=("event", "attendee"),
    rows="rows_registrations",
    dimensions=(*PLACE, TOPIC, *WHO),
    record_key="record_key(attendee)",
    declared=(
        Measure(
            id="registrations",
            label="Registrations for events",
            expression="count(*)",
            unit=Unit.REGISTRATIONS,
            meaning="Each person registered for each event, cancelled orders left out.",
            counted=Counted.REGISTRATIONS,
            rests_on="count(distinct attendee)",
            better=Better.HIGHER,
        ),
        share(
            id="show_up_rate",
            label="Registered people who came",
            numerator="sum(came)",
            denominator="count(came)",
            meaning="Of the registrations for events whose attendance is known, the share whose "
            "person was there.",
            words=(
                "registrations whose person came",
                "registrations for events with known attendance",
            ),
            counted=Counted.REGISTRATIONS,
            better=Better.HIGHER,
            counts="came = 1",
            out_of="came is not null",
            otherwise="did not come, or not known",
        ),
    ),
)
