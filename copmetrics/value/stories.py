"""Value-creation stories: checked against one another, and how far each goes along the cycles.

A story is ordered segments, each in a cycle and each *reported* (it happened) or *aspired* (it is
hoped for). It is followed along the chain immediate, potential, applied, realised; the other
cycles stand beside the chain. Nobody who tells is scored or ranked: what a story lacks is a
question to ask.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from copmetrics.errors import CellError, CopmetricsError, command_named
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.framework.stories import Consent, Relation, StepStatus
from copmetrics.measures.base import Measure
from copmetrics.schema import LINKS, NARRATIVES, SEGMENTS, STORIES
from copmetrics.value.indicator_names import indicator_named, indicators_listed
from copmetrics.value.known_events import ADVICE, KnownEvents
from copmetrics.value.tell import ALL, unknown_in

__all__ = [
    "CheckedStories",
    "checked_stories",
]

MENTIONS: Final = "mentions"
"""What a form's answer names: a known indicator is cited, anything else suggested."""


@dataclass(frozen=True)
class CheckedStories:
    """The stories as canonical tables, and what is wrong with them."""

    stories: pd.DataFrame
    segments: pd.DataFrame
    links: pd.DataFrame
    narratives: pd.DataFrame
    problems: tuple[CopmetricsError, ...]


def checked_stories(
    raw: Mapping[str, pd.DataFrame],
    *,
    known: Mapping[str, Measure],
    events: pd.DataFrame,
    timezone: str,
) -> CheckedStories:
    """Check the raw stories and return them as canonical tables.

    A story told twice, a step of a story that is not listed, a story without steps, and a link to
    an unknown indicator or event are errors. Where a story began may be said in free words only in
    a form, by the teller. A story without a stated consent is private; one withdrawn is
    not there at all. A step without a status is reported; one without a number follows the one
    above it.
    """
    problems: list[CopmetricsError] = []
    segments, stories = raw["segments"], raw["stories"]
    stories = stories[stories["left_out"].isna()]
    problems += _repeated(stories)
    problems += _told_to_nobody(stories)
    problems += _strangers(segments, stories)
    withdrawn = stories.loc[stories["consent"].eq(Consent.WITHDRAWN), "story"]
    stories = stories[~stories["story"].isin(withdrawn)]
    segments = _numbered(segments[segments["story"].isin(stories["story"])])
    problems += _without_steps(stories, segments)
    known_events = KnownEvents.of(events)
    began = [_beginning(row, known_events, problems) for row in stories.to_dict("records")]
    links = [link for row in segments.to_dict("records") for link in _links(row, known, problems)]
    located = stories.assign(
        event=pd.Series([each.event for each in began], index=stories.index, dtype="str"),
        began=pd.Series([each.words for each in began], index=stories.index, dtype="str"),
    )
    return CheckedStories(
        stories=STORIES.conform(_with_consent(located, timezone)),
        segments=SEGMENTS.conform(
            segments.assign(
                status=segments["status"].fillna(str(StepStatus.REPORTED)),
                follow_up_on=_days(segments["follow_up_on"], timezone),
            )
        ),
        links=LINKS.conform(pd.DataFrame(links)),
        narratives=NARRATIVES.conform(_with_consent(raw["narratives"], timezone)),
        problems=tuple(problems),
    )


def _with_consent(told: pd.DataFrame, timezone: str) -> pd.DataFrame:
    """Return stories, or narratives, without those withdrawn; who did not say is private."""
    kept = told[~told["consent"].eq(Consent.WITHDRAWN)]
    return kept.assign(
        consent=kept["consent"].fillna(str(Consent.PRIVATE)),
        collected_on=_days(kept["collected_on"], timezone),
    )


class _Beginning(NamedTuple):
    """Where a story began: at an event that is known, or in the teller's words; or it is not said."""

    event: str | None = None
    words: str | None = None


def _beginning(
    row: Mapping[str, object], events: KnownEvents, problems: list[CopmetricsError]
) -> _Beginning:
    """Return where a story began.

    An event may be said by its short name, or by a title that one event alone has. A form's answer
    that names none stays as it was written; so does everything in a folder that knows no event.
    """
    said = row["event"] if isinstance(row["event"], str) else row["began"]
    if not isinstance(said, str):
        return _Beginning()
    found = events.find(said)
    if found is not None:
        return _Beginning(event=found)
    if said is row["event"] and events.names:
        problems.append(
            events.unknown(
                row, f"{ADVICE}, or leave it empty and say in the first step where it began."
            )
        )
    return _Beginning(words=said)


def _days(instants: pd.Series, timezone: str) -> pd.Series:
    return instants.dt.tz_convert(timezone).dt.tz_localize(None).dt.normalize()


def _numbered(segments: pd.DataFrame) -> pd.DataFrame:
    """Order each story's steps by their number, those without one after the row above."""
    placed = segments.assign(
        place=segments["step"].groupby(segments["story"]).ffill().fillna(0)
    ).sort_values(["source_file", "story", "place", "source_row"], kind="stable")
    steps = placed.groupby("story", sort=False).cumcount().add(1).astype("float64")
    return placed.assign(step=steps).drop(columns="place")


def _links(
    row: Mapping[str, object], known: Mapping[str, Measure], problems: list[CopmetricsError]
) -> list[dict[str, object]]:
    """Return a segment's links; what it *suggests* may be an indicator that is yet to be made."""
    found = []
    for column in (*map(str, Relation), MENTIONS):
        for part in indicators_listed(row[column], known):
            indicator = indicator_named(part, known)
            if indicator is None and column not in (Relation.SUGGESTS, MENTIONS):
                problems.append(_unknown(row, column, part))
                continue
            mentioned = Relation.SUGGESTS if indicator is None else Relation.CITES
            found.append(
                {
                    "story": row["story"],
                    "step": row["step"],
                    "relation": str(mentioned) if column == MENTIONS else column,
                    "indicator": indicator,
                    "claim": part,
                    "source_file": row["source_file"],
                    "source_row": row["source_row"],
                }
            )
    return found


def _error(
    row: Mapping[str, object], column: str, value: object, expected: str, advice: str
) -> CellError:
    return CellError.of_row(
        row,
        column=column,
        value=value,
        expected=expected,
        advice=advice,
    )


def _unknown(row: Mapping[str, object], relation: str, part: str) -> CellError:
    return _error(
        row,
        relation.capitalize(),
        part,
        "an indicator that is known",
        f"Write its id or its name as {command_named('indicators')} or the register has it, or put it under "
        "Suggests.",
    )


def _repeated(stories: pd.DataFrame) -> list[CellError]:
    return [
        _error(
            row, "Story", row["story"], "a short name of its own", "Give one of the two another."
        )
        for row in stories[stories["story"].duplicated()].to_dict("records")
    ]


def _told_to_nobody(stories: pd.DataFrame) -> list[CellError]:
    """Say which lines tell a story to an audience that there is not."""
    return [
        _error(
            row,
            "Tell",
            part,
            "an audience, and a number if it matters which story comes first",
            f"Write {', '.join(AUDIENCES)} or {ALL}, several with a semicolon: sponsors 1; members 2.",
        )
        for row in stories.to_dict("records")
        if (part := unknown_in(row["tell"]))
    ]


def _strangers(segments: pd.DataFrame, stories: pd.DataFrame) -> list[CellError]:
    lost = segments[~segments["story"].isin(stories["story"])]
    return [
        _error(
            row,
            "Story",
            row["story"],
            "a story of the Stories sheet",
            "Add the story there, or mend the name.",
        )
        for row in lost.to_dict("records")
    ]


def _without_steps(stories: pd.DataFrame, segments: pd.DataFrame) -> list[CellError]:
    empty = stories[~stories["story"].isin(segments["story"])]
    return [
        _error(
            row,
            "Story",
            row["story"],
            "a story with steps",
            "Add its steps on the Steps sheet, one line for each cycle it speaks of.",
        )
        for row in empty.to_dict("records")
    ]
