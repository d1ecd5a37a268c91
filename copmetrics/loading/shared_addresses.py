"""Addresses that several people use, such as a ward's: whoever is told apart by one counts as one person.

Two rows of one list (a sign-in sheet, a form, places booked) are two people, for the list itself says so:
where one address stands in both beside names that have no word in common, the names tell them apart. In a
recording the second name may be that of the same person, who came again: there the address counts, which is
said.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pandas as pd

__all__ = ["shared_addresses", "told_apart"]

COUNTED: Final = (
    "beside names that have no word in common: {} as one person; where several people use one address, leave "
    "it out of their rows"
)
APART: Final = "beside several people in one list: they are told apart by their names"


def told_apart(attendance: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, those with a name without the addresses of several people of one list."""
    known = _named(attendance)
    shared = _of_one_list(known)
    if not shared:
        return attendance
    taken = known.index[known["key"].isin(shared)]
    return attendance.assign(address=attendance["address"].mask(attendance.index.isin(taken)))


def shared_addresses(attendance: pd.DataFrame) -> tuple[str, ...]:
    """Return notes on addresses beside names that have no word in common; nobody is named in them.

    `attendance` are raw rows. A name of one word (*iPad*, *Ward 7*'s screen) tells nobody from anybody.
    """
    known = _named(attendance)
    apart = _of_one_list(known)
    names = known.drop_duplicates(["key", "name"])
    several = names[names["key"].duplicated(keep=False)].groupby("key", sort=False)
    lists = [each for key, each in several if key in apart]
    counted = [each for key, each in several if key not in apart and _are_several(each["name"])]
    return (
        *_note(lists, APART, APART),
        *_note(counted, COUNTED.format("it counts"), COUNTED.format("each counts")),
    )


def _note(found: list[pd.DataFrame], of_one: str, of_several: str) -> tuple[str, ...]:
    if not found:
        return ()
    first = found[0].iloc[0]
    where = f"{first['source_file']}, row {first['source_row']}"
    if len(found) == 1:
        return (f"an address stands ({where}) {of_one}",)
    return (f"{len(found)} addresses stand (the first: {where}) {of_several}",)


def _named(attendance: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a name and an address, whose `key` it is compared by."""
    known = attendance.loc[
        attendance["left_out"].isna() & attendance["address"].notna() & attendance["name"].notna(),
        ["session", "joined_at", "address", "name", "source_file", "source_row"],
    ]
    return known.assign(key=known["address"].str.casefold())


def _of_one_list(known: pd.DataFrame) -> frozenset[str]:
    """Return the addresses that stand beside several people of one list, in which nobody comes again."""
    lists = known[known["joined_at"].isna()]
    again = lists[lists.duplicated(["session", "key"], keep=False)]
    return frozenset(
        key for (_, key), each in again.groupby(["session", "key"]) if _are_several(each["name"])
    )


def _are_several(names: pd.Series) -> bool:
    """Whether two of some names, of two words each at least, have no word in common."""
    words = {frozenset(str(name).casefold().replace(",", " ").split()) for name in names}
    full = [each for each in words if len(each) > 1]
    return any(one.isdisjoint(other) for one, other in combinations(full, 2))
