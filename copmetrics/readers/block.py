"""One table of a sheet, its columns found and its cells typed, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from copmetrics.errors import CellError, QuestionError, answer_line
from copmetrics.readers.blank_words import is_damage, is_nothing
from copmetrics.readers.cells import Typed, as_array, cells_at, chosen_signs, typed
from copmetrics.readers.clocks import stated_zone
from copmetrics.readers.column_places import IN_WORDS, FoundTable
from copmetrics.readers.columns import Column, ColumnKind
from copmetrics.readers.context import Context, settled_order, settled_style
from copmetrics.readers.date_order import date_expected
from copmetrics.readers.datetimes import FIRST_YEAR, LEAP_YEAR, moments_in, on_another_weekday
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.numbers import NumberStyle
from copmetrics.readers.serial_days import is_serial, serials_as_days
from copmetrics.readers.times_without_day import with_day, with_day_beside
from copmetrics.readers.vocabulary import vocabulary
from copmetrics.readers.weekdays import ask_of_weekday

__all__ = [
    "Block",
    "Line",
    "ask_of_impossible",
    "block_of",
    "full_name",
    "name_on",
    "order_of_dates",
    "style_of_numbers",
]

CLOCK_LABELS: Final = frozenset(vocabulary("clocks")["label"])
PARTS_OF_A_NAME: Final = ("first_name", "surname")
"""Columns in which `Null` may be somebody's name: see `full_name`."""
STAYS: Final = ("joined_at", "left_at")
"""Columns whose times may stand without their day, which is then the meeting's."""
ENDS: Final = {"ends_at": "starts_at"}
"""Columns whose times may stand without their day, which is then that of another column."""
Line: TypeAlias = dict[str, Any]
"""One row, by its columns: what is unknown is `None`, and moments are in UTC, without its zone."""
_DATES = (ColumnKind.MOMENT,)
_WHOLE = (ColumnKind.WHOLE,)
_NUMBERS = (ColumnKind.NUMBER, ColumnKind.AMOUNT, ColumnKind.DURATION)
_LONG_AGO: Final = re.compile(r"(?<!\d)(0\d{3}|1[0-8]\d{2}|19[0-8]\d)(?!\d)")
_BELOW_ZERO: Final = re.compile(r"[-\u2212\u2012\u2013]\s*\d[\d.,:]*$")
_MEND = "Mend the cell, or export the file again."
_AS_DATES = "Give the whole column one date format in the spreadsheet, and save it again."
_ADVICE = {
    ColumnKind.CHOICE: "Write one of these.",
    ColumnKind.PSEUDONYM: "Nobody is to be named: the list of who is who stays with whoever collects.",
}


@dataclass(frozen=True)
class Block:
    """One table found in a sheet: its typed rows, and what stands around it."""

    sheet: Sheet
    context: Context
    columns: Mapping[str, Column]
    values: Mapping[str, Typed]
    """The declared columns, typed; a column that the sheet lacks is unknown."""
    headings: tuple[str, ...]
    """The heading row, normalised as `files.heading` does."""
    heading_row: int
    """Its number, as a spreadsheet shows it."""
    before: tuple[Row, ...]
    """The rows above the table."""
    rows: tuple[Row, ...]
    """The rows of the table as they were, on the index of `frame`, in the order of `lines`."""
    zone: str
    day_first: bool | None
    clocks: frozenset[str] = frozenset()
    """The time zones that headings of the table state."""
    declared: frozenset[int] = frozenset()
    """Where the columns stand that the reader declares."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """The heading of each column that the table has, as it stands in the file."""

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The declared columns as a frame, and `source_row`, the number of each row."""
        arrays = {
            name: as_array(self.values[name], each.kind) for name, each in self.columns.items()
        }
        numbers = np.array(self._numbers, dtype="int64")
        return pd.DataFrame({**arrays, "source_row": numbers}, copy=False)

    @property
    def lines(self) -> list[Line]:
        """The same a row at a time."""
        names = (*self.values, "source_row")
        rows = zip(*self.values.values(), self._numbers, strict=True)
        return [dict(zip(names, row, strict=True)) for row in rows]

    @property
    def _numbers(self) -> list[int]:
        return [row.number for row in self.rows]

    def undeclared(self, position: int) -> pd.Series:
        """Return a column that the reader did not declare, as texts."""
        return pd.Series(cells_at(self.rows, position), dtype=object)

    def text_beside(self, *labels: str) -> str:
        """Return the cell beside a label in the rows before the table, or an empty text."""
        return self._beside(labels)[1]

    def text_under(self, *labels: str) -> str:
        """Return the cell under a heading in the rows before the table, or an empty text."""
        return self._under(labels)[1]

    def moment_beside(self, *labels: str) -> datetime | None:
        """Read the date beside a label before the table, by the clock that the label states."""
        return self._moment_of(*self._beside(labels))

    def moment_under(self, *labels: str) -> datetime | None:
        """Read the date under a heading before the table, by the clock that the heading states."""
        return self._moment_of(*self._under(labels))

    def _beside(self, labels: Collection[str]) -> tuple[str, str]:
        wanted = {heading(each) for each in labels}
        for row in self.before:
            for place, found in enumerate(row.headings[:-1]):
                if found in wanted:
                    return row.cells[place], row.cells[place + 1].strip()
        return "", ""

    def _under(self, labels: Collection[str]) -> tuple[str, str]:
        wanted = {heading(each) for each in labels}
        for above, below in pairwise(row for row in self.before if not row.is_blank):
            for position, found in enumerate(above.headings):
                if found in wanted and position < len(below.cells) and len(above.cells) > 1:
                    return above.cells[position], below.cells[position].strip()
        return "", ""

    def _moment_of(self, label: str, value: str) -> datetime | None:
        """Read a date by the clock of its label; unknown where only the table states its clock."""
        stated = _clock_of(label, self.context)
        if not stated and self.clocks:
            return None
        zone = stated or self.zone
        other = on_another_weekday(value, day_first=self.day_first)
        if other and not self.context.answers.day_is_right:
            raise ask_of_weekday(self.sheet, *other)
        return moments_in([value], day_first=self.day_first, timezone=zone)[0]


def block_of(
    table: FoundTable, context: Context, *, zone: str, day_first: bool | None, style: NumberStyle
) -> tuple[Block, list[CellError | QuestionError]]:
    """Type the rows of one table; also return what cannot be read in it."""
    head, positions = table.head, table.places
    by = _clock_above(table.above, context) or zone
    clocks = {name: _clock_of(head.cells[place], context) for name, place in positions.items()}
    shown = {name: head.cells[place].strip() for name, place in positions.items()}
    zones = {name: clocks.get(name) or by for name in table.columns}
    taken, problems = _typed_columns(table, context, zones, shown, day_first, style)
    block = Block(
        table.sheet,
        context,
        columns=table.columns,
        values=taken,
        headings=table.headings,
        heading_row=head.number,
        before=table.above,
        rows=table.rows,
        zone=by,
        day_first=day_first,
        clocks=frozenset(filter(None, clocks.values())),
        declared=frozenset(positions.values()),
        shown=shown,
    )
    return block, problems


def _typed_columns(
    table: FoundTable,
    context: Context,
    zones: Mapping[str, str],
    shown: Mapping[str, str],
    day_first: bool | None,
    style: NumberStyle,
) -> tuple[dict[str, Typed], list[CellError | QuestionError]]:
    """Type the cells of every declared column, each by its clock; return too what is wrong in them.

    `shown` are the headings as the file has them.
    """
    sheet, rows = table.sheet, table.rows
    problems: list[CellError | QuestionError] = []
    impossible: dict[str, list[int]] = {}
    taken: dict[str, Typed] = {}
    for name, column in table.columns.items():
        in_words = name in PARTS_OF_A_NAME or column.kind in IN_WORDS
        cells = table.cells(table.places.get(name), in_words=in_words)
        if name in table.places and column.kind is ColumnKind.MOMENT:
            problems.extend(_damaged(table, column, shown[name], table.places[name], day_first))
        if name in table.places and column.kind is ColumnKind.CHOICE:
            cells = chosen_signs(cells, rows, table.places[name], column.options)
        if column.kind is ColumnKind.MOMENT:
            problems.extend(_on_other_weekdays(table, context, name, cells, day_first))
            cells = serials_as_days(cells)
        if name in STAYS and column.kind is ColumnKind.MOMENT:
            cells = with_day(cells, sheet, context, table.above, day_first=day_first)
        if name in ENDS and ENDS[name] in table.places:
            cells = with_day_beside(cells, table.cells(table.places[ENDS[name]]))
        taken[name], bad = typed(cells, column, day_first=day_first, zone=zones[name], style=style)
        cannot_be = [at for at in bad if _cannot_be(column, cells[at], day_first)]
        if cannot_be and context.answers.impossible_as_unknown:
            taken[name] = _without(taken[name], cannot_be)
        elif cannot_be:
            impossible[shown[name]] = [rows[at].number for at in cannot_be]
        problems.extend(
            _problem(sheet, column, shown.get(name, name), rows[at], cells[at], day_first)
            for at in bad
            if at not in cannot_be
        )
    if impossible:
        problems.append(ask_of_impossible(sheet, impossible))
    return taken, problems


def _clock_of(heading: str, context: Context) -> str:
    """Return the time zone that a heading states; the community's own answer goes before it."""
    return "" if context.answers.timezone else stated_zone(heading)


def _clock_above(before: Iterable[Row], context: Context) -> str:
    """Return the time zone that a row above the table states for the whole of it."""
    for row in before:
        if len(row.cells) > 1 and row.headings[0] in CLOCK_LABELS:
            return _clock_of(row.cells[1], context)
    return ""


def _damaged(
    table: FoundTable, column: Column, shown: str, place: int, day_first: bool | None
) -> Iterator[CellError]:
    """Point at the cells in which a spreadsheet's error has taken the place of a day or a time."""
    for row in table.rows:
        if place < len(row.cells) and is_damage(row.cells[place]):
            yield _problem(table.sheet, column, shown, row, row.cells[place].strip(), day_first)


def _on_other_weekdays(
    table: FoundTable,
    context: Context,
    name: str,
    cells: Sequence[str | None],
    day_first: bool | None,
) -> Iterator[QuestionError]:
    """Ask of the days of a column beside which another day of the week stands."""
    if context.answers.day_is_right:
        return
    pairs = zip(cells, table.rows, strict=True)
    read = ((row, on_another_weekday(cell or "", day_first=day_first)) for cell, row in pairs)
    wrong = [(row, other) for row, other in read if other]
    if wrong:
        row, other = wrong[0]
        where = f"row {row.number}, column '{table.head.cells[table.places[name]].strip()}': "
        yield ask_of_weekday(table.sheet, *other, where=where, more=len(wrong) - 1)


def _problem(
    sheet: Sheet,
    column: Column,
    shown: str,
    row: Row,
    cell: str | None,
    day_first: bool | None,
) -> CellError:
    is_date = column.kind is ColumnKind.MOMENT
    is_number = is_date and cell is not None and is_serial(cell)
    return CellError(
        sheet.file,
        row=row.number,
        column=shown,
        value=cell,
        expected=date_expected(cell, day_first=day_first, shape=column.expected)
        if is_date
        else column.expected,
        advice=_AS_DATES if is_number else _ADVICE.get(column.kind, _MEND),
    )


def _cannot_be(column: Column, cell: str | None, day_first: bool | None) -> bool:
    """Whether a cell is readable and cannot be so: a date before 1990, a count or a length below zero."""
    if cell is None:
        return False
    if column.kind is ColumnKind.MOMENT:
        lately = _LONG_AGO.sub(str(LEAP_YEAR), cell, count=1)
        (read,) = moments_in([lately], day_first=day_first, timezone="UTC")
        return lately != cell and read is not None
    counts = column.kind in (ColumnKind.WHOLE, ColumnKind.DURATION)
    return counts and _BELOW_ZERO.match(cell) is not None


def _without(values: Typed, places: Collection[int]) -> Typed:
    """Return a column in which nothing is known in these places."""
    return [None if at in places else value for at, value in enumerate(values)]


def ask_of_impossible(sheet: Sheet, impossible: Mapping[str, Sequence[int]]) -> QuestionError:
    """Ask of all cells that cannot be so whether they stand for none."""
    column, numbers = next(iter(impossible.items()))
    more = sum(map(len, impossible.values())) - 1
    where = f"row {numbers[0]}, column '{column}'" + (f", and {more} more" if more else "")
    return QuestionError(
        sheet.file,
        question=f"has a date before {FIRST_YEAR}, or less than nothing, in {where}. "
        "Mend it, or does it stand for none?",
        answers=[answer_line("impossible_as_unknown", True)],
    )


def order_of_dates(sheet: Sheet, context: Context, tables: Sequence[FoundTable]) -> bool | None:
    """Settle the order of the slashed dates of the whole sheet, those above its tables too."""
    above = tables[0].above if tables else ()
    dates = [cell for row in above for cell in row.cells]
    for table in tables:
        dates.extend(_cells_under(table, _DATES))
    return settled_order(sheet, context, dates)


def style_of_numbers(sheet: Sheet, context: Context, tables: Sequence[FoundTable]) -> NumberStyle:
    """Settle how the whole sheet writes its numbers, by all of them and by its dates."""

    def under(kinds: Collection[ColumnKind]) -> set[str]:
        return {cell for table in tables for cell in _cells_under(table, kinds)}

    return settled_style(sheet, context, under(_NUMBERS), whole=under(_WHOLE), dates=under(_DATES))


def _cells_under(table: FoundTable, kinds: Collection[ColumnKind]) -> Iterator[str]:
    """Go through the cells of a table's columns of some kinds."""
    wanted = [at for name, at in table.places.items() if table.columns[name].kind in kinds]
    for row in table.rows if wanted else ():
        yield from (row.cells[at] for at in wanted if at < len(row.cells))


def full_name(rows: pd.DataFrame) -> pd.Series:
    """Join `first_name` and `surname`; unknown where there is neither, or nothing in either."""
    parts = zip(rows["first_name"].fillna(""), rows["surname"].fillna(""), strict=True)
    return pd.Series([_both_names(*each) for each in parts], rows.index, "str")


def name_on(line: Line) -> str | None:
    """Join `first_name` and `surname` of one line, as `full_name` does."""
    return _both_names(line["first_name"] or "", line["surname"] or "")


def _both_names(first: str, surname: str) -> str | None:
    both = f"{first} {surname}".strip()
    return None if is_nothing(both) else both
