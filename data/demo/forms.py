"""Sign-in forms: Microsoft Forms as a workbook, Google Forms as a zip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from demo.chance import stream
from demo.files import quoted_csv, save, workbook, zipped
from demo.people import organisation_as_written, typed
from demo.programme import EVENTS, Event
from demo.simulation import Appearance, World

__all__ = ["MS_FORMS_FILE", "google_forms_name", "write_forms"]

MS_FORMS_FILE = "Study day sign-in(1-53).xlsx"
MS_HEADER = (
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "What is your name?",
    "What is your e-mail address?\n(the one we write to)",
    "Which organisation do you work for?\xa0",
    "What is your job title?",
    "What do you hope to learn today?",
)
GOOGLE_HEADER = (
    "Timestamp",
    "Email Address",
    "Your name",
    "Your organisation",
    "Your role",
    "Which sessions will you join?",
)
HOPES = ("Escalation;", "Family worry;", "Escalation;Night staffing;", "Night staffing;", "")
SESSIONS = ("Simulation;Case clinic", "Case clinic", "Simulation;Poster walk", "Poster walk")


def google_forms_name(event: Event) -> str:
    """Return the zip's name: the form's title behind the day."""
    return f"{event.starts:%Y-%m-%d} {event.title.replace(':', ' -')} sign-in.csv.zip"


def write_forms(world: World, folder: Path) -> None:
    """Write the answers of both sign-in forms."""
    for event in EVENTS:
        came = world.appearances[event.event]
        made = event.ends + timedelta(hours=2)
        if "ms forms" in event.source:
            sheets = {"Sheet1": [MS_HEADER, *_microsoft(event, came)]}
            save(folder / MS_FORMS_FILE, workbook(sheets, made, B=18, C=18, F=24, G=34, H=40))
        if event.source == "google forms":
            name = google_forms_name(event)
            content = quoted_csv([GOOGLE_HEADER, *_google(event, came)]).encode()
            save(folder / name, zipped({name.removesuffix(".zip"): content}, made))


def _microsoft(event: Event, came: list[Appearance]) -> list[Sequence[object]]:
    """Return one row an answer, anonymous to Microsoft; one person answers twice."""
    chance = stream("ms forms", event.event)
    answers = sorted([*came, came[5]], key=lambda _: chance.random())
    rows: list[Sequence[object]] = []
    for number, each in enumerate(answers, start=1):
        start = _arrival(event, number, len(answers))
        end = start + timedelta(seconds=chance.randrange(35, 200))
        work = organisation_as_written(each.person, chance) if each.person else ""
        job = each.person.profession.capitalize() if each.person else ""
        rows.append(
            (
                number,
                start,
                end,
                "anonymous",
                None,
                each.name,
                typed(each.address, chance) or None,
                work or None,
                job,
                chance.choice(HOPES) or None,
            )
        )
    return rows


def _google(event: Event, came: list[Appearance]) -> list[Sequence[object]]:
    chance = stream("google forms", event.event)
    order = sorted(came, key=lambda _: chance.random())
    rows: list[Sequence[object]] = []
    for number, each in enumerate(order, start=1):
        moment = _arrival(event, number, len(order))
        hour = moment.strftime("%I").lstrip("0")
        work = organisation_as_written(each.person, chance) if each.person else ""
        job = each.person.profession.capitalize() if each.person else ""
        rows.append(
            (
                f"{moment:%Y/%m/%d} {hour}:{moment:%M:%S %p} GMT+1",
                typed(each.address, chance),
                each.name,
                work,
                job,
                chance.choice(SESSIONS),
            )
        )
    return rows


def _arrival(event: Event, number: int, count: int) -> datetime:
    """Return when the so-many-th came: nearly all before the start, the last few after lunch."""
    if number > count - 3:
        return event.starts + timedelta(hours=3, minutes=31, seconds=47 * (number - count + 3))
    return event.starts - timedelta(minutes=38) + timedelta(seconds=int(2300 * number / count))
