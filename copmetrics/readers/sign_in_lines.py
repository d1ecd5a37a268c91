"""Lines of a sign-in sheet that are nobody: totals, apologies, notes, a second table.

Each is left out by a reason, so that the rows read are those kept and those left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from copmetrics.identity.brackets import is_workplace, may_be_a_name
from copmetrics.readers.blank_words import says_nothing
from copmetrics.readers.files import Row, heading
from copmetrics.readers.sign_in_layout import Layout, is_same_table
from copmetrics.readers.sign_in_sections import (
    BELOW_ROW,
    Section,
    names_absence,
    section_of,
)
from copmetrics.readers.sign_in_words import (
    WORDS,
    Topic,
    begins_with,
    is_placeholder,
    is_word_of_lists,
    speaks_of_absence,
    topic_of,
)
from copmetrics.readers.written_days import days_written

__all__ = ["Nobody", "ReadLine", "read_lines"]

LONG = 7
"""A text of so many words is no name."""
_FORBIDDEN = re.compile(r"[:;=]|https?//|www\.")
_REMARK = re.compile(r"\s*[,(\[|]|\s+[-–—]\s+|\s+(?=[^\W\d_]+/[^\W\d_]+)")
_JOINING = frozenset(map(heading, WORDS["joining"]))
_PARTICLES: Final = frozenset(WORDS["in_names"])


class Nobody(StrEnum):
    """Why a line of a sheet is nobody who came."""

    UNNAMED = "nobody is named"
    NOTE = "a line of text, not a person"
    TOTAL = "a total"
    APOLOGIES = "listed under apologies"
    ABSENT = "named with a word of absence"
    HEADINGS = "the headings again"
    OTHER_TABLE = "in another table"
    LONG_AGO = "of a day that cannot be"


_BELOW: Final = {
    Section.CAME: None,
    Section.AWAY: Nobody.APOLOGIES,
    Section.OTHER: Nobody.OTHER_TABLE,
    Section.UNCLEAR: None,
}


@dataclass(frozen=True)
class ReadLine:
    """What a row under a heading row is."""

    why: Nobody | None
    """Why it is nobody; nothing of a person."""
    below: int | None = None
    """Of a person the number of the line above them that was not understood, if there is one."""


def read_lines(
    rows: Sequence[Row],
    head: Row,
    layout: Layout,
    gaps: Sequence[bool],
    said: Mapping[str, Section],
) -> list[ReadLine]:
    """Say of each row under a heading row why it is nobody, or nothing of a person's.

    `gaps` tells of each row whether the one above it is blank; `said` is what the community says of
    the people below a line.
    """
    found: list[ReadLine] = []
    under: Nobody | None = None
    unclear: int | None = None
    for row, after_gap in zip(rows, gaps, strict=True):
        why = _why(row, head, layout)
        if why is Nobody.NOTE and (section := _section(row, layout, under, said)):
            under = _BELOW[section]
            unclear = row.number if section is Section.UNCLEAR else None
        elif after_gap and under is None and _heads_another(row, head):
            under, unclear = Nobody.OTHER_TABLE, None
        is_kept = why is None and under is None
        found.append(ReadLine(why or under, unclear if is_kept else None))
    return found


def _section(
    row: Row, layout: Layout, under: Nobody | None, said: Mapping[str, Section]
) -> Section | None:
    """Return who the people below a line are; the text of another table says nothing of people."""
    told = said.get(BELOW_ROW.format(row.number))
    if told is not None:
        return told
    section = section_of(_text(row, layout))
    within = under is Nobody.OTHER_TABLE and section is Section.UNCLEAR
    return None if within else section


def _heads_another(row: Row, head: Row) -> bool:
    """Whether a row after a gap has nothing but headings: a table of something else begins."""
    filled = [cell for cell in row.cells if cell.strip()]
    return (
        len(filled) > 1
        and all(topic_of(cell) is not None for cell in filled)
        and not is_same_table(head, row)
    )


def _why(row: Row, head: Row, layout: Layout) -> Nobody | None:
    """Return why a row is nobody by what stands in it."""
    if row.filled == 1 and section_of(_text(row, layout)) not in (Section.UNCLEAR, None):
        return Nobody.NOTE
    if is_same_table(head, row):
        return Nobody.HEADINGS
    name = _name(row, layout)
    address = _cell(row, layout.places(Topic.ADDRESS))
    first = next((cell.strip() for cell in row.cells if cell.strip()), "")
    if heading(first) in set(map(heading, WORDS["total"])) or begins_with("total", name):
        return Nobody.TOTAL
    if "@" not in address and _is_line(row, layout, name or first):
        return Nobody.NOTE
    if not address and (not name or is_placeholder(name)):
        return Nobody.UNNAMED
    return Nobody.ABSENT if speaks_of_absence(name) else None


def _name(row: Row, layout: Layout) -> str:
    return _cell(row, layout.places(Topic.FULL_NAME, Topic.FIRST_NAME, Topic.SURNAME))


def _text(row: Row, layout: Layout) -> str:
    """Return the text of a line: what stands where names do, else the first of its cells."""
    first = next((cell.strip() for cell in row.cells if cell.strip()), "")
    return _name(row, layout) or first


def _cell(row: Row, places: Sequence[int]) -> str:
    """Return the first of these cells that says something: not `#N/A`."""
    cells = (row.cells[at].strip() for at in places if at < len(row.cells))
    return next((cell for cell in cells if not says_nothing(cell)), "")


def _is_line(row: Row, layout: Layout, told: str) -> bool:
    """Whether a row is a line of text: begun as such lines are, or one cell that is no name."""
    if names_absence(told) or (begins_with("line", told) and (row.filled == 1 or ":" in told)):
        return True
    if row.filled > 1:
        return told.endswith(":")
    told = _name_before_remark(told) or told
    words = re.findall(r"[^\W\d_]+", told.casefold())
    spaced = bool(set(words) & _JOINING) and len(words) > 2
    return (
        bool(_FORBIDDEN.search(told))
        or len(words) >= LONG
        or spaced
        or _is_sentence(told)
        or is_word_of_lists(told)
        or (bool(layout.places(Topic.ORGANISATION)) and is_workplace(told))
        or bool(days_written(told))
    )


def _name_before_remark(text: str) -> str:
    """Return the name that a remark stands behind: `Ben Two (he/him)`, `Asha One, sister`; else nothing."""
    name = _REMARK.split(text, maxsplit=1)[0]
    words = name.split()
    capital = all(word[:1].isupper() or word in _PARTICLES for word in words)
    return name if name != text and len(words) > 1 and capital and may_be_a_name(name) else ""


def _is_sentence(text: str) -> bool:
    """Whether a text begins with a capital and goes on in small letters, as no name does."""
    first, *others = re.findall(r"[^\W\d_]+", text) or [""]
    small = [word for word in others if word.islower() and word not in _PARTICLES]
    return first[:1].isupper() and len(small) > 1
