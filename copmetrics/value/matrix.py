"""The value-creation matrix: stories down, cycles across, and the indicators that both speak of.

Read along a row it is one story's way through the cycles; read down a column it is what is known
of one cycle, in numbers and in words. Its two lists of gaps are what to do next: indicators that
no story explains, and claims that no indicator bears out. Nobody is scored or ranked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import PASSES_THROUGH, Relation, Sign, StepStatus
from copmetrics.measures.base import Measure
from copmetrics.value.journeys import OUTCOMES, Completeness, Journey, StepLink, journeys

__all__ = ["Claim", "Matrix", "MatrixRow", "Step", "matrix_of"]


@dataclass(frozen=True)
class Step:
    """One step of a story, as the matrix has it."""

    cycle: Cycle
    text: str
    hoped: bool
    links: tuple[tuple[str, str], ...]
    """What it is linked to: relation and the indicator's id."""
    step_link: StepLink
    """How it is reached from the step before it."""
    sign: Sign | None = None
    """How it went, where that is known of it: what came of something is as the story was all in all."""

    @property
    def stations(self) -> tuple[str, ...]:
        """The indicators that the story passes through there."""
        return tuple(dict.fromkeys(id for relation, id in self.links if relation in PASSES_THROUGH))


@dataclass(frozen=True)
class MatrixRow:
    """One story along the cycles."""

    story: str
    title: str
    constituency: str
    journey: Journey
    steps: tuple[Step, ...]
    sign: Sign | None = None
    """How it went, all in all, where that is said."""

    @property
    def cells(self) -> dict[Cycle, tuple[Step, ...]]:
        """What it says in each cycle that it speaks of, in the framework's order."""
        told = {each.cycle for each in self.steps}
        return {
            cycle: tuple(each for each in self.steps if each.cycle == cycle)
            for cycle in Cycle
            if cycle in told
        }

    @property
    def passed(self) -> set[str]:
        """The indicators that it passes through in what has happened."""
        return {id for each in self.steps if not each.hoped for id in each.stations}


@dataclass(frozen=True)
class Claim:
    """What a story says and no indicator bears out."""

    story: str
    title: str
    cycle: Cycle
    claim: str
    indicator: str
    """The indicator of that name, which has no value yet; empty if there is none."""


@dataclass(frozen=True)
class Matrix:
    """Stories and indicators joined."""

    cycles: tuple[Cycle, ...]
    heads: Mapping[Cycle, tuple[str, ...]]
    """The ids of each cycle's indicators."""
    rows: tuple[MatrixRow, ...]
    unexplained: tuple[str, ...]
    """Indicators with a value that no story passes through."""
    claims: tuple[Claim, ...]
    known: frozenset[str]
    """The ids of the indicators that have a value."""

    @property
    def empty(self) -> tuple[Cycle, ...]:
        """The cycles in which nothing is reported and nothing measured: questions to ask."""
        return tuple(
            each
            for each in self.cycles
            if not self.stories_in(each) and self.known.isdisjoint(self.heads[each])
        )

    def stories_in(self, cycle: Cycle) -> int:
        """Return how many stories report something in a cycle."""
        return sum(
            any(each.cycle == cycle and not each.hoped for each in row.steps) for row in self.rows
        )

    def links_in(self, cycle: Cycle) -> int:
        """Return how many indicators the stories pass in what they report of a cycle."""
        return sum(
            len(each.stations)
            for row in self.rows
            for each in row.steps
            if each.cycle == cycle and not each.hoped
        )

    def stories_of(self, indicator: str) -> tuple[MatrixRow, ...]:
        """Return the stories that pass through an indicator in what has happened."""
        return tuple(row for row in self.rows if indicator in row.passed)

    def claimed(self, indicator: str) -> set[str]:
        """Return the stories that claim what an indicator without a value would measure."""
        return {each.story for each in self.claims if each.indicator == indicator}


def matrix_of(
    stories: pd.DataFrame,
    segments: pd.DataFrame,
    links: pd.DataFrame,
    *,
    measures: Mapping[str, Measure],
    listed: Sequence[str],
    known: Collection[str],
    cycles: Sequence[Cycle],
) -> Matrix:
    """Join stories and indicators.

    `listed` are the ids of the indicators that stand at the heads beside those that a story
    passes through; `known` are those that have a value in the quarter told. `segments` and
    `links` of stories that are not in `stories` are left aside. A cycle that is not in `cycles`
    has a column if a story speaks of it, or of an indicator of it. A story passes through an
    indicator where it reports something and cites, explains or contradicts it; what is hoped for
    passes through none. An indicator no story passes through is *unexplained* if it has a value.
    A story's suggestion is a *claim* until an indicator of that name has a value.
    """
    segments = segments[segments["story"].isin(stories["story"])]
    links = links[links["story"].isin(stories["story"])]
    ways = journeys(segments, links)
    by_story = dict(iter(segments.groupby("story")))
    linked = dict(iter(links.groupby("story")))
    rows = tuple(
        _row(
            row, by_story[row["story"]], linked.get(row["story"], links.head(0)), ways[row["story"]]
        )
        for row in stories.to_dict("records")
    )
    spoken_of = {id for row in rows for each in row.steps for id in each.stations}
    there = {each.cycle for row in rows for each in row.steps}
    there |= {measures[id].cycle for id in spoken_of}
    columns = tuple(each for each in Cycle if each in cycles or each in there)
    stations = [
        id for id in measures if id in spoken_of or (id in listed and measures[id].cycle in columns)
    ]
    passed = {id for row in rows for id in row.passed}
    return Matrix(
        cycles=columns,
        heads={
            cycle: tuple(id for id in stations if measures[id].cycle == cycle) for cycle in columns
        },
        rows=tuple(sorted(rows, key=_order)),
        unexplained=tuple(id for id in stations if id in known and id not in passed),
        claims=_claims(stories, segments, links, known),
        known=frozenset(known),
    )


def _order(row: MatrixRow) -> tuple[bool, str]:
    """Keep aspirations apart, after what happened; otherwise by name, which ranks nobody."""
    return row.journey.completeness is Completeness.ASPIRATION, row.story


def _row(
    story: Mapping[str, object], segments: pd.DataFrame, links: pd.DataFrame, journey: Journey
) -> MatrixRow:
    linked = links.dropna(subset="indicator")
    ordered = segments.sort_values("step").to_dict("records")
    constituency, said = story["constituency"], story["sign"]
    sign = Sign(said) if isinstance(said, str) else None
    signed = _signed(
        [str(each["cycle"]) for each in ordered if each["status"] != StepStatus.ASPIRED]
    )
    return MatrixRow(
        story=str(story["story"]),
        title=str(story["title"]),
        constituency=constituency if isinstance(constituency, str) else "",
        journey=journey,
        steps=tuple(
            _step(row, linked[linked["step"].eq(row["step"])], step_link, sign, signed)
            for row, step_link in zip(ordered, journey.step_links, strict=True)
        ),
        sign=sign,
    )


def _signed(reported: Sequence[str]) -> frozenset[str]:
    """Return the cycles whose steps are as the story was, all in all: its outcomes, else its last."""
    return frozenset(reported) & OUTCOMES or frozenset(reported[-1:])


def _step(
    segment: Mapping[str, object],
    links: pd.DataFrame,
    step_link: StepLink,
    sign: Sign | None,
    signed: frozenset[str],
) -> Step:
    hoped = segment["status"] == StepStatus.ASPIRED
    pairs = links[["relation", "indicator"]].itertuples(index=False)
    return Step(
        cycle=Cycle(str(segment["cycle"])),
        text=str(segment["text"]),
        hoped=hoped,
        links=tuple(dict.fromkeys((str(relation), str(id)) for relation, id in pairs)),
        step_link=step_link,
        sign=sign if not hoped and segment["cycle"] in signed else None,
    )


def _claims(
    stories: pd.DataFrame, segments: pd.DataFrame, links: pd.DataFrame, known: Collection[str]
) -> tuple[Claim, ...]:
    suggested = links[
        links["relation"].eq(Relation.SUGGESTS) & ~links["indicator"].isin(list(known))
    ]
    placed = suggested.merge(segments[["story", "step", "cycle"]], on=["story", "step"]).merge(
        stories[["story", "title"]], on="story"
    )
    return tuple(
        Claim(
            row["story"],
            row["title"],
            Cycle(row["cycle"]),
            row["claim"],
            row["indicator"] if isinstance(row["indicator"], str) else "",
        )
        for row in placed.to_dict("records")
    )
