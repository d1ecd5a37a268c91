"""How many rows of each file do not count by rule: too short a stay, a test mailing, one told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.loading.surveyed_file import SurveyedFile

__all__ = ["without_left_out_by_rule"]

_TOO_SHORT: Final = "stayed shorter than the minimum"
"""How `models/lineage/rows_attendances.sql` says it of a row."""
_TOLD_AGAIN: Final = "another export of this mailing is newer"
"""How `models/lineage/rows_mailings_latest.sql` says it of a row."""


def without_left_out_by_rule(
    files: Sequence[SurveyedFile], community: Community
) -> tuple[SurveyedFile, ...]:
    """Count as left out the rows that `minimum_minutes` and `minimum_recipients` leave out, by that reason.

    Whoever joined twice stayed for both times together. Of a mailing that several exports list, or one
    twice, the newest line counts.
    """
    minutes, fewest = community.settings.minimum_minutes, community.settings.minimum_recipients
    told = tuple(files)
    if minutes:
        found = community.remembered("short stays", lambda: {"short": _short_stays(community)})
        reason = f"shorter than {minutes} min together (minimum_minutes in community.toml)"
        told = _without(told, found["short"], reason)
    reason = f"to fewer than {fewest} recipients, a test (minimum_recipients in community.toml)"
    told = _without(told, _tests(community, fewest), reason)
    if not community.mailings["mailing"].dropna().duplicated().any():
        return told
    again = community.remembered("mailings again", lambda: {"again": _told_again(community)})
    return _without(told, again["again"], _TOLD_AGAIN)


def _short_stays(community: Community) -> pd.DataFrame:
    """Return the line of each stay that is too short: `source_file`, `source_row`."""
    return _lines_of(community, "rows_attendances", _TOO_SHORT)


def _told_again(community: Community) -> pd.DataFrame:
    """Return the line of each mailing of which another line counts: `source_file`, `source_row`."""
    return _lines_of(community, "rows_mailings_latest", _TOLD_AGAIN)


def _lines_of(community: Community, lineage: str, reason: str) -> pd.DataFrame:
    """Return each line that a model of lineage gives this reason for."""
    rows = community.evaluation.ask(f"select * from {lineage}")
    lines = rows.loc[rows["reason"].eq(reason), ["source_file", "source_row"]]
    return lines.drop_duplicates(ignore_index=True)


def _tests(community: Community, fewest: int) -> pd.DataFrame:
    """Return the lines of mailings to few, as `models/intermediate/mailing_lines.sql` tells them."""
    sent = community.mailings
    return sent[sent["left_out"].isna() & sent["recipients"].lt(fewest).fillna(False)]


def _without(
    files: tuple[SurveyedFile, ...], lines: pd.DataFrame, reason: str
) -> tuple[SurveyedFile, ...]:
    counts = lines["source_file"].value_counts().to_dict()
    return tuple(_less(each, reason, int(counts.get(each.file, 0))) for each in files)


def _less(file: SurveyedFile, reason: str, count: int) -> SurveyedFile:
    if not count:
        return file
    left_out = dict(sorted({**file.left_out, reason: count}.items()))
    return replace(file, kept=file.kept - count, left_out=left_out)
