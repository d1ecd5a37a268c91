"""The words of days: months and days of the week in every language, whole and cut short."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Final

from copmetrics.readers.vocabulary import by_language, vocabulary

__all__ = [
    "ANY_WEEKDAY",
    "IN_ENGLISH",
    "MONTHS",
    "MONTHS_BESIDE_A_YEAR",
    "WEEKDAYS",
    "longest_first",
    "plain_letters",
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


def _days_of_week(languages: Collection[str]) -> frozenset[str]:
    """Return the days of the week in some languages, whole or cut short to two letters."""
    spoken = by_language("written_days")
    words = (plain_letters(word) for each in languages for word in spoken[each]["weekdays"])
    return frozenset(cut for word in words for cut in _cuts(word, 2))


def longest_first(words: Collection[str]) -> list[str]:
    """Return the words as texts are compared, so that no word is taken for the longer one it begins."""
    return sorted(map(plain_letters, words), key=len, reverse=True)


MONTHS: Final = _months()
MONTHS_BESIDE_A_YEAR: Final = _months_beside_a_year()
WEEKDAYS: Final = _days_of_week(_CUT_ANYWHERE)
ANY_WEEKDAY: Final = _days_of_week(by_language("written_days"))
"""Those of all languages: one stands before a day at the beginning of a cell."""
