"""Whether what somebody wrote may name a person: an address, a form of address, or a name that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from copmetrics.identity.names import name_key

__all__ = ["LEFT_OUT", "KnownNames", "without_people"]

ADDRESS: Final = re.compile(r"[^\s@]+@[^\s@]+\.\w")
ADDRESSED: Final = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame|Sister|Matron|Herr|Frau|Mme|Signora?)\.? [^\W\d_a-z]"
)
"""A form of address before a word with a capital: `Dr Marker`."""
WORD: Final = re.compile(r"[^\W\d_]+(?:[\'’-][^\W\d_]+)*")
SHORTEST: Final = 3
"""Letters of a part of a name that is looked for by itself."""
LONGEST: Final = 5
"""Words of a whole name that is looked for."""


LEFT_OUT: Final = "[name left out]"
"""What stands in the place of somebody in a title."""
_WHOLE_ADDRESS: Final = re.compile(r"[^\s@<(]+@[^\s@]+\.\w+")
_NAME_AFTER: Final = re.compile(rf"{ADDRESSED.pattern}[\w'’-]*(?: [^\W\d_a-z][\w'’-]*)*")


def without_people(title: str, names: Iterable[str] = ()) -> str:
    """Return a title without addresses, forms of address and the words after them, and the `names` given.

    It hangs on the title and these names alone: whom else the exports know changes nothing.
    """
    said = _NAME_AFTER.sub(LEFT_OUT, _WHOLE_ADDRESS.sub(LEFT_OUT, title))
    for each in sorted(filter(None, names), key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(each)}(?!\w)", LEFT_OUT, said, flags=re.IGNORECASE)
    return said


@dataclass(frozen=True)
class KnownNames:
    """The names of those whom the exports know, as they are compared."""

    whole: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> KnownNames:
        """Take names as sources have them."""
        keys = {name_key(each) for each in names}
        whole = frozenset(each for each in keys if " " in each)
        parts = frozenset(word for each in keys for word in each.split() if len(word) >= SHORTEST)
        return cls(whole, parts)

    def in_title(self, text: str) -> bool:
        """Whether a title may name somebody: an address, `Dr Marker`, or a whole name that is known.

        One part of a name is not enough: `Ward` and `Green` are names too.
        """
        words = name_key(_without_possessives(text)).split()
        runs = (
            " ".join(words[first : first + length])
            for first in range(len(words))
            for length in range(2, LONGEST + 1)
        )
        return self._addressed(text) or any(run in self.whole for run in runs)

    def in_words(self, text: str) -> bool:
        """Whether somebody's own words may name somebody: as a title may, or by one part of a name.

        That part is a word with a capital: `thank you, Asha`.
        """
        plain = _without_possessives(text)
        capitals = (word for word in WORD.findall(plain) if word[0].isupper())
        parts = {part for word in capitals for part in name_key(word).split()}
        return self.in_title(text) or bool(parts & self.parts)

    @staticmethod
    def _addressed(text: str) -> bool:
        return bool(ADDRESS.search(text) or ADDRESSED.search(text))


def _without_possessives(text: str) -> str:
    """Return a text in which `Asha's` is `Asha`."""
    return re.sub(r"['’]s\b", "", text)
