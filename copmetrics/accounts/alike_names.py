"""Organisations that may be one under two names: the doubt, said beside how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from copmetrics.community.alike_organisations import alike_organisations
from copmetrics.community.community import Community
from copmetrics.identity.organisations import similar_organisations

__all__ = ["alike_counted", "may_be_one", "may_be_one_note", "named_alike"]

ATTENDING: Final = "organisations_attending"
LISTED: Final = "list_organisations"


def alike_counted(
    community: Community, quarter: pd.Period, attending: Iterable[str]
) -> Mapping[str, int]:
    """Return how many pairs of names are counted as two organisations and may be one, by measure.

    `attending` are the names that are told of the quarter. No name is in what is returned: which
    organisations are on the list nobody outside is told.
    """
    pairs = alike_organisations(community)
    if not pairs:
        return {}
    used = {ATTENDING: set(attending), LISTED: _listed(community, quarter)}
    counts = {id: sum(names.issuperset(each) for each in pairs) for id, names in used.items()}
    return {id: count for id, count in counts.items() if count}


def _listed(community: Community, quarter: pd.Period) -> set[str]:
    spells = community.facts("list_spells")
    on_it = spells["quarter"].eq(quarter) & spells["at_end"].eq(1)
    return set(spells.loc[on_it, "organisation"].dropna())


def may_be_one(pairs: int) -> str:
    """Return what stands in brackets behind a number of organisations; nothing where there is no doubt."""
    if not pairs:
        return ""
    return (
        " (two of them may be one)" if pairs == 1 else f" ({pairs} pairs of them may be one each)"
    )


def may_be_one_note(pairs: int) -> str:
    """Return the same as a note on a number."""
    if not pairs:
        return ""
    which = "Two of the names" if pairs == 1 else f"{pairs} pairs of names"
    one = "one organisation" if pairs == 1 else "one organisation each"
    return f"{which} may be of {one}, counted as two."


def named_alike(names: Sequence[str]) -> tuple[str, ...]:
    """Say of which of the organisations that are named it is doubtful that they are two: a sentence each."""
    return tuple(
        f"'{one}' and '{other}' may be one organisation, counted as two."
        for one, other in similar_organisations(tuple(names))
    )
