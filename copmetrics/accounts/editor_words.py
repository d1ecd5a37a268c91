"""The editor's own words in an account: after its first paragraph, and beside each section."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pandas as pd

from copmetrics.accounts.account import Commentary, Section
from copmetrics.accounts.commentary import commentary
from copmetrics.accounts.commentary_pictures import pictures_in
from copmetrics.quarters import Calendar

__all__ = ["EditorWords"]


@dataclass(frozen=True)
class EditorWords:
    """What the editor wrote for one account."""

    passages: tuple[tuple[str, str], ...] = ()
    """The section each passage is for, and the Markdown."""
    folder: Path = Path()
    """Where the pictures are that the words show."""

    @classmethod
    def of(cls, folder: Path, quarter: pd.Period, audience: str, calendar: Calendar) -> Self:
        """Read what `commentary.md` has for a quarter and an audience."""
        return cls(commentary(folder, quarter, audience, calendar), folder)

    def about(self, section: str) -> tuple[Commentary, ...]:
        """Return the passages for a section, or for `summary`."""
        return tuple(
            Commentary(text, pictures_in(text, self.folder))
            for place, text in self.passages
            if place == section
        )

    def beside(self, section: Section) -> Section:
        """Open a section with the words for it, unless it has them already."""
        if any(isinstance(each, Commentary) for each in section.blocks):
            return section
        return replace(section, blocks=(*self.about(section.id), *section.blocks))
