"""How many rows of each file tell of a stay that is too short to count, by the community's own rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.loading.surveyed_file import SurveyedFile

__all__ = ["without_short_stays"]

_TOO_SHORT: Final = "stayed shorter than the minimum"
"""How `models/lineage/rows_attendances.sql` says it of a row."""


def without_short_stays(
    files: Sequence[SurveyedFile], community: Community
) -> tuple[SurveyedFile, ...]:
    """Count the rows of those who stayed for less than `minimum_minutes` as left out by that reason.

    Whoever joined twice stayed for both times together.
    """
    minutes = community.settings.minimum_minutes
    if not minutes:
        return tuple(files)
    found = community.remembered("short stays", lambda: {"short": _short_stays(community)})
    counts = found["short"]["source_file"].value_counts().to_dict()
    reason = f"shorter than {minutes} min together (minimum_minutes in community.toml)"
    return tuple(_without(each, reason, int(counts.get(each.file, 0))) for each in files)


def _short_stays(community: Community) -> pd.DataFrame:
    """Return the line of each stay that is too short: `source_file`, `source_row`."""
    rows = community.evaluation.ask("select * from rows_attendances")
    lines = rows.loc[rows["reason"].eq(_TOO_SHORT), ["source_file", "source_row"]]
    return lines.drop_duplicates(ignore_index=True)


def _without(file: SurveyedFile, reason: str, count: int) -> SurveyedFile:
    if not count:
        return file
    left_out = dict(sorted({**file.left_out, reason: count}.items()))
    return replace(file, kept=file.kept - count, left_out=left_out)
