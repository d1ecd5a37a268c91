"""Stories by hand beside the numbers of one small community, which are worked out once for all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from building import community, events, moment
from folders import EVENTS, folder
from telling import STEPS, STORIES

from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.editor_words import EditorWords
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.community.community import Community, load
from copmetrics.framework.audiences import Audience
from copmetrics.settings import Settings

__all__ = ["beside"]

AS_OF = "2024-10-05"
LISTED = (
    EVENTS + "e1,Huddle,2024-05-14 13:00,,,,,,\nlate-talk,The late talk,2024-05-14 00:30,,,,,,\n"
)


@cache
def _numbers() -> QuarterFigures:
    """Two events in the first quarter of 2024/25, looked back on in October 2024."""
    held = events(
        e1={"starts_at": "2024-05-14 13:00", "title": "Huddle"},
        **{"late-talk": {"starts_at": "2024-05-14 00:30", "title": "The late talk"}},
    )
    here = community({"events": held}, Settings(), as_of=moment(AS_OF))
    return QuarterFigures.of(here, pd.Period("2025Q1", freq="Q-MAR"))


def beside(
    place: Path,
    *stories: str,
    steps: str,
    audience: Audience = Audience.LEADERS,
    listed: str = LISTED,
    words: str = "",
) -> AudienceEvidence:
    """What an audience is told from: these stories, steps and words, read from a folder, and the numbers."""
    read, facts = _read(listed, stories, steps), _numbers()
    folder(place, {"commentary.md": words})
    editors = EditorWords.of(
        place, facts.quarter, audience, read.settings.calendar, read.narrative_tables["stories"]
    )
    tables = readable_by(audience, read.narrative_tables)
    return AudienceEvidence(facts, audience, tables, editors)


@cache
def _read(listed: str, stories: tuple[str, ...], steps: str) -> Community:
    """The community of these events, stories and steps, read once however many are told of it."""
    files = {
        "events.csv": listed,
        "stories.csv": STORIES + "".join(stories),
        "steps.csv": STEPS + steps,
    }
    with TemporaryDirectory() as place:
        return load(folder(Path(place), files), as_of=AS_OF)
