"""Each format's sample beside the table that must come of it, worked out by hand.

Every sample holds an afternoon time, a day above 12, a quoted comma, a blank line, a repeated person,
an accented name or an apostrophe wherever its format has room for one. `expected_<table>.csv` has the
columns that matter of a raw table; instants are in UTC. `expected_readers.txt` names the reader that
must claim each sheet, in their order; an empty line is a sheet that is nobody's.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from enum import Enum
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from copmetrics.errors import QuestionError
from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.schema import RAW
from copmetrics.settings import FileAnswers, Settings

pytestmark = pytest.mark.slow
SAMPLES = Path(__file__).parent.parent / "samples"

# What community.toml says of a sample that leaves something open
ANSWERED = {
    "mailchimp_recipients": FileAnswers(mailing="ab12cd34ef"),
    "eventbrite_orders_across": FileAnswers(without=("Order Status",)),
}

FOLDERS = sorted(path.parent.name for path in SAMPLES.glob("*/expected_readers.txt"))
CLAIMED = {
    name: (SAMPLES / name / "expected_readers.txt").read_text(encoding="utf-8").splitlines()
    for name in FOLDERS
}

CONTEXT = Context(Settings(), FileAnswers())
MONTH_FIRST = ["teams_report", "teams_webinar", "webex", "zoom_meeting_list", "zoom_webinar"]
"""Samples with several dates as they are written in New York."""
MONTH_FIRST_DATE = re.compile(r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{4}|\d{2})\b")


@cache
def sheets_of(folder):
    (path,) = (each for each in (SAMPLES / folder).iterdir() if "expected" not in each.name)
    return list(sheets_in(path, file=f"SAMPLE/{path.name}", known=KNOWN_HEADINGS))


@cache
def claims(folder):
    """The readers that claim each sheet."""
    return [[reader for reader in READERS if reader.claims(sheet)] for sheet in sheets_of(folder)]


@cache
def read(folder):
    context = Context(Settings(), ANSWERED.get(folder, FileAnswers()))
    return [
        reader.read(sheet, context)
        for sheet, readers in zip(sheets_of(folder), claims(folder), strict=True)
        for reader in readers
    ]


def test_every_sample_has_its_reader_and_its_expected_table():
    for folder in FOLDERS:
        assert CLAIMED[folder], folder
        assert list((SAMPLES / folder).glob("expected_*.csv")), folder


def test_every_reader_has_a_sample():
    assert {name for names in CLAIMED.values() for name in names} - {""} == {
        reader.name for reader in READERS
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_exactly_one_reader_claims_it(folder):
    names = [[reader.name for reader in readers] for readers in claims(folder)]
    assert names == [[name] if name else [] for name in CLAIMED[folder]]


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/expected_*.csv")), ids=lambda p: f"{p.parent.name}-{p.stem[9:]}"
)
def test_it_becomes_the_expected_table(path):
    table = path.stem.removeprefix("expected_")
    expected = pd.read_csv(path, dtype="str", keep_default_na=False)
    readings = read(path.parent.name)
    assert [each.problems for each in readings] == [()] * len(readings)
    parts = [each.tables[table] for each in readings if table in each.tables]
    found = RAW[table].together(parts)
    pd.testing.assert_frame_equal(as_text(found)[list(expected.columns)], expected)


def test_what_readers_write_is_plain_text_in_a_typed_table():
    # a reader writes members of enumerations; in a column whose words are not declared they would stay
    members = {
        (folder, name, column)
        for folder in FOLDERS
        for reading in read(folder)
        for name, table in reading.tables.items()
        for column, cells in RAW[name].conform(table).items()
        if any(isinstance(each, Enum) for each in cells.array)
    }
    assert members == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_row_read_is_in_a_table_with_its_file_and_row(folder):
    for reading in read(folder):
        for table in reading.tables.values():
            assert table["source_file"].str.startswith("SAMPLE/").all()
            assert (table["source_row"] >= 1).all()


@pytest.mark.parametrize("folder", FOLDERS)
def test_headings_alone_are_read_as_none_or_asked_about(folder):
    for sheet, readers in zip(sheets_of(folder), claims(folder), strict=True):
        places = [reader.begins_at(sheet) for reader in readers]
        for reader, place in zip(readers, places, strict=True):
            if place is None:  # lines without a heading
                continue
            bare = replace(sheet, rows=sheet.rows[: place + 1])
            if reader.claims(bare):
                reading = reader.read(bare, CONTEXT)
                assert reading.rows == 0
                assert all(isinstance(each, QuestionError) for each in reading.problems)


def test_the_samples_are_those_that_the_script_makes(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(SAMPLES))
    import make_samples

    make_samples.main(tmp_path)
    sys.modules.pop("make_samples")
    for made in (path for path in tmp_path.rglob("*") if path.is_file()):
        kept = SAMPLES / made.relative_to(tmp_path)
        if made.suffix not in (
            ".xlsx",
            ".xls",
        ):  # a workbook keeps when it was saved: compare its cells
            assert made.read_bytes() == kept.read_bytes(), kept
            continue
        sheets = [sheets_in(path, file="it", known=KNOWN_HEADINGS) for path in (made, kept)]
        assert [each.rows for each in sheets[0]] == [each.rows for each in sheets[1]]


def as_text(frame):
    """Write a table as the expected ones are written."""

    def text(value):
        if value is None or value is pd.NA or pd.isna(value):
            return ""
        if isinstance(value, pd.Timestamp):
            return f"{value:%Y-%m-%d %H:%M:%S}"
        if isinstance(value, float):
            return f"{value:.6f}".rstrip("0").rstrip(".")
        return str(value)

    return pd.DataFrame(
        {name: pd.Series([text(each) for each in frame[name]], dtype="str") for name in frame}
    )


@pytest.mark.parametrize("folder", MONTH_FIRST)
def test_of_one_slip_among_dates_nothing_else_is_complained_of(folder):
    """`45/13/2026` has a second number above 12 and a first one: it says nothing of the other dates."""
    (sheet,), ((reader,),) = sheets_of(folder), claims(folder)
    places = [
        (at, place)
        for at, row in enumerate(sheet.rows)
        for place, cell in enumerate(row.cells)
        if MONTH_FIRST_DATE.match(cell)
    ]
    last_of_each_column = {place: at for at, place in places}
    for place, at in last_of_each_column.items():
        row = sheet.rows[at]
        slip = MONTH_FIRST_DATE.sub("45/13/2026", row.cells[place])
        cells = (*row.cells[:place], slip, *row.cells[place + 1 :])
        rows = (*sheet.rows[:at], replace(row, cells=cells), *sheet.rows[at + 1 :])
        problems = reader.read(replace(sheet, rows=rows), CONTEXT).problems
        assert all(each.value.startswith("45/13/2026") for each in problems)
