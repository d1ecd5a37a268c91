"""The cookbook for value detectives: every cell runs, every question ends in a picture, its numbers are the report's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

import copmetrics
from copmetrics.community.community import Community

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def pictures() -> int:
    """How many pictures with something in them are open; none is afterwards."""
    from matplotlib import pyplot

    drawn = [pyplot.figure(each).axes for each in pyplot.get_fignums()]
    pyplot.close("all")
    return sum(any((*a.patches, *a.lines, *a.collections) for a in axes) for axes in drawn)


@pytest.fixture(scope="module")
def total(demo: Community) -> Callable[[str], float]:
    """A measure of the demo community, added up over all quarters."""
    values = demo.indicators().groupby("indicator")["value"]
    return lambda indicator: values.get_group(indicator).sum()


def test_ten_questions_are_answered_each_by_a_picture_and_the_numbers_are_the_report_s(
    demo, total, monkeypatch
):
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.setattr(copmetrics, "load", lambda folder, as_of: demo)
    notebook = nbformat.read(ROOT / "notebooks" / "cookbook.ipynb", as_version=4)
    names: dict[str, object] = {}
    ends = []
    with matplotlib.rc_context():
        for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
            if cell.cell_type == "code":
                exec(cell.source, names)
                if before.source.startswith("## "):
                    ends.append((before.source.split(".")[0], pictures()))
    assert ends == [(f"## {number}", 1) for number in range(1, 11)]
    came, quarter = names["came"], demo.quarter()
    assert len(came) == total("attendances")
    assert names["kinds"]["size"].sum() == came["person"].notna().sum()
    assert names["seen"].dropna(subset="person")["is_new"].sum() == total("new_attendees")
    assert len(names["mailings"]) == total("mailings")
    assert names["told"]["value"].sum() == total("attendances")
    last = demo.indicators(only=["list_members", "members_attending"], quarters=[quarter])
    told = last.set_index("indicator")["value"]
    assert len(names["people"]) == told["list_members"]
    assert names["here"].mean() == pytest.approx(told["members_attending"])  # 153 of 303
