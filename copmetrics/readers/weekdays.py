"""A day beside the name of another day of the week: *Wednesday 12 March 2026*, which is a Thursday.

One of both is a slip, and nothing in the file says which: the year may be last year's, or the day next
week's. So it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from copmetrics.errors import QuestionError, answer_line
from copmetrics.readers.context import Context
from copmetrics.readers.day_words import is_on, weekday_of
from copmetrics.readers.files import Sheet
from copmetrics.readers.written_days import WrittenDay
from copmetrics.units import Unit, show

__all__ = ["ask_of_weekday", "refuse_other_weekdays"]

RIGHT: Final = answer_line("day_is_right", True)


def ask_of_weekday(
    sheet: Sheet,
    written: WrittenDay,
    day: date,
    *,
    where: str = "",
    more: int = 0,
    examples: Sequence[str] = (),
) -> QuestionError:
    """Ask whether a day is right that stands beside another day of the week.

    `where` it stands in its sheet, and how many `more` there are of its kind.
    """
    others = f" ({more} more like it)" if more else ""
    said = f"'{written.weekday}' stands beside '{written.text}'{others}, but {_shown(day)} is"
    return QuestionError(
        sheet.file,
        question=f"{where}{said} a {weekday_of(day)}. Mend it, or is the day right?",
        answers=[RIGHT],
        examples=examples,
    )


def refuse_other_weekdays(
    sheet: Sheet,
    context: Context,
    written: Sequence[WrittenDay],
    days: Sequence[date],
    *,
    examples: Sequence[str] = (),
) -> None:
    """Raise the question for the first of some days that stands beside another day of the week."""
    if context.answers.day_is_right:
        return
    pairs = zip(written, days, strict=True)
    wrong = [(each, day) for each, day in pairs if not is_on(each.weekday, day)]
    if wrong:
        raise ask_of_weekday(sheet, *wrong[0], more=len(wrong) - 1, examples=examples)


def _shown(day: date) -> str:
    return show(day.isoformat(), Unit.DAY)
