"""Microsoft Teams: the attendance report, of 2021 and of later years.

Teams writes UTF-16 with tabs, in the language of whoever downloads it; a trip through Excel makes
it UTF-8 with commas. Layout, language, encoding and delimiter are independent of one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from copmetrics.errors import CellError, FileError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line
from copmetrics.readers.column_notes import Note
from copmetrics.readers.columns import address, duration, moment, text
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import SectionsReader, Tables
from copmetrics.readers.section_titles import not_read, sections_in
from copmetrics.readers.table_finding import HeadingRule, Span
from copmetrics.readers.vocabulary import meanings, vocabulary

__all__ = ["TEAMS_REPORT", "TEAMS_REPORT_V1", "TEAMS_WORDS", "TIMES", "teams_standings"]

TEAMS_WORDS: Final = vocabulary("teams")
WORDS: Final = TEAMS_WORDS
ROLES: Final = meanings(WORDS, "organiser", "presenter", "attendee")
ENGLISH_ROLES: Final = frozenset({"organizer", "co-organiser", "co-organizer"})
STANDINGS: Final = meanings(WORDS, "confirmed", "cancelled")
LOOK_ALIKES: Final = ("Approval Status", "Attended", "Profession", "Event")

TIMES: Final = (
    *WORDS["first_join"],
    *WORDS["last_leave"],
    *WORDS["in_meeting"],
    *WORDS["upn"],
)
"""Headings that only a report of Teams has: a sheet with one was kept by no hand."""

COLUMNS = {
    "name": text(*WORDS["name"]),
    "joined_at": moment(*WORDS["first_join"]).or_note(
        "when people came, and for how long, is not known"
    ),
    "left_at": moment(*WORDS["last_leave"]).or_note(
        "when people left is not known", beside=WORDS["first_join"]
    ),
    "minutes": duration(*WORDS["in_meeting"]).or_note(
        "how long people stayed is worked out from their coming and going",
        beside=WORDS["first_join"],
    ),
    "address": address(*WORDS["email"]).or_note(
        "people are told apart by name alone", may_be_empty=True
    ),
    "upn": address(*WORDS["upn"]),
    "registered_address": address(*WORDS["registration_email"]).or_note(
        "nobody in it counts as registered",
        bears_on=Source.REGISTRATIONS,
        beside=tuple(
            word
            for thing in (
                *("registered_participants", "registration_email"),
                *("registration_time", "registration_status"),
            )
            for word in WORDS[thing]
        ),
    ),
    "standing": text(*WORDS["registration_status"]),
    "role": text(*WORDS["role"]).or_note("who hosted is not known"),
}


def _report(blocks: Sequence[Block]) -> Tables:
    """Section 2, one row an identity; section 3 repeats everybody and is read where it stands alone.

    A webinar lists who registered and never came in the same section, without a role or a time.
    """
    block = blocks[0]
    _check_participants(block)
    _check_one(block.sheet)
    lines = block.lines
    # where an organisation hides when people came, a role still shows who of the registered did
    shows = "role" if any(map(_has_registered, lines)) else "joined_at"
    told = any(line[each] is not None for line in lines for each in ("joined_at", shows))
    attendance = [
        _attendee(line, never_came=told and _shows_nothing(line), standing=standing)
        for line, standing in zip(lines, teams_standings(block), strict=True)
    ]
    return one_session(
        block,
        attendance,
        kind=SessionKind.ATTENDANCE,
        title=" ".join(block.text_beside(*WORDS["title"]).split()),
        starts_at=block.moment_beside(*WORDS["start"]),
        ends_at=block.moment_beside(*WORDS["end"]),
    )


def _report_v1(blocks: Sequence[Block]) -> Tables:
    """One row each time that somebody came in, of one meeting."""
    _check_one_table(blocks)
    return _report(blocks)


def _has_registered(line: Line) -> bool:
    return line["registered_address"] is not None


def _shows_nothing(line: Line) -> bool:
    """Whether a line has neither a role nor a time, as that of somebody who never came."""
    return all(line[each] is None for each in ("role", "joined_at", "minutes"))


def _attendee(line: Line, *, never_came: bool, standing: str | None) -> Line:
    """Say of a line who it is of, as what, and whether they registered and came."""
    withdrawn = never_came and standing == "cancelled"
    if withdrawn:
        status = AttendanceStatus.CANCELLED
    else:
        status = AttendanceStatus.ABSENT if never_came else AttendanceStatus.ATTENDED
    registered = (_has_registered(line) or never_came) and not withdrawn
    return {
        **line,
        "address": line["registered_address"] or line["address"] or line["upn"],
        "role": line["role"] and _role(line["role"]),
        "status": status,
        "registered": registered or None,
    }


def teams_standings(block: Block) -> list[str | None]:
    """Say of each row whether its registration stands: `confirmed`, `cancelled`, or unknown."""
    stated = block.values["standing"]
    standings = [each and STANDINGS.get(heading(each), "") for each in stated]
    if "" in standings:
        position = standings.index("")
        raise CellError(
            block.sheet.file,
            row=block.rows[position].number,
            column=block.shown["standing"],
            value=stated[position],
            expected="a status of a registration that copmetrics knows",
            advice="Set it to Confirmed or Canceled.",
        )
    return standings


def _role(said: str) -> str:
    """Return a role by the word that English has for it, so that hosts are hosts in every language."""
    thing = ROLES.get(heading(said))
    return said if thing is None or heading(said) in ENGLISH_ROLES else thing.capitalize()


def _check_participants(block: Block) -> None:
    """Refuse a report whose section 2 has headings that nobody knows: section 3 has no no-shows."""
    titles = [row.cells[0].strip()[:2] for row in block.before if row.cells]
    if titles and "3." in titles and "2." in titles:
        what = "has a list of participants whose headings copmetrics does not know"
        advice = "Download it with Teams set to English, or send us its headings."
        places = TEAMS_REPORT.rule.almost(block.sheet)
        rows = [row for row in map(block.sheet.rows.__getitem__, places) if row in block.before]
        lacking = min(map(TEAMS_REPORT.lacking, rows), key=len, default=[])
        if len(lacking) == 1:
            what = f"has a list of participants without the heading {lacking[0]}"
            advice = "Write it over its column, or download the report again."
        raise FileError(block.sheet.file, what, advice=advice)


def _check_one(sheet: Sheet) -> None:
    """Refuse a file with the participants of several meetings: only the first would be read."""
    sections = list(sections_in(sheet))
    listed = [each for each in sections if each.words.startswith("2. ")]
    if len(listed) > 1:
        what = f"holds several reports: another lists its participants under row {listed[1].title.number}"
        raise FileError(sheet.file, what, advice="Keep each in a file of its own.")
    ends = (each.first for each in sections if each.words.startswith("3. "))
    last = next(ends, len(sheet.rows))
    again = [head for head in TEAMS_REPORT.rule.places(sheet) if head < last][1:]
    if again:
        what = f"repeats its headings in row {sheet.rows[again[0]].number}"
        raise FileError(sheet.file, what, advice="Delete that row, or download the report again.")


def _check_one_table(blocks: Sequence[Block]) -> None:
    """Refuse a file with several lists of participants: only the first would be read."""
    if len(blocks) > 1:
        what = f"holds several reports: another begins in row {blocks[1].heading_row}"
        raise FileError(blocks[0].sheet.file, what, advice="Keep each in a file of its own.")


def _strangers(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Note]:
    """Say of each section that is none of Teams's that it is not read: these are numbered from 1 to 4."""
    return not_read(sheet, spans, lambda section: section.words[:3] in NUMBERED)


def _lines_between(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Note]:
    """Say of what stands under a lone line below the first table that it is not read."""
    return not_read(sheet, spans, lambda section: section.first < spans[0].heading_row)


def _is_numbered(sheet: Sheet) -> bool:
    """Whether the sheet has the numbered sections of the newer report, whatever its language."""
    firsts = (next(filter(None, map(str.strip, row.cells)), "") for row in sheet.rows)
    return any(first[:3] in NUMBERED for first in firsts)


def _is_one_section(sheet: Sheet) -> bool:
    """Whether the sheet is one section alone, copied out of a report: its headings open it."""
    opening = next((place for place, row in enumerate(sheet.rows) if not row.is_blank), -1)
    return opening in ONE_SECTION.places(sheet)


NUMBERED: Final = ("1. ", "2. ", "3. ", "4. ")
ONE_SECTION: Final = HeadingRule(
    (WORDS["first_join"], WORDS["last_leave"], WORDS["in_meeting"]), ()
)

TEAMS_REPORT = SectionsReader(
    name="Microsoft Teams attendance report",
    required_headings=(
        WORDS["name"],
        WORDS["email"],
        WORDS["role"],
        WORDS["upn"] + WORDS["first_join"],
    ),
    has_totals=True,
    excluding_headings=(*WORDS["action"], *LOOK_ALIKES),
    columns=COLUMNS,
    accepts=lambda sheet: _is_numbered(sheet) or _is_one_section(sheet),
    said_of_sections=_strangers,
    to_raw_tables=_report,
)

TEAMS_REPORT_V1 = SectionsReader(
    name="Microsoft Teams attendance report of 2021",
    has_full_rows=True,
    required_headings=tuple(
        WORDS[each] for each in ("name", "first_join", "last_leave", "email", "role")
    ),
    excluding_headings=LOOK_ALIKES,
    columns=COLUMNS,
    accepts=lambda sheet: not _is_numbered(sheet) and not _is_one_section(sheet),
    said_of_sections=_lines_between,
    to_raw_tables=_report_v1,
)
