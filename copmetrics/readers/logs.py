"""What every log of a community has in its lines: when a thing was raised, and when it was closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from copmetrics.errors import CellError
from copmetrics.readers.block import Block
from copmetrics.readers.columns import Column, moment
from copmetrics.readers.files import heading
from copmetrics.schema import topics_listed

__all__ = ["a_day", "cell_error", "several_topics", "wrong_closing"]

DAY: Final = "a day such as 2026-05-14"


def a_day(*headings: str) -> Column:
    """Declare a column of days that no row may leave empty."""
    return replace(moment(*headings), filled=True, expected=DAY)


def cell_error(block: Block, place: int, name: str, *, expected: str, advice: str) -> CellError:
    """Point at a cell of a block, by the place of its line and the name of its column."""
    shown = block.shown.get(name)
    at = -1 if shown is None else block.headings.index(heading(shown))
    cells = block.rows[place].cells
    return CellError(
        block.sheet.file,
        row=block.rows[place].number,
        column=shown or block.columns[name].headings[0],
        value=cells[at].strip() if 0 <= at < len(cells) else None,
        expected=expected,
        advice=advice,
    )


def wrong_closing(block: Block, place: int, *, is_closed: bool) -> Iterator[CellError]:
    """Say how a line contradicts itself that is raised on one day and closed on another.

    Closed are the lines that say when, and no others; nothing is closed before it was raised.
    """
    line = block.lines[place]
    closed, raised = line["closed_at"], line["raised_at"]
    expected, advice = "", "Mend one of the two."
    if is_closed and closed is None:
        expected, advice = DAY, "Write the day, or set its status back to open."
    elif closed is not None and not is_closed:
        expected = "empty, as its status says that it is not closed"
    elif closed is not None and raised is not None and closed < raised:
        expected = "on or after the day on which it was raised"
    if expected:
        yield cell_error(block, place, "closed_at", expected=expected, advice=advice)


def several_topics(block: Block, place: int) -> Iterator[CellError]:
    """Point at a line of several topics: of two, nobody could say which of them came back."""
    if len(topics_listed(block.lines[place]["topic"])) > 1:
        advice = "Choose one, or write a line for each."
        yield cell_error(block, place, "topic", expected="one topic", advice=advice)
