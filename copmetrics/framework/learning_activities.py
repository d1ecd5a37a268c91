"""Learning activities: seven clusters, and where each lies on the map of activities.

Two dimensions run from -2 to 2: learning from one another (-2) to learning with one another (2),
and informal (-2) to formal (2); the third says whether the sources are inside the community or
outside it. The clusters are those of the document that the project began from; their default
places on the map are our assumption, and a community may set its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

__all__ = ["CLUSTERS", "CLUSTER_WORDS", "LIMIT", "PLACES", "Cluster", "placed"]

FACTS: Final = ("cluster", "from_with", "informal_formal", "inside_outside")
LIMIT: Final = 2
PLACES: Final = {"inside": r"^inside", "outside": r"^outside", "both": r"^both"}


@dataclass(frozen=True)
class Cluster:
    """One kind of learning activity, with its default place on the map."""

    id: str
    label: str
    examples: str
    from_with: float
    informal_formal: float
    inside_outside: str
    pattern: str
    """The regular expression that finds it in a sheet."""


CLUSTERS: Final = {
    each.id: each
    for each in (
        Cluster(
            "sharing",
            "Sharing",
            "information, stories, tips, documents",
            -2,
            -2,
            "inside",
            r"^sharing",
        ),
        Cluster(
            "inquiries",
            "Productive inquiries",
            "asking for help, working on a case, exploring an idea",
            1,
            -1,
            "inside",
            r"inquir|enquir",
        ),
        Cluster(
            "negotiating",
            "Negotiating shared understanding",
            "discussing a topic, reading a paper",
            2,
            0,
            "inside",
            r"negotiat|shared understanding",
        ),
        Cluster(
            "assets",
            "Producing assets",
            "documentation, bibliographies, tools",
            1,
            1,
            "inside",
            r"assets?\b",
        ),
        Cluster(
            "standards",
            "Creating standards",
            "benchmarks, maturity scales, warranting knowledge",
            2,
            2,
            "inside",
            r"standards?\b",
        ),
        Cluster(
            "formal",
            "Formal access to knowledge",
            "training, practice transfer, invited expert",
            -1,
            2,
            "outside",
            r"formal",
        ),
        Cluster(
            "visits",
            "Visits",
            "a member's site, another community's website",
            -1,
            0,
            "outside",
            r"^visits?\b",
        ),
    )
}

CLUSTER_WORDS: Final = {each.id: each.pattern for each in CLUSTERS.values()}


def placed(
    events: pd.DataFrame, mapping: Mapping[str, Mapping[str, object]] | None = None
) -> pd.DataFrame:
    """Return the events with their cluster and their place on the map filled in.

    What the sheet says of an event comes first; then what `[activities]` in `community.toml` says
    of its activity, cluster or title (letter case aside); then the activity's own name, if it is
    a cluster's; then the cluster's default place. An event of which none of these is known stays unknown.
    """
    if not mapping and events[["activity", "cluster"]].isna().all(axis=None):
        return events
    own = {name.casefold(): facts for name, facts in (mapping or {}).items()}
    stated = pd.DataFrame(
        [_stated(row, own) for row in events[["title", "activity", "cluster"]].to_dict("records")],
        index=events.index,
        columns=list(FACTS),
    )
    filled = {fact: events[fact].fillna(stated[fact].astype(events[fact].dtype)) for fact in FACTS}
    defaults = pd.DataFrame(
        [vars(CLUSTERS[each]) if isinstance(each, str) else {} for each in filled["cluster"]],
        index=events.index,
        columns=list(FACTS),
    )
    return events.assign(
        **{
            fact: values
            if fact == "cluster"
            else values.fillna(defaults[fact].astype(values.dtype))
            for fact, values in filled.items()
        }
    )


def _stated(
    row: Mapping[str, object], own: Mapping[str, Mapping[str, object]]
) -> dict[str, object]:
    """Return what the community's mapping, or the activity's own name, says of one event."""
    names = [
        str(row[each]).casefold()
        for each in ("title", "activity", "cluster")
        if isinstance(row[each], str)
    ]
    facts = next((own[name] for name in names if name in own), {})
    named = next(
        (id for name in names[1:] for id, each in CLUSTER_WORDS.items() if re.search(each, name)),
        None,
    )
    return {"cluster": named, **facts}
