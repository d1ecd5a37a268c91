"""What is said of a sign-in sheet's columns that might tell who came, and do not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from copmetrics.measures.base import Source
from copmetrics.readers.cells import cells_at
from copmetrics.readers.column_notes import Note
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.row_numbers import rows_named
from copmetrics.readers.sign_in_days import days_named, days_stated
from copmetrics.readers.sign_in_evidence import (
    attendance_columns,
    marks_say_it_themselves,
    says_that_they_came,
)
from copmetrics.readers.sign_in_layout import NAMED, above, layout_of
from copmetrics.readers.sign_in_words import (
    NO_TICKS,
    TICKS,
    Topic,
    speaks_of_how_many,
    speaks_of_others,
)
from copmetrics.readers.table_finding import Span
from copmetrics.readers.written_days import Order, WrittenDay, days_written

__all__ = [
    "note_on_nobody",
    "notes_on_coming",
    "notes_on_days",
    "notes_on_how_many",
    "notes_on_names",
    "notes_on_repeats",
    "notes_on_unsaid",
]

SEVERAL: Final = re.compile(
    r"\s(?:[&+/]|and|und|et)\s|;|\n|(?<!\w)(?:x ?\d+|\d+ ?x)(?!\w)|^\d+ [^\W\d_]"
    r"|(?:^|[\s(])(?:\+|plus|with) ?\d"
    r"|(?<!\w)\d+ (?:others?|more|guests?|people|staff|students?|nurses|colleagues)(?!\w)",
    re.IGNORECASE,
)
"""A cell that names several people, or how many: `Asha & Ben`, `+1`, `3 students`, `nurses x 2`."""
SEVERAL_OR_TWO: Final = re.compile(rf"{SEVERAL.pattern}|^\S+ [^,]+, \S+ \S", re.IGNORECASE)
"""The same, or two names with a comma between them: among names that mostly have none."""


def notes_on_coming(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say of a column of attendance that it is empty, and of one of yes and no that it is not read.

    Of a sheet with a column an event it is said which of them are empty: a mark under each tells who came.
    """
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    layout = layout_of(head)
    if not rows:
        return
    if layout.events:
        empty = [place for place in layout.events if not any(cells_at(rows, place))]
        for place in empty:
            yield Note(f"nobody is marked in column '{_shown(head, place)}': it is no event yet")
        yield from _on_one_day(head, [place for place in layout.events if place not in empty])
        return
    telling = attendance_columns(layout, rows)
    others_tell = any(any(cells_at(rows, at)) for at in telling)
    for place, thing in enumerate(layout.things):
        words = {heading(cell) for cell in cells_at(rows, place) if cell}
        shown = _shown(head, place)
        if thing in (Topic.TICKED, Topic.STATUS) and not words:
            follows = "another says who came" if others_tell else "all listed count as having come"
            bears_on = None if others_tell else Source.ATTENDANCE
            yield Note(f"nothing in the column '{shown}': {follows}", bears_on)
        is_open = thing is None and place not in telling
        if is_open and words & TICKS and words & NO_TICKS and words <= TICKS | NO_TICKS:
            yield Note(f"'{shown}' is not read: it says yes or no, not whether people came")


def note_on_nobody(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Note]:
    """Say of a sheet that nobody is named in it: a sheet to fill in is no meeting."""
    for span in spans:
        places = layout_of(sheet.rows[span.heading_row]).places(*NAMED, Topic.ADDRESS)
        if any(any(cells_at(rows_under(sheet, span), at)) for at in places):
            return
    yield Note("it names nobody, so it is no meeting")


def _on_one_day(head: Row, places: Sequence[int]) -> Iterator[Note]:
    """Say of columns that are headed by one day that they count as one event, if they are so at all."""
    days = {place: _whole_days(days_written(head.cells[place])) for place in places}
    for first, second in itertools.combinations(places, 2):
        if days[first] and days[first] == days[second]:
            both = f"'{_shown(head, first)}' and '{_shown(head, second)}'"
            yield Note(f"columns {both} are of one day: they count as one event", Source.EVENTS)


def notes_on_names(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say which rows may be of several people, for each row counts as one; no name is repeated."""
    under, rows = rows_under(sheet, span), set[int]()
    for at in layout_of(sheet.rows[span.heading_row]).places(Topic.FULL_NAME, Topic.FIRST_NAME):
        names = [(cells_at([row], at)[0] or "", row.number) for row in under]
        turned = 2 * sum("," in name for name, _ in names) > len(names)
        pattern = SEVERAL if turned else SEVERAL_OR_TWO
        rows |= {number for name, number in names if pattern.search(name)}
    if rows:
        yield Note(
            f"{rows_named(sorted(rows))} may name several people: each row counts as one",
            Source.ATTENDANCE,
        )


def notes_on_unsaid(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say of a table of days that no title, name or word says that the marks under them are of coming."""
    layout, lines = layout_of(sheet.rows[span.heading_row]), above(sheet, span.heading_row)
    told = says_that_they_came(sheet, layout, lines) or marks_say_it_themselves(
        layout, rows_under(sheet, span)
    )
    if layout.dated and not told:
        says = "neither its title nor its name says what the marks under its days are: they count as coming"
        yield Note(says, Source.ATTENDANCE)


def notes_on_repeats(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say which rows name whom an earlier row names too, in other words beside: each counts once.

    Rows that repeat another to the last cell are said of every file.
    """
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    layout = layout_of(head)
    places = layout.places(*NAMED, Topic.ADDRESS, Topic.ORGANISATION, Topic.DAY)
    named = layout.places(Topic.FULL_NAME, Topic.FIRST_NAME, Topic.ADDRESS)
    columns = {at: cells_at(rows, at) for at in places}
    seen: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    again = []
    for number, row in enumerate(rows):
        who = tuple(heading(columns[at][number] or "") for at in places)
        if not any(columns[at][number] for at in named):
            continue
        whole = tuple(map(str.strip, row.cells))
        if seen.setdefault(who, set()) and whole not in seen[who]:
            again.append(row.number)
        seen[who].add(whole)
    if again:
        yield Note(f"{rows_named(again)} may be of somebody named further up, who counts once")


def notes_on_how_many(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say of a column of numbers of people, or of others' names, that each row counts as one nevertheless."""
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    for place, cell in enumerate(head.cells):
        numbers = [each for each in cells_at(rows, place) if each and re.fullmatch(r"\d+", each)]
        several = speaks_of_how_many(cell) and any(int(each) > 1 for each in numbers)
        if several or (speaks_of_others(cell) and any(cells_at(rows, place))):
            yield Note(
                f"'{_shown(head, place)}' may say of how many people a row is: each row counts as one",
                Source.ATTENDANCE,
            )


def _shown(head: Row, place: int) -> str:
    """Return a heading as it stands in the sheet, on one line."""
    return " ".join(head.cells[place].split())


def notes_on_days(sheet: Sheet, span: Span, context: Context) -> Iterator[Note]:
    """Say that the line above a table and a name of the sheet have different days: the line's counts."""
    if context.answers.starts is not None:
        return
    above_it = _whole_days(days_stated(above(sheet, span.heading_row)))
    named = [_whole_days(days) for days in days_named(sheet)]
    if above_it and any(each and each.isdisjoint(above_it) for each in named):
        yield Note("its name has another day than the line above its list, which counts")


def _whole_days(written: Sequence[WrittenDay]) -> set[date]:
    """Return what the days may be that have a year, in whatever order their numbers are."""
    possible = (each.on(order) for each in written if each.has_year for order in Order)
    return {day for day in possible if day is not None}
