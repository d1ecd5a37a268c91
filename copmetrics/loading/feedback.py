"""Feedback after events: which event each answer is of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from copmetrics.identity.names import name_key
from copmetrics.loading.agenda import PlacedLog, placed_at_events
from copmetrics.schema import FEEDBACK
from copmetrics.value.known_events import ADVICE

__all__ = ["UNPLACED", "events_of", "known_remarks", "placed_feedback", "with_stated_events"]

WITHIN = pd.Timedelta(days=14)
"""So long after an event an answer that names none is still taken to be of it."""
UNPLACED = "which event it is of is not known"


def known_remarks(answers: pd.DataFrame, events: pd.DataFrame) -> PlacedLog:
    """Return the answers, and what is wrong with the events of those that somebody wrote down.

    A note names its event by short name or title; one that nobody knows is an error.
    """
    noted = answers["noted"].fillna(False).astype(bool)
    if not noted.any():
        return PlacedLog(answers)
    placed = placed_at_events(answers[noted], events, f"{ADVICE}.")
    return PlacedLog(
        answers.assign(
            event=placed.rows["event"].reindex(answers.index).where(noted, answers["event"])
        ),
        placed.problems,
    )


def with_stated_events(
    answers: pd.DataFrame, events: pd.DataFrame, stated: Mapping[str, str]
) -> pd.DataFrame:
    """Return the answers; those of an event that nobody knows are of the one `stated` of their file."""
    if answers.empty or not stated:
        return answers
    titles = set(events["event"]) | set(events["title"].map(str).map(name_key))
    known = answers["event"].isin(titles) | answers["event"].map(name_key, na_action="ignore").isin(
        titles
    )
    instead = answers["source_file"].map(stated).astype("str")
    return answers.assign(event=answers["event"].where(known | instead.isna(), instead))


def placed_feedback(answers: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the answers with the event each is of.

    The event that it names: the one of that short name, else of that title (of several with it the
    last one begun when it was answered); if it names none, the last event begun in the 14 days before.
    An answer of which nothing tells is left out, with the reason.
    """
    if answers.empty:
        return FEEDBACK.empty()
    event = events_of(answers, events)
    unplaced = event.isna() & answers["left_out"].isna()
    return FEEDBACK.conform(
        answers.assign(event=event, left_out=answers["left_out"].mask(unplaced, UNPLACED))
    )


def events_of(answers: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """Return the event that each answer is of, as `placed_feedback` has it; nothing where nothing tells."""
    held = _Held.of(events[~events["cancelled"].fillna(False)].sort_values("starts_at"))
    found = [
        held.named(said, answered) if isinstance(said, str) else held.before(answered)
        for said, answered in zip(answers["event"], answers["answered_at"], strict=True)
    ]
    return pd.Series(found, index=answers.index, dtype="str")


@dataclass(frozen=True)
class _Held:
    """The events that were held, by when they began: where each is found."""

    ids: Sequence[str]
    begun: Sequence[pd.Timestamp]
    by_id: Mapping[str, Sequence[int]]
    by_title: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, events: pd.DataFrame) -> _Held:
        by_id: dict[str, list[int]] = {}
        by_title: dict[str, list[int]] = {}
        for at, (event, title) in enumerate(zip(events["event"], events["title"], strict=True)):
            by_id.setdefault(event, []).append(at)
            by_title.setdefault(name_key(str(title)), []).append(at)
        return cls(events["event"].tolist(), events["starts_at"].tolist(), by_id, by_title)

    def named(self, said: str, answered: pd.Timestamp) -> str | None:
        """Return the event of that short name, else of that title: the last begun by then."""
        named = self.by_id.get(said) or self.by_title.get(name_key(said), ())
        begun = [at for at in named if pd.isna(answered) or self.begun[at] <= answered]
        fitting = begun or named
        return self.ids[fitting[-1]] if fitting else None

    def before(self, answered: pd.Timestamp) -> str | None:
        """Return the last event begun within the days before; none of an answer without its time."""
        if pd.isna(answered):
            return None
        at = bisect_right(self.begun, answered) - 1
        return self.ids[at] if at >= 0 and self.begun[at] >= answered - WITHIN else None
