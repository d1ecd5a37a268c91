"""Clicks that people made: those of a mailing that only a security scanner followed are left out."""

from __future__ import annotations

import pandas as pd

from copmetrics.framework.mailings import EmailAction

__all__ = ["people_clicked"]


def people_clicked(activity: pd.DataFrame, scanned: pd.DataFrame) -> pd.DataFrame:
    """Return the clicks of known people that count.

    `scanned` has the `mailing` and `person` where it was, as far as can be told, only a scanner.
    """
    clicks = activity[
        activity["action"].eq(EmailAction.CLICK)
        & activity["person"].notna()
        & activity["left_out"].isna()
    ]
    suspects = pd.MultiIndex.from_frame(scanned[["mailing", "person"]])
    whose = pd.MultiIndex.from_frame(clicks[["mailing", "person"]])
    return clicks[~whose.isin(suspects)]
