"""What the links of mailings are about: which topics a link leads to, as `[links]` says of a part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

import pandas as pd

from copmetrics.framework.mailings import EmailAction
from copmetrics.schema import LINK_TOPICS, topics_listed
from copmetrics.units import join_words

__all__ = ["links_noted", "topics_of_links"]

SHOWN: Final = 3
"""So many parts that are in no link are named."""


def topics_of_links(
    activity: pd.DataFrame, declared: Mapping[str, str], spelt: Callable[[object], str | None]
) -> pd.DataFrame:
    """Return a row a link that somebody clicked and topic it leads to; a link may lead to several.

    `declared` says of a part of links, letter case aside, which topics those lead to that have it. Topics are
    written as `spelt` does.
    """
    if not declared:
        return LINK_TOPICS.empty()
    clicked = _clicked(activity)
    topics = {part.casefold(): topics_listed(spelt(said)) for part, said in declared.items()}
    rows = [
        (url, topic)
        for url in clicked
        for topic in dict.fromkeys(
            each for part, listed in topics.items() if part in _compared(url) for each in listed
        )
    ]
    return LINK_TOPICS.conform(pd.DataFrame(rows, columns=["url", "topic"], dtype="str"))


def links_noted(activity: pd.DataFrame, declared: Mapping[str, str]) -> tuple[str, ...]:
    """Say which parts are in no link that anybody clicked: they may be misspelt."""
    if not declared:
        return ()
    clicked = [_compared(each) for each in _clicked(activity)]
    missing = (
        [part for part in declared if not any(part.casefold() in each for each in clicked)]
        if clicked
        else []
    )
    return _said(missing)


def _said(missing: Sequence[str]) -> tuple[str, ...]:
    if not missing:
        return ()
    more = len(missing) - SHOWN
    named = [*(f"'{each}'" for each in missing[:SHOWN]), *([f"{more} more"] if more > 0 else [])]
    verb = "is" if len(missing) == 1 else "are"
    return (
        f"under [links] in community.toml {join_words(named)} {verb} in no link that was clicked",
    )


def _clicked(activity: pd.DataFrame) -> list[str]:
    """Return the links that somebody clicked, each once."""
    clicks = activity[activity["action"].eq(EmailAction.CLICK) & activity["left_out"].isna()]
    return sorted(clicks["url"].dropna().unique())


def _compared(url: str) -> str:
    """Return a link as parts of it are looked for."""
    return f"{url} {unquote(url)}".casefold()
