"""Zoom: who attended a webinar, in the sections of its report, and who registered for one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import (
    address,
    choice,
    moment,
    organisation,
    profession,
    text,
    whole,
)
from copmetrics.readers.files import heading
from copmetrics.readers.meetings import SessionKind, one_session, registrations
from copmetrics.readers.reader import SectionsReader, TableReader, Tables
from copmetrics.readers.vocabulary import meanings
from copmetrics.readers.zoom import ZOOM_WORDS, any_of, yes_or_no

__all__ = ["ZOOM_REGISTERED", "ZOOM_REGISTRATIONS", "ZOOM_WEBINAR"]

WORDS: Final = ZOOM_WORDS
SECTIONS: Final = meanings(WORDS, "host_section", "panelist_section")
ROLES: Final = {"host_section": "Host", "panelist_section": "Panelist"}
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
        beside=WORDS["approval"],
    ),
    "approval": choice(
        *WORDS["approval"],
        options={"approved": any_of("approved"), "withdrawn": any_of("withdrawn")},
    ).or_note(
        "all who registered count, refused or cancelled too",
        bears_on=Source.REGISTRATIONS,
        beside=WORDS["registered_at"],
    ),
    "organisation": organisation("Organization", "Organisation"),
    "profession": profession("Job Title"),
}


def _webinar(blocks: Sequence[Block]) -> Tables:
    """Hosts, panellists, attendees and telephone callers; no-shows stand in the same table.

    A second row of somebody who re-joined leaves the name and registration empty: they are
    carried down from the first row of that address.
    """
    first = blocks[0]
    audience = max((i for i, each in enumerate(blocks) if _says_who_came(each)), default=0)
    rows = pd.concat(
        [_rows(block, _role(block, i < audience)) for i, block in enumerate(blocks)],
        ignore_index=True,
    )
    return one_session(
        first,
        rows,
        kind=SessionKind.ATTENDANCE,
        native_id=first.text_under(*WORDS["number"]),
        title=first.text_under(*WORDS["topic"]),
        starts_at=first.moment_under(*WORDS["start"]),
    )


def _says_who_came(block: Block) -> bool:
    return not frozenset(map(heading, WORDS["attended"])).isdisjoint(block.headings)


def _role(block: Block, is_before_the_audience: bool) -> str | None:
    """Tell by the section whether its people hosted: by its title, else by its place.

    The audience is the last of the tables that say who came; those above it are of hosts.
    """
    above = block.before[-1].headings[0] if block.before and block.before[-1].cells else ""
    titled = ROLES.get(SECTIONS.get(above, ""))
    return titled or (ROLES["panelist_section"] if is_before_the_audience else None)


def _rows(block: Block, role: str | None) -> pd.DataFrame:
    rows = block.frame
    unsaid = rows["joined_at"].notna() if _says_who_came(block) else True
    came = rows["attended"].eq("yes").fillna(False) | (rows["attended"].isna() & unsaid)
    carried = rows["registered_at"].groupby(rows["address"]).transform("first")
    withdrawn = rows["approval"].eq("withdrawn").fillna(False)
    absent = pd.Series(AttendanceStatus.ABSENT, index=rows.index).mask(
        withdrawn, AttendanceStatus.CANCELLED
    )
    return rows.assign(
        name=full_name(rows).fillna(rows["name"]),
        role=role,
        status=absent.mask(came, AttendanceStatus.ATTENDED),
        registered=(rows["registered_at"].notna() | carried.notna()) & ~withdrawn,
    )


ZOOM_WEBINAR = SectionsReader(
    name="Zoom webinar attendees",
    first_cell=WORDS["attendee_report"],
    every_table=True,
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
    rows = block.frame
    withdrawn = rows["approval"].eq("withdrawn").fillna(False)
    return one_session(
        block,
        registrations(rows, withdrawn=withdrawn),
        kind=SessionKind.REGISTRATIONS,
        native_id=block.text_under(*WORDS["number"]),
        title=block.text_under(*WORDS["topic"]),
        starts_at=block.moment_under(*WORDS["start"]),
    )


ZOOM_REGISTRATIONS = TableReader(
    name="Zoom registrations",
    required_headings=(WORDS["registered_at"], WORDS["approval"], WORDS["address"]),
    excluding_headings=(*WORDS["in_session"], *WORDS["attended"]),
    columns=PERSON,
    to_raw_tables=_registrations,
)
