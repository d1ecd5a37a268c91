"""Which words that were written may name somebody: comments, and titles that stand in every account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.identity.names_in_text import KnownNames
from copmetrics.units import join_words

__all__ = ["comments_naming", "titles_noted"]

COMMENTS: Final = ("plus", "delta")
TITLED: Final = {"events": "event", "mailings": "mailing", "stories": "story"}
"""Tables with a title that accounts tell, and what each row is."""


def comments_naming(feedback: pd.DataFrame, known: KnownNames) -> frozenset[str]:
    """Return the comments of feedback forms that may name somebody."""
    written = pd.concat([feedback[each] for each in COMMENTS]).dropna().unique()
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
