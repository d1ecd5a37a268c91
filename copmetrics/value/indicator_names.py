"""Which indicator is meant by what somebody wrote: its id or its name, letter case aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from copmetrics.identity.names import name_key
from copmetrics.measures.base import Measure
from copmetrics.schema import listed

__all__ = ["id_named", "id_of", "indicator_named", "indicators_listed"]


def indicator_named(said: str, known: Mapping[str, Measure]) -> str | None:
    """Return the id of the indicator that is meant, by its id or its name; letter case aside."""
    return id_named(said, {id: measure.label for id, measure in known.items()})


def indicators_listed(cell: object, known: Mapping[str, Measure]) -> list[str]:
    """Return the names that a cell lists; a known one that has a comma in it is one name."""
    parts = re.split(r"[;\n]", cell) if isinstance(cell, str) else []
    return [name for part in parts for name in _with_commas(listed(part), known)]


def _with_commas(parts: Sequence[str], known: Mapping[str, Measure]) -> Iterator[str]:
    """Put together, from the left, as many parts as are a known name."""
    while parts:
        joined = (", ".join(parts[:count]) for count in range(len(parts), 1, -1))
        name = next((each for each in joined if indicator_named(each, known)), parts[0])
        yield name
        parts = parts[len(listed(name)) :]


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
