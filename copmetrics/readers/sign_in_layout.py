"""Where the tables of people stand in a sheet, and what each of their columns is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.serial_days import is_serial, serials_as_days
from copmetrics.readers.sign_in_days import days_stated
from copmetrics.readers.sign_in_words import Topic, is_called_by_number, topic_of
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import by_language
from copmetrics.readers.written_days import WrittenDay, days_written, is_month

__all__ = [
    "NAMED",
    "NEAR_TOP",
    "WAYS",
    "Layout",
    "above",
    "beside_day",
    "is_same_table",
    "layout_of",
    "tables",
    "with_clear_headings",
    "with_events",
]

NAMED: Final = frozenset({Topic.FULL_NAME, Topic.FIRST_NAME, Topic.SURNAME})
SAYS_CAME: Final = frozenset({Topic.TICKED, Topic.NOT_TICKED, Topic.SIGNED})
WAYS: Final = (Topic.IN_PERSON, Topic.ONLINE)
"""The columns whose ticks say in which way people came."""
_OF_EVENTS: Final = (None, Topic.TICKED, *WAYS)
_OF_OTHER_THINGS: Final = (
    Topic.INTENDED,
    Topic.NOT_TICKED,
    Topic.LISTED,
    Topic.OTHER,
)
"""What a heading is about beside its day if the column is no event: `Booked 3 March`."""
_OF_PEOPLE: Final = (Topic.FULL_NAME, Topic.FIRST_NAME, Topic.SURNAME, Topic.ORGANISATION)
NEAR_TOP: Final = 60
COUNTED: Final = 2
"""So many numbers that may be days, and no other day, are days: one alone may number anything."""
_SIGNED_THERE: Final = [
    (
        frozenset(map(heading, things["signed_there"])),
        frozenset(map(heading, chain.from_iterable(things.get(each, ()) for each in _OF_PEOPLE))),
    )
    for things in by_language("sign_in").values()
    if "signed_there" in things
]
"""Words for signatures that mean another thing elsewhere, with the headings of people in their language."""
_VALUE: Final = re.compile(
    r"@|(?!00:00:00)\b\d{1,2}:\d{2}:\d{2}|[0-9a-f]{8}-[0-9a-f]{4}-", re.IGNORECASE
)
"""What stands in rows, never over them: an address, a time, a machine's number."""


@dataclass(frozen=True)
class Layout:
    """The columns of a table of people, by their place from the left."""

    headings: tuple[str, ...]
    things: tuple[Topic | None, ...]
    dated: dict[int, WrittenDay]
    """The columns that are headed by a day: one event each."""
    numbered: dict[int, str]
    """The columns that are headed by an event's number or month, whose day nobody knows."""

    @property
    def events(self) -> list[int]:
        """Where a column stands for an event."""
        return sorted({*self.dated, *self.numbered})

    def places(self, *wanted: Topic) -> list[int]:
        """Return where the columns about these things are."""
        return [place for place, thing in enumerate(self.things) if thing in wanted]


def layout_of(row: Row) -> Layout:
    """Return what each column under a heading row is about."""
    things = [topic_of(cell) for cell in row.cells]
    days = {place: days_written(cell) for place, cell in enumerate(_with_days(row.cells))}
    dated = {
        place: found[0]
        for place, found in days.items()
        if len(found) == 1
        and things[place] in _OF_EVENTS
        and beside_day(row.cells[place], found[0]) not in _OF_OTHER_THINGS
    }
    numbered = {
        place: cell.strip()
        for place, cell in enumerate(row.cells)
        if place not in dated and (is_called_by_number(cell) or is_month(cell))
    }
    otherwise = {
        place: beside_day(row.cells[place], found[0])
        for place, found in days.items()
        if len(found) == 1 and place not in dated
    }
    shown = tuple(
        None if place in dated or place in numbered else thing or otherwise.get(place)
        for place, thing in enumerate(things)
    )
    return Layout(row.headings, shown, dated, numbered)


def _with_days(headings: Sequence[str]) -> list[str]:
    """Return headings with their days, where two or more are as a spreadsheet counts them and no other is."""
    numbers = [cell.strip() if is_serial(cell.strip()) else None for cell in headings]
    others = any(days_written(cell) for cell in headings)
    if others or sum(each is not None for each in numbers) < COUNTED:
        return list(headings)
    return [day or cell for day, cell in zip(serials_as_days(numbers), headings, strict=True)]


def beside_day(cell: str, day: WrittenDay) -> Topic | None:
    """Return what a heading is about beside the day in it."""
    return topic_of(cell.replace(day.text, " "))


def with_events(layout: Layout, named: Collection[str]) -> Layout:
    """Return the layout with the columns under these headings as events, as the community says."""
    wanted = set(map(heading, named))
    told = {
        place: cell
        for place, cell in enumerate(layout.headings)
        if cell in wanted and place not in layout.dated
    }
    return replace(layout, numbered=layout.numbered | told)


def tables(sheet: Sheet, excluding: frozenset[str]) -> list[Span]:
    """Return the tables of people, each to the next that has a day of its own, or to the end.

    A sheet with a heading that only another export has is left to that.
    """
    of_others = (place for place, found in sheet.heading_rows if not excluding.isdisjoint(found))
    if any(_is_head(sheet.rows[place]) for place in of_others):
        return []
    heads = _heads(sheet)
    if not heads or any(not excluding.isdisjoint(sheet.rows[place].headings) for place in heads):
        return []
    first, *others = heads
    own = [first, *(each for each in others if _begins_anew(sheet, first, each))]
    ends = [*(each - _lines_above(sheet, each) for each in own[1:]), len(sheet.rows)]
    return [Span(head, end) for head, end in zip(own, ends, strict=True)]


def _heads(sheet: Sheet) -> list[int]:
    """Return where the headings of people stand; a lone `Name` is one where there are no others."""
    found = [place for place, _ in sheet.heading_rows if _is_head(sheet.rows[place])]
    if found:
        return found
    near_top = enumerate(sheet.rows[:NEAR_TOP])
    return [i for i, row in near_top if row.filled == 1 and _is_lone_head(row)][:1]


def _is_lone_head(row: Row) -> bool:
    return any(topic_of(cell) is Topic.FULL_NAME for cell in row.cells)


def _is_head(row: Row) -> bool:
    """Whether a row has the headings of a table of people."""
    if any(_VALUE.search(cell) for cell in row.cells):
        return False
    things = [topic_of(cell) for cell in row.cells]
    known = sum(thing is not None for thing in things) - 1
    if NAMED & set(things):
        return known > 0 or bool(layout_of(row).events)
    if Topic.ADDRESS in things:
        return bool(set(things) & (SAYS_CAME | {Topic.DAY})) or bool(layout_of(row).events)
    return False


def _begins_anew(sheet: Sheet, first: int, head: int) -> bool:
    """Whether a later heading row is of a meeting of its own: the lines above it have a day."""
    return head > first and bool(days_stated(above(sheet, head)))


def is_same_table(head: Row, row: Row) -> bool:
    """Whether a row under a table has the headings of the table again."""
    filled = {each for each in row.headings if each}
    return len(filled) > 1 and filled <= set(head.headings)


def _lines_above(sheet: Sheet, head: int) -> int:
    """How many rows from the first line above a later table to its headings."""
    lines = above(sheet, head)
    return head - sheet.rows.index(lines[0]) if lines else 0


def above(sheet: Sheet, head: int) -> tuple[Row, ...]:
    """Return the lines above a table: all of them over the first, those just over a later one."""
    earlier = [place for place in _heads(sheet) if place < head]
    if not earlier:
        return sheet.rows[:head]
    lines: list[Row] = []
    for row in reversed(sheet.rows[earlier[-1] + 1 : head]):
        if lines and (row.is_blank or days_stated(lines)):
            break
        if not row.is_blank:
            lines.insert(0, row)
    return tuple(lines)


def with_clear_headings(sheet: Sheet) -> Sheet:
    """Return the sheet with `Name` over names without a heading, and signatures under a word of their own."""
    return _with_name_heading(_with_signatures(sheet))


def _with_signatures(sheet: Sheet) -> Sheet:
    """Say that `Firma` is a signature, as it is in Spanish and Italian, not an employer as in German."""
    for place, found in sheet.heading_rows[:20]:
        row = sheet.rows[place]
        signed = {
            word
            for words, beside in _SIGNED_THERE
            for word in words & found
            if not beside.isdisjoint(found)
        }
        if signed:
            cells = (
                f"Signature ({cell.strip()})" if own in signed else cell
                for own, cell in zip(row.headings, row.cells, strict=True)
            )
            rows = (*sheet.rows[:place], Row(row.number, tuple(cells)), *sheet.rows[place + 1 :])
            return replace(sheet, rows=rows)
    return sheet


def _with_name_heading(sheet: Sheet) -> Sheet:
    """Return the sheet with `Name` over a column of names that has no heading.

    Only where others are headed as those of people are, and none is headed as names are.
    """
    for place, _ in sheet.heading_rows[:20]:
        row = sheet.rows[place]
        things = [topic_of(cell) for cell in row.cells]
        known = {thing for thing in things if thing is not None} - {
            Topic.OTHER,
            Topic.LISTED,
        }
        if NAMED & known:
            return sheet
        headed = sum(bool(cell.strip()) for cell in row.cells)
        if len(known) < 2 or len(known) < headed - 2:
            continue
        if (at := _names_under_nothing(sheet.rows, place)) is not None:
            cells = [*row.cells, *[""] * (at + 1 - len(row.cells))]
            cells[at] = "Name"
            named = Row(row.number, tuple(cells))
            rows = (*sheet.rows[:place], named, *sheet.rows[place + 1 :])
            return replace(sheet, rows=rows)
    return sheet


def _names_under_nothing(rows: Sequence[Row], head: int) -> int | None:
    """Return where a column without a heading holds a name in nearly every row, if one does."""
    below = [row for row in rows[head + 1 :] if not row.is_blank]
    width = max((len(row.cells) for row in below), default=0)
    for place in range(width):
        headed = place < len(rows[head].cells) and rows[head].cells[place].strip()
        cells = [row.cells[place].strip() if place < len(row.cells) else "" for row in below]
        named = sum(cell[:1].isalpha() and " " in cell and "@" not in cell for cell in cells)
        if not headed and below and named >= 0.8 * len(below):
            return place
    return None
