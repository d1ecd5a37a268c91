"""No row of a file leaves unsaid: each one counts, or is left out by a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd

from copmetrics.readers.meetings import impossible_stays
from copmetrics.units import Unit

__all__ = ["left_out_by_reason", "rows_to_come", "without_impossible", "without_unknown_contacts"]

IMPOSSIBLE: Final = "left before they joined, or stayed over 24 hours"
NOBODY: Final = "without a name or an address"
WHEN: Final = {
    "attendance": "joined_at",
    "contacts": "joined_at",
    "mailings": "sent_at",
    "activity": "happened_at",
    "feedback": "answered_at",
}
"""When what a row tells of happened."""


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


def rows_to_come(raw: Mapping[str, pd.DataFrame], as_of: pd.Timestamp) -> dict[str, str]:
    """Say of each file how many of its rows are of a time that had not come by `as_of`."""
    found: Counter[str] = Counter()
    sessions = raw["sessions"]
    days = sessions["starts_at"].fillna(sessions["day"].dt.tz_localize("UTC"))
    to_come = frozenset(sessions.loc[days > as_of, "session"])
    for name, moment in WHEN.items():
        if raw[name].empty:
            continue
        when = raw[name][moment]
        waits = when > as_of
        if name == "attendance":
            # a sign-in sheet has the day of its meeting and no more
            waits |= when.isna() & raw[name]["session"].isin(to_come)
        later = raw[name][waits]
        lines = later.drop_duplicates(["source_file", "source_row"])
        found.update(lines["source_file"])
    day = f"{as_of.day} {as_of:%b %Y}"
    return {
        file: f"{Unit.ROWS.of(count)} of after {day}, which do not count yet"
        for file, count in found.items()
    }
