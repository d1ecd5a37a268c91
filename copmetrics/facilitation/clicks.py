"""What people did with emails: clicks that only a security scanner made are left out."""

from __future__ import annotations

import pandas as pd

from copmetrics.framework.mailings import EmailAction

__all__ = ["people_clicked", "people_opened"]


def people_clicked(activity: pd.DataFrame, scanned: pd.DataFrame) -> pd.DataFrame:
    """Return the clicks of known people that count.

    `scanned` has the `mailing` and `person` where it was, as far as can be told, only a scanner.
    """
    clicks = _done(activity, EmailAction.CLICK)
    suspects = pd.MultiIndex.from_frame(scanned[["mailing", "person"]])
    whose = pd.MultiIndex.from_frame(clicks[["mailing", "person"]])
    return clicks[~whose.isin(suspects)]


def people_opened(activity: pd.DataFrame) -> pd.DataFrame:
    """Return the opens of known people that count; no file tells which of them a program made."""
    return _done(activity, EmailAction.OPEN)


def _done(activity: pd.DataFrame, action: EmailAction) -> pd.DataFrame:
    """Return what known people did of one kind."""
    done = activity["action"].eq(action) & activity["person"].notna()
    return activity[done & activity["left_out"].isna()]
