"""One picture of a community's numbers, for a cell of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from copmetrics.accounts.account import Figure
from copmetrics.community.community import Community
from copmetrics.exploring.answers import Answer, answer
from copmetrics.exploring.questions import question
from copmetrics.render.html import figure_html

__all__ = ["Picture", "picture"]


class Picture:
    """A figure that a notebook shows with its alternative text; its numbers are in `values`."""

    def __init__(self, answered: Answer) -> None:
        """Keep the answer."""
        self.answer = answered

    @property
    def values(self) -> pd.DataFrame:
        """The numbers behind the picture: one row a quarter and value of the dimensions."""
        return self.answer.table

    @property
    def figure(self) -> Figure:
        """The picture as data."""
        return self.answer.figure

    def _repr_html_(self) -> str:
        return figure_html(self.figure)

    def __repr__(self) -> str:
        """Name the picture by its message."""
        return f"<{self.figure.title}>"


def picture(
    community: Community,
    indicator: str,
    *,
    by: str | Sequence[str] = (),
    first: str = "",
    last: str = "",
    where: Mapping[str, Iterable[str | None]] | None = None,
    every: str = "quarter",
) -> Picture:
    """Draw one indicator: over the quarters, by one or two dimensions, or as a control chart.

    `first` and `last` are quarters' names such as `2026/27-Q1`; `where` keeps the values of
    dimensions (`None` is not known); `every` is `quarter`, or `month`, `event` or `mailing` for a
    control chart. Few people of an organisation, profession or role are withheld.
    """
    asked = question(community, indicator, by=by, first=first, last=last, where=where, every=every)
    return Picture(answer(community, asked))
