"""What the sign-up form asks: how people heard of us, since October 2025, and since 2026 why they join."""

from __future__ import annotations

from datetime import datetime

from demo.chance import stream
from demo.people import Person

__all__ = ["HEARD_FIELD", "REASON_FIELD", "heard_of_us", "reason_to_join"]

REASON_FIELD = "Why did you join?"
ASKED_SINCE = datetime(2026, 1, 1)
ANSWERING = 0.6
HEARD_FIELD = "How did you hear about us?"
HEARD_ASKED_SINCE = datetime(2025, 10, 1)
HEARD_ANSWERING = 0.8
HEARD = (
    "A colleague told me",
    "A colleague told me",
    "A colleague told me",
    "At an event",
    "At an event",
    "Somebody forwarded the bulletin",
    "Somebody forwarded the bulletin",
    "Searching the web",
    "A poster in the staff room",
)
REASONS = (
    "I want to learn how others run their huddles",
    "New in post and looking for people who do the same job",
    "We are introducing a worry and concern score, and I'd like not to start from nothing",
    "A colleague from the ward told me about the study day",
    "To share what we learned, and to be told where we are wrong",
    "My sister was not listened to; I want that to change",
    "Need teaching material on deterioration at night, please",
    "Escalation: how do you get the doctor to come?",
    "Heard Hamza speak at the regional meeting",
    "Für den Austausch: I worked in Tübingen before, and do audits",
)


def reason_to_join(person: Person) -> str:
    """Return what somebody wrote when they joined: nothing if they were not asked, or did not say."""
    chance = stream("reason to join", person.number)
    asked = person.joins_list is not None and person.joins_list >= ASKED_SINCE
    return chance.choice(REASONS) if asked and chance.random() < ANSWERING else ""


def heard_of_us(person: Person) -> str:
    """Return how somebody heard of the community: nothing if they were not asked, or did not say."""
    chance = stream("heard of us", person.number)
    asked = person.joins_list is not None and person.joins_list >= HEARD_ASKED_SINCE
    return chance.choice(HEARD) if asked and chance.random() < HEARD_ANSWERING else ""
