"""A file in another shape is the same file: its rows shuffled, its lines padded, its headings in capitals.

Programs that open an export and save it again write it so. The tables that are read must be equal, or
there is a word about it.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_mutations import as_it_was, has_a_word, paths, reading_of, sheets, tables_in

from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.files import Row, Sheet, sheets_in

pytestmark = pytest.mark.slow

OF_PLACE = ("source_row", "source_file", "story", "session")
"""Columns that say where something stood."""


class Shape(StrEnum):
    SHUFFLED = "with its rows in another order"
    MARKED = "with a byte-order mark"
    SEMICOLONS = "with semicolons between its cells"
    TABS = "with tabs between its cells"
    PADDED = "with empty cells behind each row"
    SPACED = "with blank lines between its rows"
    ENDED = "with blank lines at its end"
    CAPITALS = "with its headings in capitals"
    SMALL = "with its headings in small letters"
    BLANKS = "with spaces around its cells"
    MAC = "with the line ends of a Mac"
    SEPARATED = "with a line above it that names what separates its cells"
    BEGUN = "with blank lines above it"


AS_TEXT = {Shape.MARKED, Shape.SEMICOLONS, Shape.TABS, Shape.MAC, Shape.SEPARATED}
"""Shapes that only a text has."""


OF_TABLES = {Shape.PADDED, Shape.BLANKS}
"""Shapes that prose does not have."""


class Reshaped(NamedTuple):
    path: Path
    sheet: int
    shape: Shape

    def __repr__(self) -> str:
        return f"{self.path.parent.name} [{self.sheet}] {self.shape}"


@cache
def reshaped(path: Path) -> tuple[Reshaped, ...]:
    """Every sheet of a sample in every shape that it can have."""
    return tuple(
        Reshaped(path, number, shape)
        for number, sheet in enumerate(sheets(path))
        if as_it_was(path, number).format
        for shape in Shape
        if (shape not in AS_TEXT or is_text(path, sheet))
        and (shape not in OF_TABLES or is_table(sheet))
    )


def is_table(sheet: Sheet) -> bool:
    return any(len(row.cells) > 1 for row in sheet.rows)


def is_text(path: Path, sheet: Sheet) -> bool:
    return bool(sheet.delimiter) and path.suffix != ".zip"


def in_shape(each: Reshaped) -> Sheet:
    """Return a sample's sheet in another shape; a text is written and opened again."""
    sheet = sheets(each.path)[each.sheet]
    heads = {span.heading_row for span in tables_in(each.path, each.sheet, sheet)}
    rows = list(sheet.rows)
    match each.shape:
        case Shape.SHUFFLED:
            for span in tables_in(each.path, each.sheet, sheet):
                rows[span.heading_row + 1 : span.end] = shuffled(
                    rows[span.heading_row + 1 : span.end]
                )
        case Shape.PADDED:
            width = max(len(row.cells) for row in rows) + 3
            rows = [
                replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in rows
            ]
        case Shape.SPACED:
            rows = [row for one in rows for row in (one, Row(0, ()))] if len(heads) == 1 else rows
        case Shape.ENDED:
            rows += [Row(0, ())] * 3
        case Shape.BEGUN:
            rows = [*[Row(0, ())] * 2, *rows]
        case Shape.CAPITALS | Shape.SMALL:
            change = str.upper if each.shape is Shape.CAPITALS else str.lower
            rows = [
                replace(row, cells=tuple(map(change, row.cells))) if place in heads else row
                for place, row in enumerate(rows)
            ]
        case Shape.BLANKS:
            rows = [
                replace(row, cells=tuple(f" {cell}  " if cell else "" for cell in row.cells))
                for row in rows
            ]
    numbered = tuple(replace(row, number=place) for place, row in enumerate(rows, start=1))
    if not is_text(each.path, sheet):
        return replace(sheet, rows=numbered)
    return written_again(sheet, numbered, each.shape)


def shuffled(rows: list[Row]) -> list[Row]:
    """Return rows in an order that is the same each time, and not their own."""
    mixed = rows.copy()
    random.Random(len(rows)).shuffle(mixed)
    return mixed if mixed != rows else rows[::-1]


def written_again(sheet: Sheet, rows: tuple[Row, ...], shape: Shape) -> Sheet:
    delimiter = {Shape.SEMICOLONS: ";", Shape.TABS: "\t"}.get(shape, sheet.delimiter)
    text = io.StringIO()
    if shape is Shape.SEPARATED:
        text.write(f"sep={delimiter}\r\n")
    ends = "\r" if shape is Shape.MAC else "\r\n"
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerows(row.cells for row in rows)
    content = text.getvalue().encode("utf-8-sig" if shape is Shape.MARKED else "utf-8")
    return opened(content, sheet.file)


def opened(content: bytes, file: str) -> Sheet:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(content)
        (sheet,) = sheets_in(path, file=file, known=KNOWN_HEADINGS)
        return sheet


def told(reading: SheetReading) -> dict[str, list[tuple[str, ...]]]:
    """Return what a reading tells, wherever in the file it stood."""
    return {
        name: sorted(
            table.drop(columns=[each for each in OF_PLACE if each in table])
            .sort_index(axis=1)
            .map(str)
            .itertuples(index=False, name=None)
        )
        for name, table in reading.reading.tables.items()
    }


def wrong(each: Reshaped) -> str:
    """Return what changed in silence; nothing where the law holds."""
    was = as_it_was(each.path, each.sheet)
    found = reading_of(in_shape(each))
    if told(found) == told(was) and found.format == was.format:
        return ""
    return "" if has_a_word(found, was) else "changed"


@given(st.data())
@settings(max_examples=60)
def test_a_file_in_another_shape_is_read_the_same_or_there_is_a_word(data):
    shapes = reshaped(data.draw(st.sampled_from(paths())))  # a sample is read when it is drawn
    assert not shapes or wrong(data.draw(st.sampled_from(shapes))) == ""


def test_blank_lines_between_its_rows_lose_nobody_of_a_section():
    (report,) = [each for each in paths() if each.parent.name == "teams_section"]
    spaced = in_shape(Reshaped(report, 0, Shape.SPACED))
    assert len(reading_of(spaced).reading.tables["attendance"]) == 3
