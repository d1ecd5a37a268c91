"""A story written as prose, each passage tagged with its cycle in brackets.

Title: The bleep that was answered
Teller: T4
Consent: sponsors

At the June huddle a night nurse told us how they wake the site team. (Immediate value)
I took their card home (Potential value) and put it by our phone. (Applied value; cites
Escalations answered in time) We hope that all six wards will. (Realised value, hoped for by
2027-03-01)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, CopmetricsError, FileError, Problems
from copmetrics.framework.cycles import CYCLE_WORDS, cycle_named
from copmetrics.framework.stories import StepStatus
from copmetrics.readers.cells import chosen_word
from copmetrics.readers.context import Context
from copmetrics.readers.date_order import UnsettledOrder, day_first_in
from copmetrics.readers.datetimes import parse_moment
from copmetrics.readers.files import Sheet
from copmetrics.readers.reader import SheetReader, Tables
from copmetrics.readers.stories import CONSENT, SIGNS

__all__ = ["TAGGED_PROSE"]

_HEAD = re.compile(r"^([A-Za-z ]+):[ \t]*(.*)$", re.MULTILINE)
_HEADS = re.compile(r"(?:[A-Za-z ]+:.*(?:\n|$))+")
_TAG = re.compile(r"\(\s*(?P<cycle>[A-Za-z]+)\s+value\b(?P<more>[^()]*)\)", re.IGNORECASE)
_HOPED = re.compile(r"\bhoped for(?:\s+by\s+(?P<day>[^;,]+))?", re.IGNORECASE)
_LINK = re.compile(r"\b(?P<relation>cites|explains|contradicts|suggests)\s+(?P<what>[^;]+)", re.I)
HEADS: Final = (
    "title",
    "teller",
    "constituency",
    "organisation",
    "collected on",
    "collected by",
    "consent",
    "event",
    "sign",
    "tell",
)


def _is_story(sheet: Sheet) -> bool:
    """Whether it opens with a title and has a tag."""
    opening = next((row for row in sheet.rows if not row.is_blank), None)
    if opening is None or not re.match(r"title\s*:", _line(opening.cells), re.IGNORECASE):
        return False
    return bool(_TAG.search(_text(sheet)))


def _line(cells: tuple[str, ...]) -> str:
    return ",".join(cells)


def _text(sheet: Sheet) -> str:
    """Return the lines as they were; a line number is a row number."""
    lines = {row.number: _line(row.cells) for row in sheet.rows}
    return "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))


class _Prose:
    """A story as it is written: its text, where that stands in the file, and what is wrong in it."""

    def __init__(self, sheet: Sheet, zone: str) -> None:
        whole = _text(sheet)
        self.sheet = sheet
        self.zone = zone
        self.text = whole.lstrip("\n")
        self.skipped = len(whole) - len(self.text)
        """How many blank lines stand above the text."""
        self.problems: list[CopmetricsError] = []

    def row_at(self, place: int) -> int:
        """Return the row, as an editor shows it, of a place in the text."""
        return 1 + self.skipped + self.text[:place].count("\n")

    def refuse(
        self, column: str, said: str, expected: str, *, row: int | None = None, advice: str = ""
    ) -> None:
        """Note what cannot be read; its row, if not given, is where the text first has it."""
        at = self.row_at(max(self.text.find(said), 0)) if row is None else row
        self.problems.append(
            CellError(
                self.sheet.file, row=at, column=column, value=said, expected=expected, advice=advice
            )
        )

    def chosen(self, column: str, said: str | None, options: Mapping[str, str]) -> str | None:
        """Return the option that is meant, each with the expression that finds it."""
        if not said:
            return None
        option = chosen_word(said, options)
        if not option:
            self.refuse(column, said, f"one of {', '.join(options)}")
        return option

    def day(self, column: str, said: str | None) -> pd.Timestamp | None:
        """Read a date."""
        if not said:
            return None
        try:
            order = day_first_in({said.strip()}, days=frozenset())
        except UnsettledOrder:
            order = True  # prose is written by people here: day before month
        found = parse_moment(said.strip(), day_first=order, timezone=self.zone)
        if pd.isna(found):
            self.refuse(column, said, "a date such as 2026-09-30")
            return None
        return found


def _tables(sheet: Sheet, context: Context, zone: str) -> Tables:
    """One story: the lines it begins with, and a step for every tagged passage."""
    prose = _Prose(sheet, zone)
    heads = _HEADS.match(prose.text)
    assert heads is not None  # it opens with its title: see _is_story
    said = {name.strip().casefold(): value.strip() for name, value in _HEAD.findall(heads[0])}
    story = _story(prose, said, context)
    segments, left = _segments(prose, heads.end())
    if left.strip():
        row = prose.row_at(prose.text.rindex(left.strip()[:40]))
        advice = "End each passage with a tag such as (Applied value)."
        prose.refuse("story", left.strip(), "followed by its cycle", row=row, advice=advice)
    if prose.problems:
        raise Problems(prose.problems, sheet.file)
    return {"stories": pd.DataFrame([story]), "segments": pd.DataFrame(segments)}


def _story(prose: _Prose, said: Mapping[str, str], context: Context) -> dict[str, object]:
    """Return the story's own row, from the lines that it begins with."""
    file = prose.sheet.file
    story = {
        "story": file,
        "title": said.get("title"),
        "teller": said.get("teller"),
        "constituency": said.get("constituency"),
        "of_organisation": said.get("organisation"),
        "collected_by": said.get("collected by"),
        "event": said.get("event") or context.answers.event,
        "tell": said.get("tell"),
        "consent": prose.chosen("Consent", said.get("consent"), CONSENT),
        "sign": prose.chosen("Sign", said.get("sign"), SIGNS),
        "collected_on": prose.day("Collected on", said.get("collected on")),
        "source_row": 1 + prose.skipped,
    }
    if "@" in said.get("teller", ""):
        prose.refuse("Teller", said["teller"], "a pseudonym such as T4")
    for unknown in (each for each in said if each not in HEADS):
        what = f"'{unknown}' is not a line that a story begins with"
        advice = f"These are: {', '.join(HEADS)}; a blank line ends them."
        prose.problems.append(FileError(file, what, advice=advice))
    return story


def _segments(prose: _Prose, begins: int) -> tuple[list[dict[str, object]], str]:
    """Cut the prose at its tags; also return what is left after the last one."""
    segments: list[dict[str, object]] = []
    for tag in _TAG.finditer(prose.text, begins):
        passage = " ".join(prose.text[begins : tag.start()].split())
        segments.append(_segment(prose, tag, passage, step=len(segments) + 1))
        begins = tag.end()
        if prose.text[begins : begins + 1] in ".;,":
            begins += 1
    return segments, prose.text[begins:]


def _segment(prose: _Prose, tag: re.Match[str], passage: str, *, step: int) -> dict[str, object]:
    """Return the row of one passage, from its tag."""
    row = prose.row_at(tag.start())
    cycle = cycle_named(tag["cycle"])
    if cycle is None:
        expected = f"one of {', '.join(CYCLE_WORDS)}"
        prose.refuse("tag", tag["cycle"], expected, row=row, advice="Write one of these.")
    hoped = _HOPED.search(tag["more"])
    links = {
        each["relation"].casefold(): " ".join(each["what"].split())
        for each in _LINK.finditer(tag["more"])
    }
    return {
        "story": prose.sheet.file,
        "step": float(step),
        "cycle": cycle,
        "text": passage,
        "status": StepStatus.ASPIRED if hoped else StepStatus.REPORTED,
        "follow_up_on": prose.day("tag", hoped["day"] if hoped else None),
        "tagged_by": None,
        "source_row": row,
        **links,
    }


TAGGED_PROSE = SheetReader(name="Story in prose", recognises=_is_story, to_raw_tables=_tables)
