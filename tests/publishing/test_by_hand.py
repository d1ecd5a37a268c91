"""Our notebook run by papermill as anybody runs one: with the ordinary kernel, and nothing of ours around it."""

from __future__ import annotations

import papermill
import pytest
from folders import folder, zoom

from copmetrics.publishing.notebook_execution import notebook_named

pytestmark = pytest.mark.slow


def test_papermill_runs_the_report_by_itself(tmp_path):
    """Three people came to the one meeting, which is in the quarter that is over."""
    people = ("Ana,ana@a.example", "Bo,bo@a.example", "Cy,cy@b.example")
    place = folder(tmp_path / "cop", {"may.csv": zoom(*people)})
    ran = papermill.execute_notebook(
        notebook_named("quarterly.ipynb"),
        tmp_path / "out.ipynb",
        {"folder": str(place), "as_of": "2024-07-02"},
        kernel_name="python3",
        progress_bar=False,
    )
    shown = [
        output.data["text/html"]
        for cell in ran.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    assert len(shown) == 10, "the head and nine sections"
    assert "held 1 event with 3 attendances" in shown[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cop", "out.ipynb"]
