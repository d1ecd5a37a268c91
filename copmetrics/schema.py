"""The canonical tables: which columns they have, of which kind, and what must hold in them.

Readers fill the *raw* tables, which still name people. `directory.py` turns them into the tables
that models, measures and reports see, where a person is a pseudonym. A missing value is always
*unknown*; nothing here is filled with zero.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

__all__ = [
    "ACTIVITY",
    "ATTENDANCE",
    "EVENTS",
    "FEEDBACK",
    "LINKS",
    "MAILINGS",
    "MEMBERS",
    "NARRATIVES",
    "NARRATIVE_TABLES",
    "RAW",
    "READINGS",
    "REGISTER",
    "SEGMENTS",
    "STORIES",
    "TABLES",
    "TARGETS",
    "Table",
    "listed",
]

TEXT: Final = "str"
NUMBER: Final = "float64"
FLAG: Final = "boolean"
INSTANT: Final = "datetime64[us, UTC]"
DAY: Final = "datetime64[us]"
ROW: Final = "Int64"

SOURCE: Final = {"source_file": TEXT, "source_row": ROW}


def listed(cell: object) -> list[str]:
    """Return what a cell lists: parts between semicolons, commas or line breaks; none if empty."""
    parts = re.split(r"[;,\n]", cell) if isinstance(cell, str) else []
    return [each.strip() for each in parts if each.strip()]


@dataclass(frozen=True)
class Table:
    """One table's name and columns, with the pandas type of each."""

    name: str
    columns: dict[str, str]

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, its columns typed."""
        return self.conform(pd.DataFrame())

    def together(self, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Put the rows of several files under one another, and type them once."""
        if not frames:
            return self.empty()
        return self.conform(pd.concat(frames, ignore_index=True))

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with just this table's columns, in order, typed; absent ones unknown.

        Instants without a time zone are taken as UTC.
        """
        if {name: str(kind) for name, kind in frame.dtypes.items()} == self.columns and isinstance(
            frame.index, pd.RangeIndex
        ):
            return frame[list(self.columns)]
        given = frame.reindex(columns=list(self.columns))
        instants = [name for name, kind in self.columns.items() if kind == INSTANT]
        aware = {
            name: pd.to_datetime(given[name], utc=True)
            for name in instants
            if given[name].dtype != INSTANT
        }
        return given.assign(**aware).astype(self.columns).reset_index(drop=True)


def _table(name: str, /, **columns: str) -> Table:
    return Table(name, {**columns, **SOURCE})


# What readers give. `session` ties the rows of one file to the meeting they were recorded at.
RAW_SESSIONS = _table(
    "sessions",
    session=TEXT,
    native_id=TEXT,
    title=TEXT,
    starts_at=INSTANT,
    ends_at=INSTANT,
    day=DAY,
    event=TEXT,
    format=TEXT,
    activity=TEXT,
    channel=TEXT,
    host=TEXT,
    cancelled=FLAG,
    cluster=TEXT,
    from_with=NUMBER,
    informal_formal=NUMBER,
    inside_outside=TEXT,
    kind=TEXT,
)
RAW_ATTENDANCE = _table(
    "attendance",
    session=TEXT,
    name=TEXT,
    address=TEXT,
    ticket=TEXT,
    organisation=TEXT,
    profession=TEXT,
    role=TEXT,
    status=TEXT,
    registered=FLAG,
    joined_at=INSTANT,
    left_at=INSTANT,
    minutes=NUMBER,
    left_out=TEXT,
)
RAW_CONTACTS = _table(
    "contacts",
    name=TEXT,
    address=TEXT,
    organisation=TEXT,
    profession=TEXT,
    reason=TEXT,
    joined_at=INSTANT,
    left_at=INSTANT,
    changed_at=INSTANT,
    part=TEXT,
    export=TEXT,
    exported_at=INSTANT,
    audience=TEXT,
    left_out=TEXT,
)
RAW_REASONS = _table(
    "reasons",
    name=TEXT,
    address=TEXT,
    organisation=TEXT,
    profession=TEXT,
    reason=TEXT,
    answered_at=INSTANT,
    left_out=TEXT,
)
RAW_MAILINGS = _table(
    "mailings",
    mailing=TEXT,
    title=TEXT,
    subject=TEXT,
    sent_at=INSTANT,
    recipients=NUMBER,
    delivered=NUMBER,
    soft_bounces=NUMBER,
    hard_bounces=NUMBER,
    bounces=NUMBER,
    unique_opens=NUMBER,
    proxy_excluded_unique_opens=NUMBER,
    opens=NUMBER,
    unique_clicks=NUMBER,
    clicks=NUMBER,
    unsubscribes=NUMBER,
    left_out=TEXT,
)
RAW_ACTIVITY = _table(
    "activity",
    mailing=TEXT,
    address=TEXT,
    name=TEXT,
    action=TEXT,
    happened_at=INSTANT,
    url=TEXT,
    left_out=TEXT,
)
RAW_VARIANTS = _table("variants", variant=TEXT, name=TEXT)
RAW_TARGETS = _table("targets", kind=TEXT, name=TEXT)
RAW_FEEDBACK = _table(
    "feedback",
    event=TEXT,
    rating=NUMBER,
    plus=TEXT,
    delta=TEXT,
    answered_at=INSTANT,
    left_out=TEXT,
)
RAW_STORIES = _table(
    "stories",
    story=TEXT,
    title=TEXT,
    teller=TEXT,
    name=TEXT,
    address=TEXT,
    constituency=TEXT,
    collected_on=INSTANT,
    collected_by=TEXT,
    consent=TEXT,
    event=TEXT,
    began=TEXT,
    sign=TEXT,
    left_out=TEXT,
)
RAW_SEGMENTS = _table(
    "segments",
    story=TEXT,
    step=NUMBER,
    cycle=TEXT,
    text=TEXT,
    status=TEXT,
    follow_up_on=INSTANT,
    tagged_by=TEXT,
    cites=TEXT,
    explains=TEXT,
    contradicts=TEXT,
    suggests=TEXT,
    mentions=TEXT,
)
RAW_NARRATIVES = _table(
    "narratives",
    narrative=TEXT,
    teller=TEXT,
    constituency=TEXT,
    consent=TEXT,
    collected_on=INSTANT,
    part=TEXT,
    professional=TEXT,
    connections=TEXT,
    practice=TEXT,
    influence=TEXT,
)
RAW_REGISTER = _table(
    "register",
    label=TEXT,
    cycle=TEXT,
    question=TEXT,
    source=TEXT,
    unit=TEXT,
    better=TEXT,
    frequency=TEXT,
    collected_by=TEXT,
    minutes=NUMBER,
    target=TEXT,
    aspiration=TEXT,
    status=TEXT,
    proposed_by=TEXT,
    agreed_on=TEXT,
)
RAW_READINGS = _table(
    "readings",
    indicator=TEXT,
    quarter=TEXT,
    value=TEXT,
    numerator=NUMBER,
    denominator=NUMBER,
    people=NUMBER,
    status=TEXT,
)
RAW_CONSTITUENCIES = _table(
    "constituencies",
    constituency=TEXT,
    needs_to_know=TEXT,
    why=TEXT,
    can_do=TEXT,
    cycles=TEXT,
    indicators=TEXT,
    form=TEXT,
    cadence=TEXT,
    contact=TEXT,
)
RAW_STAKEHOLDERS = _table("stakeholders", stakeholder=TEXT, expects=TEXT, offers=TEXT, how_met=TEXT)

RAW: Final = {
    table.name: table
    for table in (
        RAW_SESSIONS,
        RAW_ATTENDANCE,
        RAW_CONTACTS,
        RAW_REASONS,
        RAW_MAILINGS,
        RAW_ACTIVITY,
        RAW_VARIANTS,
        RAW_TARGETS,
        RAW_FEEDBACK,
        RAW_STORIES,
        RAW_SEGMENTS,
        RAW_NARRATIVES,
        RAW_REGISTER,
        RAW_READINGS,
        RAW_CONSTITUENCIES,
        RAW_STAKEHOLDERS,
    )
}

# What models, measures and reports see.
EVENTS = _table(
    "events",
    event=TEXT,
    title=TEXT,
    starts_at=INSTANT,
    ends_at=INSTANT,
    time_known=FLAG,
    format=TEXT,
    activity=TEXT,
    channel=TEXT,
    host=TEXT,
    cancelled=FLAG,
    cluster=TEXT,
    from_with=NUMBER,
    informal_formal=NUMBER,
    inside_outside=TEXT,
)
ATTENDANCE = _table(
    "attendance",
    event=TEXT,
    attendee=TEXT,
    person=TEXT,
    certainty=TEXT,
    organisation=TEXT,
    profession=TEXT,
    role=TEXT,
    status=TEXT,
    registered=FLAG,
    joined_at=INSTANT,
    left_at=INSTANT,
    minutes=NUMBER,
    left_out=TEXT,
)
MEMBERS = _table(
    "members",
    person=TEXT,
    audience=TEXT,
    organisation=TEXT,
    profession=TEXT,
    reason=TEXT,
    joined_at=INSTANT,
    left_at=INSTANT,
    how_left=TEXT,
    left_out=TEXT,
)
MAILINGS = RAW_MAILINGS
ACTIVITY = _table(
    "activity",
    mailing=TEXT,
    person=TEXT,
    action=TEXT,
    happened_at=INSTANT,
    url=TEXT,
    left_out=TEXT,
)

FEEDBACK = RAW_FEEDBACK
TARGETS = RAW_TARGETS

TABLES: Final = {
    table.name: table
    for table in (EVENTS, ATTENDANCE, MEMBERS, MAILINGS, ACTIVITY, FEEDBACK, TARGETS)
}
"""What measures count from."""

STORIES = _table(
    "stories",
    story=TEXT,
    title=TEXT,
    teller=TEXT,
    constituency=TEXT,
    collected_on=DAY,
    collected_by=TEXT,
    consent=TEXT,
    event=TEXT,
    sign=TEXT,
)
SEGMENTS = _table(
    "segments",
    story=TEXT,
    step=NUMBER,
    cycle=TEXT,
    text=TEXT,
    status=TEXT,
    follow_up_on=DAY,
    tagged_by=TEXT,
)
LINKS = _table("links", story=TEXT, step=NUMBER, relation=TEXT, indicator=TEXT, claim=TEXT)
NARRATIVES = _table(
    "narratives",
    narrative=TEXT,
    teller=TEXT,
    constituency=TEXT,
    consent=TEXT,
    collected_on=DAY,
    part=TEXT,
    professional=TEXT,
    connections=TEXT,
    practice=TEXT,
    influence=TEXT,
)
REGISTER = _table(
    "register",
    indicator=TEXT,
    label=TEXT,
    cycle=TEXT,
    question=TEXT,
    source=TEXT,
    unit=TEXT,
    better=TEXT,
    frequency=TEXT,
    collected_by=TEXT,
    minutes=NUMBER,
    target=NUMBER,
    aspiration=TEXT,
    status=TEXT,
    proposed_by=TEXT,
    agreed_on=TEXT,
)
READINGS = _table(
    "readings",
    indicator=TEXT,
    quarter=TEXT,
    value=NUMBER,
    numerator=NUMBER,
    denominator=NUMBER,
    people=NUMBER,
    status=TEXT,
)
CONSTITUENCIES = RAW_CONSTITUENCIES
STAKEHOLDERS = RAW_STAKEHOLDERS

NARRATIVE_TABLES: Final = {
    table.name: table
    for table in (
        STORIES,
        SEGMENTS,
        LINKS,
        NARRATIVES,
        REGISTER,
        READINGS,
        CONSTITUENCIES,
        STAKEHOLDERS,
    )
}
"""What the community tells of itself: stories, its own indicators, who needs to know what."""
