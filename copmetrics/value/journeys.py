"""How far a story goes along the chain immediate, potential, applied, realised.

Each step is *reported* (it happened) or *aspired* (it is hoped for); the other cycles stand beside
the chain. Nobody who tells is scored or ranked: what a story lacks is a question to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.framework.cycles import CHAIN, Cycle
from copmetrics.framework.stories import BEARS_OUT, StepStatus

__all__ = ["HOME", "OUTCOMES", "Completeness", "Journey", "StepLink", "journey_of", "journeys"]

HOME: Final = (Cycle.IMMEDIATE, Cycle.POTENTIAL)
"""The cycles in which something is brought back to the community."""
OUTCOMES: Final = frozenset({Cycle.APPLIED, Cycle.REALIZED})
"""The cycles in which practice changes, and what matters does."""
RICH: Final = 2
"""So many segments that an indicator bears out make a complete story rich."""


class StepLink(StrEnum):
    """How a step is reached from the one before it."""

    ON = ""
    GAP = "over a gap"
    LOOP = "back"


class Completeness(StrEnum):
    """How much of the chain a story tells."""

    RICH = "rich"
    COMPLETE = "complete"
    PARTIAL = "partial"
    ASPIRATION = "aspiration"


@dataclass(frozen=True)
class Journey:
    """One story's way along the chain, from its reported segments.

    `stops_at` is the furthest cycle of the chain; `missing` are the cycles before it that are not
    told; `gaps` those of them that lie between the first and the last told; `loops` counts the
    steps that go back, `returns` those of them that lead to immediate or potential value: back to
    the community. `step_links` say of each step, hoped for or not, how it is reached.
    """

    completeness: Completeness
    stops_at: Cycle | None
    missing: tuple[Cycle, ...]
    gaps: tuple[Cycle, ...]
    loops: int
    returns: int
    step_links: tuple[StepLink, ...]
    borne_out: int
    """How many reported segments cite an indicator, or explain one."""
    outcomes: frozenset[Cycle] = frozenset()
    """In which of applied and realised value it reports something that the community had part in: what
    it tells before anything was brought back to the community (`HOME`) came before it."""


def journey_of(segments: pd.DataFrame, links: pd.DataFrame) -> Journey:
    """Follow one story; `segments` and `links` are its own, of any index.

    complete: all four of the chain are reported, and what came of it after what happened. rich:
    complete, and at least two segments cite or explain an indicator. aspiration: nothing is
    reported. partial: everything else.
    """
    ordered = segments.sort_values("step")
    reported = ordered[ordered["status"] != StepStatus.ASPIRED]
    there = {CHAIN.index(Cycle(each)) for each in reported["cycle"] if each in CHAIN}
    steps = set(links.loc[links["relation"].isin(BEARS_OUT), "step"])
    borne_out = int(reported["step"].isin(steps).sum())
    first, last = min(there, default=0), max(there, default=-1)
    outcomes = _outcomes([Cycle(each) for each in reported["cycle"]])
    step_links = _step_links(ordered, there)
    back = ordered.loc[[each is StepLink.LOOP for each in step_links], "cycle"]
    return Journey(
        completeness=_completeness(len(reported), there, outcomes, borne_out),
        stops_at=CHAIN[last] if there else None,
        missing=tuple(CHAIN[each] for each in range(last) if each not in there),
        gaps=tuple(CHAIN[each] for each in range(first, last) if each not in there),
        loops=len(back),
        returns=int(back.isin(HOME).sum()),
        step_links=step_links,
        borne_out=borne_out,
        outcomes=outcomes,
    )


def _outcomes(told: list[Cycle]) -> frozenset[Cycle]:
    """Return which outcomes are told after the first part at home; all, where no part is."""
    home = next((place for place, each in enumerate(told) if each in HOME), 0)
    return frozenset(told[home:]) & OUTCOMES


def _step_links(ordered: pd.DataFrame, there: set[int]) -> tuple[StepLink, ...]:
    """Say how each step is reached; side cycles and hopes neither leave a gap nor lead back.

    A gap or a loop belongs to the step of the chain at its end: it lies between that and the step
    of the chain before it.
    """
    step_links, before = [], None
    for row in ordered.to_dict("records"):
        place = CHAIN.index(row["cycle"]) if row["cycle"] in CHAIN else None
        if place is None or row["status"] == StepStatus.ASPIRED:
            step_links.append(StepLink.ON)
            continue
        gap = before is not None and any(each not in there for each in range(before + 1, place))
        step_links.append(
            StepLink.LOOP
            if before is not None and place < before
            else StepLink.GAP
            if gap
            else StepLink.ON
        )
        before = place
    return tuple(step_links)


def journeys(segments: pd.DataFrame, links: pd.DataFrame) -> dict[str, Journey]:
    """Follow every story: its journey by its short name."""
    linked = dict(iter(links.groupby("story")))
    return {
        str(story): journey_of(own, linked.get(story, links.head(0)))
        for story, own in segments.groupby("story", sort=False)
    }


def _completeness(
    reported: int, there: set[int], outcomes: frozenset[Cycle], borne_out: int
) -> Completeness:
    if not reported:
        return Completeness.ASPIRATION
    if len(there) < len(CHAIN) or outcomes < OUTCOMES:
        return Completeness.PARTIAL
    return Completeness.RICH if borne_out >= RICH else Completeness.COMPLETE
