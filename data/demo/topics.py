"""What the events and stories are about, as the community says it; of many it says nothing."""

from __future__ import annotations

from demo.programme import Event

__all__ = ["OF_STORIES", "topic_of"]

NIGHTS, FAMILIES, CALLS = "Nights", "Families' worry", "Escalation"
TOOLS, RECORDS = "Shared tools", "Observations"
OF_EVENTS = {
    "2024-05-23-webinar": FAMILIES,
    "2024-06-13-study-day": RECORDS,
    "2024-09-26-webinar": f"{NIGHTS}; {CALLS}",
    "2024-12-03-case-clinic": RECORDS,
    "2025-01-28-journal-club": RECORDS,
    "2025-03-11-ward-visit": CALLS,
    "2025-04-29-masterclass": RECORDS,
    "2025-05-15-study-day": f"{FAMILIES}; {CALLS}",
    "2025-06-05-webinar": f"{FAMILIES}; {NIGHTS}",
    "2025-06-24-toolkit-sprint": TOOLS,
    "2025-07-22-case-clinic": f"{NIGHTS}; {RECORDS}",
    "2025-09-25-webinar": CALLS,
    "2025-10-21-case-clinic": CALLS,
    "2025-11-18-huddle": NIGHTS,
    "2026-02-12-webinar": TOOLS,
    "2026-04-14-huddle": NIGHTS,
    "2026-04-23-webinar": RECORDS,
    "2026-05-12-ward-visit": CALLS,
    "2026-05-27-standards-group": CALLS,
    "2026-06-11-study-day": f"{NIGHTS}; {FAMILIES}",
    "2026-06-23-toolkit-sprint": f"{TOOLS}; {FAMILIES}",
    "2026-07-14-huddle": "nights",  # somebody's hand, in another letter case
    "2026-07-21-standards-group": CALLS,
    "2026-09-08-ward-visit": CALLS,
    "2026-09-17-study-day": f"{FAMILIES}; {NIGHTS}; {CALLS}",
}
OF_STORIES = {"S01": TOOLS, "S02": NIGHTS, "S03": f"{FAMILIES}; {CALLS}", "S05": CALLS}


def topic_of(event: Event) -> str:
    """Return what an event is about; nothing where nobody said it."""
    return OF_EVENTS.get(event.event, "")
