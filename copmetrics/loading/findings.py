"""What was found in a folder, whatever the day is on which somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.evaluation.coverage import Coverage
from copmetrics.identity.directory import Directory
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.measures.base import Measure
from copmetrics.schema import CHANGES_SAID

__all__ = ["Assembled", "Findings"]


@dataclass(frozen=True)
class Assembled:
    """A community's tables, in which nobody is named, and what they rest on."""

    tables: Mapping[str, pd.DataFrame]
    coverage: Coverage
    narrative_tables: Mapping[str, pd.DataFrame]
    own: tuple[Measure, ...]
    """The community's own indicators."""
    notes: tuple[str, ...]
    secret: str = field(repr=False)
    """What record keys and fingerprints hang on: it follows from the community's key."""
    naming: frozenset[str] = frozenset()
    """What was written of events and of the agenda that may name somebody."""
    changes_said: pd.DataFrame = field(default_factory=CHANGES_SAID.empty, repr=False)
    """Who said in a feedback form that they changed something; no community has it, nor a lake."""
    withdrew: frozenset[str] = field(default=frozenset(), repr=False)
    """The pseudonyms of those who withdrew a story, who are not asked for one again."""


@dataclass(frozen=True)
class Findings:
    """Every file, every problem, and the tables if they could be made."""

    files: tuple[SurveyedFile, ...]
    problems: tuple[CopmetricsError, ...]
    moments: pd.DataFrame | None = None
    """When what each row of a file tells of happened: `source_file`, `moment`."""
    assembled: Assembled | None = None
    directory: Directory | None = None
    """Who is who; nothing where the tables could not be made, or were kept from an earlier time."""
