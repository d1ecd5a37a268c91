"""A notebook runs in this process, and comes out as from a kernel; nothing of it stays behind."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import nbformat
import papermill
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from copmetrics.publishing.notebook_execution import _kept
from copmetrics.publishing.own_engine import NAME, may_run_here

CELLS = (
    "import sys\nfrom IPython.display import HTML, display",
    "print('one')\nprint('two')\nprint('three', file=sys.stderr)",
    "display(HTML('<b>four</b>'))\nprint('five')\n7 * 6",
    "x = 8;",
    "",
    "f'{x} is {__name__[:0]}eight'",
)
BROKEN = "{}['nine']"
INTERRUPTED = "raise KeyboardInterrupt"


def notebook(place: Path, *cells: str) -> Path:
    made = new_notebook(cells=[new_markdown_cell("# Ours"), *map(new_code_cell, cells)])
    nbformat.write(made, place / "in.ipynb")
    return place / "in.ipynb"


def run(place: Path, *cells: str, engine: str | None = NAME) -> nbformat.NotebookNode:
    """The notebook as it comes out."""
    where = {"place": str(place)} if engine else {}
    return papermill.execute_notebook(
        notebook(place, *cells),
        place / "out.ipynb",
        engine_name=engine,
        kernel_name="python3",
        progress_bar=False,
        **where,
    )


def surroundings() -> tuple[object, ...]:
    """What a notebook could leave changed for whoever ran it."""
    named = (each for each in sys.modules if "notebook" in each and "papermill" not in each)
    streams = (sys.stdout, sys.stderr, sys.displayhook, sys.excepthook)
    return (sys.modules["__main__"], *streams, tuple(sys.path), sorted(named))


@pytest.mark.slow
@pytest.mark.slow
def test_the_notebook_is_that_of_a_kernel(tmp_path):
    ours, kernels = (_kept(run(tmp_path, *CELLS, engine=each)) for each in (NAME, None))
    for one, other in zip(ours.cells, kernels.cells, strict=True):
        one.id = other.id
    assert ours == kernels
    kinds = [[each.output_type for each in cell.outputs] for cell in ours.cells[1:]]
    assert kinds == [
        [],
        ["stream", "stream"],
        ["display_data", "stream", "execute_result"],
        [],
        [],
        ["execute_result"],
    ]


def test_a_cell_that_fails_is_the_last_and_says_with_what(tmp_path):
    with pytest.raises(PapermillExecutionError) as caught:
        run(tmp_path, "print('one')", BROKEN, "print('two')")
    assert (caught.value.ename, caught.value.evalue) == ("KeyError", "'nine'")
    left = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    said = [each.get("outputs", []) for each in left.cells if each.cell_type == "code"]
    assert [len(each) for each in said] == [1, 1, 0]


def test_whoever_stops_a_run_stops_it(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, INTERRUPTED)


@pytest.mark.parametrize("cells", [CELLS[:2], (BROKEN,), (INTERRUPTED,)])
def test_nothing_stays_behind(cells, tmp_path):
    before = surroundings()
    with suppress(PapermillExecutionError, KeyboardInterrupt):
        run(tmp_path, *cells)
    assert surroundings() == before
    assert may_run_here()


def test_a_name_of_one_notebook_is_unknown_to_the_next(tmp_path):
    run(tmp_path, "asked = 1")
    assert run(tmp_path, "'asked' in globals()").cells[1].outputs[0].data["text/plain"] == "False"


def test_a_notebook_that_calls_us_has_a_shell_of_its_own_already():
    InteractiveShell.instance()
    try:
        assert not may_run_here()
    finally:
        InteractiveShell.clear_instance()
    assert may_run_here()
