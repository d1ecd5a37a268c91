"""Microsoft Teams: who registered for a webinar or a town hall, downloaded apart from who came."""

from __future__ import annotations

from typing import Final

from copmetrics.measures.base import Source
from copmetrics.readers.block import Block
from copmetrics.readers.columns import address, band, moment, text
from copmetrics.readers.form_exports import organisation_question, profession_question
from copmetrics.readers.meetings import SessionKind, one_session, registrations
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.teams import TEAMS_WORDS, teams_standings

__all__ = ["TEAMS_REGISTERED", "TEAMS_REGISTRATIONS"]

WORDS: Final = TEAMS_WORDS
TEAMS_REGISTERED: Final = (*WORDS["registration_time"], *WORDS["registration_status"])
"""Headings that only a list of who registered has."""


def _registrations(block: Block) -> Tables:
    """One row a registration; one that was withdrawn is none. It names neither the event nor its day."""
    withdrawn = [standing == "cancelled" for standing in teams_standings(block)]
    return one_session(
        block,
        registrations(block.lines, withdrawn=withdrawn),
        kind=SessionKind.REGISTRATIONS,
        title=" ".join(block.text_beside(*WORDS["title"]).split()),
        starts_at=block.moment_beside(*WORDS["start"]),
    )


TEAMS_REGISTRATIONS = TableReader(
    name="Microsoft Teams registrations",
    tells_of=(Source.REGISTRATIONS,),
    has_full_rows=True,
    required_headings=(
        WORDS["first_name"] + WORDS["surname"],
        WORDS["email"],
        WORDS["registration_time"],
        WORDS["registration_status"],
    ),
    excluding_headings=(*WORDS["upn"], *WORDS["first_join"]),
    columns={
        "first_name": text(*WORDS["first_name"]),
        "surname": text(*WORDS["surname"]),
        "address": address(*WORDS["email"]),
        "registered_at": moment(*WORDS["registration_time"]),
        "standing": text(*WORDS["registration_status"]).or_note(
            "withdrawn registrations count too", bears_on=Source.REGISTRATIONS
        ),
        "organisation": organisation_question("Organization", "Organisation"),
        "profession": profession_question("Job Title"),
        "band": band(),
    },
    to_raw_tables=_registrations,
)
