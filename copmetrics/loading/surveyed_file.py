"""A file's line: what it was taken for, and how much of it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

__all__ = ["SurveyedFile"]


@dataclass(frozen=True)
class SurveyedFile:
    """One sheet of one file, and what it was taken for."""

    file: str
    format: str
    """The reader's name; empty where no reader knows it."""
    digest: str
    rows: int = 0
    kept: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many rows were left out, by reason."""
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    note: str = ""
    problems: int = 0
    """How many cells or questions keep it from being read."""
    unused: tuple[str, ...] = ()
    """Headings under which something stands that nobody reads."""
    missed: bool = False
    """Whether it was not read though it may hold what counts."""
    answers: tuple[str, ...] = ()
    """Lines of `community.toml` of which one may have it read, if it was not, or what is left out of it."""
