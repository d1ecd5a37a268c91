"""Consent that is withdrawn in one file is withdrawn wherever the same stands: in a form and in the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.framework.stories import Consent

__all__ = ["KNOWN_BY", "withdrawn_everywhere"]

KNOWN_BY: Final = {
    "narratives": "narrative",
    "agenda": "item",
    "recommendations": "recommendation",
    "outputs": "place",
}
"""By table: the column that says what a row is. A story is known by its name: see `value/stories.py`."""


def withdrawn_everywhere(raw: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return raw tables in which all rows of what is withdrawn are.

    It is found in capitals or not, and a file whichever way its folders are written: rather too much is
    withdrawn than too little.
    """
    return {**raw, **{name: _withdrawn(raw[name], column) for name, column in KNOWN_BY.items()}}


def _withdrawn(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    gone = rows["consent"].eq(Consent.WITHDRAWN)
    if not gone.any():
        return rows
    what = rows[column].str.strip().str.casefold().str.replace("\\", "/", regex=False)
    same = what.isin(what[gone].dropna())
    return rows.assign(consent=rows["consent"].mask(same, str(Consent.WITHDRAWN)))
