"""What files do not say, put beside the numbers that would depend on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from copmetrics.evaluation.coverage import WORDS, Coverage, Remark
from copmetrics.framework.attendance import WHETHER_CAME
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.measures.base import Source
from copmetrics.quarters import quarter_at
from copmetrics.settings import Settings
from copmetrics.units import Unit

__all__ = ["notes_of", "remarks_of", "unplaced_of"]

LEFT_OUT: Final = "all left out, as copmetrics check tells"


def notes_of(read: Sequence[SheetReading]) -> tuple[str, ...]:
    """Return the notes of all files, each with its file, of several files with how many they are."""
    files: dict[str, list[str]] = {}
    for each in read:
        for note in each.reading.notes:
            files.setdefault(note.says, []).append(each.sheet.file)
    return tuple(f"{_named(found)}: {says}" for says, found in files.items())


def remarks_of(read: Sequence[SheetReading], settings: Settings) -> tuple[Remark, ...]:
    """Return the notes that bear on numbers, in the quarters that their files have dates in."""
    return tuple(remark for each in read for remark in _remarks(each, settings))


def unplaced_of(
    tables: Mapping[str, pd.DataFrame], raw: Mapping[str, pd.DataFrame], coverage: Coverage
) -> dict[Source, str]:
    """Say what the folder has of a source that is of no quarter: an export of it is there all the same."""
    rows, answers, activity = tables["attendance"], tables["feedback"], tables["activity"]
    told, out = rows["status"].isin(WHETHER_CAME), rows["left_out"].notna()
    found = {
        Source.FEEDBACK: (answers["event"].isna(), "of no event that is known"),
        Source.ACTIVITY: (activity["mailing"].isna(), "of no mailing that is known"),
    }
    nowhere = {
        Source.ATTENDANCE: (told & out, LEFT_OUT),
        Source.REGISTRATIONS: (rows["registered"].fillna(False) & out, LEFT_OUT),
        Source.MEMBERS: (
            raw["contacts"]["part"].notna(),
            "none of somebody who was ever on it",
        ),
    }
    found |= {each: why for each, why in nowhere.items() if not coverage.spans[each]}
    told = {
        source: f"the folder has {Unit.ROWS.of(int(which.sum()))} of {WORDS[source]}, {why}"
        for source, (which, why) in found.items()
        if which.any()
    }
    if not coverage.spans[Source.MEMBERS] and len(raw["audience_parts"]):
        told.setdefault(
            Source.MEMBERS, f"the folder has an export of {WORDS[Source.MEMBERS]} with nobody in it"
        )
    return told


def _remarks(each: SheetReading, settings: Settings) -> Iterator[Remark]:
    for note in each.reading.notes:
        if note.bears_on is not None:
            first, last = (_quarter(moment, settings) for moment in each.dates)
            says = f"of one file: {note.says}"
            yield Remark(says, note.bears_on, first, last, note.measures)


def _quarter(moment: pd.Timestamp | None, settings: Settings) -> pd.Period | None:
    """Return the quarter of an instant in UTC without its zone; none of a file without a date."""
    if moment is None:
        return None
    instant = moment.tz_localize("UTC")
    return quarter_at(instant, calendar=settings.calendar, timezone=settings.timezone)


def _named(files: Sequence[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} and {len(files) - 1} more"
