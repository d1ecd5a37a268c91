"""The workbooks to fill in: every heading has its note, they print on few pages, and show how."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.framework.channels import Channel
from copmetrics.framework.cycles import Cycle, cycle_named

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=WORKBOOKS)
def book(request) -> Workbook:
    return WORKBOOKS[request.param]()


def test_every_heading_has_a_note(book):
    sheets = book.worksheets[1:]
    heads = [(sheet.title, each) for sheet in sheets for each in sheet[1]]
    bare = [(sheet, each.value) for sheet, each in heads if not getattr(each.comment, "text", "")]
    assert (len(sheets) > 0, bare) == (True, [])


def test_every_sheet_prints_across_and_as_wide_as_a_page(book):
    for sheet in book.worksheets:
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


def test_what_stands_in_a_sheet_is_what_the_data_says():
    steps = WORKBOOKS["stories.xlsx"]()["Steps"]
    assert [each.value for each in steps[1]][:6] == [
        "Story",
        "Step",
        "Cycle",
        "What it says",
        "Status",
        "Follow up on",
    ]
    choices = {str(each.sqref): each.formula1 for each in steps.data_validations.dataValidation}
    cycles = ",".join(each.label for each in Cycle)
    assert choices == {"C2:C500": f'"{cycles}"', "E2:E500": '"reported,aspired"'}
    assert steps["C1"].comment.text == "Which cycle of value this part speaks of."
    assert (steps.column_dimensions["D"].width, steps["D2"].alignment.wrap_text) == (70, True)
    assert (steps["F2"].number_format, steps["A2"].number_format) == ("yyyy-mm-dd", "General")
    moments = WORKBOOKS["sign-in.xlsx"]()["Events"]
    assert moments["C2"].number_format == "yyyy-mm-dd hh:mm"


def test_the_guidance_asks_the_questions_of_the_cycles():
    lines = [row[0].value for row in WORKBOOKS["stories.xlsx"]()["Guidance"]]
    assert f"    Immediate value: {Cycle.IMMEDIATE.follow_up}" in lines
    assert f"    Reframing value: {Cycle.REFRAMING.follow_up}" in lines
    assert not any("{" in str(line) for line in lines)


def test_what_chooses_from_words_or_from_another_sheet_has_a_list_to_choose_from():
    lists = {
        (sheet.title, sheet[f"{place}1"].value): each.formula1
        for name in ("sign-in.xlsx", "indicators.xlsx")
        for sheet in WORKBOOKS[name]().worksheets
        for each in sheet.data_validations.dataValidation
        for place in str(each.sqref)[0]
    }
    assert lists["Events", "channel"] == f'"{",".join(Channel)}"'
    assert lists["Sign-in", "Role"] == '"host,speaker"'
    assert lists["Messages", "Constituency"] == "Constituencies!$A$2:$A$500"
    assert lists["Constituencies", "Cadence"] == lists["Indicators", "Frequency"]
    assert {("Constituencies", "Cycles"), ("Readings", "Indicator")} <= set(lists)
