"""Addresses that several people may write from, such as a ward's: by an address everybody counts as one."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

__all__ = ["shared_addresses"]


def shared_addresses(attendance: pd.DataFrame) -> tuple[str, ...]:
    """Return a note on addresses beside names that have no word in common; nobody is named in it.

    `attendance` are raw rows. A name of one word (*iPad*, *Ward 7*'s screen) tells nobody from anybody.
    """
    known = attendance.loc[
        attendance["left_out"].isna() & attendance["address"].notna() & attendance["name"].notna(),
        ["address", "name", "source_file", "source_row"],
    ].drop_duplicates(["address", "name"])
    shared = known[known["address"].str.casefold().duplicated(keep=False)]
    found = [
        each
        for _, each in shared.groupby(shared["address"].str.casefold(), sort=False)
        if _are_several(each["name"])
    ]
    if not found:
        return ()
    first = found[0].iloc[0]
    where = f"{first['source_file']}, row {first['source_row']}"
    if len(found) == 1:
        which, counts = f"an address stands ({where})", "it counts"
    else:
        which, counts = f"{len(found)} addresses stand (the first: {where})", "each counts"
    return (
        f"{which} beside names that have no word in common: {counts} as one person; where several people use "
        "one address, leave it out of their rows",
    )


def _are_several(names: pd.Series) -> bool:
    """Whether two of some names, of two words each at least, have no word in common."""
    words = [frozenset(str(name).casefold().replace(",", " ").split()) for name in names]
    full = [each for each in words if len(each) > 1]
    return any(one.isdisjoint(other) for one, other in combinations(full, 2))
