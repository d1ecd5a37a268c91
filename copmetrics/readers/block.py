"""One table of a sheet, its columns found and its cells typed, with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from copmetrics.errors import CellError
from copmetrics.readers.cells import Typed, cells_at, typed
from copmetrics.readers.column_places import places, rows_under
from copmetrics.readers.columns import Column, ColumnKind
from copmetrics.readers.context import Context, settled_order
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.table_finding import Span

__all__ = ["Block", "block_of", "full_name", "order_of_dates"]

_MEND = "Mend the cell, or export the file again."
_ADVICE = {
    ColumnKind.CHOICE: "Write one of these.",
    ColumnKind.PSEUDONYM: "Nobody is to be named: the list of who is who stays with whoever collects.",
}


@dataclass(frozen=True)
class Block:
    """One table found in a sheet: its typed rows, and what stands around it."""

    sheet: Sheet
    context: Context
    frame: pd.DataFrame
    """The declared columns, typed, and `source_row`; a column that the sheet lacks is unknown."""
    headings: tuple[str, ...]
    """The heading row, normalised as `files.heading` does."""
    heading_row: int
    """Its number, as a spreadsheet shows it."""
    before: tuple[Row, ...]
    """The rows above the table."""
    rows: tuple[Row, ...]
    """The rows of the table as they were, on the index of `frame`."""
    zone: str
    day_first: bool | None

    def moment(self, value: str) -> pd.Timestamp:
        """Read one date that stands outside the table, as the table's own dates are read."""
        return parse_moments([value], day_first=self.day_first, timezone=self.zone).iloc[0]

    def undeclared(self, position: int) -> pd.Series:
        """Return a column that the reader did not declare, as texts."""
        return pd.Series(cells_at(self.rows, position), dtype=object)

    def text_beside(self, *labels: str) -> str:
        """Return the cell beside a label in the rows before the table, or an empty text."""
        wanted = {heading(each) for each in labels}
        for row in self.before:
            if len(row.cells) > 1 and heading(row.cells[0]) in wanted:
                return row.cells[1].strip()
        return ""

    def text_under(self, *labels: str) -> str:
        """Return the cell under a heading in the rows before the table, or an empty text."""
        wanted = {heading(each) for each in labels}
        for above, below in zip(self.before, self.before[1:], strict=False):
            for position, found in enumerate(above.headings):
                if found in wanted and position < len(below.cells) and len(above.cells) > 1:
                    return below.cells[position].strip()
        return ""


def block_of(
    sheet: Sheet,
    context: Context,
    span: Span,
    columns: Mapping[str, Column],
    *,
    zone: str,
    day_first: bool | None,
) -> tuple[Block, list[CellError]]:
    """Type the rows of one table; also return what cannot be read in it."""
    head = sheet.rows[span.heading_row]
    positions = places(sheet, span, columns, context.settings)
    rows = rows_under(sheet, span)
    problems: list[CellError] = []
    taken: dict[str, Typed] = {}
    for name, column in columns.items():
        cells = cells_at(rows, positions.get(name))
        taken[name], bad = typed(cells, column, day_first=day_first, zone=zone)
        shown = head.cells[positions[name]].strip() if name in positions else name
        problems.extend(_problem(sheet, column, shown, rows[i], cells[i]) for i in bad)
    numbers = np.array([row.number for row in rows], dtype="int64")
    block = Block(
        sheet,
        context,
        frame=pd.DataFrame({**taken, "source_row": numbers}, copy=False),
        headings=head.headings,
        heading_row=head.number,
        before=sheet.rows[: span.heading_row],
        rows=tuple(rows),
        zone=zone,
        day_first=day_first,
    )
    return block, problems


def _problem(sheet: Sheet, column: Column, shown: str, row: Row, cell: str | None) -> CellError:
    return CellError(
        sheet.file,
        row=row.number,
        column=shown,
        value=cell,
        expected=column.expected,
        advice=_ADVICE.get(column.kind, _MEND),
    )


def order_of_dates(
    sheet: Sheet, context: Context, spans: list[Span], columns: Mapping[str, Column]
) -> bool | None:
    """Settle the order of the slashed dates of the whole sheet, those above its tables too."""
    above = sheet.rows[: spans[0].heading_row if spans else 0]
    dates = [cell for row in above for cell in row.cells]
    for span in spans:
        dates.extend(_dates_under(sheet, context, span, columns))
    return settled_order(sheet, context, dates)


def _dates_under(
    sheet: Sheet, context: Context, span: Span, columns: Mapping[str, Column]
) -> Iterator[str]:
    """Go through the cells of a table's columns of moments."""
    positions = places(sheet, span, columns, context.settings)
    wanted = [at for name, at in positions.items() if columns[name].kind == ColumnKind.MOMENT]
    for row in sheet.rows[span.heading_row + 1 : span.end]:
        yield from (row.cells[at] for at in wanted if at < len(row.cells))


def full_name(rows: pd.DataFrame) -> pd.Series:
    """Join `first_name` and `surname`; unknown where there is neither."""
    both = rows["first_name"].str.cat(rows["surname"], sep=" ", na_rep="").str.strip()
    return both.where(both.ne(""))
