"""A sign-in sheet whose column *Event* is called otherwise: it is asked about, and never taken unasked.

Without it none of its rows says which event it is of, and one event offered for all would be wrong.
What the sheet would be with it, is what decides whether it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import CopmetricsError, QuestionError, columns_line
from copmetrics.framework.alike_names import may_be
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.readers.cells import cells_at
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.context import ITS_DAY
from copmetrics.readers.files import heading
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.sign_in_template import SIGN_IN_TEMPLATE

__all__ = ["with_event_column"]

EVENT: Final = "Event"


@dataclass(frozen=True)
class _Column:
    """A column that nobody reads: its heading and its cells."""

    shown: str
    cells: frozenset[str]


def with_event_column(
    problem: CopmetricsError, read: Sequence[SheetReading], sessions: pd.DataFrame
) -> CopmetricsError:
    """Ask of a sign-in sheet without a day which of its columns names the events, where one seems to.

    One event, or one day, for all of its rows would put people to events that they were not at.
    """
    if not isinstance(problem, QuestionError) or ITS_DAY not in problem.examples:
        return problem
    reading = next((each for each in read if each.sheet.file == problem.file), None)
    if reading is None:
        return problem
    known = _known_events(sessions)
    meant = [each for each in _unread(reading) if _may_be_events(each, known)]
    lines = {each.shown: columns_line({EVENT: each.shown}) for each in meant}
    answers = [line for own, line in lines.items() if _would_be_read(reading, own)]
    if not answers:
        return problem
    named = meant[0].shown
    return QuestionError(
        problem.file,
        question=f"does its column '{named}' say of which event each row is? If all are of one: "
        f"{problem.question}",
        answers=(*answers, *problem.answers),
        examples=problem.examples,
    )


def _known_events(sessions: pd.DataFrame) -> frozenset[str]:
    """Return the short names of events that a list has: what the column has in it."""
    listed = sessions[sessions["kind"].eq(SessionKind.LISTED)]
    return frozenset(map(heading, listed["event"].dropna()))


def _unread(reading: SheetReading) -> Iterator[_Column]:
    rows = reading.sheet.rows
    for shown in reading.reading.unused:
        for at, row in enumerate(rows):
            if heading(shown) in row.headings:
                place = row.headings.index(heading(shown))
                cells = cells_at(rows[at + 1 :], place)
                yield _Column(shown, frozenset(heading(cell) for cell in cells if cell))
                break


def _may_be_events(column: _Column, known: Collection[str]) -> bool:
    """Whether a column holds nothing but events that are known, or is called almost as it should be."""
    if column.cells and column.cells <= set(known):
        return True
    return may_be(heading(EVENT), [heading(column.shown)]) is not None


def _would_be_read(reading: SheetReading, own: str) -> bool:
    """Whether the sheet would be one of ours under the heading that it should have."""
    return SIGN_IN_TEMPLATE.claims(with_known_headings(reading.sheet, {EVENT: own}))
