"""The editor's own words in an account: after its first paragraph, and beside each section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import pandas as pd

from copmetrics.accounts.account import Commentary, Section
from copmetrics.accounts.commentary import commentary, stories_chosen
from copmetrics.accounts.commentary_pictures import pictures_in
from copmetrics.quarters import Calendar

__all__ = ["EditorWords"]

BRIEF: Final = {"summary": 320, "unknown": 220, "next": 240}
"""How many letters of the editor's words the first page has room for; longer ones stand further on."""


@dataclass(frozen=True)
class EditorWords:
    """What the editor wrote for one account."""

    passages: tuple[tuple[str, str], ...] = ()
    """The section each passage is for, and the Markdown."""
    folder: Path = Path()
    """Where the pictures are that the words show."""
    tell: tuple[str, ...] = ()
    """The stories that the account is to tell, by their short names and in order, where somebody chose."""

    @classmethod
    def of(
        cls,
        folder: Path,
        quarter: pd.Period,
        audience: str,
        calendar: Calendar,
        stories: pd.DataFrame,
    ) -> Self:
        """Read what `commentary.md` has for a quarter and an audience; `stories` are all there are."""
        found = commentary(folder, quarter, audience, calendar)
        words = tuple((each.section, each.words) for each in found if each.words)
        return cls(words, folder, stories_chosen(found, stories, folder))

    def about(self, section: str) -> tuple[Commentary, ...]:
        """Return the passages for a section, without those that the brief has."""
        return tuple(each for each in self._for(section) if not _fits(section, each))

    def in_brief(self, place: str) -> tuple[Commentary, ...]:
        """Return the passages for a place on the first page: `summary`, `unknown` or `next`."""
        return tuple(each for each in self._for(place) if _fits(place, each))

    def _for(self, place: str) -> Iterator[Commentary]:
        return (
            Commentary(text, pictures_in(text, self.folder))
            for there, text in self.passages
            if there == place
        )

    @property
    def after_brief(self) -> tuple[Section, ...]:
        """What the first page has no room for, in a section of its own, if there is any."""
        longer = self.about("summary")
        return (Section("summary", "The editor's words", longer),) if longer else ()

    def beside(self, section: Section) -> Section:
        """Open a section with the words for it, unless it has them already."""
        if any(isinstance(each, Commentary) for each in section.blocks):
            return section
        return replace(section, blocks=(*self.about(section.id), *section.blocks))


def _fits(place: str, words: Commentary) -> bool:
    """Whether words stand on the first page: those for it that are short, and show no picture."""
    return len(words.text) <= BRIEF.get(place, 0) and not words.pictures
