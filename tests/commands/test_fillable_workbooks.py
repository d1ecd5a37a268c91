"""The workbooks to fill in: every heading has its note, they print on few pages, and show how."""

from __future__ import annotations

import pytest

from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.framework.cycles import cycle_named

SHEETS = [
    (file, sheet.title) for file, make in WORKBOOKS.items() for sheet in make().worksheets[1:]
]


@pytest.mark.parametrize(("file", "sheet"), SHEETS)
def test_every_heading_has_a_note(file, sheet):
    heads = WORKBOOKS[file]()[sheet][1]
    assert [each.value for each in heads if not (each.comment and each.comment.text)] == []


@pytest.mark.parametrize("file", WORKBOOKS)
def test_every_sheet_prints_across_and_as_wide_as_a_page(file):
    for sheet in WORKBOOKS[file]().worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_guidance_to_stories_shows_one_from_its_first_to_its_last_step():
    lines = [row[0].value or "" for row in WORKBOOKS["stories.xlsx"]()["Guidance"]]
    steps = [line.split(" | ")[1] for line in lines if "S01 |" in line][1:]
    assert [cycle_named(each) for each in steps] == [
        "immediate",
        "potential",
        "applied",
        "realized",
    ]
