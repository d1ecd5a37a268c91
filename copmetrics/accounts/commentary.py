"""`commentary.md`: the editor's own words, and where in which account they go.

    # 2026/27 Q2
    What stands here goes after the first paragraph of every account of that quarter.
    ## Stories
    Tell: The card by the phone; Fewer bleeps at handover
    What stands here opens the section on stories; those after `Tell:` are the ones that are told.
    ## Summary (sponsors)
    What stands here only sponsors read.

A heading of the first level is a quarter; what stands under none goes into every quarter's
accounts. A heading of the second level is a section, with the audience in brackets where it is
for one only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from copmetrics.errors import ChoiceError, CopmetricsError, FileError, Problems
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.framework.own_files import COMMENTARY
from copmetrics.quarters import Calendar, parse

__all__ = ["SECTIONS", "Passage", "commentary", "passages", "stories_chosen"]

SECTIONS: Final = (
    "summary",
    "headlines",
    "own",
    "milestones",
    "trends",
    "events",
    "people",
    "participation",
    "list",
    "mailings",
    "months",
    "reach",
    "professions",
    "activities",
    "feedback",
    "agenda",
    "topics",
    "recommendations",
    "decided",
    "matrix",
    "stories",
    "hopes",
    "narratives",
    "plan",
    "constituencies",
    "unknown",
    "thanks",
    "happened",
    "next",
    "data",
)
"""The sections of all accounts, and `summary` for what stands after the first paragraph."""
_HEADING = re.compile(r"^(#{1,2})\s+(.+?)\s*#*$")
_TELL = re.compile(r"\s*tell\s*:(.*)", re.IGNORECASE)
_FOR = re.compile(r"^(?P<section>.+?)\s*(?:\((?P<audience>[^)]+)\))?$")


@dataclass(frozen=True)
class Passage:
    """Words of the editor's, and where they go."""

    quarter: pd.Period | None
    """Whose accounts they go into; nothing for those of every quarter."""
    section: str
    audience: str
    """Who alone reads them; empty for all."""
    words: str
    tell: tuple[tuple[int, str], ...] = ()
    """The stories that it chooses to be told, in order, each with the row in which it is named."""


def commentary(
    folder: Path, quarter: pd.Period, audience: str, calendar: Calendar
) -> tuple[Passage, ...]:
    """Return the passages for one quarter and audience.

    A heading that names no section, no audience or no quarter is an error that lists those there
    are.
    """
    return tuple(
        each
        for each in passages(folder, calendar)
        if each.quarter in (None, quarter) and each.audience in ("", audience)
    )


def stories_chosen(told: Iterable[Passage], stories: pd.DataFrame, folder: Path) -> tuple[str, ...]:
    """Return the stories that passages choose, by their short names, each once and in order.

    They are named by title or short name. `stories` are all of the community, whoever may read
    them; names of none of them are one error, with the nearest there is.
    """
    names: dict[str, list[str]] = {}
    for story, title in stories[["story", "title"]].itertuples(index=False):
        for each in dict.fromkeys((title, story)):
            if isinstance(each, str):
                names.setdefault(each.casefold(), []).append(story)
    wanted = [each for passage in told for each in passage.tell]
    titles = stories["title"].fillna(stories["story"]).tolist()
    problems = [
        ChoiceError("the title of a story", said, titles, file=_at(row))
        for row, said in wanted
        if said.casefold() not in names
    ]
    if problems:
        raise Problems(problems, str(folder))
    chosen = (story for _, said in wanted for story in names[said.casefold()])
    return tuple(dict.fromkeys(chosen))


def passages(folder: Path, calendar: Calendar) -> tuple[Passage, ...]:
    """Return every passage of `commentary.md`; all headings that nobody knows are one error."""
    lines = _lines(folder / COMMENTARY)
    heads = [(row, found) for row, line in enumerate(lines, 1) if (found := _HEADING.match(line))]
    places, problems = _places(heads, calendar)
    if problems:
        raise Problems(problems, str(folder))
    starts = [0, *(row for row, _ in heads)]
    ends = [*(row - 1 for row, _ in heads), len(lines)]
    told = (
        _passage(place, lines[start:end], start)
        for place, start, end in zip(places, starts, ends, strict=True)
    )
    return tuple(each for each in told if each.words or each.tell)


def _passage(place: tuple[pd.Period | None, str, str], lines: list[str], start: int) -> Passage:
    """Part what stands under a heading, which is the line `start`, into words and the stories to tell."""
    told: list[tuple[int, str]] = []
    words: list[str] = []
    for row, line in enumerate(lines, start + 1):
        found = _TELL.fullmatch(line) if place[1] == "stories" else None
        if found is None:
            words.append(line)
        else:
            told += [(row, said) for each in found[1].split(";") if (said := each.strip())]
    return Passage(*place, "\n".join(words).strip(), tuple(told))


def _lines(path: Path) -> list[str]:
    """Read the file, whatever encoding an editor saved it in."""
    if not path.exists():
        return []
    try:
        return _decoded(path.read_bytes()).splitlines()
    except OSError as error:
        advice = "Close it elsewhere."
        raise FileError(COMMENTARY, f"cannot be opened: {error.strerror}", advice=advice) from None


def _decoded(content: bytes) -> str:
    """Turn bytes into text: as UTF-8, or else as an export is."""
    with suppress(UnicodeDecodeError):
        if b"\0" not in content:
            return content.decode("utf-8-sig")
    from copmetrics.readers.files import decode  # late: with it come all readers

    return decode(content)


def _places(
    heads: list[tuple[int, re.Match[str]]], calendar: Calendar
) -> tuple[list[tuple[pd.Period | None, str, str]], list[CopmetricsError]]:
    """Return where the words under each heading go, those above the first one first; and what is wrong."""
    quarter: pd.Period | None = None
    places: list[tuple[pd.Period | None, str, str]] = [(None, "summary", "")]
    problems: list[CopmetricsError] = []
    for row, found in heads:
        section, audience = "summary", ""
        try:
            if found[1] == "#":
                quarter = _quarter(found[2], row, calendar)
            else:
                section, audience = _place(found[2], row)
        except CopmetricsError as error:
            problems.append(error)
        places.append((quarter, section, audience))
    return places, problems


def _quarter(said: str, row: int, calendar: Calendar) -> pd.Period:
    try:
        return parse(said, calendar)
    except ChoiceError as error:
        form = error.options[:1]
        raise ChoiceError(error.what, said, form, file=_at(row), examples=True) from None


def _place(said: str, row: int) -> tuple[str, str]:
    found = _FOR.match(said)
    assert found is not None
    section, audience = found["section"].casefold(), (found["audience"] or "").casefold()
    if section not in SECTIONS:
        raise ChoiceError("a section of an account", found["section"], SECTIONS, file=_at(row))
    if audience and audience not in AUDIENCES:
        raise ChoiceError("an audience", found["audience"], AUDIENCES, file=_at(row))
    return section, audience


def _at(row: int) -> str:
    return f"{COMMENTARY}, row {row}"
