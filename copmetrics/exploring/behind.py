"""The rows behind a point: which lines of which file made it, and which did not count."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.community import Community
from copmetrics.explain import explained
from copmetrics.exploring.questions import Question

__all__ = ["rows_behind"]


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
