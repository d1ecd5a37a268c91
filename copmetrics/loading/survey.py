"""A community's folder, read: which file is what, with which rows, and the tables they give.

`survey` looks at every file and collects what is wrong with any of them. What it found once of the very same
files it takes out of the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path

import pandas as pd

from copmetrics.errors import ChoiceError, CopmetricsError, FileError, refuse_address
from copmetrics.identity.community_key import community_key, derived_secret
from copmetrics.identity.directory import Directory
from copmetrics.loading.findings import Assembled, Findings
from copmetrics.loading.folder_state import kept_of, state_of
from copmetrics.loading.reached import reached_by
from copmetrics.loading.remembered import findings_in, frames_of
from copmetrics.loading.rows_to_come import rows_to_come
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.quarters import instant
from copmetrics.settings import FILE_NAME, Settings, read_settings
from copmetrics.storage.cache import is_cache_on
from copmetrics.storage.kept import Kept
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["Loaded", "survey"]

FOUND = "found"


@dataclass(frozen=True)
class Loaded:
    """What was found in a folder: every file, every problem, and the tables if they could be made."""

    folder: Path
    settings: Settings
    as_of: pd.Timestamp
    """The present: what had not happened by then is not counted."""
    files: tuple[SurveyedFile, ...]
    problems: tuple[CopmetricsError, ...]
    assembled: Assembled | None = None
    directory: Directory | None = field(default=None, repr=False)
    """Who is who, where the exports were read for it; `people` reads them if they were not."""
    kept: Kept | None = field(default=None, repr=False)
    """What the cache keeps of the folder as it is."""

    @cached_property
    def people(self) -> Directory | None:
        """Who is who: the one place where names and addresses are. They are in no cache."""
        if self.directory is not None or self.assembled is None:
            return self.directory
        with plain_texts():
            found, _ = _read(self.folder)
        return found.directory

    def once(
        self, what: str, worked_out: Callable[[], Mapping[str, pd.DataFrame]]
    ) -> Mapping[str, pd.DataFrame]:
        """Return tables that follow from the folder alone: out of the cache, or worked out and kept there.

        Nobody may be named in them.
        """
        found = None if self.kept is None else self.kept.get(what)
        if found is not None:
            return found
        made = worked_out()
        if self.kept is not None:
            self.kept.put(what, made)
        return made


def survey(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Loaded:
    """Read a community's folder and say what each file is; problems are collected, not raised."""
    now = pd.Timestamp.now("UTC") if as_of is None else instant(as_of)
    if not isinstance(folder, str | PathLike) or not str(folder).strip():
        raise ChoiceError("a folder", folder, ("data/my-community",), examples=True)
    refuse_address(folder)
    place = Path(folder)
    if not place.is_dir():
        raise FileError(str(folder), "is not a folder", advice="Name the folder with the exports.")
    with plain_texts():
        found, settings, kept = _found(place)
    _check_stated(settings, now)
    later = {} if found.moments is None else rows_to_come(found.moments, now)
    files = tuple(_with_note(each, later.get(each.file, "")) for each in found.files)
    made = found.assembled
    if made is not None and found.moments is not None:
        made = reached_by(made, settings, found.moments, now)
    return Loaded(place, settings, now, files, found.problems, made, found.directory, kept)


def _check_stated(settings: Settings, now: pd.Timestamp) -> None:
    """Refuse a day to come under `covered_to`: that nothing happened up to it nobody can know.

    Whoever asks as of an earlier day may know since that nothing happened after it.
    """
    present = max(now, pd.Timestamp.now("UTC")).tz_convert(settings.timezone).date()
    for source, day in settings.covered_to.items():
        if day > present:
            what = f"covered_to.{source} = {day} is a day to come"
            advice = "Write the last day of which you know that nothing more happened."
            raise FileError(FILE_NAME, what, advice=advice)


def _found(folder: Path) -> tuple[Findings, Settings, Kept | None]:
    """Return what is in a folder, out of the cache if it is there; and what keeps more of it."""
    state = state_of(folder) if is_cache_on() else None
    kept = kept_of(folder, state)
    frames = None if kept is None else kept.get(FOUND)
    if frames is not None:
        return *_remembered(folder, frames), kept
    found, settings = _read(folder)
    frames = frames_of(found)
    if frames is None or state is None or state_of(folder) != state:
        return found, settings, None
    kept = kept_of(folder, state)
    if kept is not None:
        kept.put(FOUND, frames)
    return found, settings, kept


def _remembered(folder: Path, frames: Mapping[str, pd.DataFrame]) -> tuple[Findings, Settings]:
    settings = read_settings(folder)
    secret = derived_secret(community_key(folder))
    return findings_in(frames, secret=secret, calendar=settings.calendar), settings


def _read(folder: Path) -> tuple[Findings, Settings]:
    """Read every file of a folder."""
    from copmetrics.loading.communities import check_is_one  # late: with them come all readers
    from copmetrics.loading.folder_reading import read_folder

    check_is_one(folder)
    settings = read_settings(folder)
    return read_folder(folder, settings), settings


def _with_note(file: SurveyedFile, note: str) -> SurveyedFile:
    return replace(file, note="; ".join(filter(None, (file.note, note)))) if note else file
