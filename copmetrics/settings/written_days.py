"""A day that somebody wrote in another way than TOML has it: which one it is, where that is sure."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

__all__ = ["as_toml", "day_advice"]

_NUMBERS: Final = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")
_IN_WORDS: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE
)
_MONTHS: Final = ("%d %B %Y", "%d %b %Y")
EXAMPLE: Final = date(2026, 9, 30)


def day_advice(text: str) -> str:
    """Say how a day is written that a text begins with; nothing where it begins with none."""
    if not (_NUMBERS.match(text) or _IN_WORDS.match(text)):
        return ""
    day = as_toml(text)
    shown = f", such as {EXAMPLE}" if day is None else f": {day}"
    return f"Write the day as year, month and day, without quotes{shown}."


def as_toml(said: object) -> date | None:
    """Return the day that somebody wrote; nothing where it may be of two months, or is none at all."""
    if isinstance(said, datetime):
        return said.date()
    if found := _IN_WORDS.match(str(said)):
        return _in_words(" ".join(found.groups()))
    if found := _NUMBERS.match(str(said)):
        return _in_numbers(*map(int, found.groups()))
    return None


def _in_words(text: str) -> date | None:
    for form in _MONTHS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _in_numbers(first: int, second: int, third: int) -> date | None:
    """Return the one day that three numbers can be: the year has four digits, and a month is 12 at most."""
    if first > 31:
        return _day(first, second, third)
    orders = {_day(third, second, first), _day(third, first, second)} - {None}
    return orders.pop() if len(orders) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1000 else None
    except ValueError:
        return None
