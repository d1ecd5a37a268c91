"""Forty stories: the picture in parts whose labels stay apart, the matrix with heads that stay."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from folders import folder, zoom
from matplotlib.figure import Figure as Canvas
from openpyxl import load_workbook
from telling import STEPS, STORIES, story, way

from copmetrics.accounts.account import Account, ReportFigure
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.charts.story_paths import PATHS, paths
from copmetrics.charts.style import WIDTH, styled
from copmetrics.community.community import load
from copmetrics.render.html import show, style
from copmetrics.render.workbook import write_workbook

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
CYCLES = ("immediate", "potential", "applied", "realised")
MANY = 40


@pytest.fixture(scope="module")
def account(tmp_path_factory) -> Account:
    names = [f"S{number:02}" for number in range(1, MANY + 1)]
    long = "A title that goes on and on because nobody told its teller that shorter ones are read"
    titles = [
        story(each).replace("Title of", "A title of two lines as many are of") for each in names
    ]
    titles[3] = titles[3].replace("A title", long, 1)
    files = {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "stories.csv": STORIES + "".join(titles),
        "steps.csv": STEPS + "".join(way(each, *CYCLES) for each in names),
    }
    place = tmp_path_factory.mktemp("many")
    return account_of(load(folder(place, files), as_of=AS_OF), "2024/25-Q1", "leaders")


def pictures(account: Account) -> list[ReportFigure]:
    blocks = account.section("matrix").blocks
    return [each for each in blocks if isinstance(each, ReportFigure)]


def test_the_picture_is_in_parts_of_twenty_that_say_which_they_are(account):
    drawn = pictures(account)
    assert [len({step.story for step in each.details}) for each in drawn] == [20, 20]
    assert [each.id for each in drawn] == ["paths", "paths-2"]
    assert [each.title.partition("(")[2] for each in drawn] == [
        "stories 1 to 20)",
        "stories 21 to 40)",
    ]


def test_the_names_of_its_stories_do_not_overlap(account):
    for figure in pictures(account):
        with styled():
            canvas = Canvas(figsize=(WIDTH, PATHS.height(figure)), layout="constrained")
            axes = canvas.subplots()
            paths(figure.details, axes)
            canvas.draw_without_rendering()
        boxes = [label.get_window_extent() for label in axes.get_yticklabels()]
        assert all("\n" in label.get_text() for label in axes.get_yticklabels())
        assert all(below.y1 < above.y0 for above, below in pairwise(boxes))


def test_the_page_keeps_the_heads_of_the_matrix_in_sight(account):
    html = str(show(account, "matrix")._repr_html_())
    assert html.count("of two lines as many are of") >= MANY
    rules = style()
    assert ".grid thead th { position: sticky; top: 0;" in rules
    assert (
        ".grid tbody th, .grid tfoot th, .grid thead th:first-child { position: sticky; left: 0;"
        in rules
    )
    # in print the counts stand at the end alone, not on every page
    assert "tfoot { display: table-row-group; }" in rules.partition("@media print")[2]


def test_the_workbook_keeps_the_heads_of_the_matrix_in_sight_and_wraps_its_texts(account, tmp_path):
    write_workbook(account, tmp_path / "many.xlsx")
    sheet = load_workbook(tmp_path / "many.xlsx")["Matrix"]
    assert sheet.max_row == 4 + 2 + MANY + 1  # heads, questions and indicators, stories, counts
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"
    texts = [
        cell for row in sheet.iter_rows(min_row=5) for cell in row if isinstance(cell.value, str)
    ]
    assert all(cell.alignment.wrap_text for cell in texts)
