"""Feedback of which nobody knows the event: the events that it may be of, each as the line that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from copmetrics.errors import answer_line
from copmetrics.framework.alike_names import ALIKE, likeness
from copmetrics.identity.names import name_key
from copmetrics.units import Unit, show

__all__ = ["OFFERED", "events_offered"]

OFFERED: Final = 5
"""So many events are offered for the answers of one file; of others the short name is typed."""


def events_offered(
    answers: pd.DataFrame, placed: pd.Series, events: pd.DataFrame, *, timezone: str
) -> Mapping[str, tuple[str, ...]]:
    """Return by file the lines of `community.toml` of which one may say of which event its answers are.

    `answers` are the raw ones, `placed` the event that each was put to, if any. Titles most like what the
    answers say come first, then the events that began nearest to when they were given.
    """
    open_ = answers[placed.isna().to_numpy() & answers["left_out"].isna().to_numpy()]
    held = events[~events["cancelled"].fillna(False)]
    return {
        str(file): tuple(_lines(part, held, timezone))
        for file, part in open_.groupby("source_file")
        if len(held)
    }


def _lines(answers: pd.DataFrame, events: pd.DataFrame, timezone: str) -> Iterator[str]:
    said = [name_key(each) for each in answers["event"].dropna().unique()]
    alike = events["title"].map(
        lambda title: max((likeness(name_key(str(title)), each) for each in said), default=0.0)
    )
    apart = (events["starts_at"] - answers["answered_at"].median()).abs()
    ordered = events.assign(alike=alike.where(alike >= ALIKE, 0.0), apart=apart).sort_values(
        ["alike", "apart"], ascending=[False, True]
    )
    columns = ["event", "title", "starts_at"]
    for event, title, start in ordered.head(OFFERED)[columns].itertuples(index=False):
        day = show(start.tz_convert(timezone).date().isoformat(), Unit.DAY)
        yield answer_line("event", event, says=f"{title}, {day}")
