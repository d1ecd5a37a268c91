"""Which organisations may be one under two names: a question, for nothing is joined unasked."""

from __future__ import annotations

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.identity.organisations import similar_organisations

__all__ = ["alike_organisations"]


def alike_organisations(community: Community) -> list[tuple[str, str]]:
    """Return pairs of names in a community's tables that may be of one organisation: looked for once."""
    return community.kept("alike organisations", lambda: similar_organisations(_in_use(community)))


def _in_use(community: Community) -> tuple[str, ...]:
    """Return the names in the tables (domains where nobody gives one), those of most people first."""
    tables = (community.attendance, community.members)
    people = pd.concat([table[["person", "organisation"]].dropna() for table in tables])
    used = people.drop_duplicates().groupby("organisation", as_index=False).size()
    return tuple(
        used.sort_values(["size", "organisation"], ascending=[False, True])["organisation"]
    )
