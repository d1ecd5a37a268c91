"""The learning agenda, kept by its activists since the summer of 2025, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from demo.files import save, workbook
from demo.simulation import World

__all__ = ["write_agenda"]

HEADER = (
    "Raised on",
    "Item",
    "Kind",
    "Topic",
    "Taken by",
    "Event",
    "Status",
    "Closed on",
    "Outcome",
    "Consent",
)
NIGHTS, FAMILIES, CALLS = "Nights", "Families' worry", "Escalation"
TOOLS, RECORDS, NOTES = "Shared tools", "Observations", "Running the community"
SOMEBODY = "somebody by their address"
"""In whose place the address of one of the facilitators stands."""
ITEMS: tuple[tuple[object, ...], ...] = (
    (
        date(2025, 6, 17),
        "Who answers the bleep between midnight and six?",
        "question",
        NIGHTS,
        "outreach leads",
        "2025-06-17-huddle",
        "done",
        date(2025, 10, 14),
        "A list by trust, on the back of the escalation card",
        "members",
    ),
    (
        date(2025, 6, 24),
        "The card has no room for a patient's baseline",
        "challenge",
        TOOLS,
        "toolkit sprint",
        "2025-06-24-toolkit-sprint",
        "done",
        date(2025, 9, 16),
        "The second print has it",
        "public",
    ),
    (
        date(2025, 7, 22),
        "Early warning scores after surgery alarm too often",
        "challenge",
        RECORDS,
        None,
        "2025-07-22-case-clinic",
        "parked",
        None,
        None,
        None,
    ),
    (
        date(2025, 9, 16),
        "Could paramedics send their worry ahead of the patient?",
        "opportunity",
        CALLS,
        "ambulance trust's lead",
        "Ambulance to ward: handing over worry",
        "open",
        None,
        None,
        None,
    ),
    (
        date(2025, 10, 21),
        "Breathless at handover: nobody owns the first hour",
        "challenge",
        CALLS,
        None,
        "2025-10-21-case-clinic",
        "parked",
        None,
        None,
        None,
    ),
    (
        date(2026, 1, 20),
        "Huddles at half past twelve miss everybody who works at night",
        "challenge",
        NIGHTS,
        SOMEBODY,
        "2026-01-20-huddle",
        "done",
        date(2026, 6, 11),
        "A study day after dark, and a recording of each huddle",
        "members",
    ),
    (
        date(2026, 2, 12),
        "Why did people stop coming in the winter?",
        "question",
        NOTES,
        "facilitator",
        "2026-02-12-webinar",
        "done",
        date(2026, 4, 14),
        "Asked twelve of them: shifts, not interest",
        "members",
    ),
    (
        date(2026, 4, 23),
        "One observation chart for the region",
        "opportunity",
        RECORDS,
        "standards group",
        None,
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 5, 27),
        "Response times are written down in three different ways",
        "challenge",
        CALLS,
        "standards group",
        "2026-05-27-standards-group",
        "done",
        date(2026, 7, 21),
        "The first draft of one form",
        "public",
    ),
    (
        date(2026, 6, 11),
        "What does a family see at three in the morning?",
        "question",
        NIGHTS,
        None,
        "2026-06-11-study-day",
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 6, 23),
        "A poster in the six languages of our wards",
        "resource",
        FAMILIES,
        "toolkit sprint",
        "2026-06-23-toolkit-sprint",
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 7, 9),
        "Families ring, and nobody writes down that they rang",
        "challenge",
        FAMILIES,
        "value detectives",
        "2026-07-09-webinar",
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 7, 14),
        "Somebody who knows how to draw a run chart",
        "resource",
        RECORDS,
        "university",
        "2026-07-14-huddle",
        "done",
        date(2026, 9, 15),
        "Two students come to the case clinics",
        "members",
    ),
    (
        date(2026, 9, 8),
        "Community beds have no outreach team to call",
        "challenge",
        CALLS,
        None,
        "2026-09-08-ward-visit",
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 9, 17),
        "{somebody} offered to show how the command centre sorts its calls",
        "opportunity",
        CALLS,
        None,
        "2026-09-17-study-day",
        "open",
        None,
        None,
        None,
    ),
)
GUIDANCE = (
    ("How to keep the learning agenda",),
    ("One line an item. A line that is done stays: the agenda is a memory too.",),
)


def write_agenda(world: World, folder: Path) -> None:
    """Write the workbook: one item is taken by somebody's address, and one names somebody."""
    taker, offers = world.people[1], world.people[2]
    rows = [
        tuple(
            taker.address if cell == SOMEBODY else cell
            for cell in (day, _named(item, offers.name), *rest)
        )
        for day, item, *rest in ITEMS
    ]
    sheets = {"Guidance": GUIDANCE, "Agenda": [HEADER, *rows]}
    content = workbook(sheets, datetime(2026, 9, 29, 16, 40), A=14, B=60, D=24, E=24, I=50)
    save(folder / "agenda.xlsx", content)


def _named(item: object, name: str) -> str:
    return str(item).format(somebody=name)
