"""Every sheet of a folder, the reader that claims it, and the raw tables that they give together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from unicodedata import category

import numpy as np
import pandas as pd

from copmetrics.errors import (
    CopmetricsError,
    FileError,
    QuestionError,
    command_named,
    files_header,
)
from copmetrics.loading.member_lists import ask_of_members
from copmetrics.loading.own_files import export_paths, is_guidance
from copmetrics.loading.renamed_headings import ask_of_headings, lacking_one
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.community_lists import EVENTS_LIST
from copmetrics.readers.context import Context, answer_keys
from copmetrics.readers.file_kinds import NEVER_COUNTS
from copmetrics.readers.files import Sheet, sheets_in
from copmetrics.readers.look_alikes import look_of
from copmetrics.readers.raw_rows import together
from copmetrics.readers.reader import Reader, Reading
from copmetrics.readers.unknown_forms import ask_of_form, ask_of_strange_form
from copmetrics.schema import RAW
from copmetrics.settings import FILE_NAME, FileAnswers, Settings

__all__ = [
    "SheetReading",
    "answers_of",
    "raw_tables",
    "settled_again",
    "sheets_in_file",
    "sheets_of",
    "unknown_answers",
    "without_repeats",
]

MOMENTS = (
    "starts_at",
    "joined_at",
    "sent_at",
    "happened_at",
    "day",
    "answered_at",
    "collected_on",
)
ALSO = {"contacts": ("left_at",)}
"""Of a mailing list it tells too when people left; of a meeting that is when it ended."""
NOT_KNOWN = "not an export that copmetrics knows"
EMPTY = "it is empty"
ONE_ROW = f"{NOT_KNOWN}, and it has one row alone"
CLOSE_IT = "Close it in Excel, or wherever it is open, and try again."
FETCH_IT = "If it lies in OneDrive or on a share, have it kept on this computer, and try again."
UNSAYABLE = ("Cc", "Cs", "Zl", "Zp")
"""Kinds of characters (Unicode's) that a file's name is not to have: control, broken, line ends."""
SAME_FILE = "the same file as {other}"
COPIED = "in another file of the same content"
SAME_LIST = "the same as {other}: the list had not changed"


@dataclass(frozen=True)
class SheetReading:
    """A sheet, the reader that claimed it and what it gave."""

    sheet: Sheet
    format: str
    reading: Reading
    note: str = ""
    missed: bool = True
    """Whether somebody should look if it was not read: it may hold what counts."""
    answers: tuple[str, ...] = ()
    """Lines of `community.toml` of which one may have it read."""
    opened: Sheet | None = None
    """The sheet under the headings that it came with, where the community calls them otherwise."""

    @property
    def repeated(self) -> Mapping[str, int]:
        """How many rows another file of the same content has in its place, by that reason."""
        return {} if self.reading.parts or not self.reading.rows else {COPIED: self.reading.rows}

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        settings: Settings,
        days: frozenset[date] = frozenset(),
        *,
        readers: Sequence[Reader] | None = None,
    ) -> SheetReading:
        """Read a sheet; `days` are those of known events, for dates that fit both orders."""
        answers = answers_of(sheet.file, settings)
        if answers.ignore:
            return cls(sheet, "", Reading(), "left out, as community.toml says", missed=False)
        if sheet.foreign:
            note = f"not an export: {sheet.foreign}"
            return cls(sheet, "", Reading(), note, missed=sheet.foreign not in NEVER_COUNTS)
        try:
            named = with_known_headings(sheet, answers.columns)
        except FileError as slip:
            return cls(sheet, "", Reading(problems=(slip,)))
        context, among = Context(settings, answers, days), readers or READERS
        return replace(cls._named(named, context, among), opened=sheet)

    def again(self, settings: Settings, days: frozenset[date] = frozenset()) -> SheetReading:
        """Read the sheet once more, as it was opened."""
        return self.of(self.opened or self.sheet, settings, days)

    @classmethod
    def _named(cls, sheet: Sheet, context: Context, readers: Sequence[Reader]) -> SheetReading:
        """Read a sheet under the headings that it should have."""
        claims = _first_to_begin([each for each in readers if each.claims(sheet)], sheet)
        if len(claims) > 1:
            names = " and ".join(reader.name for reader in claims)
            question = (
                f"looks like {names} at once, which is our mistake: tell us. Is it to be left out?"
            )
            error = QuestionError(sheet.file, question=question, answers=("ignore = true",))
            return cls(sheet, "", Reading(problems=(error,)))
        if not claims and sheet.flaw is not None and not sheet.rows:
            # nobody can tell what is in it: it may be an export that must not be missed
            return cls(sheet, "", Reading(problems=(sheet.flaw,)))
        if not claims and sheet.is_empty:
            return cls(sheet, "", Reading(), EMPTY, missed=not sheet.is_part)
        if not claims and (asked := ask_of_headings(sheet) or ask_of_form(sheet, context)):
            return cls(sheet, "", Reading(problems=(asked,)))
        if not claims:
            look = look_of(sheet)
            if (look is None or look.by_shape) and (asked := ask_of_members(sheet)) is not None:
                return cls(sheet, "", Reading(problems=(asked,)))
            lacks = lacking_one(sheet) if look is None or look.by_shape else None
            if lacks is not None:
                return cls(sheet, "", Reading(), lacks.says, answers=lacks.answers)
            if look is None and (asked := ask_of_strange_form(sheet, context)) is not None:
                return cls(sheet, "", Reading(problems=(asked,)))
            unknown = ONE_ROW if _has_one_row(sheet) else NOT_KNOWN
            note = unknown if look is None else f"looks like {look.says}"
            return cls(sheet, "", Reading(), note, missed=look is None or look.needed)
        reading = claims[0].read(sheet, context)
        return cls(sheet, claims[0].name, _titled(reading, context.answers.title))

    @cached_property
    def dates(self) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
        """The first and the last instant in it, in UTC without its zone; none of a sheet without any."""
        columns = [
            part.instants(name)
            for table, part in self.reading.parts.items()
            for name in (*MOMENTS, *ALSO.get(table, ()))
        ]
        known = [each[~np.isnat(each)] for each in columns if each is not None]
        moments = [each for each in known if len(each)]
        if not moments:
            return None, None
        return pd.Timestamp(min(map(np.min, moments))), pd.Timestamp(max(map(np.max, moments)))

    def surveyed(self, left_out: Mapping[str, int], note: str = "") -> SurveyedFile:
        """Return the line that `check` prints."""
        first, last = self.dates
        said = (each.says for each in self.reading.notes)
        return SurveyedFile(
            file=self.sheet.file,
            format=self.format,
            digest=self.sheet.digest,
            rows=self.reading.rows,
            kept=self.reading.rows - sum(left_out.values()),
            left_out=dict(sorted(left_out.items())),
            first=first,
            last=last,
            note="; ".join(part for part in (self.note, *said, note) if part),
            unused=self.reading.unused,
            missed=self.missed and not self.format,
            answers=self.answers,
            problems=len(self.reading.problems),
        )


def sheets_of(folder: Path) -> Iterator[Sheet]:
    """Open every file of a folder that may be an export, in a fixed order."""
    for path in export_paths(folder):
        yield from sheets_in_file(path, folder)


def sheets_in_file(path: Path, folder: Path) -> Iterator[Sheet]:
    """Open one file of a folder."""
    for sheet in _opened(path, _told_name(path.relative_to(folder))):
        if not is_guidance(sheet):
            yield _sayable(sheet)


def _told_name(path: Path) -> str:
    """Return a file's name as it is told: a byte that is no UTF-8 as `\\udce9`, so names stay apart."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _opened(path: Path, file: str) -> list[Sheet]:
    try:
        return sheets_in(path, file=file, known=KNOWN_HEADINGS)
    except OSError as error:
        advice = CLOSE_IT if isinstance(error, PermissionError) else FETCH_IT
        flaw = FileError(file, f"cannot be opened: {error.strerror or error}", advice=advice)
        return [Sheet(file, (), file, flaw=flaw)]


def _sayable(sheet: Sheet) -> Sheet:
    """Refuse a sheet whose name no line can hold: no message could point at it, and no answer either."""
    plain = "".join("\ufffd" if category(each) in UNSAYABLE else each for each in sheet.file)
    if plain == sheet.file:
        return sheet
    what = "has a line break or a broken character in its name"
    flaw = FileError(plain, what, advice="Rename the file.")
    return Sheet(plain, (), sheet.digest, flaw=flaw)


def answers_of(file: str, settings: Settings) -> FileAnswers:
    """Return what the community says of a sheet, and else of the zip or workbook it is in."""
    said: dict[str, object] = {}
    for key in reversed(answer_keys(file)):
        answers = settings.files.get(key, FileAnswers())
        said |= {name: getattr(answers, name) for name in answers.model_fields_set}
    return FileAnswers().model_copy(update=said)


def _has_one_row(sheet: Sheet) -> bool:
    """Whether one row has something in it, in several cells: headings without a line under them, say."""
    filled = [row.filled for row in sheet.rows if not row.is_blank]
    return len(filled) == 1 and filled[0] > 1


def _first_to_begin(claims: Sequence[Reader], sheet: Sheet) -> Sequence[Reader]:
    """Return whose table begins first, where all others' headings are rows of that table.

    A row of a table may read as headings of another: *Email* is a form of a message, and a title. What stands
    below a blank row may be a table of its own.
    """
    if len(claims) < 2:
        return claims
    places = [each.begins_at(sheet) for each in claims]
    known = [each for each in places if each is not None]
    if len(known) < len(places):
        return claims
    begun = sheet.rows[min(known) : max(known) + 1]
    together = all(
        later.filled and later.number == row.number + 1 for row, later in pairwise(begun)
    )
    first = [each for each, place in zip(claims, known, strict=True) if place == min(known)]
    return first if together else claims


def _titled(reading: Reading, title: str | None) -> Reading:
    """Call the meetings of a file what the community says, where the file does not say it."""
    sessions = reading.parts.get("sessions")
    if title is None or sessions is None:
        return reading
    rows = sessions.frame
    said = rows["title"].fillna(title) if "title" in rows else title
    given = replace(sessions, given=rows.assign(title=said))
    return replace(reading, parts={**reading.parts, "sessions": given})


def unknown_answers(settings: Settings, read: Sequence[SheetReading]) -> list[CopmetricsError]:
    """A `[files]` line for a file that is not there is a slip of the pen: say so."""
    there = {key for each in read for key in answer_keys(each.sheet.file)}
    return [
        FileError(
            FILE_NAME,
            f"{files_header(name)} names a file that is not in the folder",
            advice=f"Write its path as {command_named('check')} shows it.",
        )
        for name in settings.files
        if name not in there
    ]


def without_repeats(read: Sequence[SheetReading]) -> list[SheetReading]:
    """Keep the first of several identical files, by name; the others are listed as such.

    Files of one content whose names say different days, or of which the community said so, are no
    copies of one another.
    Part of a mailing list's export stays: with the other parts it tells that the list was the same.
    """
    first: dict[str, SheetReading] = {}
    kept = []
    for each in read:
        if not each.format or each.reading.problems:
            kept.append(each)  # nobody knows what is in it, so it is a copy of nothing
            continue
        other = first.setdefault(each.sheet.digest, each)
        repeated = other is not each and _says(other) == _says(each)
        if other is not each and "contacts" in each.reading.parts:
            kept.append(replace(each, note=SAME_LIST.format(other=other.sheet.file)))
        elif repeated:
            note = SAME_FILE.format(other=other.sheet.file)
            kept.append(replace(each, reading=Reading(rows=each.reading.rows), note=note))
        else:
            kept.append(each)
    return kept


def _says(each: SheetReading) -> dict[str, str]:
    """Return what a file tells, whatever it is called: its name may say of which day it is."""
    return {name: part.told for name, part in each.reading.parts.items()}


def settled_again(read: Sequence[SheetReading], settings: Settings) -> list[SheetReading]:
    """Read once more, with the days that `events.csv` lists, the files whose dates were open."""
    lists = [each.reading.tables for each in read if each.format == EVENTS_LIST.name]
    listed = [tables["sessions"] for tables in lists if "sessions" in tables]
    if not listed:
        return list(read)
    starts = pd.concat(listed)["starts_at"].dropna().dt.tz_convert(settings.timezone)
    days: frozenset[date] = frozenset(starts.dt.date)
    return [each.again(settings, days) if each.reading.problems else each for each in read]


def raw_tables(read: Sequence[SheetReading]) -> dict[str, pd.DataFrame]:
    """Put the rows of all files together, by table."""
    tables = {}
    for name, table in RAW.items():
        parts = [each.reading.parts[name] for each in read if name in each.reading.parts]
        tables[name] = together(table, [part for part in parts if len(part)])
    return tables
