"""What a community tells of itself: stories, its own indicators, who needs to know what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.errors import ChoiceError, CopmetricsError, FileError, nearest_few
from copmetrics.framework.stories import Consent
from copmetrics.identity.directory import without_names
from copmetrics.measures import MEASURES
from copmetrics.measures.base import Measure
from copmetrics.schema import DECISIONS, NARRATIVE_TABLES
from copmetrics.settings import FILE_NAME, Settings
from copmetrics.value.indicator_register import register_of
from copmetrics.value.messages import unknown_constituencies
from copmetrics.value.stories import checked_stories

__all__ = [
    "Narratives",
    "impossible_aims",
    "narratives",
    "unknown_indicators",
]

ASKED = (
    "stories",
    "segments",
    "narratives",
    "register",
    "readings",
    "constituencies",
    "stakeholders",
    "messages",
)
"""The raw tables in which a community tells of itself."""


@dataclass(frozen=True)
class Narratives:
    """The narrative tables by name, the community's own indicators, and what is wrong with them."""

    tables: Mapping[str, pd.DataFrame]
    own: tuple[Measure, ...]
    problems: tuple[CopmetricsError, ...]
    withdrew: frozenset[str] = frozenset()
    """The pseudonyms of those who withdrew a story: of the story itself nothing is left."""


def narratives(
    raw: Mapping[str, pd.DataFrame], people: pd.DataFrame, events: pd.DataFrame, settings: Settings
) -> Narratives:
    """Check the stories and the community's own indicators against one another.

    Whoever told a story in a form that knows their name or address becomes a pseudonym, and so does a
    teller who was written down by a name that the exports know.
    """
    if all(raw[each].empty for each in ASKED):
        return Narratives({name: table.empty() for name, table in NARRATIVE_TABLES.items()}, (), ())
    register = register_of(raw["register"], raw["readings"])
    known = {**MEASURES, **{each.id: each for each in register.measures}}
    tellers = people[people["table"].eq("stories")].set_index("row")["person"]
    written = without_names(raw["stories"]["teller"], people)
    stories = raw["stories"].assign(teller=written.fillna(tellers))
    found = checked_stories(
        {**raw, "stories": stories}, known=known, events=events, timezone=settings.timezone
    )
    tables = {
        "stories": found.stories,
        "segments": found.segments,
        "links": found.links,
        "narratives": found.narratives,
        "register": register.register,
        "readings": register.readings,
        "constituencies": raw["constituencies"],
        "stakeholders": raw["stakeholders"],
        "messages": raw["messages"],
        # made of tables that measures count from
        "decisions": DECISIONS.empty(),
    }
    unknown = unknown_constituencies(raw["messages"], raw["constituencies"])
    gone = stories.loc[stories["consent"].eq(Consent.WITHDRAWN), "teller"].dropna()
    return Narratives(
        tables,
        register.measures,
        (*register.problems, *found.problems, *unknown),
        frozenset(gone),
    )


def unknown_indicators(settings: Settings, own: Sequence[Measure]) -> list[CopmetricsError]:
    """A target, milestone or day to begin anew of an indicator that there is none of is a slip: say so."""
    known = (*MEASURES, *(each.id for each in own))
    tables = {
        "targets": settings.targets,
        "milestones": settings.milestones,
        "rebase": settings.rebase,
    }
    return [
        ChoiceError(
            f"an indicator under [{table}]",
            name,
            known,
            file=FILE_NAME,
            advice=nearest_few(name, known),
        )
        for table, named in tables.items()
        for name in named
        if name not in known
    ]


def impossible_aims(settings: Settings, own: Sequence[Measure]) -> list[CopmetricsError]:
    """A target or milestone that a share cannot come to, such as 40 for 40 %, is a slip: say so."""
    measures = {**MEASURES, **{each.id: each for each in own}}
    aims = {f"targets.{name}": (name, aim) for name, aim in settings.targets.items()} | {
        f"milestones.{name}.value": (name, each.value) for name, each in settings.milestones.items()
    }
    return [
        FileError(
            FILE_NAME,
            f"{where} = {aim:g} is not a share, which is a number from 0 to 1",
            advice="Write 40 % as 0.4.",
        )
        for where, (name, aim) in aims.items()
        if name in measures and measures[name].is_share and not 0 <= aim <= 1
    ]
