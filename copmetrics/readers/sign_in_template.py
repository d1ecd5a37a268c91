"""Our own sheet to sign in by: a row a person and event, which is named in it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.columns import text
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import NOT_NEEDED_BY_HAND, TableReader, Tables
from copmetrics.readers.sign_in_evidence import Evidence, attendance_columns, evidence_of
from copmetrics.readers.sign_in_layout import layout_of
from copmetrics.readers.sign_in_lines import Nobody
from copmetrics.readers.sign_in_meetings import days_of_rows
from copmetrics.readers.sign_in_people import PEOPLE_COLUMNS, names_in, reasons_of
from copmetrics.readers.sign_in_statuses import People, statuses
from copmetrics.readers.sign_in_words import Topic
from copmetrics.readers.table_finding import Span, whole_table

__all__ = ["SIGN_IN_TEMPLATE"]

_GIVEN_OUT: Final = frozenset(map(heading, ("Event", "Name", "Email", "Organisation")))
"""The headings with which it is given out: whoever stands under them signed in."""


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
    told = _sessions(block, rows)
    known = told[~nobody]
    # an event whose name is filled down over empty rows has no sheet of its own yet
    session = told["session"]
    session = session.where(session.isin(known["session"]), next(iter(known["session"]), None))
    attendance = rows.assign(
        session=session,
        status=pd.Series(_came(block), index=rows.index).where(~nobody, AttendanceStatus.ABSENT),
        left_out=reasons_of([Nobody.UNNAMED if each else None for each in nobody], rows),
    )
    return {
        "sessions": known.drop_duplicates("session").assign(
            kind=SessionKind.ATTENDANCE, source_row=block.heading_row
        ),
        "attendance": attendance.head(len(rows) if len(known) else 0),
    }


def _came(block: Block) -> list[AttendanceStatus]:
    """Say of each row whether it came: all did, unless a column tells."""
    return statuses(People.of_block(block))


def _sessions(block: Block, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the session of each row: `session`, `event`, and where rows have their day `day` and `title`.

    An event of several days is a meeting on each, which is known by its day and title.
    """
    session = block.sheet.file + "#" + rows["event"]
    days = days_of_rows(People.of_block(block), ())
    if not days:
        return pd.DataFrame({"session": session, "event": rows["event"]})
    day = pd.Series(days, index=rows.index, dtype="datetime64[us]")
    several = day.groupby(rows["event"]).transform("nunique").gt(1)
    return pd.DataFrame(
        {
            "session": session.mask(several, session + "#" + day.dt.strftime("%Y-%m-%d")),
            "event": rows["event"].mask(several),
            "title": rows["event"],
            "day": day,
        }
    )


def _telling(sheet: Sheet, span: Span) -> list[int]:
    """Return the columns that say on which day each row was, and whether they came."""
    layout = layout_of(sheet.rows[span.heading_row])
    return [
        *attendance_columns(layout, rows_under(sheet, span)),
        *layout.places(Topic.DAY, Topic.SIGNED),
    ]


def _is_of_those_who_came(sheet: Sheet) -> bool:
    """Whether a sheet is our template as it was given out, or says of itself that people came."""
    spans = whole_table(sheet, SIGN_IN_TEMPLATE.rule)
    found = sheet.rows[spans[0].heading_row].headings
    return set(found) >= _GIVEN_OUT or evidence_of(sheet, spans[0]) is Evidence.CAME


SIGN_IN_TEMPLATE: Final = TableReader(
    name="Sign-in sheet (our template)",
    not_needed=NOT_NEEDED_BY_HAND,
    required_headings=(("Event",), ("Name",), ("Email", "Organisation")),
    accepts=_is_of_those_who_came,
    found_by_content=_telling,
    columns={
        "event": text("Event"),
        **PEOPLE_COLUMNS,
        "role": PEOPLE_COLUMNS["role"].or_note("who hosted is not known", may_be_empty=True),
    },
    to_raw_tables=_template,
)
