"""Who joined the mailing list since a day, and how far the exports can tell."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copmetrics.facilitation.spells import joined_since

__all__ = ["Joiners", "joiners"]


@dataclass(frozen=True)
class Joiners:
    """The people who joined, one row each, and the last moment that an export tells of."""

    people: pd.DataFrame
    known_to: pd.Timestamp | None
    """Nothing where no export tells of any of the days; then nobody is known to have joined,
    which is not the same as nobody having joined."""

    @property
    def known(self) -> bool:
        """Whether any of the days is known."""
        return self.known_to is not None

    @property
    def gave_reason(self) -> int:
        """How many said why they joined."""
        return int(self.people["reason"].notna().sum())


def joiners(
    members: pd.DataFrame,
    *,
    since: pd.Timestamp,
    until: pd.Timestamp,
    exported_at: pd.Timestamp,
) -> Joiners:
    """Return who joined from `since` to just before `until`.

    `exported_at` is when the newest export of the list was made: later joiners are unknown.
    """
    known = pd.notna(exported_at) and exported_at > since
    found = joined_since(members, since=since, until=until)
    return Joiners(found, min(exported_at, until) if known else None)
