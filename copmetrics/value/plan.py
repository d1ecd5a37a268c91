"""The data-collection plan: what each indicator costs to collect, and what it supports.

An indicator supports the stories that pass through it, the constituencies that need to know it,
and its cycle. What nothing uses may be dropped; what is claimed or needed and not measured is
worth adding. No score is made of it: a person weighs the minutes against the uses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.framework.cycles import Cycle, cycle_named
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.measures.base import Measure
from copmetrics.schema import listed
from copmetrics.units import Unit, join_words
from copmetrics.value.indicator_names import indicator_named, indicators_listed
from copmetrics.value.matrix import Matrix

__all__ = ["Asked", "Need", "PlannedIndicator", "collection_plan", "needs", "sum_of_minutes"]

A_YEAR = {
    "weekly": 52,
    "fortnightly": 26,
    "monthly": 12,
    "quarterly": 4,
    "twice a year": 2,
    "half-yearly": 2,
    "yearly": 1,
    "annually": 1,
    "annual": 1,
}


@dataclass(frozen=True)
class PlannedIndicator:
    """One own indicator: what it costs in a quarter, and what it supports."""

    indicator: str
    label: str
    cycle: Cycle
    frequency: str
    minutes: float | None
    """Minutes a quarter, unknown where the register does not say."""
    status: IndicatorStatus
    collected_by: str
    source: str
    due: pd.Period | None
    """The quarter of which the next reading is to come: unknown where there is none yet."""
    stories: int
    """How many pass through it, or claim what it would measure while it has no value."""
    constituencies: tuple[str, ...]
    alone_in_cycle: bool
    """Whether it is the only indicator that its cycle has."""

    @property
    def supports(self) -> int:
        """How many stories and constituencies use it."""
        return self.stories + len(self.constituencies)

    @property
    def _needed_by(self) -> str:
        stories = [Unit.STORIES.of(self.stories)] if self.stories else []
        return join_words([*stories, *self.constituencies])

    @property
    def advice(self) -> str:
        """What there is to decide, in words."""
        if self.status is IndicatorStatus.RETIRED:
            return "retired"
        if self.status is IndicatorStatus.PLANNED:
            return (
                f"begin: needed by {self._needed_by}"
                if self.supports
                else "planned, not yet needed"
            )
        if self.supports:
            return "keep"
        if self.alone_in_cycle:
            return "nobody uses it, but it is all this cycle has: ask for a story"
        return "consider dropping: no story and no constituency uses it"


@dataclass(frozen=True)
class Asked:
    """One thing that a constituency asks for: an indicator, stories of a cycle, or words for neither."""

    words: str
    """How it is called in an account."""
    answered: bool
    indicator: str | None = None
    cycle: Cycle | None = None

    @property
    def is_unmeasured(self) -> bool:
        """Whether it would take a new indicator to answer it."""
        return not self.answered and self.indicator is None and self.cycle is None


@dataclass(frozen=True)
class Need:
    """What a constituency needs to know, and what this quarter answers of it."""

    constituency: str
    needs_to_know: str
    why: str
    can_do: str
    form: str
    """In which form they are told, and how often."""
    contact: str
    asked: tuple[Asked, ...]

    @property
    def answered(self) -> tuple[str, ...]:
        """What is answered this quarter, in words."""
        return tuple(each.words for each in self.asked if each.answered)

    @property
    def open(self) -> tuple[str, ...]:
        """What is not answered yet, in words."""
        return tuple(each.words for each in self.asked if not each.answered)

    @property
    def unmeasured(self) -> tuple[str, ...]:
        """What no indicator is for, in words."""
        return tuple(each.words for each in self.asked if each.is_unmeasured)


def collection_plan(
    register: pd.DataFrame,
    constituencies: pd.DataFrame,
    matrix: Matrix,
    measures: Mapping[str, Measure],
    read: Mapping[str, pd.Period],
) -> tuple[PlannedIndicator, ...]:
    """Return the community's own indicators with what they cost and support, as registered.

    `read` has the quarter of the last reading of each that has one; the next is due as often as the
    register says, a frequency that is not known counting as quarterly.

    `minutes` in the register are for one collecting; a frequency that is known (weekly, monthly,
    quarterly, yearly ...) turns them into minutes a quarter, any other counts as quarterly.
    """
    wanted = _wanted(constituencies, measures)
    return tuple(
        PlannedIndicator(
            indicator=row["indicator"],
            label=row["label"],
            cycle=Cycle(row["cycle"]),
            frequency=row["frequency"] if isinstance(row["frequency"], str) else "",
            minutes=_minutes(row),
            status=IndicatorStatus(row["status"]),
            collected_by=_text(row["collected_by"]),
            source=_text(row["source"]),
            due=_due(read.get(row["indicator"]), _text(row["frequency"])),
            stories=len(
                {each.story for each in matrix.stories_of(row["indicator"])}
                | matrix.claimed(row["indicator"])
            ),
            constituencies=tuple(who for who, ids in wanted if row["indicator"] in ids),
            alone_in_cycle=sum(each.cycle == row["cycle"] for each in measures.values()) == 1,
        )
        for row in register.to_dict("records")
    )


def sum_of_minutes(plan: Sequence[PlannedIndicator], status: IndicatorStatus) -> float:
    """Return the minutes a quarter that all indicators of a status take together, as far as it is known."""
    return sum(each.minutes or 0 for each in plan if each.status is status)


def needs(
    constituencies: pd.DataFrame,
    matrix: Matrix,
    measures: Mapping[str, Measure],
    known: Mapping[str, bool],
) -> tuple[Need, ...]:
    """Return what each constituency needs to know, and what this quarter answers of it.

    Each indicator that it names is answered if it has a value (`known`); each cycle that it names
    if a story reports something in it.
    """
    return tuple(_need(row, matrix, measures, known) for row in constituencies.to_dict("records"))


def _need(
    row: Mapping[str, object],
    matrix: Matrix,
    measures: Mapping[str, Measure],
    known: Mapping[str, bool],
) -> Need:
    named = indicators_listed(row["indicators"], measures)
    indicators = (_asked_number(said, measures, known) for said in named)
    cycles = (_asked_stories(said, matrix) for said in listed(row["cycles"]))
    return Need(
        constituency=str(row["constituency"]),
        needs_to_know=str(row["needs_to_know"]),
        why=_text(row["why"]),
        can_do=_text(row["can_do"]),
        form=", ".join(part for part in (_text(row["form"]), _text(row["cadence"])) if part),
        contact=_text(row["contact"]),
        asked=(*indicators, *cycles),
    )


def _asked_number(said: str, measures: Mapping[str, Measure], known: Mapping[str, bool]) -> Asked:
    id = indicator_named(said, measures)
    return Asked(said, False) if id is None else Asked(measures[id].label, known.get(id, False), id)


def _asked_stories(said: str, matrix: Matrix) -> Asked:
    cycle = cycle_named(said)
    if cycle is None:
        return Asked(said, False)
    words = f"stories of {cycle.label.lower()}"
    return Asked(words, matrix.stories_in(cycle) > 0, cycle=cycle)


def _due(last: pd.Period | None, frequency: str) -> pd.Period | None:
    """Return the quarter of the next reading: at the earliest the one after the last."""
    often = A_YEAR.get(frequency.casefold(), 4)
    return None if last is None else last + max(1, 4 // often)


def _minutes(row: Mapping[str, object]) -> float | None:
    each = float(str(row["minutes"]))
    often = A_YEAR.get(_text(row["frequency"]).casefold(), 4)
    return None if pd.isna(each) else each * often / 4


def _wanted(
    constituencies: pd.DataFrame, measures: Mapping[str, Measure]
) -> list[tuple[str, set[str | None]]]:
    return [
        (
            str(row["constituency"]),
            {
                indicator_named(each, measures)
                for each in indicators_listed(row["indicators"], measures)
            },
        )
        for row in constituencies.to_dict("records")
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
