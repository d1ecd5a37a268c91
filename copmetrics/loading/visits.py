"""Visits to the platform: whose they are, and which lines say of nobody who is known."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.loading.row_reconciliation import NOBODY
from copmetrics.schema import VISITS

__all__ = ["placed_visits"]

STRANGER: Final = "a pseudonym that nobody of this community has"


def placed_visits(visits: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the table of visits: a line that gives a pseudonym of ours is of whoever has it.

    A line of nobody is left out, and so is a pseudonym that nobody has: it is another community's, or
    was made with a key that is lost.
    """
    if visits.empty:
        return VISITS.empty()
    known = set(people["person"].dropna())
    given = visits["pseudonym"]
    person = visits["person"].fillna(given.where(given.isin(known)))
    nobody = visits["left_out"].isna() & person.isna()
    why = given.notna().map({True: STRANGER, False: NOBODY})
    return VISITS.conform(
        visits.assign(person=person, left_out=visits["left_out"].mask(nobody, why))
    )
