"""What the community did: its events and its mailings, written down by hand as the story goes.

A hopeful first year; a winter 2025/26 in which it loses steam (less happens, fewer come, many leave
the list, the study day is called off); a recovery in 2026/27 with new organisations. August is
quiet every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

__all__ = [
    "COMING",
    "EVENTS",
    "EXPORTED_AT",
    "FIRST_EXPORT_AT",
    "HUDDLE",
    "LONDON",
    "MAILINGS",
    "PERIOD_END",
    "UTC",
    "Event",
    "MailingPlan",
    "quarter_of",
]

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")
PERIOD_END = datetime(2026, 10, 1)  # by the clock in London; nothing happened then or later
EXPORTED_AT = datetime(2026, 10, 1, 9, 0)
FIRST_EXPORT_AT = datetime(2025, 10, 1, 8, 0)  # UTC, 09:00 in London

HUDDLE = "Acute deterioration monthly huddle"
SHARING, INQUIRY = "sharing", "productive inquiries"
MEANING, ASSETS = "negotiating shared understanding", "producing assets"
STANDARDS, FORMAL, VISIT = "creating standards", "formal access to knowledge", "visits"


@dataclass(frozen=True)
class Event:
    """One event, and which vendor's export records it."""

    slug: str
    title: str
    starts: datetime
    minutes: int
    activity: str
    source: str
    layout: str
    size: int
    """How many people came."""
    venue: str = ""
    cancelled: bool = False

    @property
    def event(self) -> str:
        """The short id that `events.csv` gives it."""
        return f"{self.starts:%Y-%m-%d}-{self.slug}"

    @property
    def ends(self) -> datetime:
        """When it ended, by the clock in London."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def format(self) -> str:
        """How people took part."""
        return "face to face" if self.venue else "online"

    @property
    def channel(self) -> str:
        """Where it was: the program, or the venue."""
        return self.venue or ("Teams" if self.source == "teams" else "Zoom")


def quarter_of(day: date) -> str:
    """Return the NHS quarter of a day by London's calendar, as the command line names it."""
    year = day.year if day.month >= 4 else day.year - 1
    return f"{year}/{(year + 1) % 100:02d}-Q{(day.month - 4) % 12 // 3 + 1}"


def _event(
    when: str,
    slug: str,
    size: int,
    source: str,
    layout: str = "",
    *,
    title: str = "",
    activity: str = SHARING,
    minutes: int = 45,
    venue: str = "",
    cancelled: bool = False,
) -> Event:
    starts = datetime.fromisoformat(when)
    return Event(
        slug, title or HUDDLE, starts, minutes, activity, source, layout, size, venue, cancelled
    )


def _huddle(when: str, size: int, source: str, layout: str = "") -> Event:
    return _event(f"{when} 12:30", "huddle", size, source, layout)


def _webinar(when: str, size: int, title: str, layout: str = "words") -> Event:
    return _event(
        f"{when} 13:00",
        "webinar",
        size,
        "zoom webinar",
        layout,
        title=title,
        activity=FORMAL,
        minutes=60,
    )


def _study_day(when: str, size: int, source: str, title: str, venue: str) -> Event:
    return _event(
        f"{when} 09:30",
        "study-day",
        size,
        source,
        title=title,
        activity=FORMAL,
        minutes=390,
        venue=venue,
    )


def _visit(when: str, size: int, source: str, title: str, venue: str) -> Event:
    return _event(
        f"{when} 14:00",
        "ward-visit",
        size,
        source,
        title=title,
        activity=VISIT,
        minutes=120,
        venue=venue,
    )


def _group(
    when: str, slug: str, size: int, source: str, title: str, activity: str, layout: str = ""
) -> Event:
    return _event(
        f"{when} 15:00", slug, size, source, layout, title=title, activity=activity, minutes=60
    )


_FIRST_YEAR = (
    _huddle("2024-04-16", 18, "zoom", "2021"),
    _huddle("2024-05-14", 21, "zoom", "2021"),
    _webinar("2024-05-23", 42, "Listening to families: how worry becomes a call", "clock"),
    _study_day(
        "2024-06-13",
        46,
        "eventbrite",
        "Spotting the sick patient: study day",
        "Wrenford Postgraduate Centre",
    ),
    _huddle("2024-06-18", 20, "zoom", "2021 with a NUL"),
    _huddle("2024-07-09", 17, "zoom", "2024 in UTC"),
    _huddle("2024-09-17", 23, "zoom", "excel"),
    _visit(
        "2024-09-24",
        9,
        "sign-in csv cp1252",
        "Ward visit: Saltby's step-up bay",
        "Saltby General Hospital",
    ),
    _webinar("2024-09-26", 44, "Escalation at night: what the site team sees"),
    _huddle("2024-10-15", 25, "zoom", "2024"),
    _study_day(
        "2024-11-07",
        52,
        "eventbrite, ms forms",
        "Human factors on the ward: study day",
        "Helmsgate Education Centre",
    ),
    _huddle("2024-11-19", 27, "zoom", "2024 exported twice"),
    _group(
        "2024-12-03", "case-clinic", 14, "zoom", "Case clinic: the quiet patient", INQUIRY, "2024"
    ),
    _huddle("2024-12-10", 19, "zoom", "unique users"),
    _huddle("2025-01-14", 28, "zoom", "2024 in words"),
    _group(
        "2025-01-28",
        "journal-club",
        15,
        "zoom",
        "Journal club: do alerts wear out?",
        MEANING,
        "2024",
    ),
    _webinar("2025-02-06", 55, "Sepsis, frailty and the second look"),
    _huddle("2025-02-18", 30, "zoom", "2024"),
    _visit(
        "2025-03-11",
        12,
        "sign-in csv",
        "Ward visit: Castle Ings outreach team",
        "Castle Ings Hospital",
    ),
    _huddle("2025-03-18", 31, "zoom", "2024"),
)

_SECOND_YEAR = (
    _huddle("2025-04-15", 33, "zoom", "2024"),
    _event(
        "2025-04-29 10:00",
        "masterclass",
        48,
        "eventbrite, zoom",
        "2024",
        title="Masterclass: observations that matter",
        activity=FORMAL,
        minutes=120,
    ),
    _huddle("2025-05-06", 35, "zoom", "excel without a clue"),
    _study_day(
        "2025-05-15",
        68,
        "eventbrite",
        "Speaking up sooner: study day",
        "Wrenford Postgraduate Centre",
    ),
    _webinar("2025-06-05", 63, "A parent's account of a long night", "words"),
    _huddle("2025-06-17", 36, "zoom", "2024"),
    _group(
        "2025-06-24",
        "toolkit-sprint",
        14,
        "zoom",
        "Toolkit sprint: the escalation card",
        ASSETS,
        "2024",
    ),
    _huddle("2025-07-15", 27, "teams"),
    _group("2025-07-22", "case-clinic", 16, "teams", "Case clinic: post-operative night", INQUIRY),
    _visit(
        "2025-09-09",
        11,
        "sign-in xlsx",
        "Ward visit: Larkholme frailty unit",
        "Larkholme Royal Infirmary",
    ),
    _huddle("2025-09-16", 31, "teams", "saved again by Excel"),
    _webinar("2025-09-25", 52, "Ambulance to ward: handing over worry", "clock"),
    _huddle("2025-10-14", 22, "teams"),
    _group(
        "2025-10-21", "case-clinic", 11, "teams", "Case clinic: breathless at handover", INQUIRY
    ),
    _huddle("2025-11-18", 16, "teams"),
    _event(
        "2025-11-20 09:30",
        "study-day",
        0,
        "eventbrite",
        title="Winter pressures: study day",
        activity=FORMAL,
        minutes=390,
        venue="Helmsgate Education Centre",
        cancelled=True,
    ),
    _huddle("2026-01-20", 14, "teams"),
    _webinar("2026-02-12", 33, "Keeping going: lessons from a hard winter"),
    _huddle("2026-03-17", 18, "teams"),
)

_THIRD_YEAR = (
    _huddle("2026-04-14", 27, "teams", "stopped and started again"),
    _webinar("2026-04-23", 66, "One region, one escalation card"),
    _visit(
        "2026-05-12",
        12,
        "sign-in xlsx",
        "Ward visit: Quenby Vale command centre",
        "Quenby Vale Hospital",
    ),
    _huddle("2026-05-19", 33, "teams", "narrow space"),
    _group(
        "2026-05-27", "standards-group", 16, "teams", "Standards group: response times", STANDARDS
    ),
    _study_day(
        "2026-06-11",
        84,
        "eventbrite with its title",
        "Deterioration after dark: study day",
        "Merrowland Conference Hall",
    ),
    _huddle("2026-06-16", 37, "teams", "engagement"),
    _group(
        "2026-06-23",
        "toolkit-sprint",
        15,
        "teams",
        "Toolkit sprint: worry and concern poster",
        ASSETS,
    ),
    _webinar("2026-07-09", 78, "Two years of huddles: what we learned", "clock"),
    _huddle("2026-07-14", 34, "teams"),
    _group(
        "2026-07-21", "standards-group", 18, "teams", "Standards group: the first draft", STANDARDS
    ),
    _visit(
        "2026-09-08",
        14,
        "sign-in xlsx",
        "Ward visit: Ferrisdale community beds",
        "Ferrisdale Hospital",
    ),
    _huddle("2026-09-15", 41, "teams"),
    _study_day(
        "2026-09-17", 92, "google forms", "Two years on: study day", "Wrenford Postgraduate Centre"
    ),
)

EVENTS = _FIRST_YEAR + _SECOND_YEAR + _THIRD_YEAR
# Planned and not held: nobody came yet, and the truth of the ten quarters knows nothing of them.
COMING = (
    _group(
        "2026-11-24", "standards-group", 0, "teams", "Standards group: the second draft", STANDARDS
    ),
    _study_day(
        "2026-12-03",
        0,
        "eventbrite with its title",
        "Winter nights: study day",
        "Helmsgate Education Centre",
    ),
)


@dataclass(frozen=True)
class MailingPlan:
    """One mailing and how it was received: shares of those it reached, leavers it caused."""

    sent: datetime
    title: str
    subject: str
    open_rate: float
    click_rate: float
    unsubscribes: int
    cleaned: int
    test_to: int = 0
    """How many got it, for a test; 0 for a mailing to the whole list."""

    @property
    def sent_utc(self) -> datetime:
        """When it was sent, in UTC."""
        return self.sent.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)


def _sent(
    sent: str,
    title: str,
    subject: str,
    opened: float,
    clicked: float,
    unsubscribes: int,
    cleaned: int = 0,
    test_to: int = 0,
) -> MailingPlan:
    return MailingPlan(
        datetime.fromisoformat(sent),
        title,
        subject,
        opened / 100,
        clicked / 100,
        unsubscribes,
        cleaned,
        test_to,
    )


MAILINGS = (
    _sent("2024-04-09 10:00", "April 2024 bulletin", "Spring news, and a new huddle", 46, 8, 0),
    _sent("2024-05-08 10:00", "May 2024 bulletin", "Listening to families: join us", 47, 9, 1),
    _sent("2024-05-29 16:30", "Study day: last places", "Last places on 13 June", 45, 11, 0),
    _sent("2024-06-25 10:00", "June 2024 bulletin", "What we took home from Wrenford", 44, 7, 1, 1),
    _sent("2024-07-16 10:00", "July 2024 bulletin", "Summer reading, short and useful", 43, 7, 1),
    _sent("2024-09-04 10:00", "September 2024 bulletin", "Back in September", 47, 9, 2, 1),
    _sent(
        "2024-09-19 12:15",
        "Webinar: escalation at night",
        "Escalation at night: 26 September",
        45,
        10,
        0,
    ),
    _sent(
        "2024-10-08 10:00",
        "October 2024 bulletin",
        "Huddle notes, visits, and a question",
        48,
        9,
        1,
    ),
    _sent(
        "2024-10-22 10:00",
        "Study day: book now",
        "Human factors on the ward: book now",
        50,
        12,
        0,
        1,
    ),
    _sent("2024-11-05 08:30", "Study day: book now (copy 01)", "Last call for Thursday", 49, 10, 1),
    _sent("2024-12-04 10:00", "December 2024 bulletin", "A year of huddles, in one page", 46, 8, 2),
    _sent("2025-01-09 10:00", "January 2025 bulletin", "New year, same worry score", 47, 9, 1, 1),
    _sent(
        "2025-01-30 10:00",
        "Webinar: the second look",
        "Sepsis, frailty and the second look",
        48,
        11,
        0,
    ),
    _sent(
        "2025-02-25 10:00", "February 2025 bulletin", "What Saltby’s step-up bay changed", 46, 8, 2
    ),
    _sent("2025-03-25 10:00", "March 2025 bulletin", "Spring dates for your diary", 47, 9, 1, 1),
    _sent(
        "2025-04-08 10:00", "April 2025 bulletin", "Masterclass, 29 April: places left", 50, 11, 1
    ),
    _sent("2025-04-24 10:00", "Study day: speaking up", "Speaking up sooner: 15 May", 49, 12, 1),
    _sent("2025-05-20 10:00", "May 2025 bulletin", "Sixty-eight of us in one room", 51, 10, 1, 1),
    _sent("2025-06-10 10:00", "June 2025 bulletin", "Help us make the escalation card", 49, 11, 1),
    _sent("2025-07-08 10:00", "July 2025 bulletin", "We are moving to Teams", 46, 8, 3, 1),
    _sent("2025-08-19 10:00", "August 2025 note", "A short summer note", 42, 5, 1),
    _sent("2025-09-10 10:00", "September 2025 bulletin", "Back to it: autumn programme", 46, 9, 2),
    _sent(
        "2025-09-18 12:15",
        "Webinar: handing over worry",
        "Ambulance to ward: 25 September",
        45,
        9,
        1,
        1,
    ),
    _sent("2025-10-07 10:00", "October 2025 bulletin", "Autumn, and a thinner programme", 42, 6, 4),
    _sent("2025-11-04 10:00", "Winter study day", "Winter pressures: 20 November", 41, 7, 5, 1),
    _sent(
        "2025-11-17 17:05", "Study day cancelled", "Called off: the 20 November study day", 43, 5, 9
    ),
    _sent("2026-01-13 10:00", "January 2026 bulletin", "Still here", 39, 5, 7, 1),
    _sent("2026-02-03 10:00", "Webinar: a hard winter", "Keeping going: 12 February", 38, 6, 6),
    _sent("2026-03-10 10:00", "March 2026 bulletin", "What should change? Tell us", 40, 6, 3, 1),
    _sent("2026-03-31 09:05", "TEST April 2026 bulletin", "[Test] A new start", 67, 33, 0, 0, 3),
    _sent(
        "2026-04-07 10:00", "April 2026 bulletin", "A new start, with new neighbours", 46, 8, 2, 1
    ),
    _sent(
        "2026-04-16 12:15",
        "Webinar: one escalation card",
        "One region, one escalation card",
        45,
        9,
        1,
    ),
    _sent("2026-05-13 10:00", "May 2026 bulletin", "Welcome, Quenby Vale and Ferrisdale", 47, 8, 1),
    _sent(
        "2026-05-28 10:00",
        "Study day: after dark",
        "Deterioration after dark: 11 June",
        46,
        10,
        1,
        1,
    ),
    _sent("2026-06-18 10:00", "June 2026 bulletin", "Eighty-four people, one question", 45, 8, 2),
    _sent("2026-07-01 00:10", "July 2026 bulletin", "Summer dates, and the card is out", 47, 9, 1),
    _sent(
        "2026-07-06 12:15",
        "Webinar: two years of huddles",
        "Two years of huddles: what we learned",
        48,
        10,
        1,
    ),
    _sent(
        "2026-07-23 10:00",
        "Standards: have your say",
        "Response times: read, and say no",
        47,
        9,
        1,
        1,
    ),
    _sent("2026-08-18 10:00", "August 2026 note", "A short summer note", 43, 6, 1),
    _sent("2026-09-02 10:00", "September 2026 bulletin", "Two years on: 17 September", 50, 11, 1),
    _sent(
        "2026-09-24 10:00",
        "After the study day",
        "Slides, photographs, and what next",
        51,
        12,
        1,
        1,
    ),
)
