"""What critical friends keep: remarks typed from post-it notes, and what they recommended."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from demo.files import save, workbook
from demo.simulation import World

__all__ = ["write_critical_friends"]

REMARK_HEADER = ("Event", "Plus or delta", "Remark", "Small group")
VISIT, CLINIC, STUDY_DAY = "2026-09-08-ward-visit", "2025-10-21-case-clinic", "2026-09-17-study-day"
HUDDLE = "2026-02-12-webinar"
REMARKS: tuple[tuple[object, ...], ...] = (
    (CLINIC, "plus", "A real case, and nobody was blamed", "by the door"),
    (CLINIC, "plus", "The quiet ones were asked", "by the window"),
    (CLINIC, "delta", "Too long a first half", "by the window"),
    (HUDDLE, "plus", "Honest about the winter", None),
    (HUDDLE, "delta", "Say beforehand what it is about", None),
    (HUDDLE, "delta", "Record it for those on shift", None),
    (VISIT, "plus", "Seeing the beds, not slides of them", 1),
    (VISIT, "plus", "Lunch with the night staff", 2),
    (VISIT, "delta", "Send the notes the same week", 1),
    (STUDY_DAY, "plus", "Families opened it", 3),
    (STUDY_DAY, "delta", "One room was too cold to think in", 4),
    (STUDY_DAY, "delta", "Send the notes the same week", 5),
)
MADE_HEADER = (
    "Raised on",
    "Recommendation",
    "Event",
    "Topic",
    "Status",
    "Since",
    "What came of it",
    "Consent",
)
NOTES, NIGHTS, FAMILIES = "Running the community", "Nights", "Families' worry"
MADE: tuple[tuple[object, ...], ...] = (
    (
        date(2025, 5, 15),
        "Put the name badges out in two sizes",
        "2025-05-15-study-day",
        NOTES,
        "done",
        date(2025, 9, 25),
        "First names can be read from the back",
        "members",
    ),
    (
        date(2025, 10, 21),
        "Half an hour for each case, and a clock that all can see",
        CLINIC,
        NOTES,
        "done",
        date(2026, 5, 27),
        "The standards group ended on time",
        "members",
    ),
    (
        date(2025, 11, 18),
        "Two huddles a month in the winter",
        "2025-11-18-huddle",
        NOTES,
        "not adopted",
        date(2026, 1, 20),
        "Nobody has the hours",
        None,
    ),
    (
        date(2026, 2, 12),
        "Record each huddle for those on shift",
        HUDDLE,
        NIGHTS,
        "adopted",
        date(2026, 4, 14),
        "Recorded since April",
        "public",
    ),
    (
        date(2026, 2, 12),
        "Say beforehand what to read",
        HUDDLE,
        NOTES,
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 3, 17),
        "One study day that begins after dark",
        "2026-03-17-huddle",
        NIGHTS,
        "done",
        date(2026, 6, 11),
        "45 came who never had",
        "public",
    ),
    (
        date(2026, 6, 11),
        "A family opens each study day",
        "2026-06-11-study-day",
        FAMILIES,
        "done",
        date(2026, 9, 17),
        "They did, in Wrenford",
        "public",
    ),
    (
        date(2026, 6, 16),
        "Ask the quiet ones by turns",
        "2026-06-16-huddle",
        NOTES,
        "open",
        None,
        None,
        None,
    ),
    (
        date(2026, 7, 14),
        "Send the notes within the week",
        "2026-07-14-huddle",
        NOTES,
        "adopted",
        date(2026, 9, 15),
        "Two of three were",
        "members",
    ),
    (
        date(2026, 9, 17),
        "A warmer room, or blankets",
        STUDY_DAY,
        NOTES,
        "open",
        None,
        None,
        None,
    ),
)
GUIDANCE = (
    ("How to keep feedback, and what came of it",),
    ("One line a remark, one line a recommendation. A recommendation stays until it is closed.",),
)


def write_critical_friends(_: World, folder: Path) -> None:
    """Write the workbook: remarks on four events, of which one has no form, and ten recommendations."""
    sheets = {
        "Guidance": GUIDANCE,
        "Remarks": [REMARK_HEADER, *REMARKS],
        "Recommendations": [MADE_HEADER, *MADE],
    }
    content = workbook(sheets, datetime(2026, 9, 29, 17, 20), A=26, B=50, C=60, G=40)
    save(folder / "feedback.xlsx", content)
