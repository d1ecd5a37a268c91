"""No row of a file leaves unsaid: each one counts, or is left out by a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

import pandas as pd

from copmetrics.readers.meetings import impossible_stays

__all__ = ["NOBODY", "left_out_by_reason", "without_impossible", "without_unknown_contacts"]

IMPOSSIBLE: Final = "left before they joined, or stayed over 24 hours"
NOBODY: Final = "without a name or an address"


def without_impossible(attendance: pd.DataFrame) -> pd.DataFrame:
    """Leave out the stays that cannot have been so."""
    wrong = impossible_stays(attendance) & attendance["left_out"].isna()
    return attendance.assign(left_out=attendance["left_out"].mask(wrong, IMPOSSIBLE))


def without_unknown_contacts(contacts: pd.DataFrame) -> pd.DataFrame:
    """Leave out the contacts of whom nothing says who they are."""
    nobody = contacts["left_out"].isna() & contacts["person"].isna()
    return contacts.assign(left_out=contacts["left_out"].mask(nobody, NOBODY))


def left_out_by_reason(tables: Iterable[pd.DataFrame]) -> dict[str, Counter[str]]:
    """Count the rows of each file that were left out, by reason; a row counts once.

    A row of which a part counts, as of one of several meetings, is kept.
    """
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        if not table["left_out"].notna().any():
            continue
        line = [table["source_file"], table["source_row"]]
        counts = table["left_out"].isna().groupby(line).transform("any")
        rows = table[~counts.astype(bool)].drop_duplicates(["source_file", "source_row"])
        for file, reason in zip(rows["source_file"], rows["left_out"], strict=True):
            reasons[file][reason] += 1
    return reasons
