"""Where the declared columns of a table stand, and the headings that stand there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from copmetrics.errors import FileError, QuestionError, columns_line
from copmetrics.readers.cells import cells_at
from copmetrics.readers.columns import Column, ColumnKind
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.table_finding import Span
from copmetrics.settings import FILE_NAME, Settings

__all__ = ["COLUMN", "IN_WORDS", "FoundTable", "doubled", "rows_under", "with_known_headings"]

IN_WORDS: Final = (ColumnKind.PROSE, ColumnKind.CHOICE)
"""Kinds of columns in which `None` is an answer."""
COLUMN: Final = "column "
"""How `community.toml` speaks of one of two columns that have one heading."""


@dataclass(frozen=True)
class FoundTable:
    """One table as it stands in a sheet: its rows, and where the declared columns are."""

    sheet: Sheet
    span: Span
    columns: Mapping[str, Column]
    settings: Settings
    _cells: dict[tuple[int, bool], list[str | None]] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    @property
    def head(self) -> Row:
        """Its heading row."""
        return self.sheet.rows[self.span.heading_row]

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Its heading row, normalised as `files.heading` does."""
        return self.head.headings

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows under it that are not blank."""
        return tuple(rows_under(self.sheet, self.span))

    @property
    def above(self) -> tuple[Row, ...]:
        """The rows of the sheet that stand above it."""
        return self.sheet.rows[: self.span.heading_row]

    def cells(self, place: int | None, *, in_words: bool = False) -> list[str | None]:
        """Return one of its columns, as `cells_at` does."""
        if place is None:
            return cells_at(self.rows, None)
        if (place, in_words) not in self._cells:
            self._cells[place, in_words] = cells_at(self.rows, place, in_words=in_words)
        return self._cells[place, in_words]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each column stands, by its headings or those that the community named.

        Of two under one heading the first that has anything in it is meant: see `doubled`.
        """
        also = {
            ColumnKind.ORGANISATION: self.settings.organisation_columns,
            ColumnKind.PROFESSION: self.settings.profession_columns,
            ColumnKind.BAND: self.settings.band_columns,
            ColumnKind.REASON: self.settings.reason_columns,
            ColumnKind.HEARD: self.settings.heard_columns,
        }
        taken = {
            name: column.position(self.headings, also.get(column.kind, ()))
            for name, column in self.columns.items()
        }
        return {
            name: self._filled(position, self.columns[name])
            for name, position in taken.items()
            if position is not None
        }

    def same(self, position: int, column: Column) -> list[int]:
        """Return the places with the heading of this one in which the column may stand."""
        found = self.headings
        own = range(column.begins(found), column.ends(found))
        return [place for place in own if found[place] == found[position]]

    def _filled(self, position: int, column: Column) -> int:
        """Return the first place with the same heading that has something in it."""
        if self.headings.count(self.headings[position]) == 1:
            return position
        in_words = column.kind in IN_WORDS
        same = self.same(position, column)
        return next((at for at in same if any(self.cells(at, in_words=in_words))), position)


def rows_under(sheet: Sheet, span: Span) -> list[Row]:
    """Return the rows of a table that are not blank."""
    return [row for row in sheet.rows[span.heading_row + 1 : span.end] if not row.is_blank]


def doubled(table: FoundTable, context: Context) -> Iterator[QuestionError]:
    """Ask which column is meant where two have one heading and do not say the same."""
    taken, columns = table.places, table.columns
    worded = {place for name, place in taken.items() if columns[name].kind in IN_WORDS}
    for position, column in sorted({place: columns[name] for name, place in taken.items()}.items()):
        if table.headings.count(table.headings[position]) == 1:
            continue
        in_words = position in worded
        said = {
            tuple(table.cells(place, in_words=in_words)): place
            for place in reversed(table.same(position, column))
        }
        filled = sorted(place for cells, place in said.items() if any(cells))
        if len(filled) > 1:
            yield _which(table.sheet, table.head.cells[position].strip(), filled, context)


def _which(sheet: Sheet, shown: str, filled: Sequence[int], context: Context) -> QuestionError:
    from openpyxl.utils import get_column_letter  # slow to import, and seldom needed

    names = [f"{COLUMN}{get_column_letter(place + 1)}" for place in filled]
    question = f"has several columns '{shown}' that differ ({', '.join(names)}). Which one counts?"
    said = context.answers.columns
    return QuestionError(
        sheet.file,
        question=question,
        answers=tuple(columns_line({**said, shown: each}) for each in names),
    )


def with_known_headings(sheet: Sheet, columns: Mapping[str, str]) -> Sheet:
    """Return a sheet under the headings that it should have, as `columns` says of it.

    `columns` is what `community.toml` answers: each known heading, and the one of this file that
    stands for it. Raises a `FileError` for one that the file does not have.
    """
    for known, own in columns.items():
        rows = tuple(_renamed(row, known, own) for row in sheet.rows)
        if rows == sheet.rows and not any(heading(own) in row.headings for row in rows):
            what = f"says that '{own}' is the column '{known}' of {sheet.file}, which has none such"
            raise FileError(FILE_NAME, what, advice="Write a heading as it stands in the file.")
        sheet = replace(sheet, rows=rows)
    return sheet


def _renamed(row: Row, known: str, own: str) -> Row:
    """Put the known heading in the place of a file's own; of several columns keep the one named."""
    found, place = row.headings, _place_named(own)
    if heading(own) in found and row.filled > 1:
        place = found.index(heading(own))
        return replace(row, cells=(*row.cells[:place], known, *row.cells[place + 1 :]))
    if place is None or place >= len(found) or found[place] != heading(known):
        return row
    cells = enumerate(zip(found, row.cells, strict=True))
    kept = ("" if each == heading(known) and at != place else cell for at, (each, cell) in cells)
    return replace(row, cells=tuple(kept))


def _place_named(own: str) -> int | None:
    """Return the place that `column C` names; none of another text."""
    letters = own.removeprefix(COLUMN)
    if letters == own or not re.fullmatch("[A-Za-z]{1,3}", letters):
        return None
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(letters) - 1
