"""Microsoft Teams: the attendance list of 2020, a line for every coming and going."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.clocks import stated_zone
from copmetrics.readers.context import Context, settled_order
from copmetrics.readers.date_order import date_expected
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import SheetReader, Tables
from copmetrics.readers.teams import TEAMS_WORDS
from copmetrics.readers.vocabulary import meanings

__all__ = ["TEAMS_LIST"]

ACTIONS: Final = meanings(TEAMS_WORDS, "joined", "left")
HEADINGS: Final = frozenset(map(heading, TEAMS_WORDS["action"]))
NEAR_TOP: Final = 20
_TIME: Final = re.compile(r"\d{1,2}[:.]\d{2}")
ENDING = "says when somebody left"


def _list(sheet: Sheet, context: Context, zone: str) -> Tables:
    """One row an action; each joining makes a stay, up to the same name's next leaving."""
    sheet = _in_order(sheet)
    rows = list(_lines(sheet))
    lines = pd.DataFrame(
        {
            "name": [row.cells[0].strip() for row in rows],
            "left": [_action(sheet, row) == "left" for row in rows],
            "at": _moments(sheet, context, rows, zone),
            "source_row": [row.number for row in rows],
        }
    )
    ordered = lines.sort_values(["name", "at", "source_row"])
    following = ordered.groupby("name")[["left", "at"]].shift(-1)
    ends = following["at"].where(following["left"].eq(True))
    attendance = ordered.assign(
        status=AttendanceStatus.ATTENDED,
        joined_at=ordered["at"],
        left_at=ends,
        left_out=ordered["left"].map({True: ENDING, False: None}),
    ).sort_values("source_row")
    days = lines["at"].dt.tz_convert(context.settings.timezone).dt.strftime("%Y-%m-%d")
    session = (sheet.file + "#" + days).reindex(attendance.index)
    attendance = attendance.assign(session=session)
    begun = attendance[~attendance["left"]]
    sessions = begun.groupby("session", as_index=False).agg(
        starts_at=("joined_at", "min"), ends_at=("left_at", "max"), source_row=("source_row", "min")
    )
    return {
        "sessions": sessions.assign(
            kind=SessionKind.ATTENDANCE,
            event=context.answers.event,
            start_from_stays=True,
            end_from_stays=True,
        ),
        "attendance": attendance,
    }


def _in_order(sheet: Sheet) -> Sheet:
    """Return the list with its columns as Teams writes them: a name, a coming or going, a time."""
    order = next((found for row in sheet.rows[:NEAR_TOP] if (found := _order(row))), None)
    if order is None:
        return sheet
    rows = (
        replace(row, cells=(*(row.cells[at] for at in order), *row.cells[3:]))
        if len(row.cells) >= 3
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))


def _order(row: Row) -> tuple[int, int, int] | None:
    """Return where the name, the coming or going and the time stand in a row; nothing if it has not all."""
    if not _has_three(row):
        return None
    actions = [at for at in range(3) if heading(row.cells[at]) in ACTIONS]
    times = [at for at in range(3) if at not in actions and _TIME.search(row.cells[at])]
    if len(actions) != 1 or len(times) != 1:
        return None
    return 3 - actions[0] - times[0], actions[0], times[0]


def _lines(sheet: Sheet) -> Iterator[Row]:
    """Go through the lines of the list: not its headings, nor what stands above it."""
    for row in sheet.rows:
        if _has_three(row) and heading(row.cells[1]) not in HEADINGS:
            yield row


def _action(sheet: Sheet, row: Row) -> str:
    """Return whether a line says that somebody joined, or left."""
    said = row.cells[1].strip()
    if heading(said) not in ACTIONS:
        raise CellError(
            sheet.file,
            row=row.number,
            column=_shown(sheet, 1),
            value=said,
            expected="a coming or going that copmetrics knows",
            advice="Write Joined or Left, and send us the word.",
        )
    return ACTIONS[heading(said)]


def _moments(sheet: Sheet, context: Context, rows: list[Row], zone: str) -> pd.Series:
    """Read when each line was; raises the first that is no date and time."""
    dates = [row.cells[2].strip() for row in rows]
    order = settled_order(sheet, context, dates)
    stated = "" if context.answers.timezone else _stated_zone(sheet)
    moments = parse_moments(dates, day_first=order, timezone=stated or zone)
    for position in moments[moments.isna()].index:
        raise CellError(
            sheet.file,
            row=rows[position].number,
            column=_shown(sheet, 2),
            value=dates[position],
            expected=date_expected(
                dates[position], day_first=order, shape="a date and time that copmetrics knows"
            ),
            advice="Mend the cell, or export the file again.",
        )
    return moments


def _stated_zone(sheet: Sheet) -> str:
    """Return the time zone that the heading of the times states; empty if it states none."""
    return next((stated_zone(row.cells[2]) for row in _heads(sheet)), "")


def _shown(sheet: Sheet, place: int) -> str:
    """Return a heading as it stands in the file; the English one where it has none."""
    own = (row.cells[place].strip() for row in _heads(sheet))
    return next(own, ("Full Name", "User Action", "Timestamp")[place])


def _heads(sheet: Sheet) -> Iterator[Row]:
    """Go through the rows of headings: there may be none, or one of every list pasted together."""
    return (row for row in sheet.rows if _has_three(row) and heading(row.cells[1]) in HEADINGS)


def _has_three(row: Row) -> bool:
    return len(row.cells) >= 3 and all(cell.strip() for cell in row.cells[:3])


def _is_list(sheet: Sheet) -> bool:
    """Whether the sheet has lines of a name, a coming or going, and a time, and no other columns."""
    near_top = [row for row in _in_order(sheet).rows[:NEAR_TOP] if _has_three(row)]
    return any(
        heading(row.cells[1]) in ACTIONS
        and any(map(str.isdigit, row.cells[2]))  # *email, joined, left* are headings
        and not any(cell.strip() for cell in row.cells[3:])
        for row in near_top
    )


TEAMS_LIST = SheetReader(
    name="Microsoft Teams attendance list of 2020",
    labels=(
        *TEAMS_WORDS["name"],
        *TEAMS_WORDS["action"],
        *TEAMS_WORDS["timestamp"],
        *TEAMS_WORDS["joined"],
        *TEAMS_WORDS["left"],
    ),
    recognises=_is_list,
    lines=lambda sheet: _lines(_in_order(sheet)),
    to_raw_tables=_list,
)
