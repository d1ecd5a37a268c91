"""Our own sheet to sign in by: a row a person and event, which is named in it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block
from copmetrics.readers.columns import text
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import NOT_NEEDED_BY_HAND, TableReader, Tables
from copmetrics.readers.sign_in_lines import Nobody
from copmetrics.readers.sign_in_people import PEOPLE_COLUMNS, names_in, reasons_of

__all__ = ["SIGN_IN_TEMPLATE"]


def _template(block: Block) -> Tables:
    """One row a person and event; the event's short name says which. A row of nobody is left out."""
    rows = block.frame.assign(name=names_in(block.frame))
    nobody = rows["name"].isna() & rows["address"].isna()
    for row in rows[rows["event"].isna() & ~nobody].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column="Event",
            value=None,
            expected="the short name of an event",
            advice="The Events sheet lists them.",
        )
    session = block.sheet.file + "#" + rows["event"]
    known = session[~nobody]
    # an event whose name is filled down over empty rows has no sheet of its own yet
    session = session.where(session.isin(known), known.iloc[0] if len(known) else None)
    sessions = pd.DataFrame({"session": known, "event": rows["event"]})[~nobody]
    attendance = rows.assign(
        session=session,
        status=(~nobody).map({True: AttendanceStatus.ATTENDED, False: AttendanceStatus.ABSENT}),
        left_out=reasons_of([Nobody.UNNAMED if each else None for each in nobody], rows),
    )
    return {
        "sessions": sessions.drop_duplicates("session").assign(
            kind=SessionKind.ATTENDANCE, source_row=block.heading_row
        ),
        "attendance": attendance.head(len(rows) if len(known) else 0),
    }


SIGN_IN_TEMPLATE: Final = TableReader(
    name="Sign-in sheet (our template)",
    not_needed=NOT_NEEDED_BY_HAND,
    required_headings=(("Event",), ("Name",), ("Email",), ("Organisation",)),
    columns={
        "event": text("Event"),
        **PEOPLE_COLUMNS,
        "role": PEOPLE_COLUMNS["role"].or_note("who hosted is not known", may_be_empty=True),
    },
    to_raw_tables=_template,
)
