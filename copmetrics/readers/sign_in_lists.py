"""Lists of people that cannot be read a row a person: refused, for people would be lost or made up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from copmetrics.errors import FileError
from copmetrics.identity.brackets import is_workplace
from copmetrics.readers.cells import cells_at
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.phrases import Phrases
from copmetrics.readers.sign_in_layout import NAMED, layout_of
from copmetrics.readers.sign_in_marks import may_say_yes_or_no
from copmetrics.readers.sign_in_words import (
    AWAY_WORDS,
    WORDS,
    Topic,
    names_an_event,
    speaks_of_leaving_out,
)
from copmetrics.readers.table_finding import Span
from copmetrics.readers.written_days import days_written

__all__ = ["refuse_shifted", "refuse_two_lists", "refuse_unreadable"]

MANY: Final = 3
"""So many names between commas are a list of people, not one with their job and employer."""
_AWAY: Final = Phrases((*AWAY_WORDS, *WORDS["speaks_of_staying_away"]))
_NAME: Final = re.compile(r"(?!(?:By|Via|On|From|In|At) )[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*)+")
"""Words with capitals, as a name has them."""


def refuse_two_lists(sheet: Sheet, span: Span) -> None:
    """Refuse a table that is two side by side: whichever were read, the people of the other would be lost."""
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    twice = {each for each in head.headings if each and head.headings.count(each) > 1}
    names = [at for at in layout_of(head).places(*NAMED) if head.headings[at] in twice]
    people = {tuple(cells_at(rows, at)) for at in names}
    are_two = len(twice) > 1 and len([each for each in people if any(each)]) > 1
    if are_two or any(_holds_names(rows, at) for at in layout_of(head).places(Topic.NOT_TICKED)):
        raise FileError(
            sheet.file,
            "has two lists of people side by side",
            advice="Put one below the other, under one row of headings.",
        )


def _holds_names(rows: Sequence[Row], place: int) -> bool:
    """Whether the column of those who did not come holds names of others than those in the rows."""
    cells = [cell for cell in cells_at(rows, place) if cell]
    named = [cell for cell in cells if _NAME.fullmatch(cell) and not _AWAY.search(heading(cell))]
    return len(set(named)) == len(cells) > 0


def refuse_shifted(sheet: Sheet, head: Row, people: Sequence[Row]) -> None:
    """Refuse a text file in which somebody's row is longer than its headings: programs write all as long."""
    for row in people if sheet.delimiter else ():
        if any(cell.strip() for cell in row.cells[len(head.cells) :]):
            raise FileError(
                sheet.file,
                f"row {row.number} has more cells than there are headings: a separator within one may "
                "have shifted it",
                advice="Put that cell into quotation marks, or a heading over the last column.",
            )


def refuse_unreadable(sheet: Sheet, span: Span, context: Context) -> None:
    """Refuse marks that stand under no heading, and cells that list people, unless all came anyway."""
    if (number := next(_rows_of_several(sheet, span), None)) is not None:
        raise FileError(
            sheet.file,
            f"row {number} names several people in one cell",
            advice="Write each of them in a row of their own.",
        )
    if (shown := _of_several_days(sheet, span)) is not None:
        raise FileError(
            sheet.file,
            f"tells in column '{shown}' of absences on one day of several",
            advice="Put each day into a file of its own, or say in a column of each day who came.",
        )
    if (shown := _of_several_meetings(sheet, span, context)) is not None:
        raise FileError(
            sheet.file,
            f"lists people of several meetings, as column '{shown}' says",
            advice="Put each meeting into a file of its own, or its day into each row, under Date.",
        )
    if not context.answers.attended and _has_marks_without_heading(sheet, span):
        raise FileError(
            sheet.file,
            "has ticks in a column without a heading",
            advice="Write over it what it says: the day of an event, Attended, or another thing.",
        )


def _of_several_days(sheet: Sheet, span: Span) -> str | None:
    """Return the heading of a column of absences, or of a cancelled event, on one of several days."""
    head = sheet.rows[span.heading_row]
    days = {at: days_written(cell) for at, cell in enumerate(head.cells)}
    layout, marked = layout_of(head), rows_under(sheet, span)
    for at, found in days.items():
        away = layout.things[at] is Topic.NOT_TICKED or speaks_of_leaving_out(head.cells[at])
        several = sum(map(bool, days.values())) > 1
        if found and away and several and any(cells_at(marked, at)):
            return " ".join(head.cells[at].split())
    return None


def _of_several_meetings(sheet: Sheet, span: Span, context: Context) -> str | None:
    """Return the heading of a column that names several meetings of one day, or of days unsaid."""
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    layout, said = layout_of(head), set(map(heading, context.answers.without))
    if layout.events:
        return None
    days = list(zip(*(cells_at(rows, at) for at in layout.places(Topic.DAY)), strict=True))
    for at, cell in enumerate(head.cells):
        named: dict[object, set[str]] = defaultdict(set)
        for day, own in zip(days or [()] * len(rows), cells_at(rows, at), strict=True):
            if own:
                named[day].add(heading(own))
        several = any(len(each) > 1 for each in named.values())
        if names_an_event(cell) and heading(cell) not in said and several:
            return " ".join(cell.split())
    return None


def _rows_of_several(sheet: Sheet, span: Span) -> Iterator[int]:
    """Go through the rows in whose cell of a name there are several: one in each line, or between commas."""
    places = layout_of(sheet.rows[span.heading_row]).places(Topic.FULL_NAME)
    cells = {
        row.number: row.cells[at].strip()
        for row in rows_under(sheet, span)
        for at in places
        if at < len(row.cells)
    }
    parts = {number: re.split(r"[;,\n]", cell) for number, cell in cells.items()}
    differ = len({len(each) for each in parts.values()}) > 1 or len(parts) == 1
    for number, cell in cells.items():
        names = [part for part in parts[number] if _is_name(part)]
        is_list = len(names) > MANY or (len(names) == MANY and differ)
        if is_list or (len(names) > 1 and re.search(r"[;\n]", cell)):
            yield number


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(" ".join(text.split()))) and not is_workplace(text)


def _has_marks_without_heading(sheet: Sheet, span: Span) -> bool:
    """Whether a column without a heading holds marks, beside people, that say yes or no."""
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    names = layout_of(head).places(*NAMED)
    people = [
        row for row in rows if any(at < len(row.cells) and row.cells[at].strip() for at in names)
    ]
    width = max((len(row.cells) for row in people), default=0)
    empty = (at for at in range(width) if at >= len(head.cells) or not head.cells[at].strip())
    return any(
        may_say_yes_or_no(cells) and not all((cell or "").isdigit() for cell in cells)
        for at in empty
        if any(cells := cells_at(people, at))
    )
