"""A community's folder, read: which file is what, with which rows, and the tables they give.

`survey` looks at every file and collects what is wrong with any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from copmetrics.errors import CopmetricsError, FileError, as_typed
from copmetrics.identity.directory import Directory
from copmetrics.loading.assembling import Assembled, assembled
from copmetrics.loading.communities import check_is_one
from copmetrics.loading.known_answers import with_known_answers
from copmetrics.loading.own_files import own_problems
from copmetrics.loading.remarks import notes_of, remarks_of, unplaced_of
from copmetrics.loading.row_reconciliation import rows_to_come
from copmetrics.loading.sheet_reading import (
    SheetReading,
    SurveyedFile,
    raw_tables,
    settled_again,
    sheets_of,
    unknown_answers,
    without_repeats,
)
from copmetrics.quarters import instant
from copmetrics.schema import RAW
from copmetrics.settings import FILE_NAME, Settings, read_settings

__all__ = ["Loaded", "survey"]

PUT_EXPORTS = (
    "Put exports into it as they were downloaded (Mailchimp, Eventbrite, Zoom, Teams, Forms), or "
    "sign-in sheets."
)


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

    @property
    def people(self) -> Directory | None:
        """Who is who: the one place where names and addresses are."""
        return None if self.assembled is None else self.assembled.directory


def survey(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Loaded:
    """Read a community's folder and say what each file is; problems are collected, not raised."""
    with _plain_texts():
        return _survey(folder, as_of)


def _plain_texts() -> AbstractContextManager[None]:
    """Keep texts as Python's, unless the user has said how: a folder is hundreds of tables of a few rows.

    At these Arrow's take up to four times as long; at large ones they are the quicker.
    """
    if pd.get_option("mode.string_storage") != "auto":
        return nullcontext()
    return pd.option_context("mode.string_storage", "python")


def _survey(folder: str | Path, as_of: pd.Timestamp | date | str | None) -> Loaded:
    now = pd.Timestamp.now("UTC") if as_of is None else instant(as_of)
    place = Path(folder)
    if not place.is_dir():
        raise FileError(str(folder), "is not a folder", advice="Name the folder with the exports.")
    check_is_one(place)
    settings = read_settings(place)
    read = [SheetReading.of(sheet, settings) for sheet in sheets_of(place)]
    unknown = unknown_answers(settings, read)
    read = settled_again(without_repeats(read), settings)
    raw = raw_tables(read)
    met = (error for each in read for error in each.reading.problems)
    problems = [*own_problems(place), *unknown, *(with_known_answers(each, raw) for each in met)]
    if not problems and all(table.empty for table in raw.values()):
        what = "holds no export that copmetrics knows"
        problems.append(FileError(str(folder), what, advice=_first_steps(place)))
    if problems:
        files = tuple(each.surveyed({}) for each in read)
        return Loaded(place, settings, now, files, tuple(problems))
    made = assembled(place, settings, {name: RAW[name].check(table) for name, table in raw.items()})
    later = rows_to_come(raw, now)
    files = tuple(_surveyed(each, made, later) for each in read)
    told = replace(
        made,
        notes=(*made.notes, *notes_of(read)),
        coverage=replace(
            made.coverage,
            remarks=remarks_of(read, settings),
            unplaced=unplaced_of(made.tables, raw, made.coverage),
        ),
    )
    return Loaded(place, settings, now, files, made.problems, told)


def _surveyed(each: SheetReading, made: Assembled, later: Mapping[str, str]) -> SurveyedFile:
    """Return a file's line: which rows were left out, and what is to be said of it."""
    file = each.sheet.file
    said = (made.file_notes.get(file, ""), later.get(file, ""))
    left_out = {**made.left_out.get(file, {}), **each.repeated}
    return each.surveyed(left_out, "; ".join(filter(None, said)))


def _first_steps(folder: Path) -> str:
    """Say what to put into a folder without exports, and what makes a sheet to fill in."""
    if (folder / FILE_NAME).exists():
        return PUT_EXPORTS
    return f"{PUT_EXPORTS} A sheet to fill in: copmetrics new {as_typed(folder)}"
