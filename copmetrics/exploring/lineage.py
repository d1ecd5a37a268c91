"""The rows behind a point: which lines of which file made it, and which did not count."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.community.explain import explained
from copmetrics.community.series import PointUnit, SeriesPoint
from copmetrics.exploring.questions import Question
from copmetrics.quarters import MONTH

__all__ = ["rows_behind", "rows_behind_point"]


def rows_behind(
    community: Community,
    asked: Question,
    quarter: pd.Period,
    values: Mapping[str, str | None] | None = None,
) -> pd.DataFrame:
    """Return one row a line of a file behind one number of an answer.

    `values` are those of the answer's dimensions (`None` is not known). Columns as
    `explain.explained` has them: `file`, `row`, `person` (a pseudonym), `what`, `counted_as` and
    `why_not`. Of a part of a whole the lines that count in that part are listed, and no others.
    """
    where = {**asked.where, **{name: (value,) for name, value in (values or {}).items()}}
    return explained(community, asked.indicator, quarter, where=where)


def rows_behind_point(community: Community, asked: Question, point: SeriesPoint) -> pd.DataFrame:
    """Return the lines behind one point of a control chart: a month, an event or a mailing.

    `point` is a row of `series.series`.
    """
    if asked.every == PointUnit.MONTH:
        month = pd.Period(point["key"], freq=MONTH)
        return explained(community, asked.indicator, month, where=asked.where)
    return rows_behind(community, asked, point["quarter"], {asked.every: point["key"]})
