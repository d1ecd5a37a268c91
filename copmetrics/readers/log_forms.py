"""Microsoft Forms and Google Forms whose answers are lines of a log: items of the agenda, and outputs.

What a form is for shows in its questions, in English. One of the agenda asks what to talk about, and who
could take it or of which kind it is; one of outputs for a title, a link and a kind. Who filled it in is not
kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from copmetrics.framework.stories import Consent
from copmetrics.readers.agenda import AGENDA, agenda_lines
from copmetrics.readers.block import Block
from copmetrics.readers.columns import Absence, Column, IfAbsent, choice, moment
from copmetrics.readers.counted_questions import CountedForm
from copmetrics.readers.files import Sheet
from copmetrics.readers.form_exports import (
    GOOGLE,
    GOOGLE_ANSWERED,
    MICROSOFT,
    MICROSOFT_ANSWERED,
    WHO_FILLED_IN,
    asking,
    asks,
)
from copmetrics.readers.outputs import OUTPUTS, output_lines
from copmetrics.readers.reader import Tables
from copmetrics.readers.sign_in_words import NO_TICKS, TICKS
from copmetrics.readers.stories import CONDITION, CONSENT

__all__ = [
    "AGENDA_GOOGLE",
    "AGENDA_MICROSOFT",
    "OUTPUTS_GOOGLE",
    "OUTPUTS_MICROSOFT",
    "is_log_form",
]

_DO: Final = r"(?:talk about|discuss|take up|explore|work on|learn)"
_WORDS: Final = r"(?:questions?|challenges?|opportunit(?:y|ies)|resources?)"
ITEM: Final = (
    rf"\bwhat (?:should|could|shall) (?:we|the community) {_DO}\b"
    rf"|\bwhat would you like (?:us|the community) to {_DO}\b"
    rf"|^(?!is (?:it|this)\b)(?!.*\bkind\b).*\b{_WORDS}(?:, {_WORDS})*,? or (?:an? )?{_WORDS}\b"
)
TAKES: Final = r"\bwho (?:could|can|will|would|should|might) (?:take|lead|own)\b|\bwho takes it\b"
KIND: Final = (
    rf"^kind\W*$|\b(?:what|which) kind\b|\bkind of (?:item|output|thing)\b"
    rf"|^is (?:it|this)\b.*\b{_WORDS}\b"
)
TITLE: Final = r"^title\W*$|\btitle of (?:the |your )?output\b|\bwhat is it called\b"
LINK: Final = r"\blink\b|\bweb address\b"
SEEN: Final = rf"\bmay others (?:see|read)\b|{asking('who_may_read')}"
EVENT: Final = rf"{asking('event')}|\bat what event\b"


def _alone(marks: Iterable[str]) -> str:
    """Return the expression for an answer that is a word for yes, or for no, in any language, and no more.

    What stands behind one may take it back, in words that nobody here knows.
    """
    words = (re.escape(each) for each in sorted(marks) if len(each) > 1 and each.isalpha())
    return rf"^(?:{'|'.join(words)})\W*$"


YES_OR_NO: Final[Mapping[str, str]] = {
    **CONSENT,
    Consent.PRIVATE: rf"{CONSENT[Consent.PRIVATE]}|^no\b.*$|{_alone(NO_TICKS)}",
    Consent.MEMBERS: rf"{CONSENT[Consent.MEMBERS]}|^yes\b(?!.*(?:{CONDITION}))|{_alone(TICKS)}",
}
"""A plain yes is for members: whoever means more people says so."""
ITEM_COUNTED: Final = {"taken_by": "Who could take it?"}
OUTPUT_COUNTED: Final = {"consent": "May others see it?"}


def _asked(declared: Mapping[str, Column], **questions: str) -> dict[str, Column]:
    """Return the columns of a log's own workbook, each with the wording of the question that asks for it."""
    consent = replace(
        choice("Consent", options=YES_OR_NO, pattern=SEEN, in_other_words=True),
        expected=f"yes or no, or one of {', '.join(YES_OR_NO)}",
    )
    worded = {
        name: replace(column, pattern=questions.get(name, "")) for name, column in declared.items()
    }
    return {**worded, "consent": consent}


ITEMS: Final = {
    **_asked(AGENDA.columns, item=ITEM, kind=KIND, topic=r"\btopic\b", taken_by=TAKES, event=EVENT),
    "status": replace(
        AGENDA.columns["status"],
        if_absent=IfAbsent(
            Absence.NOTE,
            says="its items are open, unless another file says what became of them",
            may_be_empty=True,
        ),
    ),
}
"""Status, Closed on and Outcome are columns that whoever keeps the agenda adds to the answers: the next
export lacks them, and would have what was closed open again."""
THINGS: Final = {
    **_asked(OUTPUTS.columns, title=TITLE, event=EVENT, kind=KIND, place=LINK),
    "shared_at": moment("Date"),
}


def _is_agenda(sheet: Sheet) -> bool:
    tells_more = asks(sheet, [TAKES]) or asks(sheet, [KIND])
    return asks(sheet, [ITEM]) and tells_more and not asks(sheet, [asking("rating")])


def _is_outputs(sheet: Sheet) -> bool:
    return asks(sheet, [TITLE, LINK, KIND])


def is_log_form(sheet: Sheet) -> bool:
    """Whether the answers of a form are items of the agenda, or outputs."""
    return _is_agenda(sheet) or _is_outputs(sheet)


def _outputs_answered(block: Block) -> Tables:
    """One row an answer, of the day that it names or else of that on which it was given."""
    lines = output_lines(block)["outputs"]
    return {
        "outputs": [
            {**each, "shared_at": each["shared_at"] or each["answered_at"]} for each in lines
        ]
    }


AGENDA_MICROSOFT = CountedForm(
    counted=ITEM_COUNTED,
    name="Microsoft Forms agenda items",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={**ITEMS, "raised_at": MICROSOFT_ANSWERED},
    never_read=WHO_FILLED_IN,
    accepts=_is_agenda,
    to_raw_tables=agenda_lines,
)
AGENDA_GOOGLE = CountedForm(
    counted=ITEM_COUNTED,
    name="Google Forms agenda items",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    columns={**ITEMS, "raised_at": GOOGLE_ANSWERED},
    never_read=WHO_FILLED_IN,
    accepts=_is_agenda,
    to_raw_tables=agenda_lines,
)
OUTPUTS_MICROSOFT = CountedForm(
    counted=OUTPUT_COUNTED,
    name="Microsoft Forms outputs",
    has_full_rows=True,
    required_headings=MICROSOFT,
    columns={"answered_at": MICROSOFT_ANSWERED, **THINGS},
    never_read=WHO_FILLED_IN,
    accepts=_is_outputs,
    to_raw_tables=_outputs_answered,
)
OUTPUTS_GOOGLE = CountedForm(
    counted=OUTPUT_COUNTED,
    name="Google Forms outputs",
    first_cell=GOOGLE,
    required_headings=(GOOGLE,),
    columns={"answered_at": GOOGLE_ANSWERED, **THINGS},
    never_read=WHO_FILLED_IN,
    accepts=_is_outputs,
    to_raw_tables=_outputs_answered,
)
