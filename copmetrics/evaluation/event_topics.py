"""Which event is of which topics, read off the list of events: a cell may name several."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from copmetrics.engine.opening import Engine, open_workspace
from copmetrics.evaluation.stored_inputs import Given
from copmetrics.schema import EVENT_TOPICS, topics_listed

__all__ = ["topics_in", "topics_of_events"]


def topics_of_events(events: pd.DataFrame) -> pd.DataFrame:
    """Return a row an event and topic: an event that is of several is there with each."""
    if events["topic"].isna().all():
        return EVENT_TOPICS.empty()
    told = events.dropna(subset="topic")
    listed = told.assign(topic=told["topic"].map(topics_listed)).explode("topic")
    return EVENT_TOPICS.conform(listed.dropna(subset="topic"))


def topics_in(given: Mapping[str, Given], engine: Engine) -> pd.DataFrame:
    """Return the topics of the events in tables of somebody's own; of a stored one only those are read."""
    events = given["events"]
    if not isinstance(events, pd.DataFrame):
        with open_workspace(given, engine=engine) as space:
            events = space.ask("select event, topic from events where topic is not null")
    return topics_of_events(events)
