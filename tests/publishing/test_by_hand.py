"""Our notebook run by papermill as anybody runs one: with the ordinary kernel, and nothing of ours around it."""

from __future__ import annotations

import papermill
import pytest
from folders import folder, zoom

import copmetrics
from copmetrics.errors import FileError
from copmetrics.publishing.notebook_execution import notebook_named

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("named", ["absolute", "relative"])
def test_papermill_runs_the_report_by_itself_from_any_folder(named, tmp_path, monkeypatch):
    """Three people came to the one meeting, which is in the quarter that is over."""
    monkeypatch.chdir(tmp_path)
    people = ("Ana,ana@a.example", "Bo,bo@a.example", "Cy,cy@b.example")
    place = folder(tmp_path / "cop", {"may.csv": zoom(*people)})
    ran = papermill.execute_notebook(
        notebook_named("quarterly.ipynb"),
        tmp_path / "out.ipynb",
        {"folder": str(place) if named == "absolute" else "cop", "as_of": "2024-07-02"},
        kernel_name="python3",
        progress_bar=False,
    )
    shown = [
        output.data["text/html"]
        for cell in ran.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.get("data", {})
    ]
    assert len(shown) == 11, "the head and ten sections"
    assert "held 1 event with 3 attendances" in shown[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cop", "out.ipynb"]


def test_what_is_no_folder_of_this_computer_is_refused_by_name(tmp_path, monkeypatch):
    """An orchestrator may hand over the address of a bucket, which pathlib would take for a folder."""
    for address in ("s3://bucket/cop", "abfss://lake@store.example/cop"):
        with pytest.raises(FileError, match=f"{address}: is an address.*Fetch it first"):
            copmetrics.load(address)
