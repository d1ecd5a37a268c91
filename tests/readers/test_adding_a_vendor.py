"""docs/adding-a-vendor.md does what it says: its reader reads its sample into its tables."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from test_samples import as_text

from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.context import Context
from copmetrics.readers.files import sheets_in
from copmetrics.schema import RAW
from copmetrics.settings import FileAnswers, Settings

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-vendor.md"
BLOCKS = {
    Path(name).name: content
    for name, content in re.findall(
        r"^```\w+\n# (\S+)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.M | re.S
    )
}


@pytest.fixture(scope="module")
def quillmeet():
    module: dict[str, object] = {}
    exec(BLOCKS["quillmeet.py"], module)
    return module["QUILLMEET_ATTENDANCE"]


@pytest.fixture
def sheet(quillmeet, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text(BLOCKS["attendance.csv"], encoding="utf-8")
    known = KNOWN_HEADINGS | quillmeet.known_headings
    (sheet,) = sheets_in(path, file="SAMPLE/attendance.csv", known=known)
    return sheet


def test_the_example_reader_alone_claims_the_example_sample(quillmeet, sheet):
    assert [each.name for each in (*READERS, quillmeet) if each.claims(sheet)] == [quillmeet.name]
    assert BLOCKS["expected_readers.txt"] == f"{quillmeet.name}\n"


@pytest.mark.parametrize("table", ["attendance", "sessions"])
def test_the_example_sample_becomes_the_tables_on_the_page(table, quillmeet, sheet, tmp_path):
    (tmp_path / "expected.csv").write_text(BLOCKS[f"expected_{table}.csv"], encoding="utf-8")
    expected = pd.read_csv(tmp_path / "expected.csv", dtype="str", keep_default_na=False)
    reading = quillmeet.read(sheet, Context(Settings(), FileAnswers()))
    assert reading.problems == ()
    found = as_text(RAW[table].together([reading.tables[table]]))
    pd.testing.assert_frame_equal(found[list(expected.columns)], expected)
