"""A day that is stated of an event, beside what was written for it months before or after: asked about.

`2025-06-17` is a slip for 2026 where all who booked did so in May 2026. A paper sheet is typed within weeks,
and at the door somebody is added a day later: what lies within a month of the day is nothing to ask about.
But nobody writes before an event that they came to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from copmetrics.errors import QuestionError, answer_line
from copmetrics.loading.sheet_reading import answers_of
from copmetrics.readers.context import ITS_DAY
from copmetrics.readers.datetimes import days_in_name
from copmetrics.readers.meetings import SessionKind
from copmetrics.settings import FileAnswers, Settings
from copmetrics.units import Unit, show

__all__ = ["impossible_days"]

MONTH: Final = pd.Timedelta(days=31)
"""So far from its event's day something may be written, or be dated, without a question."""
DAY: Final = pd.Timedelta(days=1)
"""So long before its event nobody writes that they came: by another clock it may be the day before."""
FAR: Final = ", more than a month from it"
LONGEST: Final = pd.Timedelta(days=366)
"""So long before an event people book at most."""
RIGHT: Final = answer_line("day_is_right", True)


@dataclass(frozen=True)
class _Stated:
    """An event as the folder states it: its row among the events, and its day by the community's clock."""

    event: str
    title: str
    day: pd.Timestamp
    source_file: str
    source_row: int


def impossible_days(
    sessions: pd.DataFrame,
    feedback: pd.DataFrame,
    events: pd.DataFrame,
    event_of: Mapping[str, str],
    settings: Settings,
) -> tuple[QuestionError, ...]:
    """Ask of each file whose event cannot have been on the day that is stated of it.

    `sessions` are the raw ones and `event_of` says of which event each is; `feedback` are the answers with
    the event that each was put to. A file is asked about once.
    """
    zone = settings.timezone
    stated = {each.event: each for each in _stated(events, zone)}
    asked: dict[str, QuestionError] = {}
    for row in sessions[sessions["kind"].ne(SessionKind.LISTED)].to_dict("records"):
        file, event = str(row["source_file"]), stated.get(event_of.get(str(row["session"]), ""))
        answers = answers_of(file, settings)
        if event is None or answers.day_is_right or file in asked:
            continue
        if found := _other_day(row, event, answers, zone):
            says, first, last = found
            others = [each.event for each in stated.values() if first - MONTH <= each.day <= last]
            fitting = _fitting(event.day, first, last)
            asked[file] = _question(file, says, event, answers, others, fitting)
    for file, event, last in _answered_before(feedback, stated, zone):
        answers = answers_of(file, settings)
        if not answers.day_is_right and file not in asked:
            says = f"the last answer in it on this event was given on {_shown(last)}{FAR}"
            asked[file] = _question(file, says, event, answers, (), None)
    return tuple(asked.values())


def _stated(events: pd.DataFrame, zone: str) -> Iterator[_Stated]:
    columns = ["event", "title", "starts_at", "source_file", "source_row"]
    for event, title, start, file, number in events[columns].itertuples(index=False):
        if pd.notna(start):
            yield _Stated(event, title, _local(start, zone), file, int(number))


def _other_day(
    row: Mapping[str, Any], event: _Stated, answers: FileAnswers, zone: str
) -> tuple[str, pd.Timestamp, pd.Timestamp] | None:
    """Return what speaks against an event's day in one recording, and between which days it may have been."""
    came = row["kind"] == SessionKind.ATTENDANCE
    own = _local(row["starts_at"], zone) if pd.notna(row["starts_at"]) else row["day"]
    if pd.notna(own) and abs(own - event.day) > MONTH:
        return f"by what it says itself it was on {_shown(own)}{FAR}", own, own
    if pd.notna(row["starts_at"]):
        return None
    first, last = (
        _local(row[each], zone) if pd.notna(row[each]) else None
        for each in ("written_from", "written_to")
    )
    if first is not None and last is not None:
        if first - event.day > MONTH:
            says = f"the first line in it was written on {_shown(first)}{FAR}"
            return says, last if not came else first, last + LONGEST / 2
        if came and event.day - last > DAY:
            return (
                f"the last line in it was written on {_shown(last)}{_far(event.day - last)}",
                first,
                last,
            )
    named = days_in_name(str(row["source_file"]).rpartition("/")[2])
    if came and len(named) == 1 and (answers.starts or pd.notna(row["event"])):
        day = pd.Timestamp(next(iter(named)))
        if abs(day - event.day) > MONTH:
            return f"its name says {_shown(day)}{FAR}", day, day
    return None


def _far(before: pd.Timedelta) -> str:
    return FAR if before > MONTH else ", before it"


def _fitting(day: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp) -> date | None:
    """Return the day of the same month that lies where it may, if only the year was a slip."""
    if first == last:
        return first.date()
    others = (day + pd.DateOffset(years=years) for years in range(-3, 4) if years)
    return next((each.date() for each in others if first - MONTH <= each <= last), None)


def _question(
    file: str,
    says: str,
    event: _Stated,
    answers: FileAnswers,
    others: Sequence[str],
    fitting: date | None,
) -> QuestionError:
    """Ask which day is right, naming the line that states the one that cannot be."""
    if answers.starts is not None and pd.Timestamp(answers.starts) == event.day:
        whence = f"community.toml says {answer_line('starts', answers.starts)} of it"
        lines: tuple[str, ...] = (answer_line("starts", fitting),) if fitting else ()
        examples = () if fitting else (ITS_DAY,)
        mend = "Which day is right?"
    else:
        where = f"{event.source_file}, row {event.source_row}"
        whence = f"'{event.title}' was on {_shown(event.day)}, by {where}"
        lines = tuple(answer_line("event", each) for each in others)
        examples = ()
        mend = "Mend the day there, or is it right?"
    return QuestionError(
        file,
        question=f"{whence}, but {says}. {mend}",
        answers=(*lines, RIGHT),
        examples=examples,
    )


def _answered_before(
    feedback: pd.DataFrame, stated: Mapping[str, _Stated], zone: str
) -> Iterator[tuple[str, _Stated, pd.Timestamp]]:
    """Find the files whose answers on an event were all given more than a month before it."""
    known = feedback.dropna(subset=["event", "answered_at"])
    for (file, name), last in known.groupby(["source_file", "event"])["answered_at"].max().items():
        day = _local(last, zone)
        if name in stated and stated[name].day - day > MONTH:
            yield str(file), stated[name], day


def _local(moment: Any, zone: str) -> pd.Timestamp:
    """Return the day of an instant by the community's clock, without a zone."""
    return pd.Timestamp(moment).tz_convert(zone).tz_localize(None).normalize()


def _shown(day: pd.Timestamp) -> str:
    return show(day.date().isoformat(), Unit.DAY)
