"""Whose a name is that one list of a meeting has without an address, and another list of it with one."""

from __future__ import annotations

import pandas as pd

__all__ = ["addresses_at_meetings"]


def addresses_at_meetings(rows: pd.DataFrame) -> pd.Series:
    """Return the address of each row without one that another list of its meeting has for its name.

    A list of several meetings has the same people in all of them.

    `rows` has `meeting`, `source_file`, `key` (the name as it is compared), `address` and `organisation`.
    A name of one word says too little. Two addresses, a list that has the name both with and without
    one, and two organisations may be two people: then nothing is returned.
    """
    named = rows[rows["key"].str.contains(" ", regex=False).eq(True) & rows["meeting"].notna()]
    found = pd.Series(None, index=rows.index, dtype="str")
    bare = named["address"].isna()
    if bare.all() or not bare.any():
        return found
    there = [named["meeting"], named["key"]]
    has_address = named["address"].notna().groupby(there)
    both_ways = named[has_address.transform("any") & ~has_address.transform("all")]
    for _, each in both_ways.groupby(["meeting", "key"]):
        bare = each[each["address"].isna()]
        if _is_one(each[each["address"].notna()], bare):
            found[bare.index] = each["address"].dropna().iloc[0]
    return _in_whole_file(rows, found)


def _in_whole_file(rows: pd.DataFrame, found: pd.Series) -> pd.Series:
    """Say of a name in a file what was found of it there at one meeting, if that is one address."""
    if found.isna().all():
        return found
    bare = rows[rows["address"].isna() & rows["key"].notna()]
    of_file = [bare["source_file"], bare["key"], bare["organisation"].fillna("").str.casefold()]
    there = found.reindex(bare.index).groupby(of_file)
    same = there.transform("first").where(there.transform("nunique").eq(1))
    return found.fillna(same.reindex(found.index))


def _is_one(addressed: pd.DataFrame, bare: pd.DataFrame) -> bool:
    """Whether those of one name at one meeting are one person, told by lists that are not the same."""
    both = pd.concat([addressed, bare])["organisation"].str.casefold()
    return (
        addressed["address"].nunique() == 1
        and both.nunique() < 2
        and set(addressed["source_file"]).isdisjoint(bare["source_file"])
    )
