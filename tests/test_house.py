"""The house is in order: imports one way, notebooks clean, one list of dependencies, docs true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import nbformat
import pytest

import copmetrics
from copmetrics.engine.models import model_names, models
from copmetrics.measures import MEASURES
from copmetrics.measures.indicator_list import indicators_page

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "copmetrics"

DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")


def rooms() -> list[str]:
    """The rooms of the table in docs/design.md, from those that know nothing to those that know all."""
    table = DESIGN.split("## The rooms")[1].split("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]+) \|", table, flags=re.MULTILINE)
    return [name.removesuffix("/") for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


ROOMS = rooms()


def room_of(path: Path) -> str:
    """The folder, or the file in the root of the package, that a module belongs to."""
    return path.relative_to(PACKAGE).parts[0]


def imported_by(path: Path) -> set[str]:
    """The rooms that a module imports anywhere in it, also late ones inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "copmetrics":
            parts = str(node.module).split(".")
            found |= {alias.name for alias in node.names} if len(parts) == 1 else {parts[1]}
        if isinstance(node, ast.Import):
            parts_of = (alias.name.split(".") for alias in node.names)
            found |= {each[1] for each in parts_of if each[0] == "copmetrics" and len(each) > 1}
    return {room for room in ROOMS if room.removesuffix(".py") in found}


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    place = ROOMS.index(room_of(path))
    assert {other for other in imported_by(path) if ROOMS.index(other) > place} == set()


def test_every_room_stands_in_the_design_and_every_room_of_the_design_stands():
    standing = {path.name for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert standing - {"__pycache__"} == set(ROOMS)
    assert len(ROOMS) == len(set(ROOMS))


@pytest.mark.parametrize("room", sorted(PACKAGE.glob("*/__init__.py")), ids=lambda p: p.parent.name)
def test_nothing_that_a_room_hands_out_has_the_name_of_a_module_in_it(room):
    tree = ast.parse(room.read_text(encoding="utf-8"))
    imported = (node.names for node in tree.body if isinstance(node, ast.ImportFrom))
    handed_out = {alias.asname or alias.name for names in imported for alias in names}
    assert handed_out & {path.stem for path in room.parent.iterdir()} == set()


def test_no_room_has_the_name_of_a_public_function():
    assert set(copmetrics.__all__) & {each.removesuffix(".py") for each in ROOMS} == {"errors"}


def test_at_most_nine_files_stand_in_the_root_of_the_package():
    assert len(list(PACKAGE.glob("*.py"))) <= 9


def test_the_tests_mirror_the_rooms():
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert folders - {"__pycache__", "samples"} <= set(ROOMS)


def test_no_module_imports_itself_through_others():
    imports = {path.relative_to(PACKAGE): modules_imported_by(path) for path in MODULES}
    ordered = TopologicalSorter(imports)
    ordered.prepare()  # raises CycleError, which names the circle


def modules_imported_by(path: Path) -> set[Path]:
    """The modules of the package that a module imports as it is imported itself."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("copmetrics."):
            inside = Path(*str(node.module).split(".")[1:])
            names = [inside / alias.name for alias in node.names]
            for each in (inside, *names):
                found |= {
                    candidate
                    for candidate in (each.with_suffix(".py"), each / "__init__.py")
                    if (PACKAGE / candidate).exists()
                }
    return found


def test_every_model_is_one_of_its_folder_alone():
    files = [path.stem for path in (PACKAGE / "models").glob("*/*.sql")]
    assert len(files) == len(set(files)) > 30
    assert sorted(models()) == sorted(files)
    inside = {path.stem for path in (PACKAGE / "models").glob("[fi]*/*.sql")}
    assert inside == set(model_names())


def test_no_part_of_a_model_has_the_name_of_another():
    # the engine finds what a model reads by name: a part of that name would be taken for it
    names = {path.stem for path in (PACKAGE / "models").glob("*/*.sql")}
    for name in names:
        parts = set(re.findall(r"^([a-z_]+) as \(", models()[name].text, flags=re.MULTILINE))
        assert parts & names == set(), name


def test_importing_copmetrics_loads_no_heavy_library():
    heavy = {"pandas", "duckdb", "matplotlib", "pydantic"}
    code = f"import copmetrics, sys; print(*sorted({heavy} & set(sys.modules)))"
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
