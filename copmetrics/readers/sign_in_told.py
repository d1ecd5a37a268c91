"""What is said of a sign-in sheet's columns that might tell who came, and do not."""

from __future__ import annotations

from collections.abc import Iterator

from copmetrics.measures.base import Source
from copmetrics.readers.cells import cells_at
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.columns_told import Note
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.sign_in_evidence import attendance_columns
from copmetrics.readers.sign_in_layout import layout_of
from copmetrics.readers.sign_in_words import NO_TICKS, TICKS, Thing
from copmetrics.readers.table_finding import Span

__all__ = ["notes_on_coming"]


def notes_on_coming(sheet: Sheet, span: Span) -> Iterator[Note]:
    """Say of a column of attendance that it is empty, and of one of yes and no that it is not read.

    Nothing is said of a sheet with a column an event: a mark under each tells who came.
    """
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    layout = layout_of(head)
    if layout.events or not rows:
        return
    others_tell = any(any(cells_at(rows, at)) for at in attendance_columns(layout, rows))
    for place, thing in enumerate(layout.things):
        words = {heading(cell) for cell in cells_at(rows, place) if cell}
        shown = " ".join(head.cells[place].split())
        if thing in (Thing.TICKED, Thing.STATUS) and not words:
            follows = "another says who came" if others_tell else "all listed count as having come"
            bears_on = None if others_tell else Source.ATTENDANCE
            yield Note(f"nothing in the column '{shown}': {follows}", bears_on)
        if thing is None and words & TICKS and words & NO_TICKS and words <= TICKS | NO_TICKS:
            yield Note(f"'{shown}' is not read: it says yes or no, not whether people came")
