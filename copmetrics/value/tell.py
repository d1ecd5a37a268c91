"""Which accounts tell a story, and at which place: what a value detective writes under `Tell`.

`sponsors 1; members` tells it to sponsors first of all, and to members after those that have a number.
`all 2`, or 2 alone, is for every audience. Who may read a story is the teller's to say, and goes before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import inf
from typing import Final

from copmetrics.framework.audiences import AUDIENCES, Audience

__all__ = ["ALL", "places_told", "unknown_in"]

ALL: Final = "all"
_PART: Final = re.compile(r"(?P<who>[^\W\d]*)\s*:?\s*(?P<place>\d*)")


def places_told(tell: object) -> Mapping[Audience, float]:
    """Return the place of a story for each audience that it is told to; without a number it is the last."""
    told: dict[Audience, float] = {}
    for part in _parts(tell):
        found = _PART.fullmatch(part)
        if found is None:
            continue
        place = float(found["place"]) if found["place"] else inf
        who = AUDIENCES if found["who"] in ("", ALL) else (Audience(found["who"]),)
        told |= dict.fromkeys(who, place)
    return told


def unknown_in(tell: object) -> str:
    """Return the first part that names no audience that there is; nothing where all do."""
    return next((part for part in _parts(tell) if not _is_known(part)), "")


def _is_known(part: str) -> bool:
    found = _PART.fullmatch(part)
    return found is not None and found["who"] in ("", ALL, *AUDIENCES)


def _parts(tell: object) -> list[str]:
    said = str(tell).casefold() if isinstance(tell, str) else ""
    return [part for each in re.split(r"[;,]", said) if (part := each.strip())]
