"""An answer: the numbers that a question asks for, one picture of them, and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.quarter_figures import shown_cell
from copmetrics.community.community import Community
from copmetrics.exploring.figures import figure_for, named
from copmetrics.exploring.questions import Question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.measures.base import Measure
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["Answer", "answer"]


@dataclass(frozen=True)
class Answer:
    """What was asked, the values (one row each, with their `status`) and a picture of them."""

    question: Question
    measure: Measure
    values: pd.DataFrame
    figure: ReportFigure
    shows: tuple[tuple[int | None, ...], ...] = ()
    """Of each row and column of the figure's numbers, which row of `values` (or `points`) it shows."""
    points: pd.DataFrame | None = None
    """The points of a control chart, as `series.series` has them, with their `signal`."""

    @property
    def meaning(self) -> str:
        """What the number means, and what to be careful about."""
        return f"{self.measure.meaning} {self.measure.caveat}".strip()

    @cached_property
    def table(self) -> pd.DataFrame:
        """The values as a table to look at: quarters by their labels, numbers still numbers.

        Of a control chart it has a row a point.
        """
        if self.points is not None:
            told = self.points.rename(columns={"label": self.question.every})
            return told[[self.question.every, *self._numbers(told), "signal", "basis", "note"]]
        shown = self.values.assign(
            quarter=[label(each) for each in self.values["quarter"]],
            **{each: named(self.values[each]) for each in self.question.by},
        )
        return shown[["quarter", *self.question.by, *self._numbers(shown), "basis", "note"]]

    @staticmethod
    def _numbers(rows: pd.DataFrame) -> list[str]:
        """Return the columns of numbers that have any."""
        parts = [each for each in ("numerator", "denominator") if rows[each].notna().any()]
        return ["value", *parts]

    @cached_property
    def shown(self) -> pd.DataFrame:
        """The same table for the screen: each number as its unit has it, unknown ones empty."""
        rows = self.values if self.points is None else self.points
        cells = [shown_cell(row) for row in rows.to_dict("records")]
        texts = ["" if each is None else show(each, self.measure.unit) for each in cells]
        whole = {
            name: [show(each, Unit.COUNT) if pd.notna(each) else "" for each in self.table[name]]
            for name in ("numerator", "denominator")
            if name in self.table
        }
        return self.table.assign(value=texts, **whole)


def answer(community: Community, asked: Question) -> Answer:
    """Answer a question: as exact as those who lead the community may see it.

    Few people of an organisation, profession, role and the like are withheld: see `values_inside`.
    """
    values = _values(community, asked)
    measure = community.measures[asked.indicator]
    drawn = figure_for(community, asked, measure, values)
    return Answer(asked, measure, values, drawn.figure, drawn.shows, drawn.points)


def _values(community: Community, asked: Question) -> pd.DataFrame:
    """Return the values asked for: while nothing has changed they are worked out once."""

    def worked_out() -> dict[str, pd.DataFrame]:
        return {"values": values_inside(community, asked).reset_index(drop=True)}

    return community.remembered(f"explored: {asked.told}", worked_out)["values"]
