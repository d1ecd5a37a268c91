"""The community's own small files, and two that are no export at all."""

from __future__ import annotations

from pathlib import Path

from demo.cast import ORGANISATIONS
from demo.eventbrite import WITH_TITLE, eventbrite_name
from demo.feedback import FEEDBACK_FILE
from demo.files import csv_text, save
from demo.forms import MS_FORMS_FILE
from demo.mailchimp import SINGLE_REPORT, single_report_mailing
from demo.programme import COMING, EVENTS, Event
from demo.sign_in import sheet_name
from demo.simulation import World
from demo.topics import topic_of

__all__ = ["write_own"]

# Spellings that no rule can know: abbreviations. Domains tell the organisation of those who
# never say where they work.
ABBREVIATIONS = {
    "Northmoor Hosp": "Northmoor Hospitals NHS Foundation Trust",
    "WUHT": "Wrenford University Hospitals NHS Trust",
    "Merrowland ICB": "NHS Merrowland Integrated Care Board",
}
OPENING = """\
# The settings of this community. Everything here is optional; docs/settings.md has the list.
name = "Acute Deterioration Community of Practice"
calendar = "nhs"
timezone = "Europe/London"

# By what people met. A room needs no line: the event's format says face to face.
[channels]
Zoom = "video"
Teams = "video"
"Castle Ings Hospital" = "visit"
"Ferrisdale Hospital" = "visit"
"Larkholme Royal Infirmary" = "visit"
"Quenby Vale Hospital" = "visit"
"Saltby General Hospital" = "visit"

# How people first heard of us: what each answer on the sign-up form stands for.
[heard_from]
"A colleague told me" = "colleague"
"At an event" = "event"
"Somebody forwarded the bulletin" = "forward"
"Searching the web" = "search"
"A poster in the staff room" = "other"

# What the links of our mailings lead to.
[links]
"escalation-card" = "Escalation; Shared tools"
"worry-score" = "Families' worry"

# What we mean to have come to, and by when.
[milestones.list_organisations]
value = 20
by = 2027-03-31

[milestones.attendances]
value = 250
by = 2026-09-30

# What the exports leave open, file by file.
"""
NOTES = """\
Things to remember
- ask Northmoor IT who still has the Zoom account
- study day 2026: check-in worked well, do it again
- the winter: we cancelled one study day and lost people. Ask them why!
"""
COMMENTARY = """\
# 2026/27 Q2

The summer was short and the autumn began well. Two years after the first huddle we asked ourselves
in Wrenford what had changed and what had not; the stories told since are part of it.

## Stories

We asked everybody who told one of these to read it again before it went in here.

## Plan (leaders)

The core group meets on 6 October. Please decide there about **the old website's page views**: they
take an hour a quarter, and nobody has asked for them since the toolkit moved.

## Next

- The October huddle is about the first night of the new doctors.
- The standards group brings its second draft in November: come and disagree with it.
- A study day in the spring, in Helmsgate. Families open it, as always.

## Unknown (sponsors)

What we would most like to know and do not: how long a family waits after it has rung. The site
managers of three trusts begin to write it down in the next quarter.
"""
TO_REACH = (
    *(("organisation", each.name) for each in ORGANISATIONS),
    ("organisation", "Skerrin Mental Health NHS Foundation Trust"),  # nobody of it has come yet
    ("organisation", "Pellow Valley Hospice"),
    ("profession", "Resident doctor"),
    ("profession", "Pharmacist"),
    ("profession", "Patient partner"),
    ("profession", "Paramedic"),
    ("profession", "Care home manager"),
)
NOTE_FILE, AGENDA_FILE = "notes.txt", "study day agenda.csv"
AGENDA = (
    ("Time", "Item", "Lead"),
    ("09:30", "Coffee and sign-in", "all"),
    ("10:00", "Two years on: what changed, and what did not", "facilitators"),
    ("11:15", "Simulation, in three rooms", "outreach teams"),
    ("15:45", "What each of us does on Monday", "all"),
)

GIT_IGNORE = """# nobody here is real, so git may take the exports
.copmetrics-key
people-review.csv
"""


def write_own(world: World, folder: Path) -> None:
    """Write settings, events and organisations; and a note and an agenda somebody left there."""
    save(folder / "community.toml", (OPENING + _answers(world)).encode())
    save(folder / "events.csv", csv_text([_events_header(), *_event_rows(world)]).encode())
    save(folder / ".gitignore", GIT_IGNORE.encode())
    save(
        folder / "organisations.csv",
        csv_text([("variant", "name", "sector"), *_variants()]).encode(),
    )
    save(folder / "targets.csv", csv_text([("kind", "name"), *TO_REACH]).encode())
    save(folder / NOTE_FILE, NOTES.encode())
    save(folder / "commentary.md", COMMENTARY.encode())
    save(folder / AGENDA_FILE, csv_text(AGENDA, line_end="\r\n").encode())


def _events_header() -> tuple[str, ...]:
    return (
        "event",
        "title",
        "starts",
        "ends",
        "format",
        "activity",
        "channel",
        "host",
        "cancelled",
        "topic",
    )


def _event_rows(world: World) -> list[tuple[str, ...]]:
    return [
        (
            event.event,
            event.title,
            f"{event.starts:%Y-%m-%d %H:%M}",
            f"{event.ends:%Y-%m-%d %H:%M}",
            event.format,
            event.activity,
            event.channel,
            _host(event, world),
            "yes" if event.cancelled else "",
            topic_of(event),
        )
        for event in EVENTS + COMING
    ]


def _host(event: Event, world: World) -> str:
    if event in COMING:
        return ""  # who hosts it is not settled
    came = world.appearances[event.event]
    return next((each.name for each in came if each.role == "host"), world.people[0].name)


def _variants() -> list[tuple[str, str, str]]:
    domains = [(each.domain, each.name, each.sector) for each in ORGANISATIONS]
    return [*((short, name, "") for short, name in ABBREVIATIONS.items()), *domains]


def _answers(world: World) -> str:
    """Write a line with its reason for each file that does not say enough itself."""
    parts: list[str] = []
    for event in EVENTS:
        parts += _answers_about(event)
    mailing = single_report_mailing(world)
    why = "The report of one mailing has no id in it: this is its Unique Id in campaigns.csv."
    parts.append(_answer(f"mailchimp/{SINGLE_REPORT}", why, f'mailing = "{mailing.id}"'))
    why = "The form says: we may ask you for the story behind it, if you leave your address."
    parts.append(_answer(f"feedback/{FEEDBACK_FILE}", why, "interview = true"))
    for file in (NOTE_FILE, AGENDA_FILE):
        parts.append(_answer(file, "Somebody left it here; it is no export.", "ignore = true"))
    return "\n".join(parts)


def _answers_about(event: Event) -> list[str]:
    told = f'event = "{event.event}"'
    zoom = "zoom/participants_91234567890"
    if event.layout == "excel without a clue":
        why = "06/05/2025 is 6 May: Excel in England saved it. There was an event on 5 June too."
        return [_answer(f"{zoom}.csv", why, "day_first = true")]
    if event.layout == "2024 in UTC":
        why = "Whoever exported this had left their Zoom profile on UTC, an hour behind our summer."
        return [_answer(f"{zoom}_{event.starts:%Y_%m_%d}.csv", why, 'timezone = "UTC"')]
    found = []
    if "eventbrite" in event.source and event.source != WITH_TITLE:
        why = "Eventbrite's report does not say when the event was."
        found.append(_answer(f"eventbrite/{eventbrite_name(event)}", why, told))
    if "ms forms" in event.source:
        why = "The form was the sign-in sheet of the study day."
        found.append(_answer(f"forms/{MS_FORMS_FILE}", why, told))
    if event.source.startswith("sign-in csv"):
        why = "Kept by hand: the date stands only in its title row."
        found.append(_answer(f"sign-in/{sheet_name(event)}", why, told))
    return found


def _answer(file: str, why: str, line: str) -> str:
    return f'# {why}\n[files."{file}"]\n{line}\n'
