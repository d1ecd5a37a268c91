"""No number changes in silence: headings renamed, emptied and doubled, over every sample.

What counts is in the columns of `COUNTS`. If one of them changes, there is a word about it: a note, a
question, a refusal, or the file is not read, which `check` says. Any other column may only change with
its heading listed as not used, or because nothing stands under it any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.columns import Column
from copmetrics.readers.files import Row, Sheet, sheets_in
from copmetrics.readers.reader import SectionsReader, TableReader
from copmetrics.readers.table_finding import Span
from copmetrics.settings import FileAnswers, Settings

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "samples"
FILE = "SAMPLE/{}"
ANSWERED = {"opened.csv": FileAnswers(mailing="ab12cd34ef")}
OTHER_NAME = "Qwx"
JUNK = (
    *("N/K", "Not Applicable.", "Unknown organisation", "None of the above", "-", "tbc"),
    *("n/a (retired)", "keine Angabe", "Fonction inconnue", "Ninguna", "TBC."),
)

COUNTS = {
    "sessions": ("starts_at", "ends_at", "day", "event", "native_id", "kind", "cancelled"),
    "attendance": ("session", "status", "registered", "left_out", "role", "ticket", "minutes"),
    "contacts": ("part", "joined_at", "left_at", "exported_at", "left_out"),
    "mailings": (
        *("mailing", "sent_at", "recipients", "delivered", "bounces"),
        *("unique_opens", "opens", "unique_clicks", "clicks", "unsubscribes"),
    ),
    "activity": ("mailing", "action", "happened_at"),
    "feedback": ("rating", "event"),
    "stories": ("consent", "left_out", "sign"),
    "readings": ("quarter", "value", "numerator", "denominator"),
}
"""Columns of the raw tables on which numbers depend, or who may read what."""


class Change(StrEnum):
    RENAMED = "renamed"
    EMPTIED = "emptied"
    DOUBLED = "doubled"


class Mutation(NamedTuple):
    path: Path
    sheet: int
    row: int
    column: int
    change: Change

    def __repr__(self) -> str:
        cell = sheets(self.path)[self.sheet].rows[self.row].cells[self.column]
        return f"{self.path.parent.name}: {cell!r} {self.change}"


@cache
def sheets(path: Path) -> list[Sheet]:
    return list(sheets_in(path, file=FILE.format(path.name), known=KNOWN_HEADINGS))


def reading_of(sheet: Sheet) -> SheetReading:
    name = sheet.file.rpartition("/")[2]
    answers = {sheet.file: ANSWERED[name]} if name in ANSWERED else {}
    return SheetReading.of(sheet, Settings(files=answers))


@cache
def as_it_was(path: Path, number: int) -> SheetReading:
    return reading_of(sheets(path)[number])


def paths() -> list[Path]:
    """The samples."""
    found = (each for each in SAMPLES.glob("*/*") if "expected" not in each.name)
    return sorted(each for each in found if each.parent.name != "__pycache__")


@cache
def mutations() -> tuple[Mutation, ...]:
    """Every change of every heading of every sample that is a table under headings."""
    return tuple(
        Mutation(path, number, row, column, change)
        for path in paths()
        for number, sheet in enumerate(sheets(path))
        for row, _ in tables_in(path, number, sheet)
        for column, cell in enumerate(sheet.rows[row].cells)
        if cell.strip()
        for change in Change
    )


def tables_in(path: Path, number: int, sheet: Sheet) -> list[Span]:
    """Where the tables stand that the sample's reader reads."""
    claimed = as_it_was(path, number)
    (reader,) = [each for each in READERS if each.name == claimed.format] or [None]
    return reader.spans(sheet) if isinstance(reader, TableReader | SectionsReader) else []


def mutated(mutation: Mutation) -> Sheet:
    """Change one heading, or what stands under it to the end of its table."""
    sheet = sheets(mutation.path)[mutation.sheet]
    (span,) = [
        each
        for each in tables_in(mutation.path, mutation.sheet, sheet)
        if each.heading_row == mutation.row
    ]
    rows, at, under = list(sheet.rows), mutation.column, slice(mutation.row + 1, span.end)
    head = rows[mutation.row]
    if mutation.change is Change.RENAMED:
        rows[mutation.row] = with_cell(head, at, OTHER_NAME)
    elif mutation.change is Change.EMPTIED:
        # a line of one cell alone, such as a total, is no row of the table
        rows[under] = [with_cell(each, at, "") if each.filled > 1 else each for each in rows[under]]
    else:
        rows[mutation.row] = with_cell(head, len(head.cells), head.cells[at])
        rows[under] = [with_cell(each, len(head.cells), "1") for each in rows[under]]
    return replace(sheet, rows=tuple(rows))


@cache
def tables_of_headings() -> tuple[tuple[Path, int, int, tuple[int, ...]], ...]:
    """Every table under headings of every sample: its file, sheet, heading row, and columns."""
    found: dict[tuple[Path, int, int], dict[int, None]] = {}
    for each in mutations():
        found.setdefault((each.path, each.sheet, each.row), {})[each.column] = None
    return tuple((*table, tuple(columns)) for table, columns in found.items() if len(columns) > 1)


def renamed_together(path: Path, number: int, row: int, columns: Sequence[int]) -> str:
    """Return what changed in silence under several headings that nobody knows, such as of a new language."""
    sheet, was = sheets(path)[number], as_it_was(path, number)
    rows = list(sheet.rows)
    for place in columns:
        rows[row] = with_cell(rows[row], place, f"{OTHER_NAME} {place}")
    found = reading_of(replace(sheet, rows=tuple(rows)))
    different = set() if has_a_word(found, was) else changed(found, was)
    return ", ".join(sorted(each for each in different if counts(each)))


def with_cell(row: Row, at: int, cell: str) -> Row:
    """Put a text into a row, which is made as long as it must be; a blank row stays one."""
    if row.is_blank:
        return row
    cells = (*row.cells, *[""] * (at + 1 - len(row.cells)))
    return replace(row, cells=(*cells[:at], cell, *cells[at + 1 :]))


def has_a_word(found: SheetReading, was: SheetReading) -> bool:
    """Whether the reading says something of it that it did not say before."""
    if not found.format or found.reading.problems or is_undated(found) > is_undated(was):
        return True
    return bool(set(found.reading.notes) - set(was.reading.notes) or reasons(found) - reasons(was))


def reasons(found: SheetReading) -> set[str]:
    """Return why rows are left out, which `check` says with their number."""
    rows = (table["left_out"] for table in found.reading.tables.values() if "left_out" in table)
    return {reason for column in rows for reason in column.dropna()}


def is_undated(found: SheetReading) -> bool:
    """Whether it lost the day of its event, after which the community is asked."""
    sessions = found.reading.tables.get("sessions", pd.DataFrame())
    placed = sessions.reindex(columns=["starts_at", "day", "event"])
    return bool(placed.isna().all(axis=1).any())


def changed(found: SheetReading, was: SheetReading) -> set[str]:
    """Which columns of the raw tables are not what they were."""
    before, after = was.reading.tables, found.reading.tables
    different = set(before) ^ set(after)
    for name in set(before) & set(after):
        columns = set(before[name]) | set(after[name])
        different |= {
            f"{name}.{column}"
            for column in columns
            if before[name].get(column, SILENT).astype("str").tolist()
            != after[name].get(column, SILENT).astype("str").tolist()
        }
    return different


SILENT = pd.Series(dtype="str")


def wrong(mutation: Mutation) -> str:
    """Return what changed in silence; nothing where the law holds."""
    was = as_it_was(mutation.path, mutation.sheet)
    found = reading_of(mutated(mutation))
    if has_a_word(found, was) or says_nothing_more(mutation):
        return ""
    different = changed(found, was)
    counted = {each for each in different if counts(each)}
    if counted:
        return ", ".join(sorted(counted))
    listed = OTHER_NAME in found.reading.unused or mutation.change is Change.EMPTIED
    return "" if not different or listed else ", ".join(sorted(different))


def says_nothing_more(mutation: Mutation) -> bool:
    """Whether an emptied column may be empty, or a doubled one had nothing in it, or a twin, before."""
    column = column_of(mutation)
    if mutation.change is Change.EMPTIED:
        return column is not None and column.if_absent is not None and column.if_absent.may_be_empty
    emptied = mutated(mutation._replace(change=Change.EMPTIED))
    was = sheets(mutation.path)[mutation.sheet]
    return mutation.change is Change.DOUBLED and filled_cells(emptied) == filled_cells(was)


def filled_cells(sheet: Sheet) -> list[list[tuple[int, str]]]:
    """Return what stands in a sheet, whatever the length of its rows."""
    return [[each for each in enumerate(row.cells) if each[1].strip()] for row in sheet.rows]


def counts(column: str) -> bool:
    table, _, name = column.partition(".")
    return not name or name in COUNTS.get(table, ())


def kind_of(mutation: Mutation) -> tuple[str, str]:
    """Return the reader and the column, or the heading that it declares none for, of a mutation."""
    claimed = as_it_was(mutation.path, mutation.sheet).format
    (columns,) = [getattr(each, "columns", {}) for each in READERS if each.name == claimed]
    sheet = sheets(mutation.path)[mutation.sheet]
    found = sheet.rows[mutation.row].headings
    names = [name for name, each in columns.items() if each.position(found) == mutation.column]
    return claimed, names[0] if names else found[mutation.column]


def column_of(mutation: Mutation) -> Column | None:
    """Return the declaration of the column that a mutation is of; none of one that nobody reads."""
    claimed, name = kind_of(mutation)
    (columns,) = [getattr(each, "columns", {}) for each in READERS if each.name == claimed]
    return columns.get(name)


@given(st.data())
@settings(max_examples=40)
def test_a_heading_renamed_emptied_or_doubled_changes_no_number_in_silence(data):
    assert wrong(data.draw(st.sampled_from(mutations()))) == ""


def test_a_question_that_nobody_answered_is_said():
    (asked,) = [
        each
        for each in mutations()
        if each.path.parent.name == "feedback_google"
        and (kind_of(each)[1], each.change) == ("event", Change.EMPTIED)
    ]
    assert [each.says for each in reading_of(mutated(asked)).reading.notes] == [
        "nothing in the column 'Which event was it?': answers are of the last event before them, or of "
        "the one that community.toml names"
    ]


@given(st.data())
@settings(max_examples=40)
def test_two_headings_renamed_together_change_no_number_in_silence(data):
    """One heading may tell that another belongs beside it, and then be unknown itself."""
    path, number, row, columns = data.draw(st.sampled_from(tables_of_headings()))
    two = data.draw(st.lists(st.sampled_from(columns), min_size=2, max_size=2, unique=True))
    assert renamed_together(path, number, row, two) == ""


def test_nobody_works_for_a_cell_that_says_nothing():
    """In every sample with a column of organisations or professions, junk in it leaves both unknown."""
    told = set()
    for path, number, row, _ in tables_of_headings():
        sheet, was = sheets(path)[number], as_it_was(path, number)
        (columns,) = [getattr(each, "columns", {}) for each in READERS if each.name == was.format]
        for name in {"organisation", "profession"} & set(columns):
            place = columns[name].position(sheet.rows[row].headings)
            if place is None:
                continue
            rows = list(sheet.rows)
            (span,) = [each for each in tables_in(path, number, sheet) if each.heading_row == row]
            for at in range(row + 1, span.end):
                if len(rows[at].cells) > place:
                    rows[at] = with_cell(rows[at], place, JUNK[at % len(JUNK)])
            found = reading_of(replace(sheet, rows=tuple(rows)))
            table = next(each for each in found.reading.tables.values() if name in each)
            inside = table["source_row"].between(rows[row].number, rows[span.end - 1].number)
            assert table.loc[inside, name].isna().all(), path
            told.add(found.format)
    assert len(told) > 6


def with_lines(path: Path, number: int, row: int, *lines: tuple[str, ...]) -> SheetReading:
    """Read a sheet with lines more at the end of the table under a heading row."""
    sheet = sheets(path)[number]
    (span,) = [each for each in tables_in(path, number, sheet) if each.heading_row == row]
    added = [Row(10_000 + at, line) for at, line in enumerate(lines)]
    return reading_of(
        replace(sheet, rows=(*sheet.rows[: span.end], *added, *sheet.rows[span.end :]))
    )


def counted(found: SheetReading) -> dict[str, int]:
    """Return how many rows of each raw table count."""
    return {
        name: int(table["left_out"].isna().sum()) if "left_out" in table else len(table)
        for name, table in found.reading.tables.items()
    }


def test_a_total_or_a_remark_under_an_export_is_nobody():
    """One cell or two, where each row of the program's own has four or more: left out, and said."""
    told = set()
    for path, number, row, _ in tables_of_headings():
        was = as_it_was(path, number)
        (reader,) = [each for each in READERS if each.name == was.format]
        if not getattr(reader, "has_full_rows", False):
            continue
        lines = (("Total", "3"), ("Exported by Zed Zulu",), ("", "", "late"))
        read = [with_lines(path, number, row, *lines)]
        if read[0].reading.problems:  # what is asked of one may hide another
            read = [with_lines(path, number, row, line) for line in lines]
        for found in read:
            assert found.format == was.format
            assert has_a_word(found, was) or counted(found) == counted(was), path
            assert found.reading.problems or counted(found) == counted(was), path
        told.add(was.format)
    assert len(told) > 12


def test_rows_that_are_there_twice_are_said():
    said = {}
    for path, number, row, _ in tables_of_headings():
        was = as_it_was(path, number)
        first = next(
            (each for each in sheets(path)[number].rows[row + 1 :] if not each.is_blank), None
        )
        if was.format.startswith("Zoom meeting") and first is not None:
            notes = with_lines(path, number, row, first.cells).reading.notes
            said[path.parent.name] = [each.says for each in notes if "last cell" in each.says]
    assert said
    assert set(map(tuple, said.values())) == {("1 row repeats another to the last cell",)}
