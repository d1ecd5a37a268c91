"""The scale of a rating as its question states it: from which number to which, and which end is the best.

*1 to 5*, *0-10*, *out of 10* say how long it is, *1 = excellent* and *5 = poor* that it begins with the best.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from copmetrics.readers.files import heading
from copmetrics.readers.form_exports import WORDS

__all__ = ["USUAL", "KnownScale", "StatedScale", "scale_stated"]

USUAL: Final = 5
"""The highest number of a scale of which nothing is said."""
_LAST: Final = r"(?P<last>10|[3-9])(?![\d.:/]|(?:st|nd|rd|th)\b)"
_TO: Final = r"(?:to|and|through|bis|und|à|a|al|y|e|et|ao|até|tot|en|-|–|—|/|,|\.\.\.?|…)"
_COUNTED: Final = (
    r"(?<!session )(?<!day )(?<!part )(?<!week )(?<!module )(?<!workshop )(?<!\d)(?<!no\. )"
)
_FROM_TO: Final = re.compile(
    rf"{_COUNTED}\b(?P<first>[01])\b(?:[^\d.?]{{0,40}}?[\s()])??{_TO}?\s?\(?{_LAST}"
)
_OF: Final = re.compile(rf"(?:\bout of|\bvon|\bsur|\bde|\bsu|\bvan|/)\s?{_LAST}")


def _any(thing: str) -> str:
    words = sorted({heading(each) for each in WORDS[thing]}, key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, words))})\b"


_BEST, _WORST = _any("best_rating"), _any("worst_rating")
_GRADES: Final = re.compile(r"\bschulnoten?\b")
_BEST_FIRST: Final = re.compile(
    rf"(?<![\d/.])\b1\b\s?(?:\(|=|is|being|ist|for|für|–|-)?\s?(?:the )?{_BEST}"
    rf"|\b{_BEST}\s?(?:=|is|\()\s?1\b"
    rf"|\b(?:10|[3-9])\b\s?(?:=|is|being|ist|for|für)?\s?(?:the )?{_WORST}"
    rf"|\b(?:10|[3-9])\b\s?\((?:the )?{_WORST}\s?\)"
)
_BEST_LAST: Final = re.compile(
    rf"(?<![\d/.])\b[01]\b\s?(?:\(|=|is|being|ist|for|für|–|-)?\s?(?:the )?{_WORST}"
    rf"|\b(?:10|[3-9])\b\s?(?:=|is|being|ist|for|für|–|-)?\s?(?:the )?{_BEST}"
)
_ANSWERED_WORST: Final = re.compile(rf"^(?:10|[3-9])\W+{_WORST}")
_LAST_NAMED: Final = re.compile(
    rf"\b(?P<last>10|[3-9])\b\s?(?:=|is|being|ist|for|für|\()?\s?(?:the )?(?:{_WORST}|{_BEST})"
)


@dataclass(frozen=True)
class KnownScale:
    """From which number to which ratings go, and whether the first is the best."""

    first: int
    last: int
    is_best_first: bool


@dataclass(frozen=True)
class StatedScale:
    """The same as a question states it; the last number is unknown where nothing says it."""

    first: int
    last: int | None
    is_best_first: bool


def scale_stated(question: str, answers: Collection[str] = ()) -> StatedScale:
    """Return the scale that a question states, or that words of its answers do (*1 - excellent*)."""
    asked = heading(question)
    span = _FROM_TO.search(asked)
    last = span or _OF.search(asked) or _LAST_NAMED.search(asked)
    said = [*map(heading, answers)]
    texts = [asked, *said]
    best_first = (
        any(_BEST_FIRST.search(each) for each in texts)
        or any(_ANSWERED_WORST.search(each) for each in said)
        or bool(_GRADES.search(asked))
    )
    best_last = any(_BEST_LAST.search(each) for each in texts)
    return StatedScale(
        int(span["first"]) if span else 1,
        int(last["last"]) if last else None,
        best_first and not best_last,
    )
