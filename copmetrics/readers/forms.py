"""Microsoft Forms and Google Forms that ask who fills them in: to sign in, or to join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.identity.names import is_nobody
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.cells import address_in, cells_at
from copmetrics.readers.column_notes import ColumnNotes
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.columns import band, reason_to_join, text
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.form_exports import (
    EVENT_ASKED,
    GOOGLE,
    GOOGLE_ANSWERED,
    MICROSOFT,
    MICROSOFT_ANSWERED,
    WORDS,
    asking,
    heard_question,
    organisation_question,
    profession_question,
    questions,
)
from copmetrics.readers.form_meetings import (
    ON_COMING,
    ask_unless_signed_in,
    came_by_form,
    local_days,
    title_in,
    with_sessions,
)
from copmetrics.readers.mailchimp_activity import GRANULAR_FOLDER
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.questionnaires import is_questionnaire
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.sign_in_column_notes import notes_on_how_many
from copmetrics.readers.sign_in_layout import layout_of
from copmetrics.readers.table_finding import Span

__all__ = ["GOOGLE_FORMS", "GOOGLE_JOINING", "MICROSOFT_FORMS", "MICROSOFT_JOINING"]

_WHO = re.compile(
    rf"\be-?mail\b|{asking('own_name', 'first_name', 'surname', 'address')}"
    rf"|^({'|'.join(map(heading, WORDS['name']))})$"
)
_OWN_NAME = re.compile(asking("own_name"))
_WHY_JOIN = rf"{asking('why')}.*{asking('join')}"
_JOINS = re.compile(
    r"\breasons? (for|to) join|\b(why|what br(ings|ought) you)\b.*\b(us|community|network|list|circle)\b"
    rf"|{_WHY_JOIN}"
)
"""What a joining form asks; why somebody joined today's session is asked of those who sign in."""

QUESTIONS = {
    "own_name": text(pattern=asking("own_name")),
    "first_name": text(pattern=asking("first_name")),
    "surname": text(pattern=asking("surname")),
    "name": text(*WORDS["name"]),
    "organisation": organisation_question(),
    "profession": profession_question(),
    "heard_from": heard_question(),
    "band": band(),
    "event": text("Event", pattern=EVENT_ASKED),
}


def _responses(block: Block) -> Tables:
    """One row an answer; answers of days that lie apart are of meetings of their own."""
    ask_unless_signed_in(block)
    rows = block.frame
    answered = rows.assign(
        name=_names(rows),
        address=_addresses(block),
        status=came_by_form(block),
        local_day=local_days(block),
        event=rows["event"].fillna("").map(title_in),
    )
    placed = with_sessions(block, answered)
    answers = placed.groupby("session")["answered_at"]
    spans = placed.assign(
        written_from=answers.transform("min"), written_to=answers.transform("max")
    )
    sessions = spans.drop_duplicates("session").assign(
        title=lambda each: each["event"].where(each["event"].ne("")),
        event=block.context.answers.event,
        kind=SessionKind.ATTENDANCE,
        source_row=block.heading_row,
    )
    return {"sessions": sessions, "attendance": placed}


def _joiners(block: Block) -> Tables:
    """One row an answer: who somebody is, and why they join. When they joined stands in the list."""
    rows = block.frame
    return {"reasons": rows.assign(name=_names(rows), address=_addresses(block))}


def _names(rows: pd.DataFrame) -> pd.Series:
    beside = rows["name"].where(rows["surname"].notna())
    named = rows.assign(first_name=rows["first_name"].fillna(beside))
    given = rows["own_name"].fillna(full_name(named)).fillna(rows["name"])
    return given.mask(given.map(is_nobody, na_action="ignore").eq(True))


def _addresses(block: Block) -> pd.Series:
    """Take the column with most different addresses: an anonymous form asks for it in a question."""
    place = _place_of_addresses(block.rows, len(block.headings))
    return pd.Series(_valid(block.rows, place), dtype="str")


def _place_of_addresses(rows: Sequence[Row], width: int) -> int:
    return max(range(width), key=lambda place: len({*_valid(rows, place)} - {None}))


def _valid(rows: Sequence[Row], place: int) -> list[str | None]:
    """Return the addresses in a column; nothing where something else stands."""
    return [cell and address_in(cell) for cell in cells_at(rows, place)]


def _found_by_content(sheet: Sheet, span: Span) -> set[int]:
    """Return the column of addresses, that of accounts, and the questions on coming."""
    found = sheet.rows[span.heading_row].headings
    accounts = set(map(heading, WORDS["address"]))
    of_accounts = {place for place, each in enumerate(found) if each in accounts}
    asked = layout_of(sheet.rows[span.heading_row]).places(*ON_COMING)
    return {_place_of_addresses(rows_under(sheet, span), len(found)), *of_accounts, *asked}


def _asks_who(sheet: Sheet) -> bool:
    """Whether the form asks for a name or an address: else it is a survey, not a sign-in."""
    if is_questionnaire(sheet):
        return False
    return any(_WHO.search(each) for each in questions(sheet))


def _asks_for_a_name(sheet: Sheet) -> bool:
    """Whether a form asks for a name: a time and an address alone are what mailing systems write, too."""
    return any(_OWN_NAME.search(each) for each in questions(sheet))


def _asks_why(sheet: Sheet) -> bool:
    """Whether the form asks who somebody is and why they join: then it is no sign-in."""
    return any(_JOINS.search(each) for each in questions(sheet)) and _asks_who(sheet)


def _signs_in(sheet: Sheet) -> bool:
    return _asks_who(sheet) and not _asks_why(sheet)


@dataclass(frozen=True, kw_only=True)
class SignInForm(TableReader):
    """The answers of a form by which people sign in."""

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say too which question may be answered with more people than one."""
        told = super().told(sheet, context)
        more = (each for span in self.spans(sheet) for each in notes_on_how_many(sheet, span))
        return replace(told, notes=(*told.notes, *more))


MICROSOFT_FORMS = SignInForm(
    name="Microsoft Forms sign-in",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={"answered_at": MICROSOFT_ANSWERED, **QUESTIONS},
    accepts=_signs_in,
    found_by_content=_found_by_content,
    to_raw_tables=_responses,
)

GOOGLE_FORMS = SignInForm(
    name="Google Forms sign-in",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    excluding_headings=("User Action", "IP", "Url"),
    columns={"answered_at": GOOGLE_ANSWERED, **QUESTIONS},
    accepts=lambda sheet: (
        _signs_in(sheet)
        and (sum(map(bool, questions(sheet))) > 2 or _asks_for_a_name(sheet))
        and GRANULAR_FOLDER not in sheet.file
    ),
    found_by_content=_found_by_content,
    to_raw_tables=_responses,
)

REASON = reason_to_join()
JOINING = {
    **QUESTIONS,
    "reason": replace(REASON, pattern=rf"{REASON.pattern}|{_WHY_JOIN}"),
}

MICROSOFT_JOINING = TableReader(
    name="Microsoft Forms joining form",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={"answered_at": MICROSOFT_ANSWERED, **JOINING},
    accepts=_asks_why,
    found_by_content=_found_by_content,
    to_raw_tables=_joiners,
)

GOOGLE_JOINING = TableReader(
    name="Google Forms joining form",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    excluding_headings=("User Action", "IP", "Url"),
    columns={"answered_at": GOOGLE_ANSWERED, **JOINING},
    accepts=_asks_why,
    found_by_content=_found_by_content,
    to_raw_tables=_joiners,
)
