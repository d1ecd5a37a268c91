"""Days as people write them: in a title, a heading, a sheet's or a file's name.

`16 Apr 26`, `14th of May 2026`, `20260416`, `26.05.12` and `14-Apr` are found in any text. Which number
is the day is settled from all days of a sheet together, never one by one; a year that is not
written is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from copmetrics.readers.day_words import (
    ANY_WEEKDAY,
    IN_ENGLISH,
    MONTHS,
    MONTHS_BESIDE_A_YEAR,
    WEEKDAYS,
    longest_first,
    plain_letters,
    weekday_beside,
)
from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "EARLIEST",
    "Order",
    "WrittenDay",
    "days_written",
    "fitting_orders",
    "in_english",
    "is_month",
    "is_weekday",
    "long_ago",
    "years_of_days",
]

EARLIEST, LATEST = 1990, 2100
APART: Final = 3
"""So many years the days of one sheet may lie apart; read in a wrong order they lie further."""

FIRST_SHORT: Final = 15
"""A number below this at the beginning is a day, never a year of two digits."""


class Order(StrEnum):
    """Which of three numbers is the day, the month and the year."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


@dataclass(frozen=True)
class WrittenDay:
    """A day as it is written: its text, and the numbers in it as they stand."""

    text: str
    numbers: tuple[int, ...]
    """Day, month and year where `is_settled`; else three numbers, or two, in their order."""
    is_settled: bool
    separator: str = ""
    long_year: bool = False
    """Whether the year has four digits."""
    weekday: str = ""
    """The day of the week that stands beside it, which a slip makes that of another day."""

    @property
    def has_year(self) -> bool:
        """Whether a year is written."""
        return len(self.numbers) == 3

    def of_year(self, year: int) -> WrittenDay:
        """Return the same day with a year, where it has none."""
        return replace(self, numbers=(*self.numbers, year), long_year=True)

    def on(self, order: Order = Order.DAY_FIRST, *, year: int | None = None) -> date | None:
        """Return the day, its numbers taken in an order; nothing if there is no such day."""
        numbers = self.numbers if self.has_year else (*self.numbers, year or 0)
        if self.is_settled or order is Order.DAY_FIRST:
            day, month, stated = numbers
        elif order is Order.MONTH_FIRST:
            month, day, stated = numbers
        else:
            stated, month, day = numbers
        try:
            found = date(stated + 2000 if stated < 100 else stated, month, day)
        except ValueError:
            return None
        return found if EARLIEST <= found.year <= LATEST else None


_BETWEEN = rf"(?:{'|'.join(vocabulary('written_days')['between'])})"
_GAP = r"[ \-/_.,]{0,3}"


def _month_in(names: Collection[str]) -> str:
    return rf"({'|'.join(longest_first(names))})(?![a-z])\.?"


_MONTH = _month_in(MONTHS)
_START, _END = r"(?<![0-9a-z])", r"(?![0-9a-z])"


def _day_and(month: str) -> re.Pattern[str]:
    """Return the pattern of a day, a month that is a word, and perhaps a year.

    `14. listopada` is of two months: October in Croatian, November in Polish, which has no point there. So
    is `14. lip`, and `14. lis`.
    """
    return re.compile(
        rf"{_START}(\d{{1,2}})(?!\. ?(?:listopada?|lip|lis)(?![a-z]))"
        rf"(?:st|nd|rd|th|er|\.|º|ª)?{_GAP}(?:{_BETWEEN} )?{month}"
        rf"(?:{_GAP}(?:{_BETWEEN} )?'?(\d{{4}}(?![0-9a-z])|\d{{2}}(?![0-9a-z:]| ?[ap]m)))?"
    )


_NAMED = _day_and(_MONTH)
_NAMED_IN_CELL = _day_and(_month_in(MONTHS_BESIDE_A_YEAR))
_TWO_DAYS = re.compile(
    rf"{_START}(\d{{1,2}})(?:st|nd|rd|th)?(?:[-–/]| (?:and|to|&) )(?={_NAMED.pattern})"
)
_MONTH_NAMED_FIRST = re.compile(
    rf"{_START}{_MONTH}{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?,?[ \-_]{{1,2}}(\d{{4}}){_END}"
)
_YEAR_FIRST = re.compile(rf"{_START}(\d{{4}})([-./_ ])(\d{{1,2}})\2(\d{{1,2}})(?![0-9])")
_RUN_TOGETHER = re.compile(rf"{_START}((?:19|20)\d\d)(\d\d)(\d\d)(?![0-9])")
_IDEOGRAPHS = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_NUMBERS = re.compile(rf"{_START}(\d{{1,2}})([-./_])(\d{{1,2}})\2(\d{{4}}|\d{{2}})(?![0-9])")
_WEEKDAY = re.compile(rf"^(?:{'|'.join(longest_first(ANY_WEEKDAY))})(?![a-z])\.?,?\s+(?=\d)")
_HAS_WORD = re.compile(r"[^\W\d_]{2}")
_LETTERS = r"[^\W\d_]+[1-4]?(?![^\W_])"
_YEARS = re.compile(r"(?<!\d)(20\d\d)(?:[-/–](\d\d)(?![\d\-/.])|(?!\d)|(?=\d{4}(?!\d)))")
_PARTS_OF_YEAR = frozenset(map(plain_letters, vocabulary("written_days")["parts_of_year"]))
_TWO_NUMBERS = re.compile(r"^(?:[a-z]{2,9}\.?,? )?(\d{1,2})([/.])(\d{1,2})\.?$")


def days_written(text: str) -> list[WrittenDay]:
    """Return the days in a text, in their order; two numbers are one only where they are all of it."""
    possible = _found_in(text)
    return [each for each in possible if any(each.on(order, year=2000) for order in Order)]


def long_ago(text: str) -> bool:
    """Whether a text has a day of four digits' year before 1990: a slip, or somebody's birthday."""
    years = (number for each in _found_in(text) if each.long_year for number in each.numbers)
    return any(1000 <= year < EARLIEST for year in years)


def _found_in(text: str) -> list[WrittenDay]:
    """Return all that is written as days are, in its order."""
    plain = plain_letters(text)
    found: list[tuple[int, WrittenDay]] = []
    for match in _TWO_DAYS.finditer(plain):
        day = _settled(match[1], match[4], MONTHS[match[3]], match[1])
        found.append((match.start(), day))
    for pattern, made in _FORMS:
        for match in pattern.finditer(plain):
            day = made(text[match.start() : match.end()].strip(), match)
            weekday = weekday_beside(text[: match.start()], text[match.end() :])
            found.append((match.start(), replace(day, weekday=weekday)))
        plain = pattern.sub(lambda match: "#" * len(match[0]), plain)
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def in_english(text: str) -> str:
    """Write the day that a text begins with as English has it, `14 May 2024`, and leave what is behind it.

    A text that begins with no day whose month is a word and whose year is written stays as it is, but for a
    day of the week before it.
    """
    if not _HAS_WORD.search(text):
        return text
    found_day = _WEEKDAY.match(plain_letters(text))
    rest = text[found_day.end() :] if found_day else text
    for begun in (text, rest):  # `mar` is French for Tuesday, and March
        if found := _MONTH_NAMED_FIRST.match(plain_letters(begun)):
            return _named(found[2], found[1], found[3], begun[found.end() :])
    found = _NAMED_IN_CELL.match(plain_letters(rest))
    return _named(found[1], found[2], found[3], rest[found.end() :]) if found and found[3] else rest


def _named(day: str, month: str, year: str, behind: str) -> str:
    named = IN_ENGLISH[MONTHS_BESIDE_A_YEAR[month] - 1][:3].title()
    return f"{day} {named} {year}{behind}"


def _settled(text: str, year: str | None, month: int, day: str) -> WrittenDay:
    numbers = (int(day), month) if year is None else (int(day), month, int(year))
    return WrittenDay(text, numbers, is_settled=True, long_year=len(year or "") == 4)


def _open(text: str, match: re.Match[str]) -> WrittenDay:
    numbers = tuple(int(each) for each in (match[1], match[3], match[4]))
    return WrittenDay(
        text, numbers, is_settled=False, separator=match[2], long_year=len(match[4]) == 4
    )


def _open_without_year(text: str, match: re.Match[str]) -> WrittenDay:
    return WrittenDay(text, (int(match[1]), int(match[3])), is_settled=False, separator=match[2])


_FORMS = (
    (_IDEOGRAPHS, lambda text, found: _settled(text, found[1], int(found[2]), found[3])),
    (_YEAR_FIRST, lambda text, found: _settled(text, found[1], int(found[3]), found[4])),
    (_RUN_TOGETHER, lambda text, found: _settled(text, found[1], int(found[2]), found[3])),
    (_NAMED, lambda text, found: _settled(text, found[3], MONTHS[found[2]], found[1])),
    (_MONTH_NAMED_FIRST, lambda text, found: _settled(text, found[3], MONTHS[found[1]], found[2])),
    (_NUMBERS, _open),
    (_TWO_NUMBERS, _open_without_year),
)


def fitting_orders(days: Sequence[WrittenDay], *, years: Collection[int] = ()) -> list[Order]:
    """Return in which orders all of a sheet's open days can be read, the likelier first.

    `years` are those that the sheet is known to be about. Points are day first where that makes
    sense; the year is first only where it has two digits.
    """
    open_days = [each for each in days if not each.is_settled]
    fitting = [order for order in Order if _all_fit(open_days, order)]
    of_years = [order for order in fitting if _years_fit(open_days, order, years)]
    orders = of_years or fitting
    dotted = all(each.separator == "." for each in open_days)
    if open_days and dotted and Order.DAY_FIRST in orders and Order.MONTH_FIRST in orders:
        orders.remove(Order.MONTH_FIRST)
    return orders


def _all_fit(days: Sequence[WrittenDay], order: Order) -> bool:
    """Whether all are days in this order, and lie together where their years are short."""
    if order is Order.YEAR_FIRST and not all(_may_begin_with_year(each) for each in days):
        return False
    read = [each.on(order, year=2000) for each in days]
    if None in read:
        return False
    short = [day.year for day, each in zip(read, days, strict=True) if day and not each.long_year]
    return not short or max(short) - min(short) <= APART


def _may_begin_with_year(day: WrittenDay) -> bool:
    likely = day.has_year and not day.long_year and day.separator != "/"
    return likely and day.numbers[0] >= FIRST_SHORT


def _years_fit(days: Iterable[WrittenDay], order: Order, years: Collection[int]) -> bool:
    read = {day.year for each in days if each.has_year and (day := each.on(order))}
    return not years or read <= {each + later for each in years for later in (0, 1)}


def is_month(text: str) -> bool:
    """Whether a text is a month, perhaps with a number that may be a day or a year: no whole day."""
    return bool(re.fullmatch(rf"{_MONTH} ?'?(?:\d{{4}}|\d{{1,2}})?", plain_letters(text.strip())))


def years_written(text: str) -> set[int]:
    """Return the years of four digits in a text, `2025/26` as both of its years."""
    return {year for match in _YEARS.finditer(text) for year in _years_in(match)}


def is_weekday(text: str) -> bool:
    """Whether a text is the name of a day of the week, whole or cut short, and no more."""
    return plain_letters(text).strip(" .,") in WEEKDAYS


def years_of_days(text: str, *, usual: Collection[str] = ()) -> set[int]:
    """Return the years that a text may have of the days it is about: not 2030 of `Vision 2030`.

    A year is one where it is part of a day, where a month or another part of a year stands beside it, or
    where the text has no words but these and the `usual` ones.
    """
    words = re.findall(_LETTERS, text.casefold())
    if all(word in usual or _is_part_of_year(plain_letters(word)) for word in words):
        return years_written(text)
    beside = {
        year
        for match in _YEARS.finditer(text)
        if _stands_beside(text, match)
        for year in _years_in(match)
    }
    return beside | {day.numbers[2] for day in _found_in(text) if day.has_year and day.long_year}


def _years_in(match: re.Match[str]) -> set[int]:
    year, later = int(match[1]), match[2]
    follows = later is not None and (year + 1) % 100 == int(later)
    return {year, year + 1} if follows else {year}


def _stands_beside(text: str, match: re.Match[str]) -> bool:
    """Whether the word before a year or behind it is a month or another part of a year."""
    before = re.search(rf"({_LETTERS})[ ,./'’_–-]{{1,3}}$", text[: match.start()])
    behind = re.match(rf"[ /_-]({_LETTERS})", text[match.end() :])
    return any(found and _is_part_of_year(plain_letters(found[1])) for found in (before, behind))


def _is_part_of_year(word: str) -> bool:
    return word in MONTHS or word in _PARTS_OF_YEAR or bool(re.fullmatch(r"[qt][1-4]", word))
