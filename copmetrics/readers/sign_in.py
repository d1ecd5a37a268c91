"""The hand-kept sign-in sheet: our template, and the sheets that people keep anyway.

A sheet without our Event column must carry its date: in a title row, the sheet's or file's name,
or as the headings of a column an event.
"""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import address, organisation, profession, text
from copmetrics.readers.context import settled_order
from copmetrics.readers.datetimes import days_in_name, parse_moments
from copmetrics.readers.eventbrite import ORDER, ORDER_DATE
from copmetrics.readers.files import Row, Sheet
from copmetrics.readers.form_exports import GOOGLE, MICROSOFT
from copmetrics.readers.google_meet import MEET_TIMES
from copmetrics.readers.mailchimp_audience import RATING
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.teams import TIMES
from copmetrics.readers.teams_registrations import TEAMS_REGISTERED
from copmetrics.readers.vocabulary import vocabulary
from copmetrics.readers.webex import WEBEX_ADDRESS
from copmetrics.readers.zoom import ZOOM_NAME
from copmetrics.readers.zoom_webinar import ZOOM_REGISTERED

__all__ = ["SIGN_IN_SHEET", "SIGN_IN_TEMPLATE"]

_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ((?:{_MONTHS})[a-z]*),? (\d{{4}})\b"
    rf"|\b(?:{_MONTHS})[a-z]* \d{{1,2}},? \d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"\b(sign[- ]?in( sheet)?|signing in|register|attendance( list| sheet)?)\b", re.I
)

WORDS: Final = vocabulary("sign_in")
TICKS: Final = frozenset(WORDS["tick"])
NO_TICKS: Final = frozenset(WORDS["no_tick"])
NAMES: Final = (*WORDS["full_name"], *WORDS["first_name"])
BESIDE_NAMES: Final = tuple(
    word
    for each in ("address", "organisation", "profession", "role", "ticked", "surname", "unread")
    for word in WORDS[each]
)
ELSEWHERE: Final = (
    *TIMES,
    *RATING,
    *ORDER,
    *ORDER_DATE,
    "Order ID",
    *(word for group in MICROSOFT[1:] for word in group),
    *GOOGLE,
    *ZOOM_NAME,
    *ZOOM_REGISTERED,
    *TEAMS_REGISTERED,
    *MEET_TIMES,
    *WEBEX_ADDRESS,
    "User Action",
    "variant",
    "Bounce Type",
    "Email Address Status",
    "Event",
)
"""Headings of other exports, each of which names people too."""

COLUMNS = {
    "full_name": text(*WORDS["full_name"]),
    "first_name": text(*WORDS["first_name"]),
    "surname": text(*WORDS["surname"]),
    "address": address(*WORDS["address"]),
    "organisation": organisation(*WORDS["organisation"]),
    "profession": profession(*WORDS["profession"]),
    "role": text(*WORDS["role"]),
    "ticked": text(*WORDS["ticked"]),
}


def _template(block: Block) -> Tables:
    """One row a person and event; the event's short name says which."""
    rows = block.frame
    for row in rows[rows["event"].isna()].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column="Event",
            value=None,
            expected="the short name of an event",
            advice="The Events sheet lists them.",
        )
    session = block.sheet.file + "#" + rows["event"]
    sessions = pd.DataFrame({"session": session, "event": rows["event"]}).drop_duplicates("session")
    return {
        "sessions": sessions.assign(kind=SessionKind.ATTENDANCE, source_row=block.heading_row),
        "attendance": rows.assign(
            session=session, name=_names(rows), status=AttendanceStatus.ATTENDED
        ),
    }


SIGN_IN_TEMPLATE = TableReader(
    name="Sign-in sheet (our template)",
    required_headings=(("Event",), ("Name",), ("Email",), ("Organisation",)),
    columns={"event": text("Event"), **COLUMNS},
    to_raw_tables=_template,
)


def _sheet(block: Block) -> Tables:
    """One row a person; of a sheet with a column an event, one for every tick."""
    dated = {
        position: found[0]
        for position, each in enumerate(block.headings)
        if (found := _DATE.search(each))
    }
    if len(dated) > 1:
        return _wide(block, dated)
    attendance = _people(block).assign(status=_status(block, block.frame["ticked"], "Attended"))
    return one_session(
        block, attendance, kind=SessionKind.ATTENDANCE, title=_title(block.before), day=_day(block)
    )


def _wide(block: Block, dated: dict[int, str]) -> Tables:
    """A column an event: each tick is an attendance on that column's date."""
    people = _people(block)
    order = settled_order(block.sheet, block.context, list(dated.values()))
    parts = []
    sessions = []
    for position, date in dated.items():
        session = f"{block.sheet.file}#{date}"
        status = _status(block, block.undeclared(position).astype("str"), date)
        parts.append(people.assign(session=session, status=status))
        sessions.append({"session": session, "day": _read_day(date, order, block.zone)})
    title = _title(block.before)
    listed = pd.DataFrame(sessions).assign(
        kind=SessionKind.ATTENDANCE, title=title or None, source_row=block.heading_row
    )
    return {"sessions": listed, "attendance": pd.concat(parts, ignore_index=True)}


def _people(block: Block) -> pd.DataFrame:
    numbered = block.frame["full_name"].str.replace(r"^\d+[.)]\s*", "", regex=True)
    return block.frame.assign(name=_names(block.frame.assign(full_name=numbered)))


def _names(rows: pd.DataFrame) -> pd.Series:
    return rows["full_name"].fillna(full_name(rows))


def _status(block: Block, ticked: pd.Series, column: str) -> pd.Series:
    """Read ticks; without a tick column everybody on the sheet was there."""
    said = ticked.str.casefold()
    if said.isna().all():
        return pd.Series(AttendanceStatus.ATTENDED, index=ticked.index)
    wrong = said.notna() & ~said.isin(TICKS | NO_TICKS)
    for position in wrong[wrong].index:
        raise CellError(
            block.sheet.file,
            row=block.rows[position].number,
            column=column,
            value=ticked[position],
            expected="a tick (x, y, 1) or empty",
            advice="Tick those who were there.",
        )
    return said.isin(TICKS).map({True: AttendanceStatus.ATTENDED, False: AttendanceStatus.ABSENT})


def _day(block: Block) -> pd.Timestamp | None:
    """Return the day that a title row, the sheet's name or the file's name gives."""
    if block.context.answers.starts is not None:
        return pd.Timestamp(block.context.answers.starts)
    found = _dates_in(block.sheet, block.before)
    if not found:
        return None
    order = settled_order(block.sheet, block.context, found)
    return _read_day(found[0], order, block.zone)


def _read_day(text: str, day_first: bool | None, zone: str) -> pd.Timestamp | None:
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text)
    read = parse_moments([plain], day_first=day_first, timezone=zone)
    local = read.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize().iloc[0]
    return None if pd.isna(local) else local


def _dates_in(sheet: Sheet, before: tuple[Row, ...]) -> list[str]:
    """Return the dates that stand above the table, else in the sheet's name, else in the file's."""
    above = [cell for row in before for cell in row.cells]
    name = sheet.file.rpartition(" [")[2] if sheet.file.endswith("]") else ""
    stated = [found[0] for each in (*above, name) if (found := _DATE.search(each))]
    return stated or [day.isoformat() for day in days_in_name(sheet.file.rpartition("/")[2])]


def _title(before: tuple[Row, ...]) -> str:
    """Return the first title row without its date and the words that every such sheet has."""
    first = next((row for row in before if not row.is_blank), None)
    if first is None:
        return ""
    words = _SIGN_IN.sub("", _DATE.sub("", " ".join(cell for cell in first.cells if cell)))
    return " ".join(words.split()).strip(" -–—:,")


def _is_sign_in(sheet: Sheet) -> bool:
    """Whether the sheet says of itself when it was, or that it is one for signing in."""
    head = next((i for i, row in enumerate(sheet.rows) if _names_somebody(row)), 0)
    before = sheet.rows[:head]
    said = any(_SIGN_IN.search(cell) for row in before for cell in row.cells)
    dated = sum(bool(_DATE.search(each)) for each in sheet.rows[head].headings)
    return bool(_dates_in(sheet, before)) or said or dated > 1


def _names_somebody(row: Row) -> bool:
    return any(each in row.headings for each in (name.casefold() for name in NAMES))


SIGN_IN_SHEET = TableReader(
    name="Sign-in sheet",
    required_headings=(NAMES, BESIDE_NAMES),
    excluding_headings=ELSEWHERE,
    columns=COLUMNS,
    accepts=_is_sign_in,
    to_raw_tables=_sheet,
)
