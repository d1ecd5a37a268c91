"""The machinery that all readers share: a reader declares its columns, this finds and types them.

A reader is a `Reader`: which headings tell it, which columns it takes and of which kind, and a
`shape` function that puts the typed rows into the raw tables. All vendor oddities end there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from copmetrics.errors import CellError, CopmetricsError, FileError, Problems, QuestionError
from copmetrics.readers.datetimes import (
    UnsettledOrder,
    day_first_in,
    days_in_name,
    parse_moments,
)
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.schema import RAW
from copmetrics.settings import FileAnswers, Settings

__all__ = [
    "UTC",
    "Block",
    "Column",
    "Context",
    "Reader",
    "Reading",
    "address",
    "answer_key",
    "choice",
    "duration",
    "full_name",
    "moment",
    "number",
    "organisation",
    "profession",
    "pseudonym",
    "reason_to_join",
    "settled_order",
    "text",
    "told",
    "whole",
]

UTC = "UTC"
_EMPTY = ("", "--", "-", "n/a")
_ORGANISATION = r"\b(organi[sz]ation|company|employer|trust|hospital|workplace|where do you work)\b"
_PROFESSION = r"\b(profession|job title|job role|occupation|your role)\b"
_REASON = r"\breasons? (for|to) join|\bwhy\b.*\bjoin|\bwhat br(ings|ought) you\b"
_ADDRESS = re.compile(r"^[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+$")
_MEND = "Mend the cell, or export the file again."
_ADVICE = {
    "choice": "Write one of these.",
    "pseudonym": "Nobody is to be named: the list of who is who stays with whoever collects.",
}
_UNITS = {
    "h": 60.0,
    "hr": 60.0,
    "hrs": 60.0,
    "hour": 60.0,
    "hours": 60.0,
    "std": 60.0,
    "godz": 60.0,
    "m": 1.0,
    "min": 1.0,
    "mins": 1.0,
    "minute": 1.0,
    "minutes": 1.0,
    "s": 1 / 60,
    "sec": 1 / 60,
    "secs": 1 / 60,
    "second": 1 / 60,
    "seconds": 1 / 60,
    "sek": 1 / 60,
}


@dataclass(frozen=True)
class Context:
    """What is known of a sheet beside its cells."""

    settings: Settings
    answers: FileAnswers
    days: frozenset[date] = frozenset()
    """Days that the file is known to be about: `events.csv` and the file's own name."""


@dataclass(frozen=True)
class Column:
    """One column of a vendor's file: the headings it has gone by, and what its cells are."""

    headings: tuple[str, ...]
    kind: str = "text"
    pattern: str = ""
    expected: str = ""
    required: bool = False
    """Whether the sheet must have the column."""
    filled: bool = False
    """Whether every row must have something in it."""
    options: Mapping[str, str] = field(default_factory=dict)
    """For a choice: what each word becomes, and the pattern that tells it."""

    def position(self, found: tuple[str, ...], also: Collection[str] = ()) -> int | None:
        """Return where this column stands among a row's normalised headings.

        The first alias wins over the second; `also` are headings that the community named.
        """
        for alias in (*also, *self.headings):
            if heading(alias) in found:
                return found.index(heading(alias))
        pattern = re.compile(self.pattern) if self.pattern else None
        return next((i for i, cell in enumerate(found) if pattern and pattern.search(cell)), None)


def text(*headings: str, pattern: str = "") -> Column:
    """Declare a column of plain text."""
    return Column(headings, pattern=pattern)


def address(*headings: str) -> Column:
    """Declare a column of e-mail addresses; a text that is none is unknown, not an error."""
    return Column(headings, kind="address")


def moment(*headings: str) -> Column:
    """Declare a column of dates and times."""
    return Column(headings, kind="moment", expected="a date and time that copmetrics knows")


def whole(*headings: str) -> Column:
    """Declare a column of whole numbers, thousands separators allowed."""
    return Column(headings, kind="whole", expected="a whole number")


def number(*headings: str) -> Column:
    """Declare a column of numbers."""
    return Column(headings, kind="number", expected="a number")


def choice(
    *headings: str, options: Mapping[str, str], filled: bool = False, pattern: str = ""
) -> Column:
    """Declare a column of words from a list; each option has a pattern that tells it in a cell."""
    listed = ", ".join(str(each) for each in options)
    return Column(
        headings,
        kind="choice",
        options=options,
        filled=filled,
        pattern=pattern,
        expected=f"one of {listed}",
    )


def pseudonym(*headings: str) -> Column:
    """Declare a column of pseudonyms: an address there would name somebody."""
    return Column(headings, kind="pseudonym", expected="a pseudonym such as T4")


def told(*headings: str, expected: str, pattern: str = "") -> Column:
    """Declare a column of plain text that no row may leave empty."""
    return Column(headings, filled=True, expected=expected, pattern=pattern)


def duration(*headings: str) -> Column:
    """Declare a column of spans such as `1h 27m 51s` or `1:27:51`, in minutes once read."""
    return Column(headings, kind="duration", expected="a length of time such as 1h 20m")


def organisation(*headings: str) -> Column:
    """Declare where an organisation may be named; a custom question is found by its wording."""
    return Column(headings, kind="organisation", pattern=_ORGANISATION)


def profession(*headings: str) -> Column:
    """Declare where a profession may be named; a custom question is found by its wording."""
    return Column(headings, kind="profession", pattern=_PROFESSION)


def reason_to_join(*headings: str) -> Column:
    """Declare where people may say why they join; a custom question is found by its wording."""
    return Column(headings, kind="reason", pattern=_REASON)


@dataclass(frozen=True)
class Block:
    """One table found in a sheet: its typed rows, and what stands around it."""

    sheet: Sheet
    context: Context
    frame: pd.DataFrame
    headings: tuple[str, ...]
    heading_row: int
    before: tuple[Row, ...]
    rows: tuple[Row, ...]
    zone: str
    day_first: bool | None

    def moment(self, value: str) -> pd.Timestamp:
        """Read one date that stands outside the table, as the table's own dates are read."""
        return parse_moments([value], day_first=self.day_first, timezone=self.zone).iloc[0]

    def raw(self, position: int) -> pd.Series:
        """Return a column that the reader did not declare, as texts."""
        return pd.Series(_cells(self.rows, position), dtype=object)

    def told(self, *labels: str) -> str:
        """Return the cell beside a label in the rows before the table, or an empty text."""
        wanted = {heading(each) for each in labels}
        for row in self.before:
            if len(row.cells) > 1 and heading(row.cells[0]) in wanted:
                return row.cells[1].strip()
        return ""

    def listed(self, *labels: str) -> str:
        """Return the cell *under* a heading in the rows before the table, or an empty text."""
        wanted = {heading(each) for each in labels}
        for above, below in zip(self.before, self.before[1:], strict=False):
            for position, found in enumerate(above.headings):
                if found in wanted and position < len(below.cells) and len(above.cells) > 1:
                    return below.cells[position].strip()
        return ""


@dataclass(frozen=True)
class Reading:
    """What one sheet gave: raw tables by name, what could not be read, and remarks."""

    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    problems: tuple[CopmetricsError, ...] = ()
    rows: int = 0
    notes: tuple[str, ...] = ()


Tables = dict[str, pd.DataFrame]
Typed: TypeAlias = pd.Series | ExtensionArray | np.ndarray


@dataclass(frozen=True)
class Reader:
    """One vendor's file: how it is told, its columns, and how they become raw tables."""

    name: str
    columns: Mapping[str, Column] = field(default_factory=dict)
    tells: tuple[tuple[str, ...], ...] = ()
    """Groups of headings: the heading row has at least one of every group."""
    shape: Callable[[list[Block]], Tables] = lambda blocks: {}
    never: tuple[str, ...] = ()
    """Headings that say the file is a look-alike."""
    opening: tuple[str, ...] = ()
    """What the first cell of the sheet must be, where that tells; any if empty."""
    never_opening: tuple[str, ...] = ()
    zone: str = ""
    """The time zone that the vendor writes in; empty for the community's own."""
    sectioned: bool = False
    """Whether tables of the sheet end at a blank row or a lone title."""
    accepts: Callable[[Sheet], bool] | None = None
    """A further test, of the sheet as a whole; for sheets without headings the only one."""
    from_sheet: Callable[[Sheet, Context, str], Tables] | None = None
    """For sheets that are no table under headings: all of it, with the zone, to raw tables."""

    @cached_property
    def known_headings(self) -> frozenset[str]:
        """Every heading this reader knows, normalised."""
        declared = {heading(each) for col in self.columns.values() for each in col.headings}
        return frozenset(declared | {heading(each) for group in self.tells for each in group})

    @cached_property
    def _signature(self) -> tuple[tuple[set[str], ...], set[str]]:
        groups = tuple({heading(each) for each in group} for group in self.tells)
        return groups, {heading(each) for each in self.never}

    def claims(self, sheet: Sheet) -> bool:
        """Tell whether this sheet is this reader's."""
        told = bool(self._tables(sheet)) if self.tells else self._opens(sheet)
        return told and (self.accepts is None or self.accepts(sheet))

    def read(self, sheet: Sheet, context: Context) -> Reading:
        """Read a sheet that this reader claims; problems are collected, not raised."""
        if sheet.flaw is not None:
            return Reading(problems=(sheet.flaw,))
        zone = context.answers.timezone or self.zone or context.settings.timezone
        spans = self._tables(sheet) if self.tells else []
        try:
            if self.from_sheet is not None:
                return _reading(self.from_sheet(sheet, context, zone), sheet)
            order = self._day_first(sheet, context, spans)
            blocks = [self._block(sheet, context, span, zone, order) for span in spans]
            problems = [error for _, errors in blocks for error in errors]
            if problems:
                return Reading(problems=tuple(problems))
            return _reading(self.shape([block for block, _ in blocks]), sheet)
        except Problems as several:
            return Reading(problems=several.errors)
        except CopmetricsError as error:
            return Reading(problems=(error,))

    def _tables(self, sheet: Sheet) -> list[tuple[int, int]]:
        """Find the tables: where each heading row is and where the rows under it end."""
        if not self._opens(sheet):
            return []
        heads = [place for place, found in sheet.heading_rows if self._is_heading(found)]
        if not self.sectioned:
            return [(heads[0], len(sheet.rows))] if heads else []
        return [(head, _section_end(sheet, head, heads)) for head in heads]

    def _opens(self, sheet: Sheet) -> bool:
        first = next((row.headings[0] for row in sheet.rows if not row.is_blank), "")
        if first in self.never_opening:
            return False
        return not self.opening or first in self.opening

    def _is_heading(self, found: frozenset[str]) -> bool:
        groups, never = self._signature
        return all(not found.isdisjoint(group) for group in groups) and found.isdisjoint(never)

    def _positions(self, found: tuple[str, ...], settings: Settings) -> dict[str, int]:
        also = {
            "organisation": settings.organisation_columns,
            "profession": settings.profession_columns,
            "reason": settings.reason_columns,
        }
        taken = {
            name: column.position(found, also.get(column.kind, ()))
            for name, column in self.columns.items()
        }
        return {name: position for name, position in taken.items() if position is not None}

    def _day_first(
        self, sheet: Sheet, context: Context, spans: list[tuple[int, int]]
    ) -> bool | None:
        """Settle the order of the slashed dates of the whole sheet."""
        dates: list[str] = []
        for head, end in spans:
            positions = self._positions(sheet.rows[head].headings, context.settings)
            wanted = [at for name, at in positions.items() if self.columns[name].kind == "moment"]
            for row in sheet.rows[head + 1 : end]:
                dates.extend(row.cells[at] for at in wanted if at < len(row.cells))
        dates.extend(
            cell for row in sheet.rows[: spans[0][0] if spans else 0] for cell in row.cells
        )
        return settled_order(sheet, context, dates)

    def _block(
        self,
        sheet: Sheet,
        context: Context,
        span: tuple[int, int],
        zone: str,
        day_first: bool | None,
    ) -> tuple[Block, list[CellError]]:
        head, end = span
        headings = sheet.rows[head].headings
        positions = self._positions(headings, context.settings)
        self._check_required(sheet, head, positions)
        body = [row for row in sheet.rows[head + 1 : end] if not row.is_blank]
        problems: list[CellError] = []
        typed: dict[str, Typed] = {}
        taken = {name: _cells(body, positions.get(name)) for name in self.columns}
        moments = self._moments(taken, day_first, zone)
        for name, column in self.columns.items():
            cells = taken[name]
            typed[name], bad = _parse(cells, column, moments.get(name))
            if column.filled:
                bad = sorted({*bad, *(i for i, cell in enumerate(cells) if cell is None)})
            shown = sheet.rows[head].cells[positions[name]].strip() if name in positions else name
            problems.extend(
                CellError(
                    sheet.file,
                    row=body[i].number,
                    column=shown,
                    value=cells[i],
                    expected=column.expected,
                    advice=_ADVICE.get(column.kind, _MEND),
                )
                for i in bad
            )
        numbers = np.array([row.number for row in body], dtype="int64")
        frame = pd.DataFrame({**typed, "source_row": numbers}, copy=False)
        block = Block(
            sheet,
            context,
            frame,
            headings,
            sheet.rows[head].number,
            sheet.rows[:head],
            tuple(body),
            zone,
            day_first,
        )
        return block, problems

    def _moments(
        self, taken: Mapping[str, list[str | None]], day_first: bool | None, zone: str
    ) -> dict[str, pd.Series]:
        names = [name for name, column in self.columns.items() if column.kind == "moment"]
        return {
            name: parse_moments(taken[name], day_first=day_first, timezone=zone) for name in names
        }

    def _check_required(self, sheet: Sheet, head: int, positions: Mapping[str, int]) -> None:
        for name, column in self.columns.items():
            if column.required and name not in positions:
                what = f"row {sheet.rows[head].number} has no column '{column.headings[0]}'"
                raise FileError(sheet.file, what, advice="Export the file again with that column.")


def settled_order(sheet: Sheet, context: Context, dates: Collection[str]) -> bool | None:
    """Settle the order of a sheet's slashed dates, by the community's answer or by themselves."""
    if context.answers.day_first is not None:
        return context.answers.day_first
    try:
        return day_first_in(set(dates), days=context.days | days_in_name(sheet.file))
    except UnsettledOrder as unsettled:
        question = f"is '{unsettled.example}' day first or month first?"
        answers = ("day_first = true", "day_first = false")
        raise QuestionError(answer_key(sheet.file), question=question, answers=answers) from None


def full_name(rows: pd.DataFrame) -> pd.Series:
    """Join `first_name` and `surname`; unknown where there is neither."""
    both = rows["first_name"].str.cat(rows["surname"], sep=" ", na_rep="").str.strip()
    return both.where(both.ne(""))


def answer_key(file: str) -> str:
    """Return the name that `community.toml` knows a sheet by: the file, without the sheet."""
    return file.split(" [")[0]


def headings_found(sheet: Sheet) -> tuple[str, ...]:
    """Return what looks most like a heading row, to show for a file that no reader knows."""
    rows = [row for row in sheet.rows[:20] if not row.is_blank]
    widest = max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row.cells), default=None)
    return tuple(cell.strip() for cell in widest.cells if cell.strip()) if widest else ()


def _section_end(sheet: Sheet, head: int, heads: list[int]) -> int:
    """Return where a section ends: a blank row, a lone title, or the next heading row."""
    for index in range(head + 1, len(sheet.rows)):
        row = sheet.rows[index]
        lone = sum(bool(cell.strip()) for cell in row.cells) == 1 and bool(row.cells[0].strip())
        if row.is_blank or index in heads or (lone and len(sheet.rows[head].cells) > 2):
            return index
    return len(sheet.rows)


def _cells(body: Sequence[Row], position: int | None) -> list[str | None]:
    """Take one column out of the rows; what is missing, or marked as missing, is `None`."""
    if position is None:
        return [None] * len(body)
    cells = (row.cells[position].strip() if position < len(row.cells) else "" for row in body)
    return [None if cell.casefold() in _EMPTY else _one_line(cell) for cell in cells]


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell


def _parse(
    cells: Sequence[str | None], column: Column, moments: pd.Series | None
) -> tuple[Typed, list[int]]:
    """Type one column; also return which cells hold something else than was expected."""
    if column.kind == "moment" and moments is not None:
        missing = moments.isna().to_numpy()
        return moments, [i for i, cell in enumerate(cells) if cell is not None and missing[i]]
    if column.kind == "address":
        return _texts([cell if cell and _ADDRESS.match(cell) else None for cell in cells]), []
    if column.kind == "choice":
        chosen = [cell and _chosen(cell, column.options) for cell in cells]
        return _texts(chosen), [i for i, each in enumerate(chosen) if each == ""]
    if column.kind == "pseudonym":
        return _texts(cells), [i for i, cell in enumerate(cells) if cell and "@" in cell]
    if column.kind not in _NUMBERS:
        return _texts(cells), []
    numbers = [None if cell is None else _NUMBERS[column.kind](cell) for cell in cells]
    pairs = zip(cells, numbers, strict=True)
    bad = [i for i, (cell, read) in enumerate(pairs) if cell is not None and read is None]
    return np.array(numbers, dtype="float64"), bad


def _chosen(cell: str, options: Mapping[str, str]) -> str:
    """Return the first option whose pattern is in the cell; an empty text if none is."""
    plain = cell.casefold()
    return next((each for each, pattern in options.items() if re.search(pattern, plain)), "")


def _texts(cells: Sequence[str | None]) -> ExtensionArray:
    return pd.array(cells, dtype="str")


def _whole(cell: str) -> float | None:
    found = re.fullmatch(r"(-?\d+)(\.0+)?", cell.replace(",", ""))
    return float(found[1]) if found else None


def _number(cell: str) -> float | None:
    plain = cell.replace(",", "")
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def _minutes(value: str) -> float | None:
    """Read a length of time in minutes; what cannot be read is unknown, never 0."""
    if clock := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{2})", value):
        return int(clock[1] or 0) * 60 + int(clock[2]) + int(clock[3]) / 60
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    parts = re.findall(r"(\d+)\s*([a-z]+)\.?", value.casefold())
    rest = re.sub(r"(\d+)\s*([a-z]+)\.?", "", value.casefold()).strip(" ,")
    if not parts or rest or any(unit not in _UNITS for _, unit in parts):
        return None
    return sum(int(amount) * _UNITS[unit] for amount, unit in parts)


_NUMBERS: Mapping[str, Callable[[str], float | None]] = {
    "whole": _whole,
    "number": _number,
    "duration": _minutes,
}


def _reading(tables: Tables, sheet: Sheet) -> Reading:
    """Return what a sheet gave; its rows are the lines that became rows of a table."""
    typed = {name: _sourced(frame, sheet, name) for name, frame in tables.items()}
    return Reading(tables=typed, rows=max(each["source_row"].nunique() for each in typed.values()))


def _sourced(frame: pd.DataFrame, sheet: Sheet, name: str) -> pd.DataFrame:
    """Keep the table's own columns; they are typed once, when all files are together."""
    kept = [column for column in RAW[name].columns if column in frame]
    return frame[kept].assign(source_file=sheet.file)
