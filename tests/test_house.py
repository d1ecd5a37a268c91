"""The house is in order: imports one way, notebooks clean, one list of dependencies, docs true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

from copmetrics.engine import LINEAGE, MODELS
from copmetrics.indicator_list import indicators_page
from copmetrics.measures import MEASURES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "copmetrics"

# From the rooms that know nothing to the one that knows everything: a room may import the rooms
# above it, never one below.
ROOMS = (
    "errors",
    "atomic",
    "units",
    "cycles",
    "quarters",
    "activities",
    "settings",
    "tables",
    "account",
    "readers",
    "names",
    "organisations",
    "directory",
    "review",
    "events",
    "feedback",
    "campaigns",
    "membership",
    "opens",
    "measures",
    "spc",
    "register",
    "stories",
    "disclosure",
    "relations",
    "privacy",
    "participation",
    "indicator_list",
    "engine",
    "coverage",
    "ground",
    "certainty",
    "evaluation",
    "changes",
    "community",
    "series",
    "matrix",
    "plan",
    "manifest",
    "commentary",
    "accounts",
    "facilitation",
    "charts",
    "render",
    "edition",
    "monday",
    "runner",
    "explain",
    "exploring",
    "opening",
    "checking",
    "printing",
    "blanks",
    "template",
    "reporting",
    "facilitating",
    "cli",
)
# the contract wants the account as a method of the community
AGAINST_THE_STREAM = {("community", "accounts")}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_by(path: Path) -> set[str]:
    """The rooms that a module imports anywhere in it, also late ones inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("copmetrics")
        ):
            parts = node.module.split(".")
            names = [alias.name for alias in node.names] if len(parts) == 1 else [parts[1]]
            found.update(names)
    return found & set(ROOMS)


MODULES = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if path.parent != PACKAGE or not path.stem.startswith("__")
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    room = room_of(path)
    below = {
        other
        for other in imported_by(path)
        if ROOMS.index(other) > ROOMS.index(room) and (room, other) not in AGAINST_THE_STREAM
    }
    assert below == set()


def test_every_module_has_its_room():
    assert {room_of(path) for path in MODULES} == set(ROOMS)


def test_every_model_file_is_run_and_every_model_run_is_a_file():
    files = {path.stem for path in (PACKAGE / "models").glob("*.sql")}
    assert files == set(MODELS) | set(LINEAGE)


def test_importing_copmetrics_loads_no_heavy_library():
    code = "import copmetrics, sys; print(*sorted({'pandas', 'duckdb', 'matplotlib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_notebooks_hold_parameters_and_calls_and_no_saved_output(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell for cell in code if "parameters" in cell.metadata.get("tags", [])] == [code[0]]
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown", "a sentence of prose stands above each cell"
            assert cell.outputs == []
            assert cell.execution_count is None
            assert len(cell.source.splitlines()) <= 8
            assert not re.search(r"^\s*(def|class|for|while)\b", cell.source, flags=re.MULTILINE)


def test_nbstripout_has_nothing_to_strip():
    notebooks = [str(path) for path in (ROOT / "notebooks").glob("*.ipynb")]
    done = subprocess.run(
        [sys.executable, "-m", "nbstripout", "--verify", *notebooks], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_indicators_page_is_the_one_that_the_declarations_make():
    written = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert written == indicators_page()


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_every_measure_says_what_it_means(measure):
    assert measure.meaning.endswith(".")
    assert measure.label[0].isupper()
    assert bool(measure.expression) != measure.is_ratio
    if measure.counts != "1 = 1":
        assert measure.otherwise, "who asks why a row did not count is told"


def test_pyproject_is_the_only_list_of_dependencies():
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    entries = re.findall(r"^\s*- (.+)$", environment, flags=re.MULTILINE)
    named = {re.split(r"[ =<>:]", entry)[0] for entry in entries if not entry.startswith("-e")}
    assert named <= {"python", "pip", "conda-forge", "nodefaults"}
    assert "-e ." in entries
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["uv"]["exclude-newer"]
    assert re.search(r"python\s*>=\s*3\.11", environment)
    assert project["project"]["requires-python"] == ">=3.11"


def test_no_lock_file_and_no_machines_path_is_committed():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = listed.stdout.splitlines()
    assert "uv.lock" not in files
    assert not [each for each in files if Path(each).name in ("utils.py", ".copmetrics-key")]
    for each in files:
        path = ROOT / each
        if path.suffix in (".py", ".md", ".toml", ".yml", ".ipynb", ".json", ".html"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(work|root|home)/\w", text), each


def test_the_readme_has_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install uv && uv run copmetrics report data/acute-deterioration" in readme
    assert "pip install uv && uv run pytest" in readme
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "pip install uv && uv run pytest" in ci


@pytest.mark.slow
def test_ruff_and_mypy_have_nothing_to_say():
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
