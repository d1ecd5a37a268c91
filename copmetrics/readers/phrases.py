"""Phrases that are looked for as whole words in a normalised text: `did not attend`, `apologies`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from copmetrics.readers.files import heading

__all__ = ["Phrases"]


class Phrases:
    """Some phrases, the longest first.

    Most texts hold none of them, which is told without the expression: that is compiled when one does.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Take phrases as people write them."""
        self._phrases = sorted(map(heading, words), key=len, reverse=True)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first of them in a text, from `start` on."""
        return self._pattern.search(text, start) if self._may_stand_in(text) else None

    def sub(self, by: str, text: str) -> str:
        """Write something else in the place of each."""
        return self._pattern.sub(by, text) if self._may_stand_in(text) else text

    def _may_stand_in(self, text: str) -> bool:
        return any(phrase in text for phrase in self._phrases)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self._phrases))})(?!\w)")
