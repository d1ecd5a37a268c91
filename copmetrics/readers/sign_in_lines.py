"""Lines of a sign-in sheet that are nobody: totals, apologies, notes, a second table.

Each is left out by a reason, so that the rows read are those kept and those left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from copmetrics.readers.files import Row, heading
from copmetrics.readers.sign_in_layout import Layout, is_same_table
from copmetrics.readers.sign_in_words import WORDS, Thing, begins_with, thing_of
from copmetrics.readers.written_days import days_written

__all__ = ["Nobody", "nobodies"]

LONG = 7
"""A text of so many words is no name."""
_FORBIDDEN = re.compile(r"[:;=]|https?//|www\.")
_JOINING = frozenset(map(heading, WORDS["joining"]))


class Nobody(StrEnum):
    """Why a line of a sheet is nobody who came."""

    UNNAMED = "nobody is named"
    NOTE = "a line of text, not a person"
    TOTAL = "a total"
    APOLOGIES = "listed under apologies"
    HEADINGS = "the headings again"
    OTHER_TABLE = "in another table"


_TITLES: dict[str, Nobody | None] = {
    **dict.fromkeys(map(heading, WORDS["present"])),
    **dict.fromkeys(map(heading, WORDS["others"]), Nobody.OTHER_TABLE),
    **dict.fromkeys(map(heading, WORDS["apologies"]), Nobody.APOLOGIES),
}
"""The rows with one cell that say who or what stands under them."""


def nobodies(
    rows: Sequence[Row], head: Row, layout: Layout, gaps: Sequence[bool]
) -> list[Nobody | None]:
    """Say of each row under a heading row why it is nobody, or nothing of a person's.

    `gaps` tells of each row whether the one above it is blank.
    """
    found: list[Nobody | None] = []
    under: Nobody | None = None
    for row, after_gap in zip(rows, gaps, strict=True):
        title = _title(row)
        under = _TITLES.get(title, under)
        if after_gap and under is None and _heads_another(row, head):
            under = Nobody.OTHER_TABLE
        found.append(_why(row, head, layout, under, bool(title)))
    return found


def _title(row: Row) -> str:
    """Return the text of a row that is a title and no more: `Apologies`, `Present:`; else nothing."""
    filled = [cell.strip() for cell in row.cells if cell.strip()]
    if len(filled) != 1:
        return ""
    bare = re.sub(r"\s*\(\d*\)$", "", heading(filled[0]))
    return bare if bare in _TITLES else ""


def _heads_another(row: Row, head: Row) -> bool:
    """Whether a row after a gap has nothing but headings: a table of something else begins."""
    filled = [cell for cell in row.cells if cell.strip()]
    return (
        len(filled) > 1
        and all(thing_of(cell) is not None for cell in filled)
        and not is_same_table(head, row)
    )


def _why(
    row: Row, head: Row, layout: Layout, under: Nobody | None, is_title: bool
) -> Nobody | None:
    if is_title:
        return Nobody.NOTE
    if is_same_table(head, row):
        return Nobody.HEADINGS
    name = _cell(row, layout.places(Thing.FULL_NAME, Thing.FIRST_NAME, Thing.SURNAME))
    address = _cell(row, layout.places(Thing.ADDRESS))
    first = next((cell.strip() for cell in row.cells if cell.strip()), "")
    if heading(first) in set(map(heading, WORDS["total"])) or begins_with("total", name):
        return Nobody.TOTAL
    if _is_line(row, name, address, first):
        return Nobody.NOTE
    if not name and not address:
        return Nobody.UNNAMED
    return under


def _cell(row: Row, places: Sequence[int]) -> str:
    """Return the first of these cells that holds something."""
    cells = (row.cells[at].strip() for at in places if at < len(row.cells))
    return next((cell for cell in cells if cell), "")


def _is_line(row: Row, name: str, address: str, first: str) -> bool:
    """Whether a row is a line of text: begun as such lines are, or one cell that is no name."""
    told = name or first
    if "@" in address:
        return False
    if begins_with("line", told) and (row.filled == 1 or ":" in told):
        return True
    if row.filled > 1:
        return told.endswith(":")
    words = re.findall(r"[^\W\d_]+", told.casefold())
    spaced = bool(set(words) & _JOINING) and len(words) > 2
    return bool(_FORBIDDEN.search(told)) or len(words) >= LONG or spaced or bool(days_written(told))
