"""Addresses that several people use, such as a ward's: whoever is told apart by one counts as one person.

Two rows of one list (a sign-in sheet, a form, places booked) are two people, for the list itself says so:
where one address stands in both beside names that have no word in common, the names tell them apart. In a
recording the second name may be that of the same person, who came again: there the address counts, which is
said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

import pandas as pd

__all__ = ["SharedAddresses"]

COUNTED: Final = (
    "beside names that have no word in common: {} as one person; where several people use one address, leave "
    "it out of their rows"
)
APART: Final = "beside several people in one list: they are told apart by their names"


@dataclass(frozen=True)
class SharedAddresses:
    """Which addresses of the raw rows of attendance stand beside several people."""

    attendance: pd.DataFrame

    @property
    def rows(self) -> pd.DataFrame:
        """The rows, those with a name without the addresses of several people of one list."""
        if not self._apart:
            return self.attendance
        taken = self._known.index[self._known["key"].isin(self._apart)]
        address = self.attendance["address"].mask(self.attendance.index.isin(taken))
        return self.attendance.assign(address=address)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said of addresses beside names that have no word in common; nobody is named.

        A name of one word (*iPad*, *Ward 7*'s screen) tells nobody from anybody.
        """
        apart, names = self._apart, self._known.drop_duplicates(["key", "name"])
        several = names[names["key"].duplicated(keep=False)].groupby("key", sort=False)
        lists = [each for key, each in several if key in apart]
        counted = [each for key, each in several if key not in apart and _are_several(each["name"])]
        return (
            *_note(lists, APART, APART),
            *_note(counted, COUNTED.format("it counts"), COUNTED.format("each counts")),
        )

    @cached_property
    def _known(self) -> pd.DataFrame:
        return _named(self.attendance)

    @cached_property
    def _apart(self) -> frozenset[str]:
        return _of_one_list(self._known)


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
