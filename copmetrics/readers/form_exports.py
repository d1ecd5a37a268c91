"""What the exports of Microsoft Forms and Google Forms have in common, whatever a form asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from copmetrics.readers.columns import Column, heard_of_us, moment, organisation, profession
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.sign_in_words import WORDS as SIGN_IN_WORDS
from copmetrics.readers.table_finding import opening_headings
from copmetrics.readers.vocabulary import vocabulary

__all__ = [
    "EVENT_ASKED",
    "GOOGLE",
    "GOOGLE_ANSWERED",
    "MICROSOFT",
    "MICROSOFT_ANSWERED",
    "WHO_FILLED_IN",
    "WORDS",
    "asking",
    "asks",
    "heard_question",
    "organisation_question",
    "profession_question",
    "questions",
]

WORDS: Final = vocabulary("forms")
"""What form exports and forms say in each language."""
MICROSOFT: Final = (WORDS["id"], WORDS["start"], WORDS["completion"])
"""The headings that every export of Microsoft Forms has."""
MICROSOFT_ANSWERED: Final[Column] = moment(*WORDS["completion"])

WHO_FILLED_IN: Final = (*WORDS["name"], *WORDS["address"])
"""The account's own columns, for forms of which nobody is to know who filled them in."""

GOOGLE: Final = WORDS["google"]
"""The heading that every export of Google Forms begins with."""
GOOGLE_ANSWERED: Final[Column] = moment(*GOOGLE)


def questions(sheet: Sheet) -> tuple[str, ...]:
    """Return what a form asks: the headings of its export."""
    return opening_headings(sheet)


def asks(sheet: Sheet, patterns: Sequence[str]) -> bool:
    """Whether a form's heading row has a question of each pattern."""
    asked = questions(sheet)
    return all(any(re.search(each, cell) for cell in asked) for each in patterns)


def asking(*things: str) -> str:
    """Return the expression that finds a question about one of the things, in any language."""
    words = sorted({heading(word) for thing in things for word in WORDS[thing]}, key=len)
    return rf"(?<!\w)({'|'.join(map(re.escape, reversed(words)))})(?!\w)"


def organisation_question(*headings: str) -> Column:
    """Declare where a form may ask for somebody's organisation, in any language."""
    return _in_any_language(organisation(*headings), "organisation")


def profession_question(*headings: str) -> Column:
    """Declare where a form may ask for somebody's profession, in any language."""
    return _in_any_language(profession(*headings), "profession")


def heard_question() -> Column:
    """Declare where a form may ask how people heard of the community, in any language."""
    return _in_any_language(heard_of_us(), "heard")


def _in_any_language(column: Column, thing: str) -> Column:
    return replace(column, pattern=f"{column.pattern}|{asking(thing)}")


EVENT_ASKED: Final = (
    rf"{asking('event')}"
    rf"|\b(?:which|what)(?: \w+)? (?:{'|'.join(map(heading, SIGN_IN_WORDS['numbered']))})\b"
    r"(?: \w+)*? (?:attend|join|sign|com)\w*"
)
"""The question on the event: *Which huddle did you attend?*, whatever events are called."""
