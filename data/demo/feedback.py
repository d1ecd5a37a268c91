"""Feedback on six events: one Google form for what is online, a Microsoft form a study day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from demo.chance import stream
from demo.files import quoted_csv, save, workbook
from demo.programme import EVENTS, EXPORTED_AT, Event
from demo.simulation import World

__all__ = ["FEEDBACK_FILE", "feedback_of", "write_feedback"]

FEEDBACK_FILE = "How was it.csv"
ONLINE = (
    "2026-04-23-webinar",
    "2026-06-16-huddle",
    "2026-07-09-webinar",
    "2026-07-21-standards-group",
)
STUDY_DAYS = ("2026-06-11-study-day", "2026-09-17-study-day")
SHARE_ANSWERING = {"study-day": 0.5, "standards-group": 0.6}
GOOGLE = (
    "Timestamp",
    "Which event was it?",
    "How would you rate it, from 1 to 5?",
    "What went well?",
    "What would you change?",
    "Have you changed something in your practice since you first came to an event of ours?",
    "If yes, what?",
    "Your e-mail address, if we may ask you for the story behind it",
)
MICROSOFT = (
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "How would you rate the day? (1 to 10)",
    "What went well?",
    "What should we do differently?",
)
PLUS = (
    "Real cases, told by those who were there",
    "Time to talk in small groups",
    "It ended on time",
    "Hearing how another trust does it",
    "The simulation",
    "Somebody finally said it out loud",
    "Good slides, few of them",
    "The parents",
    "Nobody was made to feel slow",
    "I met the person whom I only knew from e-mail",
    "The worked example of the sentence",
    "That the chair asked the quiet ones",
    "A handout of one page",
    "The biscuits, honestly",
    "Honest about what had not worked",
    "We left with something to do on Monday",
)
DELTA = (
    "More time for questions",
    "Send the notes the same week",
    "Too many people in one room",
    "A version for night staff",
    "The sound was poor from the back",
    "Lunch was late",
    "Start at nine, not at half past",
    "Less jargon in the first talk",
    "Say beforehand what to read",
    "Record it for those on shift",
    "Fewer sponsors' words at the start",
    "More from the wards",
)
CHANGED = (
    "The card hangs by the phone on every bay",
    "I ring before the score is there if a family is worried",
    "We say the sentence at every handover now",
    "No longer a list at the desk: the night team has it on the trolley",
    "A nurse and a doctor go to a call together",
    "We count calls that were late, and talk about them on Fridays",
    "Night staff may call the outreach team themselves",
    "The observations chart is read out, not handed over",
)
UNCHANGED = ("No", "Not yet", "Not yet, I mean to after the summer", "Nothing so far", "")
STRANGER = "nights.at.home@letterbox.example"
"""The private address of somebody whom no other export knows."""
SILENT = 0.55
"""The share that writes nothing at a question."""


def feedback_of(event: Event) -> list[tuple[int, str, str]]:
    """Return the answers about one event: a rating from 1 to 5, what went well, what to change."""
    chance = stream("feedback", event.event)
    answering = round(event.size * SHARE_ANSWERING.get(event.slug, 0.3))
    ratings = chance.choices((5, 4, 3, 2, 1), weights=(46, 36, 12, 4, 2), k=answering)
    return [(rating, _words(PLUS, chance), _words(DELTA, chance)) for rating in ratings]


def changes_of(event: Event, world: World) -> list[tuple[str, str, str]]:
    """Return what each answer about one event says of a change, what it was, and whose it is.

    With random numbers of its own, so that ratings and remarks are the same with and without.
    """
    chance = stream("changed", event.event)
    came = [each for each in world.appearances[event.event] if each.person and each.address]
    chance.shuffle(came)
    answers = []
    for number in range(len(feedback_of(event))):
        changed = chance.random() < 0.4
        word, said = ("Yes", chance.choice(CHANGED)) if changed else (chance.choice(UNCHANGED), "")
        known = chance.random() < 0.65
        address = came[number].address if known else ""
        told = chance.random() < 0.85
        answers.append((word, said if told else "", address))
    if event.event == ONLINE[0]:
        answers[-1] = ("Yes", CHANGED[-1], STRANGER)
    return answers


def _words(said: Sequence[str], chance: random.Random) -> str:
    return "" if chance.random() < SILENT else chance.choice(said)


def write_feedback(world: World, folder: Path) -> None:
    """Write the Google form's answers, and a workbook for each study day."""
    by_name = {event.event: event for event in EVENTS}
    rows = [row for name in ONLINE for row in _google(by_name[name], world)]
    save(folder / FEEDBACK_FILE, quoted_csv([GOOGLE, *rows]).encode())
    for name in STUDY_DAYS:
        event = by_name[name]
        sheets = {"Sheet1": [MICROSOFT, *_microsoft(event)]}
        file = f"Feedback {event.title.replace(':', ' -')}.xlsx"
        save(folder / file, workbook(sheets, EXPORTED_AT, B=18, C=18, F=24, G=34, H=34))


def _google(event: Event, world: World) -> list[tuple[str, ...]]:
    rows = []
    answers = zip(feedback_of(event), changes_of(event, world), strict=True)
    for number, ((rating, plus, delta), changed) in enumerate(answers):
        moment = event.ends + timedelta(minutes=3 + 11 * number)
        hour = moment.strftime("%I").lstrip("0")
        stamp = f"{moment:%Y/%m/%d} {hour}:{moment:%M:%S %p} GMT+1"
        rows.append((stamp, event.title, str(rating), plus, delta, *changed))
    return rows


def _microsoft(event: Event) -> list[Sequence[object]]:
    """Write ratings from 1 to 10: 1, 3, 6, 8 and 10 for our five steps, rounded as people do."""
    steps = {1: 1, 2: 3, 3: 6, 4: 8, 5: 10}
    rows: list[Sequence[object]] = []
    for number, (rating, plus, delta) in enumerate(feedback_of(event), start=1):
        end = event.ends + timedelta(minutes=7 * number)
        rows.append(
            (
                number,
                end - timedelta(seconds=80),
                end,
                "anonymous",
                None,
                steps[rating],
                plus or None,
                delta or None,
            )
        )
    return rows
