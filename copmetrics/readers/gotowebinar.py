"""GoToWebinar: the attendee report of one webinar, with those who registered and did not come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib.resources import files
from typing import Final

from copmetrics.errors import CellError, FileError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line, name_on
from copmetrics.readers.column_notes import Note
from copmetrics.readers.columns import address, band, choice, duration, text
from copmetrics.readers.context import settled_order
from copmetrics.readers.date_order import date_expected
from copmetrics.readers.datetimes import moments_in
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_exports import organisation_question, profession_question
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import SectionsReader, Tables
from copmetrics.readers.section_titles import named_tables, not_read
from copmetrics.readers.table_finding import Span

__all__ = ["GOTOWEBINAR", "GOTO_RATING"]

GOTO_RATING: Final = ("Interest Rating",)
"""A heading that only GoToWebinar's report has."""
_CLOCKS: Final[dict[str, int]] = tomllib.loads(
    files("copmetrics.readers").joinpath("gotowebinar.toml").read_text(encoding="utf-8")
)["clocks"]
_CLOCK: Final = re.compile(rf"\s*\b({'|'.join(_CLOCKS)})\b\s*")
WEBINAR_ID: Final = "Webinar ID"
WEBINAR_NAME: Final = "Webinar Name"
STARTED: Final = "Actual Start Date/Time"
_LABELS: Final = (WEBINAR_ID, WEBINAR_NAME, STARTED, "Actual Duration (minutes)", "Duration")
"""What stands above the table: beside what it says, or in a row of its own above that."""
_STATUSES: Final = {"yes": AttendanceStatus.ATTENDED, "no": AttendanceStatus.ABSENT}
_TIMES: Final = ("registered_at", "joined_at", "left_at")
_STAFF: Final = {
    "staff": "Host",
    "organizer": "Host",
    "organizers": "Host",
    "panelists": "Panelist",
}
"""Whom a table is of, by the nouns of its title, that did not register."""


def _attendance(blocks: Sequence[Block]) -> Tables:
    """One row a person; who came more than once has their times in one cell.

    Those who ran it stand in a table of their own, and have not registered.
    """
    first = blocks[0]
    _check_one(first.sheet)
    lines = [line for block in blocks for line in block.lines]
    roles = [role for block in blocks for role in [_role(block)] * len(block.lines)]
    registering = any(line["registered_at"] is not None for line in lines)
    started = _stated(first, STARTED)
    told = [line[each] for line in lines for each in _TIMES if line[each] is not None]
    order = settled_order(first.sheet, first.context, [started, *told])
    joined = _moments(first, lines, "joined_at", order, which=0)
    left = _moments(first, lines, "left_at", order, which=-1)
    attendance = [
        {
            **line,
            "name": name_on(line),
            "status": _STATUSES[line["attended"]],
            "role": role,
            "registered": role is None and (line["registered_at"] is not None or not registering),
            "joined_at": came,
            "left_at": went,
        }
        for line, role, came, went in zip(lines, roles, joined, left, strict=True)
    ]
    return one_session(
        first,
        attendance,
        kind=SessionKind.ATTENDANCE,
        native_id=_stated(first, WEBINAR_ID),
        title=_stated(first, WEBINAR_NAME),
        starts_at=_read([started or None], order, first.zone, which=0)[0],
    )


def _role(block: Block) -> str | None:
    """Return as what the people of a table were there, by its title; nothing of the audience."""
    return named_tables(block.sheet, _STAFF).get(len(block.before))


def _stated(block: Block, label: str) -> str:
    """Return what the lines above the table say beside a label, or under it where several stand in a row."""
    beside = block.text_beside(label)
    is_label = heading(beside) in set(map(heading, _LABELS))
    return block.text_under(label) if is_label or not beside else beside


def _check_one(sheet: Sheet) -> None:
    """Refuse a file with the reports of several webinars: all would count as of the first."""
    told = [row for row in sheet.rows if heading(WEBINAR_ID) in row.headings]
    if len(told) > 1:
        what = f"holds several reports: row {told[1].number} is of another webinar"
        raise FileError(sheet.file, what, advice="Keep each in a file of its own.")


def _strangers(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Note]:
    """Say of each section below the first table that is none itself that it is not read."""
    first = min(span.heading_row for span in spans)
    return not_read(sheet, spans, lambda section: section.first < first)


def _moments(
    block: Block, lines: Sequence[Line], column: str, order: bool | None, *, which: int
) -> list[datetime | None]:
    """Read a column of times: of several in one cell the first (0) or the last (-1)."""
    read = _read([line[column] for line in lines], order, block.zone, which=which)
    for line, moment in zip(lines, read, strict=True):
        if line[column] is not None and moment is None:
            raise CellError(
                block.sheet.file,
                row=line["source_row"],
                column=block.shown[column],
                value=line[column],
                expected=date_expected(
                    line[column],
                    day_first=order,
                    shape="a date and time with a clock that copmetrics knows",
                ),
                advice="Set the report's time zone to your own, or to GMT, and export it again.",
            )
    return read


def _read(
    cells: Sequence[str | None], order: bool | None, zone: str, *, which: int
) -> list[datetime | None]:
    plain = [None if cell is None else _by_offset(cell, which) for cell in cells]
    return moments_in(plain, day_first=order, timezone=zone)


def _by_offset(cell: str, which: int) -> str:
    """Return one of the times of a cell, its clock written as hours from UTC."""
    parts = _CLOCK.split(cell)
    times = [
        f"{time} {_CLOCKS[clock]:+03d}:00"
        for time, clock in zip(parts[::2], parts[1::2], strict=False)
    ]
    return times[which] if times and not parts[-1] else cell


GOTOWEBINAR = SectionsReader(
    name="GoToWebinar attendees",
    tells_of=(Source.REGISTRATIONS, Source.ATTENDANCE),
    has_full_rows=True,
    required_headings=(("Attended",), GOTO_RATING, ("Email Address", "Email")),
    columns={
        "attended": choice("Attended", options={"yes": r"^yes$", "no": r"^no$"}, filled=True),
        "first_name": text("First Name"),
        "surname": text("Last Name"),
        "address": address("Email Address", "Email"),
        "organisation": organisation_question("Organization", "Organisation", "Company"),
        "profession": profession_question("Job Title"),
        "band": band(),
        "registered_at": text("Registration Date/Time", "Registration Date"),
        "joined_at": text("Join Time").or_note("when people came is not known"),
        "left_at": text("Leave Time").or_note("when people left is not known"),
        "minutes": duration("Time in Session (minutes)", "Time in Session").or_note(
            "how long people stayed is worked out from their coming and going"
        ),
    },
    said_of_sections=_strangers,
    to_raw_tables=_attendance,
)
