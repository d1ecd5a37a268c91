"""What a line of text within a list says of the people below it: that they came, that they did not.

A line whose words are not all known says nothing that can be relied on: who stands below it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from copmetrics.readers.files import heading
from copmetrics.readers.phrases import Phrases
from copmetrics.readers.sign_in_words import AWAY_ANYWHERE, WORDS, begins_with

__all__ = ["BELOW_ROW", "Section", "names_absence", "section_of"]

BELOW_ROW: Final = "below row {}"
"""How `community.toml` calls the people below a line of text."""


class Section(StrEnum):
    """Who the people below a line are."""

    CAME = "those who came"
    AWAY = "those who did not come"
    OTHER = "another table"
    UNCLEAR = "not understood"


_KNOWN: Final[Mapping[str, Section]] = {
    **dict.fromkeys(map(heading, WORDS["present"]), Section.CAME),
    **dict.fromkeys(map(heading, WORDS["others"]), Section.OTHER),
    **dict.fromkeys(map(heading, WORDS["apologies"]), Section.AWAY),
}
_AWAY: Final = Phrases((*WORDS["apologies"], *WORDS["speaks_of_staying_away"], *AWAY_ANYWHERE))
_AROUND: Final = frozenset(map(heading, WORDS["around_apologies"]))
_COUNT: Final = re.compile(r"\(?\d+\)?")


def section_of(line: str) -> Section | None:
    """Return who stands below a line of text; nothing if it says nothing of who comes next."""
    plain = _bare(line)
    if plain in _KNOWN:
        return _KNOWN[plain]
    if names_absence(line):
        return Section.UNCLEAR if _beside_absence(plain) else Section.AWAY
    is_harmless = begins_with("line", line) or begins_with("total", line)
    return None if is_harmless else Section.UNCLEAR


def names_absence(line: str) -> bool:
    """Whether a line begins with words of absence: `Those who sent apologies`, `Also invited:`."""
    plain = _bare(line)
    found = _AWAY.search(plain)
    return found is not None and not _unknown_words(plain[: found.start()])


def _bare(line: str) -> str:
    """Return a line as titles are compared: without a colon, stars and how many there are."""
    return " ".join(_COUNT.sub(" ", heading(line)).split()).strip(" :*-–.,;")


def _beside_absence(plain: str) -> list[str]:
    """Return what a line holds beside its words of absence: names, mostly."""
    return _unknown_words(_AWAY.sub(" ", plain))


def _unknown_words(plain: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", plain) if word not in _AROUND]
