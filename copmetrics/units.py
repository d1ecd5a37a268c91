"""Units, and the one place where a number becomes text: `1,234`, `45.2%`, `+3.1 percentage points`."""

from __future__ import annotations

from enum import Enum

import pandas as pd

__all__ = ["UNKNOWN", "Unit", "join_words", "show", "show_change", "show_percent"]

UNKNOWN = "–"
MINUS = "−"


class Unit(Enum):
    """What a number counts: how one and several are called, and its format in a workbook."""

    PEOPLE = ("people", "person", "people", "#,##0")
    ATTENDANCES = ("attendances", "attendance", "attendances", "#,##0")
    EVENTS = ("events", "event", "events", "#,##0")
    REGISTRATIONS = ("registrations", "registration", "registrations", "#,##0")
    ORGANISATIONS = ("organisations", "organisation", "organisations", "#,##0")
    EMAILS = ("emails", "email", "emails", "#,##0")
    MAILINGS = ("mailings", "mailing", "mailings", "#,##0")
    COUNT = ("count", "", "", "#,##0")
    ROWS = ("rows", "row", "rows", "#,##0")
    MINUTES = ("minutes", "minute", "minutes", "#,##0")
    SHARE = ("share", "", "", "0.0%")
    TEXT = ("text", "", "", "@")
    DAY = ("day", "", "", "d mmm yyyy")
    DECIMAL = ("number", "", "", "#,##0.0")

    def __init__(self, id: str, one: str, several: str, number_format: str) -> None:
        """Declare the unit's id in files, its words, and a spreadsheet's format for it."""
        self.id, self.one, self.several, self.number_format = id, one, several, number_format

    def of(self, value: float) -> str:
        """Return the number with its word: `1 event`, `1,234 people`."""
        word = self.one if value == 1 else self.several
        return f"{show(value, self)} {word}".strip()


def show(value: object, unit: Unit) -> str:
    """Write one value as a reader sees it; unknown is an en dash."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return UNKNOWN
    if unit is Unit.DAY:
        day = pd.Timestamp(value)
        return f"{day.day} {day:%b %Y}"
    if unit is Unit.TEXT or isinstance(value, str):
        return str(value)
    number = float(str(value))
    if unit is Unit.SHARE:
        return _signed(f"{abs(number):.1%}", number)
    digits = 0 if unit is not Unit.DECIMAL and number.is_integer() else 1
    return _signed(f"{abs(number):,.{digits}f}", number)


def show_change(change: float | None, unit: Unit) -> str:
    """Write a difference with its sign: `+12`, `−5`, `+3.1 percentage points`, `no change`."""
    if change is None or pd.isna(change):
        return UNKNOWN
    if unit is Unit.SHARE:
        points = round(change * 100, 1)
        word = "percentage point" if abs(points) == 1 else "percentage points"
        return "no change" if points == 0 else f"{_sign(points)}{abs(points):.1f} {word}"
    return "no change" if change == 0 else f"{_sign(change)}{show(abs(change), unit)}"


def show_percent(percent: float | None) -> str:
    """Write a relative change: `+12.5%`, `−29.4%`. The value is a fraction."""
    if percent is None or pd.isna(percent):
        return UNKNOWN
    return f"{_sign(percent)}{abs(percent):.1%}"


def join_words(words: list[str]) -> str:
    """Join words as a sentence does: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _sign(number: float) -> str:
    return MINUS if number < 0 else "+"


def _signed(text: str, number: float) -> str:
    nothing = not any(digit in text for digit in "123456789")
    return f"{MINUS}{text}" if number < 0 and not nothing else text
