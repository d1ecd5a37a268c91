"""What people and programs write into a cell that has nothing in it, and what may stand around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from copmetrics.readers.vocabulary import vocabulary

__all__ = ["is_damage", "is_no_remark", "is_nothing", "names_no_organisation", "says_nothing"]

_AROUND: Final = " .,;:!?*\u2026()[]{}<>\"'\u2018\u2019\u201c\u201d"
_LONGEST: Final = 60
"""What is longer says something."""
_TELLS: Final = re.compile("[1-9@]")
"""Signs that no word for nothing has: what has one says something, but for what is in brackets."""
_WORDS: Final = vocabulary("blank_words")


def _plain(text: str) -> str:
    """Return a text without letter case, spaces around a slash, and punctuation around the whole."""
    return "/".join(part.strip() for part in text.casefold().strip(_AROUND).split("/"))


def _plainly(key: str) -> frozenset[str]:
    return frozenset(map(_plain, _WORDS[key]))


_AS_WRITTEN: Final = frozenset(_WORDS["nothing"])
_NOTHING_OR_NAME: Final = _plainly("nothing") | _plainly("name") | {""}
_NOTHING: Final = (_plainly("nothing") - _plainly("name")) | {""}
"""In words `(none)` is nothing as it is written, and `None` is not."""
_ABOUT: Final = frozenset(_WORDS["about"])
_NOT_AVAILABLE: Final = frozenset(_WORDS["not_available"])
_NO_REMARK: Final = _plainly("no_remark")
_NO_ORGANISATION: Final = _plainly("no_organisation")


@lru_cache(maxsize=100_000)
def says_nothing(cell: str, *, in_words: bool = False) -> bool:
    """Whether a cell says that nothing is known: `N/K`, `Not applicable.`, `Unknown employer`.

    `None` and `Null` are not nothing `in_words`: in a part of a name, or in what somebody says.
    """
    if len(cell) > _LONGEST or ("(" not in cell and _TELLS.search(cell)):
        return False
    plain = _plain(cell)
    if in_words:
        return plain in _NOTHING or cell.casefold() in _AS_WRITTEN
    before, bracket, _ = plain.partition("(")
    return _is_nothing(plain) or bool(bracket and _is_nothing(before.strip(_AROUND)))


def is_no_remark(text: str) -> bool:
    """Whether an answer to *What went well?* or *What should change?* says that there is nothing to say."""
    return says_nothing(text) or _plain(text) in _NO_REMARK


def names_no_organisation(cell: str) -> bool:
    """Whether a cell that says where somebody works names no organisation: `Other`."""
    return says_nothing(cell) or _plain(cell) in _NO_ORGANISATION


def is_nothing(text: str) -> bool:
    """Whether a text says that nothing is known, as a whole, a name in parts too: `n/a`, `Null Null`."""
    return (
        says_nothing(text, in_words=True)
        or {_plain(each) for each in text.split()} <= _NOTHING_OR_NAME
    )


def _is_nothing(plain: str) -> bool:
    """Whether a text is a word for nothing, or that word beside what it is of: `unknown role`."""
    if plain in _NOTHING_OR_NAME or not plain.strip("#"):
        return True
    first, _, after = plain.partition(" ")
    before, _, last = plain.rpartition(" ")
    if first.strip(_AROUND) in _ABOUT:
        return bool(after) and after in _NOTHING_OR_NAME
    return last in _ABOUT and bool(before) and before in _NOTHING_OR_NAME


def is_damage(cell: str) -> bool:
    """Whether a spreadsheet's error stands where something was: `#VALUE!`, `####`, but not `#N/A`."""
    plain = cell.strip().casefold()
    return plain.startswith("#") and plain not in _NOT_AVAILABLE and says_nothing(plain)
