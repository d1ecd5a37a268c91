"""A form's export whose questions nobody knows, in any language: asked about, with a line that reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.readers.cells import cells_at, holds
from copmetrics.readers.context import Context
from copmetrics.readers.feedback_form import RATING_ASKED, REMARKS_ASKED
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.form_exports import GOOGLE, GOOGLE_ANSWERED, MICROSOFT
from copmetrics.readers.form_purposes import SHOWN, free_questions, offers
from copmetrics.units import join_words

__all__ = ["ask_of_form", "ask_of_strange_form"]

_GIVEN: Final = re.compile(r"(?:10|\d)(?:[.,]\d+)?(?:\s*/\s*\d+)?")
"""A rating: a number up to ten, with its scale or without."""
_CLOCK: Final = re.compile(r"\d[:.]\d\d")
_GOOGLE: Final = frozenset(map(heading, GOOGLE))
_MICROSOFT: Final = tuple(frozenset(map(heading, group)) for group in MICROSOFT)


def ask_of_form(sheet: Sheet, context: Context) -> QuestionError | None:
    """Ask what a form is for that no reader claims; nothing of what is no form with answers.

    It is known by the headings that its export makes. The lines read it as what its questions may be, by
    their words; and as feedback by what is in them: numbers are ratings, texts remarks in their order.
    """
    head, rows = _parted(sheet)
    is_google = head.headings[:1] and head.headings[0] in _GOOGLE
    is_microsoft = all(not each.isdisjoint(head.headings) for each in _MICROSOFT)
    return _asked(sheet, rows, context, {}) if is_google or is_microsoft else None


def ask_of_strange_form(sheet: Sheet, context: Context) -> QuestionError | None:
    """Ask the same of what has the shape of a form's export, under headings in a language that nobody knows.

    Google's begins with when each was answered, Microsoft's with a number and two moments; and somewhere a
    heading asks.
    """
    head, rows = _parted(sheet)
    asks = any(each.strip().endswith("?") for each in head.cells)
    moments = [at for at in range(min(3, len(head.cells))) if _is_moment(rows, at)]
    ours = {(0,): GOOGLE[:1], (1, 2): tuple(each[0] for each in MICROSOFT)}.get(tuple(moments))
    if not asks or ours is None:
        return None
    return _asked(sheet, rows, context, dict(zip(ours, head.cells, strict=False)))


def _parted(sheet: Sheet) -> tuple[Row, Sequence[Row]]:
    """Return a sheet's first row, and the others."""
    rows = [row for row in sheet.rows if not row.is_blank]
    return (rows[0], rows[1:]) if rows else (Row(0, ()), ())


def _is_moment(rows: Sequence[Row], place: int) -> bool:
    """Whether a moment stands in every row of a column: a date and a time of day."""
    cells = cells_at(rows, place)
    return all(each and _CLOCK.search(each) for each in cells) and holds(cells, GOOGLE_ANSWERED)


def _asked(
    sheet: Sheet, rows: Sequence[Row], context: Context, renamed: Mapping[str, str]
) -> QuestionError | None:
    """Ask what a form is for; `renamed` are the headings of its export, by what they are in English."""
    asked = {each: at for each, at in free_questions(sheet).items() if each not in renamed.values()}
    if not asked or not rows:
        return None
    more = [f"{len(asked) - SHOWN} more"] if len(asked) > SHOWN else []
    named = join_words([*(f"'{each}'" for each in [*asked][:SHOWN]), *more])
    said = {**context.answers.columns, **renamed}
    lines = dict.fromkeys((*offers(sheet, rows, said), *_by_answers(asked, rows, said)))
    return QuestionError(
        sheet.file,
        question=f"is a form that asks {named}. What is it for?",
        answers=[*lines, answer_line("ignore", True, says="nothing in it counts")],
    )


def _by_answers(
    asked: Mapping[str, int], rows: Sequence[Row], said: Mapping[str, str]
) -> Iterator[str]:
    """Return the line that reads a form as feedback by its answers, where they may be that."""
    given = {each: [cell for cell in cells_at(rows, at) if cell] for each, at in asked.items()}
    rated = [each for each, cells in given.items() if cells and all(map(_GIVEN.fullmatch, cells))]
    told = [each for each, cells in given.items() if cells and each not in rated]
    ours = {RATING_ASKED: rated[0]} if rated else {}
    ours |= dict(zip(REMARKS_ASKED.values(), told, strict=False))
    if rated or len(ours) > 1:
        yield columns_line({**said, **ours}, says="it asks for feedback, in this order")
