"""What a displayed name says: the person's name, where they work, and whether it is a person.

Meeting programs show `ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)`, `Ben (Ben Two)`,
`Cy Three (Guest)`, `iPhone`, `020 7946 0000` and `Otter.ai Notetaker`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from copmetrics.identity.brackets import (
    Bracketed,
    is_workplace,
    may_be_a_name,
    says_nothing,
    without_brackets,
)
from copmetrics.identity.known_words import Word, bare, known_lines, words_for

__all__ = ["Displayed", "NameKind", "is_nobody", "machine_pattern", "name_key", "read_name"]

_TURNED = re.compile(r"^(?P<surname>[^,]+),\s*(?P<given>[^,]+)$")
_TELEPHONE = re.compile(r"^\+?[\d*(][\d\s().*-]{5,}$")
_APART = re.compile(r"\s*[,;|@]\s*|\s+[-–—/]\s+")
_DASHED = re.compile(r"\s+[-–—/|]\s+")
_SLASHED = re.compile(r"[\s,;|–—-]+(?P<said>[^\s/]+(\s?/\s?[^\s/]+)+)$")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
_MODEL = r"(\w*\d\w*|pro|air|max|mini|plus|ultra|note|sm)"
_OWNER = r"(von|van|de|di|do|da|of|by)"


class NameKind(StrEnum):
    """What a displayed name stands for."""

    PERSON = "person"
    MACHINE = "machine"
    TELEPHONE = "telephone"
    UNNAMED = "unnamed"
    ROOM = "room"
    """People in it look on, nobody knows how many: it is nobody in particular, whatever its address."""


@dataclass(frozen=True)
class Displayed:
    """What was made of a displayed name."""

    kind: NameKind
    name: str = ""
    organisation: str = ""
    bracket: str = ""
    """What is in brackets and can be told to be neither a workplace nor anything else."""


def read_name(shown: str, machines: re.Pattern[str]) -> Displayed:
    """Tell what a displayed name stands for, and what its brackets say of the person."""
    plain = " ".join(shown.split())
    if machines.search(plain):
        return Displayed(NameKind.MACHINE, plain)
    if _TELEPHONE.match(plain):
        return Displayed(NameKind.TELEPHONE, re.sub(r"[^\d*]", "", plain))
    outside, brackets = without_brackets(plain)
    outside, beside = _without_workplace(_without_device(_without_pronouns(outside)))
    workplace = brackets.workplace or beside or _in_the_directory(outside, brackets)
    if outside and not is_nobody(outside) and not _TELEPHONE.match(outside):
        name = _turned(_told_apart(outside, brackets))
        untold = "" if workplace else next(iter(brackets.other), "")
        return Displayed(NameKind.PERSON, name, workplace, untold)
    behind = next((each for each in brackets.other if may_be_a_name(each)), "")
    if behind and not is_nobody(behind):
        return Displayed(NameKind.PERSON, _turned(behind), workplace)
    if _TELEPHONE.match(outside):
        return Displayed(NameKind.TELEPHONE, re.sub(r"[^\d*]", "", outside), workplace)
    is_room = any(_room_pattern().match(bare(each)) for each in _DASHED.split(plain))
    return Displayed(NameKind.ROOM if is_room else NameKind.UNNAMED, organisation=workplace)


def is_nobody(name: str) -> bool:
    """Whether a name stands for nobody in particular, in any language: `Anonym`, `Guest 3`, `iPad`."""
    said = bare(name.replace("_", " "))
    unnumbered = re.sub(r"[\s\d]+$", "", said)
    return unnumbered in words_for(Word.NOBODY) or _is_device(said)


def name_key(name: str) -> str:
    """Return the name as it is compared: no case, accents, punctuation or titles."""
    return " ".join(word for word in bare(name).split() if word not in _TITLES)


@cache
def machine_pattern(also: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of names that are machines; `also` are the community's own words."""
    own = (re.escape(each) for each in also)
    return re.compile("|".join((*known_lines("machines.txt"), *own)), re.IGNORECASE)


@cache
def _device_pattern() -> re.Pattern[str]:
    """Return the pattern of devices: with a word before it, its model or its owner behind it."""
    devices = "|".join(sorted(words_for(Word.DEVICE), key=len, reverse=True))
    return re.compile(rf"^(.*s |\w+ ?)?({devices})( ?{_MODEL})*( {_OWNER} .+)?$")


def _is_device(name: str) -> bool:
    return any(each().match(bare(name)) for each in (_device_pattern, _room_pattern))


@cache
def _room_pattern() -> re.Pattern[str]:
    """Return the pattern of rooms, from which several may look on: with what they are called around it."""
    rooms = "|".join(sorted(words_for(Word.ROOM), key=len, reverse=True))
    return re.compile(rf"^(\w+ ){{0,2}}({rooms})( .*)?$")


def _without_device(name: str) -> str:
    """Take a device or a room from beside a name; nothing is left where a room stands beside a place.

    `Ann Ash - iPad` and `iPad - Ann Ash` are Ann Ash, and `Meeting Room 3 - Leeds` is nobody.
    """
    parts = _DASHED.split(name)
    rest = [each for each in parts if not _is_device(each)]
    if len(rest) in (0, len(parts)):
        return name
    is_room = any(_room_pattern().match(bare(each)) for each in parts)
    is_place = is_room and (_is_device(parts[0]) or " " not in rest[0])
    return "" if is_place else " - ".join(rest)


def _without_pronouns(name: str) -> str:
    """Take pronouns with a slash from a name's end: `Ann Ash she/her`, `Ann Ash - she / her`."""
    found = _SLASHED.search(name)
    return name[: found.start()] if found and says_nothing(found["said"]) else name


def _without_workplace(name: str) -> tuple[str, str]:
    """Part a name from the organisation or the letters that stand beside it, not in brackets."""
    parts = [
        part for part in _APART.split(name) if part and bare(part) not in words_for(Word.LETTERS)
    ]
    if not any(is_workplace(part) for part in parts):
        return (name if len(parts) > 1 else "".join(parts) or name), ""
    people = [part for part in parts if not is_workplace(part)]
    return ", ".join(people), ", ".join(part for part in parts if is_workplace(part))


def _in_the_directory(outside: str, brackets: Bracketed) -> str:
    """Return the workplace as NHSmail writes it: `ONE, Asha (PUBLIC HEALTH NORTHMOOR)`.

    It has the surname and the organisation in capitals; a name there has no word of a place.
    """
    surname, comma, _ = outside.partition(",")
    inside = next(iter(brackets.other), "")
    in_capitals = bool(comma) and surname.isupper() and inside.isupper()
    is_long = len(inside.split()) > 2 and not any(each.isdigit() for each in inside)
    return inside if in_capitals and is_long and not may_be_a_name(inside) else ""


def _told_apart(outside: str, brackets: Bracketed) -> str:
    """Complete a lone first name by its bracket: `Ben (Ben Two)` is Ben Two, and no other Ben."""
    if " " in outside or not brackets.other:
        return outside
    inside = brackets.other[0]
    is_longer = bare(outside) in bare(inside).split() and may_be_a_name(inside)
    return inside if is_longer else f"{outside} ({inside})"


def _turned(name: str) -> str:
    """Put the given name first: `O'NEIL, Zoë` is Zoë O'Neil."""
    found = _TURNED.match(name)
    if not found:
        return name
    surname = found["surname"].strip()
    return f"{found['given'].strip()} {surname.title() if surname.isupper() else surname}"
