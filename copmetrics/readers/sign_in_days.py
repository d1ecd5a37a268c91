"""On which day a sign-in sheet was: the days of titles and names, and those that head its columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pandas as pd

from copmetrics.errors import FileError, QuestionError, answer_line, table_line
from copmetrics.readers.context import ITS_DAY, Context, settled_order
from copmetrics.readers.datetimes import LEAP_YEAR
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.sign_in_words import USUAL_WORDS, WORDS
from copmetrics.readers.weekdays import refuse_other_weekdays
from copmetrics.readers.written_days import (
    EARLIEST,
    Order,
    WrittenDay,
    days_written,
    fitting_orders,
    is_weekday,
    long_ago,
    years_of_days,
)
from copmetrics.units import join_words

__all__ = [
    "day_of",
    "days_line",
    "days_named",
    "days_of_headings",
    "days_stated",
    "is_printed",
    "names_of",
    "of_the_year",
    "settled_days",
]

_NAMED_OTHERWISE: Final = tuple(map(heading, WORDS["named_otherwise"]))
_PRINTED: Final = (*map(heading, WORDS["printed"]), *_NAMED_OTHERWISE)
YEARS_OF_HABIT: Final = 2020
"""With points between two-digit numbers, a later year is more likely than an earlier one."""


def names_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the names that a sheet goes by, the nearest first: its own, its file's, its zip's."""
    whole, bracket, own = sheet.file.rpartition(" [")
    is_part = bool(bracket) and sheet.file.endswith("]")
    parts = (whole if is_part else sheet.file).split("/")
    packed = next((i for i, part in enumerate(parts) if part.casefold().endswith(".zip")), -1)
    files = parts[packed:] if packed >= 0 else parts[-1:]
    named = [part.rpartition(".")[0] or part for part in reversed(files)]
    return (own[:-1], *named) if is_part else tuple(named)


def days_stated(lines: Sequence[Row]) -> list[WrittenDay]:
    """Return the days in the lines above a table, without those of printing or of the next meeting."""
    return [
        day
        for row in lines
        if not is_printed(row)
        for day in _with_weekday(row, [day for cell in row.cells for day in days_written(cell)])
    ]


def _with_weekday(row: Row, days: list[WrittenDay]) -> list[WrittenDay]:
    """Give the only day of a line the day of the week that stands in a cell of its own."""
    named = [cell.strip() for cell in row.cells if is_weekday(cell)]
    if len(days) == 1 and len(named) == 1 and not days[0].weekday:
        return [replace(days[0], weekday=named[0])]
    return days


def is_printed(row: Row) -> bool:
    """Whether a line is of its printing, or of another meeting: its day is not that of the list."""
    return _has_word(" ".join(row.cells), _PRINTED)


def _has_word(text: str, words: Sequence[str]) -> bool:
    plain = re.sub(r"[:_\-]+", " ", heading(text))
    return any(f" {word} " in f" {plain} " for word in words)


def days_named(sheet: Sheet) -> list[list[WrittenDay]]:
    """Return the days of each name of a sheet, without that of its download or the first of its week."""
    names = (name for name in names_of(sheet) if not _has_word(name, _NAMED_OTHERWISE))
    return [days_written(name) for name in names]


def day_of(sheet: Sheet, context: Context, lines: Sequence[Row]) -> pd.Timestamp | None:
    """Return the day that the community, the lines above the table or a name gives; else nothing."""
    if context.answers.starts is not None:
        return pd.Timestamp(context.answers.starts)
    for found in (days_stated(lines), *days_named(sheet)):
        if told := [day for each in found if (day := _told(context, each.text))]:
            return told[0]
        whole = [day for day in found if day.has_year]
        if whole:
            return pd.Timestamp(_one_day(sheet, context, lines, whole))
    _ask_if_long_ago(sheet, lines)
    _ask_if_of_another(sheet)
    return None


def _ask_if_long_ago(sheet: Sheet, lines: Sequence[Row]) -> None:
    """Ask when a sheet was whose only day is before 1990, which is mostly a slip."""
    texts = (*(cell for row in lines for cell in row.cells), *names_of(sheet))
    if any(map(long_ago, texts)):
        raise QuestionError(
            sheet.file,
            question=f"when was it? The day above its list or in its name is before {EARLIEST}.",
            examples=[ITS_DAY],
        )


def _ask_if_of_another(sheet: Sheet) -> None:
    """Ask when a sheet was whose only day is that of a download, or of a week."""
    others = (name for name in names_of(sheet) if _has_word(name, _NAMED_OTHERWISE))
    if any(day.has_year for name in others for day in days_written(name)):
        raise QuestionError(
            sheet.file,
            question="when was it? The day in its name is that of a download or of a week.",
            examples=[ITS_DAY],
        )


def _one_day(sheet: Sheet, context: Context, lines: Sequence[Row], found: list[WrittenDay]) -> date:
    days = set(settled_days(sheet, context, found, lines))
    if len(days) > 1:
        raise QuestionError(
            sheet.file,
            question="was on which of the days that stand above its list or in its name?",
            answers=[answer_line("starts", each) for each in sorted(days)],
        )
    return days.pop()


def settled_days(
    sheet: Sheet, context: Context, written: Sequence[WrittenDay], lines: Sequence[Row]
) -> list[date]:
    """Read days that have a year, all in one order; asks where several orders make sense."""
    order = _order(sheet, context, written, lines)
    days = [each.on(order) for each in written]
    if None in days:
        what = f"'{written[days.index(None)].text}' is no day in the order of its other dates"
        raise FileError(sheet.file, what, advice="Write its days as 2026-05-14.")
    known = [day for day in days if day is not None]
    refuse_other_weekdays(sheet, context, written, known)
    return known


def _order(
    sheet: Sheet, context: Context, written: Sequence[WrittenDay], lines: Sequence[Row]
) -> Order:
    if context.answers.day_first is not None:
        return Order.DAY_FIRST if context.answers.day_first else Order.MONTH_FIRST
    orders = fitting_orders(written, years=_years(sheet, lines))
    same = {tuple(each.on(order) for each in written) for order in orders}
    if len(same) == 1 or _is_habit(written, orders):
        return orders[0]
    year = context.answers.year or min(_years(sheet, lines), default=LEAP_YEAR)
    slashed = [_in_full(each, year) for each in written if not each.is_settled]
    if Order.YEAR_FIRST not in orders or not orders:
        settled = settled_order(sheet, context, slashed)
        return Order.MONTH_FIRST if settled is False else Order.DAY_FIRST
    raise QuestionError(
        sheet.file,
        question=f"is '{slashed[0]}' day first, or year first? No year of four digits says so.",
        answers=[answer_line("day_first", True)],
        examples=[days_line(context, [each.text for each in written if not each.is_settled])],
    )


def _in_full(day: WrittenDay, year: int) -> str:
    """Return a day as it is written, with the year behind it that it lacks: its order is open still."""
    text = day.text.replace("_", "-")
    return text if len(re.findall(r"\d+", text)) > 2 else f"{text}{day.separator}{year}"


def _is_habit(written: Sequence[WrittenDay], orders: Sequence[Order]) -> bool:
    """Whether numbers that might have the year first are read day first as most people write."""
    if orders != [Order.DAY_FIRST, Order.YEAR_FIRST]:
        return False
    first = [day for each in written if (day := each.on(Order.DAY_FIRST))]
    return all(day.year >= YEARS_OF_HABIT for day in first)


def _years(sheet: Sheet, lines: Sequence[Row]) -> set[int]:
    """Return the years of its days that the lines above a table or the names of a sheet state."""
    texts = [
        *(cell for row in lines if not is_printed(row) for cell in row.cells),
        *names_of(sheet),
    ]
    return {year for text in texts for year in years_of_days(text, usual=USUAL_WORDS)}


def days_of_headings(
    sheet: Sheet,
    context: Context,
    lines: Sequence[Row],
    dated: Sequence[tuple[str, WrittenDay]],
    numbered: Sequence[str],
) -> dict[str, pd.Timestamp]:
    """Return the day of each column that is an event, by its heading; asks for those unknown.

    `dated` are headings with the day in them, `numbered` those like `Week 1`.
    """
    told = {name: day for name in numbered if (day := _told(context, name))}
    told |= {name: day for name, each in dated if (day := _told(context, name, each.text))}
    unknown = [name for name in numbered if name not in told]
    if unknown:
        raise QuestionError(
            sheet.file,
            question=f"on which day was '{unknown[0]}'? The heading of its column does not say.",
            examples=[days_line(context, list(dict.fromkeys(numbered)))],
        )
    open_days = [(name, day) for name, day in dated if name not in told]
    with_years = _with_years(sheet, context, lines, [day for _, day in open_days])
    read = settled_days(sheet, context, with_years, lines)
    found = {name: pd.Timestamp(day) for (name, _), day in zip(open_days, read, strict=True)}
    _ask_of_equal(sheet, context, told)
    return told | found


def _ask_of_equal(sheet: Sheet, context: Context, told: Mapping[str, pd.Timestamp]) -> None:
    """Ask again where the community gave several columns one day: they would become one event."""
    days = list(told.values())
    equal = [name for name, day in told.items() if days.count(day) > 1]
    if equal:
        listed = join_words([f"'{name}'" for name in equal])
        others = {name: day for name, day in context.answers.days.items() if name not in equal}
        raise QuestionError(
            sheet.file,
            question=f"on which day was each of {listed}? In community.toml they have the same day.",
            examples=[_days_line(equal, others)],
        )


def _told(context: Context, *texts: str) -> pd.Timestamp | None:
    """Return the day that the community gave one of these texts."""
    told = {heading(name): day for name, day in context.answers.days.items()}
    days = (told[heading(text)] for text in texts if heading(text) in told)
    return next(map(pd.Timestamp, days), None)


def _with_years(
    sheet: Sheet, context: Context, lines: Sequence[Row], written: Sequence[WrittenDay]
) -> list[WrittenDay]:
    """Give the days without a year that of the sheet; after December comes the next.

    The year is the community's, else the one of the title or the file's name if there is one.
    """
    if all(day.has_year for day in written):
        return list(written)
    stated = {day.numbers[2] for day in written if day.has_year and day.long_year}
    stated = stated or _years(sheet, lines)
    year = context.answers.year or (stated.pop() if len(stated) == 1 else None)
    order = _order(sheet, context, written, lines) if written else Order.DAY_FIRST
    months = [day.month for each in written if (day := each.on(order, year=2000))]
    turns = any(later < earlier for earlier, later in itertools.pairwise(months))
    if year is None or (turns and context.answers.year is None):
        bare = next(day.text for day in written if not day.has_year)
        raise _asked_for_year(sheet, bare, "The first column's year is enough.")
    return _counted_on(written, months, year)


def of_the_year(
    sheet: Sheet, context: Context, lines: Sequence[Row], day: WrittenDay
) -> WrittenDay:
    """Give a row's day without a year that of the sheet: the community's, else that of title or name."""
    stated = _years(sheet, lines)
    year = context.answers.year or (stated.pop() if len(stated) == 1 else None)
    if year is None:
        raise _asked_for_year(sheet, day.text, "All rows are of one year, or have their own.")
    return day.of_year(year)


def _asked_for_year(sheet: Sheet, bare: str, more: str) -> QuestionError:
    question = f"in which year was '{bare}'? {more}"
    return QuestionError(sheet.file, question=question, examples=["year = 2026"])


def _counted_on(
    written: Sequence[WrittenDay], months: Sequence[int], year: int
) -> list[WrittenDay]:
    given = []
    for place, day in enumerate(written):
        if place and months[place] < months[place - 1]:
            year += 1
        given.append(day if day.has_year else day.of_year(year))
    return given


def days_line(context: Context, headings: Sequence[str]) -> str:
    """Return the line that gives each of some headings its day, beside those that have one."""
    return _days_line(headings, context.answers.days)


def _days_line(headings: Sequence[str], known: Mapping[str, date]) -> str:
    first = date(2026, 5, 14)
    days = {each: first + timedelta(weeks=at) for at, each in enumerate(headings)}
    return table_line("days", {**days, **known})
