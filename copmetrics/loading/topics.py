"""What things are about: topics spelt alike in every table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from copmetrics.schema import topics_listed

__all__ = ["spelt_alike", "with_topics"]

SEVERAL = "; "


def spelt_alike(cells: Iterable[pd.Series]) -> Callable[[object], str | None]:
    """Return what writes a cell's topics as the first of some columns has each, letter case aside."""
    first: dict[str, str] = {}
    for column in cells:
        for cell in column.dropna():
            for topic in topics_listed(cell):
                first.setdefault(topic.casefold(), topic)

    def spelt(cell: object) -> str | None:
        topics = dict.fromkeys(first[each.casefold()] for each in topics_listed(cell))
        return SEVERAL.join(topics) or None

    return spelt


def with_topics(
    tables: Mapping[str, pd.DataFrame], spelt: Callable[[object], str | None]
) -> dict[str, pd.DataFrame]:
    """Return tables with their topics spelt alike."""
    return {
        name: table.assign(topic=table["topic"].map(spelt).astype("str"))
        if table["topic"].notna().any()
        else table
        for name, table in tables.items()
    }
