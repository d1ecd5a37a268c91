"""The meetings of one sheet of people: one, one for each column that is an event, or one for each date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.files import Row
from copmetrics.readers.serial_days import serials_as_days
from copmetrics.readers.sign_in_days import day_of, days_of_headings, of_the_year, settled_days
from copmetrics.readers.sign_in_statuses import (
    People,
    ask_of_other_marks,
    format_of,
    statuses,
)
from copmetrics.readers.sign_in_words import Topic
from copmetrics.readers.written_days import WrittenDay, days_written

__all__ = ["Meeting", "days_of_rows", "meetings_of"]


@dataclass(frozen=True)
class Meeting:
    """One meeting that a sheet tells of."""

    mark: str
    """What tells it from the others of its sheet."""
    day: pd.Timestamp | None
    statuses: Mapping[int, AttendanceStatus]
    """Of each row that tells of it, by its number as a spreadsheet shows it."""
    format: str | None = None
    """How it was held, where the sheet has a column for each way of coming."""


def meetings_of(people: People, lines: Sequence[Row]) -> list[Meeting]:
    """Return the meetings that a table of people tells of; `lines` are those above it."""
    if not people.rows:
        return []
    if people.layout.events:
        return _by_column(people, lines)
    came = dict(zip((row.number for row in people.rows), statuses(people), strict=True))
    days = days_of_rows(people, lines)
    if not days:
        day = day_of(people.sheet, people.context, lines)
        return [Meeting("", day, came, format_of(people, came))]
    return [
        _on_day(people, came, days, day, f"#{day:%Y-%m-%d}" if len(set(days)) > 1 else "")
        for day in sorted(set(days))
    ]


def _on_day(
    people: People,
    came: Mapping[int, AttendanceStatus],
    days: Sequence[pd.Timestamp],
    day: pd.Timestamp,
    mark: str,
) -> Meeting:
    """Return the meeting of one day, of those whose row gives it."""
    of_day = {
        row.number: came[row.number]
        for row, own in zip(people.rows, days, strict=True)
        if own == day
    }
    return Meeting(mark, day, of_day, format_of(people, of_day))


def _by_column(people: People, lines: Sequence[Row]) -> list[Meeting]:
    """Read a column an event: each tick is an attendance. A column without any mark is no event yet."""
    ask_of_other_marks(people)
    layout = people.layout
    marked = [place for place in layout.events if any(people.cells(place))]
    days = days_of_headings(
        people.sheet,
        people.context,
        lines,
        [(people.shown(at), layout.dated[at]) for at in marked if at in layout.dated],
        [people.shown(at) for at in marked if at in layout.numbered],
    )
    told = {at: people.marks.read(people.cells(at), people.rows, people.shown(at)) for at in marked}
    all_told = [each for column in told.values() for each in column]
    settled = people.marks.settled(all_told, people.shown(marked[0])) if marked else []
    size = len(people.rows)
    numbers = [row.number for row in people.rows]
    return [
        Meeting(
            f"#{people.shown(at)}",
            days[people.shown(at)],
            dict(zip(numbers, settled[size * i : size * (i + 1)], strict=True)),
        )
        for i, at in enumerate(marked)
    ]


def days_of_rows(people: People, lines: Sequence[Row]) -> list[pd.Timestamp]:
    """Return the day of each row, where a column gives it; none if no column does."""
    answers = people.context.answers
    for place in people.layout.places(Topic.DAY):
        cells = serials_as_days(people.cells(place))
        is_one = len({*cells} - {None}) < 2
        if is_one and (answers.starts or answers.event) and not any(map(_has_year, cells)):
            continue
        found = [_day_in(people, lines, cell) for cell in cells]
        if is_one and not any(found):
            continue
        for day, cell, row in zip(found, cells, people.rows, strict=True):
            if day is None:
                _refuse(people, row, place, cell)
        written = [day for day in found if day is not None]
        return list(map(pd.Timestamp, settled_days(people.sheet, people.context, written, lines)))
    return []


def _has_year(cell: str | None) -> bool:
    return any(day.has_year for day in days_written(cell or ""))


def _day_in(people: People, lines: Sequence[Row], cell: str | None) -> WrittenDay | None:
    """Return the one day that a cell tells, of the sheet's year where it has none."""
    found = days_written(cell or "")
    if len(found) != 1:
        return None
    return (
        found[0]
        if found[0].has_year
        else of_the_year(people.sheet, people.context, lines, found[0])
    )


def _refuse(people: People, row: Row, place: int, cell: str | None) -> None:
    raise CellError(
        people.sheet.file,
        row=row.number,
        column=people.shown(place),
        value=cell,
        expected="a day of the calendar (the one on which this person came)",
        advice="Write it in every row, as 2026-05-14.",
    )
