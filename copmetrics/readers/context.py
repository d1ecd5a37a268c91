"""What is known of a sheet beside its cells: settings, the community's answers, its days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from copmetrics.errors import QuestionError, answer_line
from copmetrics.readers.date_order import UnsettledOrder, day_first_in
from copmetrics.readers.datetimes import days_in_name, is_dotted
from copmetrics.readers.files import Sheet
from copmetrics.readers.numbers import (
    Decimal,
    NumberStyle,
    UnsettledDecimal,
    bare_number,
    decimal_in,
    is_from_workbook,
)
from copmetrics.settings import FileAnswers, Settings

__all__ = ["ITS_DAY", "Context", "answer_keys", "settled_order", "settled_style"]

ITS_DAY: Final = answer_line("starts", date(2024, 5, 14), says="its own day")
"""The line that says when a file's event was, with a day for an example."""


@dataclass(frozen=True)
class Context:
    """What is known of a sheet beside its cells."""

    settings: Settings
    answers: FileAnswers
    days: frozenset[date] = frozenset()
    """Days that the file is known to be about: `events.csv` and the file's own name."""


def settled_order(sheet: Sheet, context: Context, dates: Collection[str]) -> bool | None:
    """Settle the order of a sheet's slashed dates, by the community's answer or by themselves.

    True for the day first, False for the month first, `None` where there are none to settle.
    Raises a `QuestionError` where both orders fit.
    """
    if context.answers.day_first is not None:
        return context.answers.day_first
    try:
        return day_first_in(dict.fromkeys(dates), days=context.days | days_in_name(sheet.file))
    except UnsettledOrder as unsettled:
        question = f"is '{unsettled.example}' day first or month first?"
        answers = ("day_first = true", "day_first = false")
        raise QuestionError(sheet.file, question=question, answers=answers) from None


def settled_style(
    sheet: Sheet,
    context: Context,
    numbers: Collection[str],
    *,
    whole: Collection[str],
    dates: Collection[str],
) -> NumberStyle:
    """Settle how a sheet writes its numbers, by the community's answer or by themselves.

    Semicolons between its cells, or dates with points, tell that decimals have a comma. Raises a
    `QuestionError` where both signs fit.
    """
    in_workbook = not sheet.delimiter
    typed = frozenset(map(bare_number, sheet.typed))
    if context.answers.decimal is not None:
        return NumberStyle(Decimal(context.answers.decimal), in_workbook, typed)
    comma_likely = sheet.delimiter == ";" or any(map(is_dotted, dates))
    if in_workbook:
        numbers, whole = (
            [each for each in cells if not _is_own_number(each, typed)]
            for cells in (numbers, whole)
        )
    try:
        decimal = decimal_in(numbers, whole=whole, comma_likely=comma_likely)
    except UnsettledDecimal as unsettled:
        shown = " and ".join(f"'{each}'" for each in unsettled.examples)
        question = f"what stands before the decimals in {shown}, a comma or a point?"
        answers = ('decimal = ","', 'decimal = "."')
        raise QuestionError(sheet.file, question=question, answers=answers) from None
    return NumberStyle(decimal, in_workbook, typed)


def _is_own_number(cell: str, typed: Collection[str]) -> bool:
    """Whether a cell can be a number of the workbook's own, which shows nothing of how texts have it."""
    bare = bare_number(cell)
    return is_from_workbook(bare) and bare not in typed


def answer_keys(file: str) -> tuple[str, ...]:
    """Return the names under which `community.toml` may speak of a sheet, its own one first.

    What is said of a workbook, a zip or a folder is said of every sheet in it that has no line of
    its own.
    """
    whole, bracket, _ = file.rpartition(" [")
    is_part = bool(bracket) and file.endswith("]")
    parts = (whole if is_part else file).split("/")
    above = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return (file, *above) if is_part else tuple(above)
