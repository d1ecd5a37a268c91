"""What a displayed name says: the person's name, where they work, and whether it is a person.

Meeting programs show `ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)`, `Ben (Ben Two)`,
`Cy Three (Guest)`, `iPhone`, `020 7946 0000` and `Otter.ai Notetaker`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

__all__ = ["Displayed", "NameKind", "known_lines", "machine_pattern", "name_key", "read_name"]

_FLAGS = re.compile(r"\s*\((guest|external|unverified|host|co-host|me|you)(, [a-z]+)?\)", re.I)
_BRACKETED = re.compile(r"^(?P<outside>[^()]*?)\s*\((?P<inside>[^()]+)\)\s*$")
_NHSMAIL = re.compile(r"^(?P<surname>[^,()]+),\s*(?P<given>[^,()]+?)(\s*\((?P<where>[^()]+)\))?$")
_TELEPHONE = re.compile(r"^\+?[\d*][\d\s().*-]{5,}$")
_DEVICE = re.compile(
    r"^((.*'s|[a-z]+)?\s*(iphone|ipad|galaxy|macbook|android|laptop|desktop|pc|tablet|phone)"
    r"(\s*(\d+|pro|air))*|zoom user|guest|anonymous|participant|attendee|user)\s*\d*$",
    re.I,
)
_PLACE = re.compile(
    r"\b(nhs|trust|hospitals?|university|icb|ccg|council|college|school|ltd|limited|plc|service"
    r"|ambulance|health|care|board|foundation|institute|group|network|department)\b",
    re.I,
)


class NameKind(StrEnum):
    """What a displayed name stands for."""

    PERSON = "person"
    MACHINE = "machine"
    TELEPHONE = "telephone"
    UNNAMED = "unnamed"


@dataclass(frozen=True)
class Displayed:
    """What was made of a displayed name."""

    kind: NameKind
    name: str = ""
    organisation: str = ""


def read_name(shown: str, machines: re.Pattern[str]) -> Displayed:
    """Tell what a displayed name stands for; a bracket is a place of work or the real name."""
    plain = " ".join(shown.split())
    if machines.search(plain):
        return Displayed(NameKind.MACHINE, plain)
    plain = _FLAGS.sub("", plain).strip()
    if _TELEPHONE.match(plain):
        return Displayed(NameKind.TELEPHONE, re.sub(r"[^\d*]", "", plain))
    bracketed = _BRACKETED.match(plain)
    if bracketed is None:
        return _person(plain)
    inside, outside = bracketed["inside"].strip(), bracketed["outside"].strip()
    if _PLACE.search(inside) or "," in outside:
        return _person(outside, organisation=inside)
    device = not outside or bool(_DEVICE.match(outside))
    return _person(inside if device or " " in inside else outside)


def name_key(name: str) -> str:
    """Return the name as it is compared: no case, accents, punctuation or titles."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    words = re.sub(r"[^\w\s]", " ", bare.replace("'", "").replace("’", "")).split()
    return " ".join(word for word in words if word not in {"dr", "mr", "mrs", "ms", "prof"})


def known_lines(file: str) -> tuple[str, ...]:
    """Return the entries of one of the lists that are shipped with copmetrics."""
    content = files("copmetrics.identity").joinpath("known", file).read_text(encoding="utf-8")
    return tuple(line for line in content.splitlines() if line and not line.startswith("#"))


@cache
def machine_pattern(also: Iterable[str] = ()) -> re.Pattern[str]:
    """Return the pattern of names that are machines; `also` are the community's own words."""
    own = (re.escape(each) for each in also)
    return re.compile("|".join((*known_lines("machines.txt"), *own)), re.IGNORECASE)


def _person(name: str, organisation: str = "") -> Displayed:
    if not name or _DEVICE.match(name):
        return Displayed(NameKind.UNNAMED, organisation=organisation)
    turned = _NHSMAIL.match(name)
    if turned:
        surname = turned["surname"].strip()
        surname = surname.title() if surname.isupper() else surname
        return Displayed(NameKind.PERSON, f"{turned['given'].strip()} {surname}", organisation)
    return Displayed(NameKind.PERSON, name, organisation)
