"""Microsoft Forms and Google Forms: a form that people fill in to sign in."""

from __future__ import annotations

import re

import pandas as pd

from copmetrics.readers.base import (
    Block,
    Reader,
    Tables,
    full_name,
    moment,
    organisation,
    profession,
    text,
)
from copmetrics.readers.files import Sheet
from copmetrics.readers.meetings import ATTENDED
from copmetrics.readers.questionnaires import is_questionnaire

__all__ = ["GOOGLE_FORMS", "MICROSOFT_FORMS"]

_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")
_WHO = re.compile(r"\b(e-?mail|(your|full|first|last) name)\b|^(sur)?name$|^username$")
NOBODY = frozenset({"anonymous", "anonym", "anonyme", "anónimo"})

QUESTIONS = {
    "own_name": text(pattern=r"\b(your|full) name\b"),
    "first_name": text(pattern=r"\b(first|given) name\b"),
    "surname": text(pattern=r"\b(last|family) name\b|\bsurname\b"),
    "name": text("Name"),
    "organisation": organisation(),
    "profession": profession(),
    "event": text("Event", pattern=r"\bwhich event\b"),
}


def _responses(blocks: list[Block]) -> Tables:
    """One row an answer; the day of the event is the day on which most answered."""
    (block,) = blocks
    rows = block.frame
    timezone = block.context.settings.timezone
    local_days = rows["answered_at"].dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()
    event = rows["event"].fillna("")
    session = block.sheet.file + "#" + event
    attendance = rows.assign(
        session=session, name=_names(rows), address=_addresses(block), status=ATTENDED
    )
    days = local_days.groupby(session).agg(lambda each: each.mode().min())
    sessions = pd.DataFrame(
        {"session": session, "title": rows["event"], "source_row": block.heading_row}
    ).drop_duplicates("session")
    start = block.context.answers.starts
    sessions = sessions.assign(
        day=pd.Timestamp(start) if start else sessions["session"].map(days),
        event=block.context.answers.event,
        kind="attendance",
    )
    return {"sessions": sessions, "attendance": attendance}


def _names(rows: pd.DataFrame) -> pd.Series:
    said = rows["own_name"].fillna(full_name(rows)).fillna(rows["name"])
    return said.mask(said.str.casefold().isin(NOBODY))


def _addresses(block: Block) -> pd.Series:
    """Take the column with most different addresses: an anonymous form asks for it in a question."""
    columns = [block.raw(position) for position in range(len(block.headings))]
    valid = [
        column.where(column.map(lambda cell: bool(cell and _ADDRESS.fullmatch(cell))), None)
        for column in columns
    ]
    return max(valid, key=lambda column: column.nunique()).astype("str")


def _asks_who(sheet: Sheet) -> bool:
    """Whether the form asks for a name or an address: else it is a survey, not a sign-in."""
    if is_questionnaire(sheet):
        return False
    head = next((row for row in sheet.rows if not row.is_blank), None)
    return head is not None and any(_WHO.search(each) for each in head.headings)


MICROSOFT_FORMS = Reader(
    name="Microsoft Forms sign-in",
    tells=(("ID",), ("Start time",), ("Completion time",)),
    columns={"answered_at": moment("Completion time"), **QUESTIONS},
    accepts=_asks_who,
    shape=_responses,
)

GOOGLE_FORMS = Reader(
    name="Google Forms sign-in",
    opening=("timestamp",),
    tells=(("Timestamp",),),
    never=("User Action", "IP", "Url"),
    columns={"answered_at": moment("Timestamp"), **QUESTIONS},
    accepts=lambda sheet: _asks_who(sheet) and len(sheet.rows[0].cells) > 2,
    shape=_responses,
)
