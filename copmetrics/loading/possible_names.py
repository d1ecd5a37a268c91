"""Which words that were written may name somebody: those for the inside, and titles in every account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.identity.names_in_text import KnownNames
from copmetrics.units import join_words

__all__ = ["titles_noted", "words_naming"]

WRITTEN: Final = {
    "feedback": ("plus", "delta"),
    "agenda": ("item", "outcome"),
    "recommendations": ("recommendation", "outcome"),
}
"""Tables with columns of people's own words, which are marked where they may name somebody."""
TITLED: Final = {"events": "event", "mailings": "mailing", "stories": "story", "outputs": "output"}
"""Tables with a title that accounts tell, and what each row is."""


def words_naming(tables: Mapping[str, pd.DataFrame], known: KnownNames) -> frozenset[str]:
    """Return what was written of events and of the agenda that may name somebody, word for word."""
    cells = [tables[name][each] for name, columns in WRITTEN.items() for each in columns]
    written = pd.concat(cells).dropna().unique()
    return frozenset(each for each in written if known.in_words(each))


def titles_noted(tables: Mapping[str, pd.DataFrame], known: KnownNames) -> list[str]:
    """Say which titles of events, mailings and stories may name somebody: accounts tell them as written."""
    return [
        f"the title of the {what} {join_words(naming)} may name somebody, and stands in every account that "
        "tells it"
        for table, what in TITLED.items()
        if (naming := [f"'{each}'" for each in _titles(tables[table]) if known.in_title(each)])
    ]


def _titles(table: pd.DataFrame) -> list[str]:
    return sorted(table["title"].dropna().unique())
