"""Which indicator is meant by what somebody wrote: its id or its name, letter case aside."""

from __future__ import annotations

import re
from collections.abc import Mapping

from copmetrics.identity.names import name_key
from copmetrics.measures.base import Measure

__all__ = ["id_named", "id_of", "indicator_named"]


def indicator_named(said: str, known: Mapping[str, Measure]) -> str | None:
    """Return the id of the indicator that is meant, by its id or its name; letter case aside."""
    return id_named(said, {id: measure.label for id, measure in known.items()})


def id_named(said: str, labels: Mapping[str, str]) -> str | None:
    """Return the id that is meant among those of `labels`, by itself or its label; case aside."""
    by_label = {name_key(label): id for id, label in labels.items()}
    meant = id_of(said)
    return (
        said if said in labels else by_label.get(name_key(said), meant if meant in labels else None)
    )


def id_of(label: object) -> str:
    """Return the id of an own indicator: its name in lower case with underscores."""
    plain = name_key(str(label)).replace(" ", "_")
    return re.sub(r"[^a-z0-9_]", "", plain)
