"""The words of days: months and days of the week in every language, whole and cut short."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from copmetrics.readers.vocabulary import by_language, vocabulary

__all__ = [
    "ANY_WEEKDAY",
    "IN_ENGLISH",
    "MONTHS",
    "MONTHS_BESIDE_A_YEAR",
    "WEEKDAYS",
    "is_on",
    "longest_first",
    "plain_letters",
    "weekday_beside",
    "weekday_of",
]


def plain_letters(text: str) -> str:
    """Write a text without accents and in small letters, each character in its place."""
    if text.isascii():  # as nearly all are
        return text.casefold()
    return "".join(unicodedata.normalize("NFD", each)[0] for each in text.casefold())


IN_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
DAYS_IN_ENGLISH: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday"),
)

_CUT_ANYWHERE: Final = (
    *("english", "welsh", "german", "french"),
    *("spanish", "italian", "portuguese", "dutch"),
)
"""Languages whose months and days of the week may stand cut short in any text.

Of the others, cut short, too many are words of English (*10 pro*, *3 led by Ann*): they are months where a
year stands behind them, at the beginning of a cell.
"""
_WORDS_OF_ENGLISH: Final = frozenset({"out", "set", "ago", "mag"})
"""Months of the Portuguese and of Italians, likewise."""
_OTHER_IN_CROATIAN: Final = frozenset({"srp"})
"""A month of Czechs that is the one before in Croatian; `lip` and `lis` have a point before them there."""


def _months() -> dict[str, int]:
    """Return the number of each month by its name in any language, whole, or cut short where it may be."""
    whole: dict[str, int] = {}
    short: dict[str, set[int]] = {}
    for language, words in by_language("written_days").items():
        for number, month in enumerate(IN_ENGLISH, start=1):
            for name in map(plain_letters, words[month]):
                whole[name] = number
                for cut in _cuts(name, 3) if language in _CUT_ANYWHERE else ():
                    short.setdefault(cut, set()).add(number)
    sure = {name: min(found) for name, found in short.items() if len(found) == 1}
    found = {**sure, **whole, "sept": 9}
    return {name: month for name, month in found.items() if name not in _WORDS_OF_ENGLISH}


def _months_beside_a_year() -> dict[str, int]:
    """Return these, and all months of any language cut short that are no other one's."""
    short: dict[str, set[int]] = {}
    for number, month in enumerate(IN_ENGLISH, start=1):
        for name in map(plain_letters, vocabulary("written_days")[month]):
            for cut in _cuts(name, 3):
                short.setdefault(cut, set()).add(number)
    sure = {name: min(found) for name, found in short.items() if len(found) == 1}
    known = {**sure, **MONTHS}
    return {name: month for name, month in known.items() if name not in _OTHER_IN_CROATIAN}


def _cuts(word: str, least: int) -> list[str]:
    """Return a word, whole and cut short to so many letters or more."""
    return [word[:length] for length in range(least, len(word) + 1)]


def _days_of_week(
    languages: Collection[str], *, least: int | None = 2
) -> Mapping[str, frozenset[int]]:
    """Return which days of the week (Monday is 0) a word may be in some languages.

    Words are whole, or cut short to `least` letters or more.
    """
    found: dict[str, set[int]] = {}
    for language in languages:
        for number, day in enumerate(DAYS_IN_ENGLISH):
            for word in map(plain_letters, by_language("written_days")[language][day.casefold()]):
                for cut in _cuts(word, least or len(word)):
                    found.setdefault(cut, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def longest_first(words: Collection[str]) -> list[str]:
    """Return the words as texts are compared, so that no word is taken for the longer one it begins."""
    return sorted(map(plain_letters, words), key=len, reverse=True)


MONTHS: Final = _months()
MONTHS_BESIDE_A_YEAR: Final = _months_beside_a_year()
WEEKDAYS: Final = _days_of_week(_CUT_ANYWHERE)
ANY_WEEKDAY: Final = _days_of_week(by_language("written_days"))
"""Those of all languages: one stands before a day at the beginning of a cell."""
_WITHIN_A_TEXT: Final = {
    **_days_of_week(_CUT_ANYWHERE, least=None),
    **_days_of_week(["english"], least=3),
}
"""Those that are one wherever they stand beside a day; `Sam` or `do` may be another word there."""
_SAYS_NO_DAY: Final = frozenset({"on", "to", "po"})
"""English and Polish words (*on 12 March*) that are days of the week cut short in other languages."""


def _beside(words: Collection[str]) -> str:
    """Return the pattern of a day of the week, or of two: `Wed/Thu`."""
    one = rf"(?:{'|'.join(longest_first(words))})(?![a-z])\.?"
    return rf"{one}(?:(?: ?[/&–-] ?| (?:and|to) ){one})*"


_LINKS = r"[\s,._-]{1,3}(?:(?:the|den|der|le|el|il) )?$"
_BEFORE = re.compile(rf"(?<![0-9a-z])({_beside(_WITHIN_A_TEXT)}){_LINKS}")
_AT_BEGINNING = re.compile(rf"^\W*({_beside(ANY_WEEKDAY)}){_LINKS}")
_BEHIND = re.compile(rf"^[\s,]{{1,2}}\(?({_beside(_WITHIN_A_TEXT)})\s*(?:$|[),])")


def weekday_beside(before: str, behind: str) -> str:
    """Return the day of the week, as it is written, beside a day that stands between two texts.

    An empty text if there is none.
    """
    for shape, text in ((_AT_BEGINNING, before), (_BEFORE, before), (_BEHIND, behind)):
        if found := shape.search(plain_letters(text)):
            return "" if found[1] in _SAYS_NO_DAY else text[slice(*found.span(1))]
    return ""


def is_on(weekday: str, day: date) -> bool:
    """Whether a day may be on a day of the week as it is written; it may where none is."""
    words = re.findall(
        rf"(?:{'|'.join(longest_first(ANY_WEEKDAY))})(?![a-z])", plain_letters(weekday)
    )
    return not words or any(day.weekday() in ANY_WEEKDAY[word] for word in words)


def weekday_of(day: date) -> str:
    """Return the English name of a day's day of the week."""
    return DAYS_IN_ENGLISH[day.weekday()]
