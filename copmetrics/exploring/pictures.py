"""One picture of a community's numbers, for a cell of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from copmetrics.accounts.account import ReportFigure
from copmetrics.community.community import Community, check_community
from copmetrics.evaluation.values_kept import check_kept, values_kept
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
    def figure(self) -> ReportFigure:
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

    Few people of an organisation, profession, role and the like are withheld, as in a report; an unknown
    quarter is a gap, not a zero.

    - `community`: as `copmetrics.load` gives it.
    - `indicator`: the id of a measure, one of `community.measures`.
    - `by`: one or two dimensions, such as `format` or `["organisation", "profession"]`.
    - `first` and `last`: names of quarters, such as `2026/27-Q1`; the community's own where empty.
    - `where`: keeps the values of dimensions, such as `{"format": ["online"]}`; `None` is unknown.
    - `every`: `quarter`; or `month`, `event` or `mailing`, for a control chart.

    **Gives** a picture that a notebook shows, with its alternative text. Its `values` are the
    numbers in it: a frame with `quarter` (as it is shown), the dimensions, `value` in the
    indicator's unit (shares 0 to 1; a control chart has a row a point), `basis` and `note`.

    **Errors**: `ChoiceError` for an indicator, dimension, quarter or kind of point that there is
    not, or that this indicator has not, and for a value of `where` that there is not.

    **Source**: `docs/exploring.md` explains the pictures, and the limits of a control chart.

        >>> picture = copmetrics.picture(community, "attendances", by="format", first="2026/27-Q2")
        >>> picture
        <Attendances at events: by format>
        >>> print(picture.values[["quarter", "format", "value"]].to_string(index=False))
           quarter       format  value
        2026/27 Q2 face to face  106.0
        2026/27 Q2       online  171.0
    """
    check_community(community)
    kept = values_kept(where)
    asked = question(community, indicator, by=by, first=first, last=last, where=kept, every=every)
    check_kept(kept, community.values_of, (indicator,))
    return Picture(answer(community, asked))
