"""What stands in brackets after a displayed name: a place of work, another name, pronouns, a remark.

`ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)`, `Ben (Ben Two)`, `Cy Three (she/her)`, `Dee Four (Chair)`.
What cannot be told stays unused: a ward is no organisation, and neither is a person's other name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from copmetrics.identity.known_words import Word, bare, words_for

__all__ = ["Bracketed", "is_workplace", "may_be_a_name", "says_nothing", "without_brackets"]

_OPENING = str.maketrans("[{（【［", "(((((")
_CLOSING = str.maketrans("]}）】］", ")))))")
_INNERMOST = re.compile(r"\(([^()]*)\)|\(([^()]*)$")
_PARTS = re.compile(r"\s*[,;|]\s*|\s+[-–—/]\s+")
_MOST_WORDS = 4
"""A person's name has no more words than this."""


@dataclass(frozen=True)
class Bracketed:
    """What the brackets of one displayed name say."""

    workplace: str = ""
    other: tuple[str, ...] = field(default=())
    """What may be a name, or a place that no word gives away."""


def without_brackets(shown: str) -> tuple[str, Bracketed]:
    """Part a displayed name from its brackets, in whatever order these stand."""
    rest = shown.translate(_OPENING).translate(_CLOSING)
    insides: list[str] = []
    while found := _INNERMOST.search(rest):
        insides.insert(0, " ".join((found[1] or found[2] or "").split()))
        rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    return " ".join(rest.replace(")", " ").split()), _read(insides)


def says_nothing(text: str) -> bool:
    """Whether a text tells neither who somebody is nor where they work: pronouns, a task, a remark."""
    said = bare(text)
    words = said.split()
    return (
        not any(each.isalpha() for each in said)
        or said in words_for(Word.REMARK)
        or all(word in words_for(Word.PRONOUN) for word in words)
        or any(word in words_for(Word.TASK) for word in words)
        or f"{said} ".startswith(_devices())
    )


@cache
def _devices() -> tuple[str, ...]:
    return tuple(f"{device} " for device in words_for(Word.DEVICE))


def is_workplace(text: str) -> bool:
    """Whether a text names an organisation: a word of it can be nothing else."""
    words = bare(text).split()
    ends = len(words) > 1 and words[-1] in words_for(Word.ENDING)
    return ends or any(word in words_for(Word.WORKPLACE) for word in words)


def may_be_a_name(text: str) -> bool:
    """Whether a text may be somebody's name: a few words, none of them a place's, no digit."""
    words = bare(text).split()
    place = words_for(Word.WORKPLACE) | words_for(Word.DEPARTMENT) | words_for(Word.ENDING)
    return (
        0 < len(words) <= _MOST_WORDS
        and not any(each.isdigit() for each in text)
        and not says_nothing(text)
        and not any(word in place for word in words)
    )


def _read(insides: Iterable[str]) -> Bracketed:
    """Bring together what several brackets say: the first workplace, and all that stays open."""
    workplaces: list[str] = []
    other: list[str] = []
    for inside in insides:
        parts = [each for each in _PARTS.split(inside) if each and not says_nothing(each)]
        place = next((at for at, part in enumerate(parts) if is_workplace(part)), None)
        if place is not None:
            workplaces.append(", ".join(parts[place:]))
        elif parts:
            other.append(", ".join(parts))
    return Bracketed(next(iter(workplaces), ""), tuple(other))
