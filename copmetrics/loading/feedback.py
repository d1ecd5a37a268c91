"""Feedback after events: which event each answer is of."""

from __future__ import annotations

import pandas as pd

from copmetrics.identity.names import name_key
from copmetrics.schema import FEEDBACK

__all__ = ["placed_feedback"]

WITHIN = pd.Timedelta(days=14)
"""So long after an event an answer that names none is still taken to be of it."""
UNPLACED = "which event it is of is not known"


def placed_feedback(answers: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with the event each is of.

    The event that it names: the one of that short name, else of that title (of several with it the
    last one begun when it was answered); if it names none, the last event begun in the 14 days before.
    An answer of which nothing tells is left out, with the reason.
    """
    if answers.empty:
        return FEEDBACK.empty()
    held = events[~events["cancelled"].fillna(False)].sort_values("starts_at")
    held = held.assign(known_as=held["title"].map(lambda title: name_key(str(title))))
    found = [_event_of(row, held) for row in answers.to_dict("records")]
    event = pd.Series(found, index=answers.index, dtype="str")
    return FEEDBACK.conform(
        answers.assign(event=event, left_out=answers["left_out"].mask(event.isna(), UNPLACED))
    )


def _event_of(row: dict[str, object], events: pd.DataFrame) -> str | None:
    said, answered = row["event"], row["answered_at"]
    if isinstance(said, str):
        named = _named(said, events)
        begun = named[named["starts_at"] <= answered] if pd.notna(answered) else named
        fitting = begun if len(begun) else named
        return str(fitting["event"].iloc[-1]) if len(fitting) else None
    recent = events[events["starts_at"].between(answered - WITHIN, answered)]
    return str(recent["event"].iloc[-1]) if len(recent) else None


def _named(said: str, events: pd.DataFrame) -> pd.DataFrame:
    """Return the event of that short name; if there is none, those of that title."""
    named = events["event"].eq(said)
    if named.any():
        return events[named]
    return events[events["known_as"].eq(name_key(said))]
