"""The community's own indicators, their readings, and who needs to know what.

The figures are invented. They go down in the winter of 2025/26, as the community does.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from demo.files import save, workbook
from demo.simulation import World

__all__ = ["write_register"]

HEADER = (
    "Indicator",
    "Cycle",
    "Question",
    "Source",
    "Unit",
    "Better",
    "Frequency",
    "Collected by",
    "Minutes",
    "Target",
    "Aspiration",
    "Status",
    "Proposed by",
    "Agreed on",
)
INDICATORS: tuple[tuple[object, ...], ...] = (
    (
        "Page views of the old website",
        "Immediate value",
        "Is the old website still read?",
        "web statistics",
        "views",
        "higher",
        "monthly",
        "facilitator",
        20,
        None,
        None,
        "live",
        "facilitator",
        "2024-09",
    ),
    (
        "Found the session useful for practice",
        "Potential value",
        "Did people take away something that they can use?",
        "survey after events",
        "%",
        "higher",
        "quarterly",
        "facilitator",
        30,
        "80%",
        None,
        "live",
        "core group",
        "2025-04",
    ),
    (
        "Downloads of the escalation card",
        "Potential value",
        "Is the card taken home?",
        "toolkit page",
        "downloads",
        "higher",
        "quarterly",
        "facilitator",
        10,
        None,
        "Every ward of the region has one",
        "live",
        "toolkit sprint",
        "2025-07",
    ),
    (
        "Members who changed something within 8 weeks",
        "Applied value",
        "What did people do with what they learned?",
        "follow-up survey, 8 weeks after an event",
        "%",
        "higher",
        "quarterly",
        "value detectives",
        60,
        "50%",
        None,
        "live",
        "value detectives",
        "2025-06",
    ),
    (
        "Wards using the worry and concern poster",
        "Applied value",
        "Where is the poster in use?",
        "outreach teams ask on their rounds",
        "wards",
        "higher",
        "quarterly",
        "outreach teams",
        45,
        40,
        None,
        "live",
        "toolkit sprint",
        "2025-07",
    ),
    (
        "Escalations answered within 15 minutes",
        "Realised value",
        "Do patients who get worse get help in time?",
        "audit in three trusts, a sample a month",
        "%",
        "higher",
        "monthly",
        "audit leads",
        40,
        "75%",
        "Every call, day or night",
        "live",
        "sponsors",
        "2025-05",
    ),
    (
        "Minutes from a worry call to a review",
        "Realised value",
        "How long do families wait?",
        "site team's log",
        "minutes",
        "lower",
        "quarterly",
        "site managers",
        60,
        None,
        None,
        "planned",
        "value detectives",
        "2026-09",
    ),
    (
        "Trusts where family worry alone is a trigger",
        "Reframing value",
        "Has the view changed of who may raise the alarm?",
        "policies of the twelve trusts",
        "trusts",
        "higher",
        "twice a year",
        "value detectives",
        60,
        12,
        "All twelve",
        "live",
        "core group",
        "2025-05",
    ),
    (
        "Hours of facilitation",
        "Enabling value",
        "What does it take to run the community?",
        "facilitators' diaries",
        "hours",
        "neither",
        "quarterly",
        "facilitator",
        15,
        None,
        None,
        "live",
        "sponsors",
        "2025-04",
    ),
)
READING_HEADER = ("Indicator", "Quarter", "Value", "Numerator", "Denominator", "People", "Status")
QUARTERS = ("2025/26-Q1", "2025/26-Q2", "2025/26-Q3", "2025/26-Q4", "2026/27-Q1", "2026/27-Q2")
COUNTS: dict[str, tuple[float | None, ...]] = {
    "Page views of the old website": (410, 355, 240, 198, 176, 131),
    "Downloads of the escalation card": (None, 88, 41, 37, 129, 164),
    "Wards using the worry and concern poster": (None, 9, 11, 10, 19, 31),
    "Trusts where family worry alone is a trigger": (3, None, 4, None, 6, 8),
    "Hours of facilitation": (61.5, 54, 38, 33.5, 57, 64),
}
SHARES: dict[str, tuple[tuple[int, int] | None, ...]] = {
    "Found the session useful for practice": (
        (61, 84),
        (49, 70),
        (22, 34),
        (17, 29),
        (78, 101),
        (93, 118),
    ),
    "Members who changed something within 8 weeks": (
        None,
        (14, 41),
        (7, 26),
        (5, 19),
        (21, 52),
        (31, 63),
    ),
    "Escalations answered within 15 minutes": (
        (118, 203),
        (127, 211),
        (109, 196),
        (114, 205),
        (139, 214),
        (156, 219),
    ),
}
ANSWERED_BY_PEOPLE = (
    "Found the session useful for practice",
    "Members who changed something within 8 weeks",
)
CONSTITUENCY_HEADER = (
    "Constituency",
    "Needs to know",
    "Why",
    "Can do with it",
    "Cycles",
    "Indicators",
    "Form",
    "Cadence",
    "Contact",
)
CONSTITUENCIES = (
    (
        "Members",
        "what others tried, and how it went",
        "to try it themselves, or not to",
        "bring it to their own ward",
        "immediate; applied",
        "Downloads of the escalation card",
        "the account for members, and the huddle",
        "quarterly",
        "facilitator",
    ),
    (
        "Sponsors",
        "whether patients who get worse get help sooner",
        "to decide on the community's next two years",
        "fund it; open doors in their trusts",
        "realised; reframing",
        "Escalations answered within 15 minutes; Trusts where family worry alone is a trigger",
        "the account for sponsors; its first page by e-mail",
        "quarterly",
        "sponsors' lead",
    ),
    (
        "Community leaders",
        "which activities draw people back, and who has gone quiet",
        "to plan the next quarter",
        "change the programme",
        "immediate",
        "Came again within 90 days; Rating of events by those who answered",
        "this report",
        "quarterly",
        "core group",
    ),
    (
        "Quality committees",
        "whether families are heard at night",
        "to choose what the next audit looks at",
        "add a line to the audit",
        "realised",
        "Minutes from a worry call to a review",
        "one slide",
        "twice a year",
        "value detectives",
    ),
)
STAKEHOLDER_HEADER = ("Stakeholder", "Expects", "Offers", "How we meet it", "Releases time")
STAKEHOLDERS = (
    (
        "Integrated care board",
        "fewer surprises, and one way of working across trusts",
        "money for a facilitator; a seat at the safety board",
        "the sponsors' account, each quarter",
        None,
    ),
    (
        "Chief nurses of the trusts",
        "staff who stay, and time that is well spent",
        "two hours a month for each member",
        "a story a quarter from their own wards",
        "two hours a month for each member",
    ),
    (
        "Families' council",
        "to be heard, and to hear what came of it",
        "people who tell how it was",
        "a family opens each study day; they see the public account",
        None,
    ),
    (
        "University",
        "places where students can learn",
        "rooms, and somebody who can count",
        "two students at each case clinic",
        None,
    ),
    (
        "Northmoor Hospitals NHS Foundation Trust",
        "fewer emergency calls at night, and staff who stay",
        "its simulation suite, twice a year",
        "its own page each quarter; a ward visit a year",
        "a study day a year for every ward",
    ),
    (
        "Castle Ings NHS Foundation Trust",
        "a way to call for help that works on every ward",
        "its outreach team as hosts of a visit",
        "its own page each quarter",
        None,
    ),
)


MESSAGE_HEADER = ("Told on", "Constituency", "What was told", "Form", "Told by")
MESSAGES = (
    (
        "2026-02-10",
        "Quality committees",
        "what families say at night",
        "one slide",
        "value detectives",
    ),
    (
        "2026-04-14",
        "Members",
        "what others tried in the winter",
        "the account for members",
        "facilitator",
    ),
    (
        "2026-04-21",
        "Sponsors",
        "2025/26 Q4 in full",
        "the account for sponsors; its first page by e-mail",
        "sponsors' lead",
    ),
    ("2026-07-07", "Community leaders", "2026/27 Q1 in full", "this report", "core group"),
    (
        "2026-07-14",
        "Members",
        "the card, and how it went",
        "the account for members, and the huddle",
        "facilitator",
    ),
    (
        "2026-07-16",
        "Sponsors",
        "calls that are answered in time",
        "the account for sponsors; its first page by e-mail",
        "sponsors' lead",
    ),
)


def write_register(_: World, folder: Path) -> None:
    """Write the workbook: indicators, readings, constituencies and stakeholders."""
    sheets = {
        "Indicators": [HEADER, *INDICATORS],
        "Readings": [READING_HEADER, *_readings()],
        "Constituencies": [CONSTITUENCY_HEADER, *CONSTITUENCIES],
        "Stakeholders": [STAKEHOLDER_HEADER, *STAKEHOLDERS],
        "Messages": [MESSAGE_HEADER, *MESSAGES],
    }
    content = workbook(sheets, datetime(2026, 9, 30, 17, 5), A=44, B=18, C=44, D=36)
    save(folder / "indicators.xlsx", content)


def _readings() -> list[tuple[object, ...]]:
    """Return one row a reading, indicator by indicator; a quarter without one has no row."""
    rows: list[tuple[object, ...]] = [
        (name, quarter, value, None, None, None, None)
        for name, values in COUNTS.items()
        for quarter, value in zip(QUARTERS, values, strict=True)
        if value is not None
    ]
    rows += [
        (name, quarter, None, *pair, pair[1] if name in ANSWERED_BY_PEOPLE else None, None)
        for name, pairs in SHARES.items()
        for quarter, pair in zip(QUARTERS, pairs, strict=True)
        if pair is not None
    ]
    return rows
