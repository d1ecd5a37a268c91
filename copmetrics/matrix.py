"""The value-creation matrix: stories down, cycles across, and the indicators that both speak of.

Read along a row it is one story's way through the cycles; read down a column it is what is known
of one cycle, in numbers and in words. Its two lists of gaps are what to do next: indicators that
no story explains, and claims that no indicator bears out. Nobody is scored or ranked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.cycles import Cycle
from copmetrics.measures.base import Measure
from copmetrics.stories import Journey, Standing, journeys

__all__ = ["Claim", "Matrix", "MatrixCell", "MatrixRow", "matrix_of"]

SPEAKS_OF = ("cites", "explains", "contradicts")
"""The links by which a story passes through an indicator."""


@dataclass(frozen=True)
class MatrixCell:
    """What one story says in one cycle."""

    passages: tuple[tuple[str, bool], ...]
    """Each segment's text, and whether it is hoped for."""
    indicators: tuple[tuple[str, str], ...]
    """What it is linked to: relation and the indicator's id."""


@dataclass(frozen=True)
class MatrixRow:
    """One story along the cycles."""

    story: str
    title: str
    constituency: str
    journey: Journey
    cells: Mapping[Cycle, MatrixCell]
    steps: tuple[tuple[Cycle, bool, tuple[str, ...]], ...]
    """Its segments in order: cycle, whether hoped for, the indicators that it passes through."""


@dataclass(frozen=True)
class Claim:
    """What a story says and no indicator bears out."""

    story: str
    title: str
    cycle: Cycle
    claim: str


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

    @property
    def empty(self) -> tuple[Cycle, ...]:
        """The cycles in which nothing is reported and nothing measured: questions to ask."""
        told = {cycle for row in self.rows for cycle, hoped, _ in row.steps if not hoped}
        return tuple(each for each in self.cycles if each not in told and not self.heads[each])

    def stories_in(self, cycle: Cycle) -> int:
        """Return how many stories report something in a cycle."""
        return sum(
            any(each == cycle and not hoped for each, hoped, _ in row.steps) for row in self.rows
        )

    def links_in(self, cycle: Cycle) -> int:
        """Return how many links to indicators the stories have in a cycle."""
        return sum(len(row.cells[cycle].indicators) for row in self.rows if cycle in row.cells)

    def stories_of(self, indicator: str) -> tuple[MatrixRow, ...]:
        """Return the stories that pass through an indicator."""
        return tuple(
            row
            for row in self.rows
            if any(id == indicator for cell in row.cells.values() for _, id in cell.indicators)
        )


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
    `links` of stories that are not in `stories` are left aside, and so are cycles that are not in
    `cycles`. An indicator no story passes through is *unexplained* if it has a value. A story's
    suggestion is a *claim* until an indicator of that name has a value.
    """
    segments = segments[segments["story"].isin(stories["story"])]
    links = links[links["story"].isin(stories["story"])]
    ways = journeys(segments, links)
    by_story = dict(iter(segments.groupby("story")))
    linked = dict(iter(links.groupby("story")))
    rows = tuple(
        _row(row, by_story[row["story"]], linked.get(row["story"], links.head(0)),
             ways[row["story"]], cycles)
        for row in stories.to_dict("records")
    )  # fmt: skip
    passed = set(links.loc[links["relation"].isin(SPEAKS_OF), "indicator"].dropna())
    stations = [id for id in measures if id in passed or id in listed]
    return Matrix(
        cycles=tuple(cycles),
        heads={
            cycle: tuple(id for id in stations if measures[id].cycle == cycle) for cycle in cycles
        },
        rows=tuple(sorted(rows, key=_order)),
        unexplained=tuple(
            id for id in stations
            if id in known and id not in passed and measures[id].cycle in cycles
        ),
        claims=_claims(stories, segments, links, known),
    )  # fmt: skip


def _order(row: MatrixRow) -> tuple[bool, str]:
    """Keep aspirations apart, after what happened; otherwise by name, which ranks nobody."""
    return row.journey.standing is Standing.ASPIRATION, row.story


def _row(
    story: Mapping[str, object],
    segments: pd.DataFrame,
    links: pd.DataFrame,
    journey: Journey,
    cycles: Sequence[Cycle],
) -> MatrixRow:
    stations = {
        step: tuple(own.loc[own["relation"].isin(SPEAKS_OF), "indicator"])
        for step, own in links.groupby("step")
    }
    ordered = segments.sort_values("step").to_dict("records")
    steps = tuple(
        (Cycle(row["cycle"]), row["status"] == "aspired", stations.get(row["step"], ()))
        for row in ordered
        if row["cycle"] in cycles
    )
    there = [cycle for cycle in cycles if any(cycle == each for each, _, _ in steps)]
    constituency = story["constituency"]
    return MatrixRow(
        story=str(story["story"]),
        title=str(story["title"]),
        constituency=constituency if isinstance(constituency, str) else "",
        journey=journey,
        cells={cycle: _cell(cycle, ordered, links) for cycle in there},
        steps=steps,
    )


def _cell(
    cycle: Cycle, segments: Sequence[Mapping[str, object]], links: pd.DataFrame
) -> MatrixCell:
    here = [row for row in segments if row["cycle"] == cycle]
    own = links[links["step"].isin([row["step"] for row in here]) & links["indicator"].notna()]
    pairs = own[["relation", "indicator"]].itertuples(index=False)
    return MatrixCell(
        passages=tuple((str(row["text"]), row["status"] == "aspired") for row in here),
        indicators=tuple(dict.fromkeys((str(a), str(b)) for a, b in pairs)),
    )


def _claims(
    stories: pd.DataFrame, segments: pd.DataFrame, links: pd.DataFrame, known: Collection[str]
) -> tuple[Claim, ...]:
    suggested = links[links["relation"].eq("suggests") & ~links["indicator"].isin(list(known))]
    placed = suggested.merge(segments[["story", "step", "cycle"]], on=["story", "step"]).merge(
        stories[["story", "title"]], on="story"
    )
    return tuple(
        Claim(row["story"], row["title"], Cycle(row["cycle"]), row["claim"])
        for row in placed.to_dict("records")
    )
