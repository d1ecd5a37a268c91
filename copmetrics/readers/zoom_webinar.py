"""Zoom: who attended a webinar, in the sections of its report, and who registered for one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line, name_on
from copmetrics.readers.column_notes import Note
from copmetrics.readers.columns import (
    address,
    band,
    choice,
    moment,
    text,
    whole,
)
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_exports import organisation_question, profession_question
from copmetrics.readers.meetings import SessionKind, one_session, registrations
from copmetrics.readers.reader import SectionsReader, TableReader, Tables
from copmetrics.readers.section_titles import named_tables, not_read
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import meanings
from copmetrics.readers.zoom import ZOOM_WORDS, any_of, yes_or_no

__all__ = ["ZOOM_REGISTERED", "ZOOM_REGISTRATIONS", "ZOOM_WEBINAR"]

WORDS: Final = ZOOM_WORDS
SECTIONS: Final = meanings(WORDS, "host_section", "panelist_section", "audience_section")
"""What each noun in the title of a section says of who is listed under it."""
REPORT: Final = frozenset(map(heading, WORDS["attendee_report"]))
PANELIST: Final = "Panelist"
ROLES: Final = {"host_section": "Host", "panelist_section": PANELIST, "audience_section": None}
ATTENDED: Final = frozenset(map(heading, WORDS["attended"]))
ZOOM_REGISTERED: Final = (*WORDS["registered_at"], *WORDS["approval"])
"""Headings that only a list of who registered has."""

PERSON: Final = {
    "first_name": text(*WORDS["first_name"]),
    "surname": text(*WORDS["surname"]),
    "address": address(*WORDS["address"]).or_note(
        "people are told apart by name alone", beside=ZOOM_REGISTERED
    ),
    "registered_at": moment(*WORDS["registered_at"]).or_note(
        "nobody in it counts as registered",
        bears_on=Source.REGISTRATIONS,
        beside=WORDS["approval"] + WORDS["first_name"],
    ),
    "approval": choice(
        *WORDS["approval"],
        options={"approved": any_of("approved"), "withdrawn": any_of("withdrawn")},
    ).or_note(
        "all who registered count, refused or cancelled too",
        bears_on=Source.REGISTRATIONS,
        beside=WORDS["registered_at"] + WORDS["first_name"],
    ),
    "organisation": organisation_question("Organization", "Organisation"),
    "profession": profession_question("Job Title"),
    "band": band(),
}


def _webinar(blocks: Sequence[Block]) -> Tables:
    """Hosts, panellists, attendees and telephone callers; no-shows stand in the same table.

    A second row of somebody who re-joined leaves the name and registration empty: they are
    carried down from the first row of that address.
    """
    first = blocks[0]
    roles = _roles(first.sheet, [len(block.before) for block in blocks])
    people = [
        line for block, role in zip(blocks, roles, strict=True) for line in _people(block, role)
    ]
    return one_session(
        first,
        people,
        kind=SessionKind.ATTENDANCE,
        native_id=first.text_under(*WORDS["number"]),
        title=first.text_under(*WORDS["topic"]),
        starts_at=first.moment_under(*WORDS["start"]),
    )


def _says_who_came(found: Collection[str]) -> bool:
    return not ATTENDED.isdisjoint(found)


def _roles(sheet: Sheet, heads: Sequence[int]) -> list[str | None]:
    """Tell of the table under each of these heading rows whether its people hosted: by title, else by place.

    The audience is the last of the tables that say who came; those above it are of hosts.
    """
    titled = named_tables(sheet, SECTIONS)
    telling = [head for head in heads if _says_who_came(sheet.rows[head].headings)]
    audience = max(telling, default=0)
    return [
        ROLES[titled[head]] if head in titled else PANELIST if head < audience else None
        for head in heads
    ]


def _untitled(sheet: Sheet, spans: Sequence[Span]) -> Iterator[Note]:
    """Say of each table whose title is not known as whom its people count, and of each that is not read."""
    titled = named_tables(sheet, SECTIONS)
    heads = [span.heading_row for span in spans]
    for head, role in zip(heads, _roles(sheet, heads), strict=True):
        if head not in titled:
            says = (
                f"no title that copmetrics knows above row {sheet.rows[head].number}: by their place, "
                f"the people under it count as {'audience' if role is None else 'panellists'}"
            )
            yield Note(says, Source.ATTENDANCE)
    yield from not_read(sheet, spans, lambda section: section.words in REPORT)


def _people(block: Block, role: str | None) -> list[Line]:
    """Say of each line of a table who it is of, as what, and whether they registered and came."""
    lines, says_who_came = block.lines, _says_who_came(block.headings)
    registered = {line["address"] for line in lines if line["registered_at"] is not None} - {None}
    return [
        {
            **line,
            "name": name_on(line) or line["name"],
            "role": role,
            "status": _status(line, says_who_came),
            # somebody may have registered in another row of their address
            "registered": (line["registered_at"] is not None or line["address"] in registered)
            and line["approval"] != "withdrawn",
        }
        for line in lines
    ]


def _status(line: Line, says_who_came: bool) -> AttendanceStatus:
    came = line["attended"] == "yes"
    if line["attended"] is None:
        came = line["joined_at"] is not None or not says_who_came
    if came:
        return AttendanceStatus.ATTENDED
    withdrawn = line["approval"] == "withdrawn"
    return AttendanceStatus.CANCELLED if withdrawn else AttendanceStatus.ABSENT


ZOOM_WEBINAR = SectionsReader(
    name="Zoom webinar attendees",
    tells_of=(Source.REGISTRATIONS, Source.ATTENDANCE),
    has_full_rows=True,
    first_cell=WORDS["attendee_report"],
    every_table=True,
    said_of_sections=_untitled,
    required_headings=(WORDS["joined_at"], WORDS["left_at"], WORDS["in_session"]),
    excluding_headings=("Interest Rating",),
    columns={
        "attended": yes_or_no(*WORDS["attended"]).or_question(
            "who of those registered came does not show",
            beside=(*WORDS["first_name"], *ZOOM_REGISTERED),
        ),
        "name": text(*WORDS["user_name"]),
        **PERSON,
        "joined_at": moment(*WORDS["joined_at"]),
        "left_at": moment(*WORDS["left_at"]).or_note("when people left is not known"),
        "minutes": whole(*WORDS["in_session"]).or_note(
            "how long people stayed is worked out from their coming and going"
        ),
    },
    to_raw_tables=_webinar,
)


def _registrations(block: Block) -> Tables:
    """One row a registration; one that was denied or cancelled is none."""
    lines = block.lines
    return one_session(
        block,
        registrations(lines, withdrawn=[line["approval"] == "withdrawn" for line in lines]),
        kind=SessionKind.REGISTRATIONS,
        native_id=block.text_under(*WORDS["number"]),
        title=block.text_under(*WORDS["topic"]),
        starts_at=block.moment_under(*WORDS["start"]),
    )


ZOOM_REGISTRATIONS = TableReader(
    name="Zoom registrations",
    tells_of=(Source.REGISTRATIONS,),
    has_full_rows=True,
    required_headings=(WORDS["registered_at"], WORDS["approval"], WORDS["address"]),
    excluding_headings=(*WORDS["in_session"], *WORDS["attended"]),
    columns=PERSON,
    to_raw_tables=_registrations,
)
