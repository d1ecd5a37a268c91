"""A story that stands in two exports of a form is one: as the newer export has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.framework.stories import Consent

__all__ = ["TOLD_AGAIN", "stories_once"]

TOLD_AGAIN: Final = "in another export of the form too"


def stories_once(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return raw tables in which a story counts once that two files have: told at one instant, word for word.

    The row of the file with the latest story stays, so what was changed in it since (who may read it) holds;
    but consent withdrawn in either is withdrawn.
    """
    stories, segments = raw["stories"], raw["segments"]
    if stories["source_file"].nunique() < 2:
        return dict(raw)
    words = segments.sort_values("step").groupby("story")["text"].agg("\n".join)
    latest = stories.groupby("source_file")["collected_on"].transform("max")
    told = stories.assign(words=stories["story"].map(words), latest=latest).dropna(
        subset=["words", "collected_on"]
    )
    told = told[told["left_out"].isna()].sort_values(
        ["latest", "source_file", "source_row"], ascending=[False, False, True]
    )
    if told.empty:
        return dict(raw)
    same = [told["collected_on"], told["words"]]
    gone = told["consent"].eq(Consent.WITHDRAWN).groupby(same).transform("any")
    first_file = told.groupby(["collected_on", "words"])["source_file"].transform("first")
    again = told.index[told["source_file"].ne(first_file)]
    consent = stories["consent"].mask(
        gone.reindex(stories.index).fillna(False).astype(bool), str(Consent.WITHDRAWN)
    )
    why = pd.Series(TOLD_AGAIN, index=again, dtype="str")
    return {
        **raw,
        "stories": stories.assign(consent=consent, left_out=stories["left_out"].fillna(why)),
        "segments": segments[~segments["story"].isin(stories.loc[again, "story"])],
    }
