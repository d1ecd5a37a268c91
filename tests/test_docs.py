"""The docs are true: their links lead somewhere, the files that they name exist, the example holds."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)
HISTORY = "CHANGELOG.md"  # names what there was
FOLDERS = ("copmetrics", "tests", "docs", "data", "benchmarks", "notebooks")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
NAMED = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./\- ]*)`")
GIVEN = {"/community.toml", "/formats.py"}  # a community's own, and an example's
TEN_MINUTES = "docs/code-in-ten-minutes.md"


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_to_one(page):
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    local = [each for each in links if not each.startswith(("http:", "https:", "mailto:"))]
    assert [each for each in local if not ((ROOT / page).parent / each).exists()] == []


@pytest.mark.parametrize("page", [each for each in PAGES if each != HISTORY])
def test_every_file_that_a_page_names_exists(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    made = set(re.findall(r"^`([^`]+)`, a new file:$", text, flags=re.MULTILINE))
    named = [each for each in NAMED.findall(text) if each not in made]
    assert [each for each in named if not (ROOT / each).exists()] == []


@pytest.mark.parametrize("page", [each for each in PAGES if each != HISTORY])
def test_every_module_that_a_page_names_without_its_whole_path_exists(page):
    """Such as `readers/files.py`, or `archives.py` beside it: somewhere in the package, or in the root."""
    text = (ROOT / page).read_text(encoding="utf-8")
    made = set(re.findall(r"^`([^`]+)`, a new file:$", text, flags=re.MULTILINE))
    code = "\n".join(span for span in re.findall(r"`([^`\n]+)`", text) if span not in made)
    named = set(re.findall(r"(?<![\w/.<*-])((?:\w+/)*\w+\.(?:py|sql|toml))\b", code))
    assert [
        each for each in named if not any(path.endswith(f"/{each}") for path in files_there())
    ] == []


@cache
def files_there() -> set[str]:
    """Every file of the checkout that a page may name, with a slash before it."""
    inside = (path for top in FOLDERS for path in (ROOT / top).rglob("*.*"))
    return {f"/{path.relative_to(ROOT).as_posix()}" for path in (*inside, *ROOT.iterdir())} | GIVEN


@pytest.mark.slow
def test_the_line_that_ten_minutes_follows_is_as_the_page_tells_it(demo):
    page = (ROOT / TEN_MINUTES).read_text(encoding="utf-8")
    file = "zoom/attendee_82086514021_2026_07_09.csv"
    lines = (demo.folder / file).read_text(encoding="utf-8-sig").splitlines()
    assert lines[14] in page.replace("\n", "")
    attendance = demo.attendance
    (row,) = attendance[
        attendance["source_file"].eq(file) & attendance["source_row"].eq(15)
    ].to_dict("records")
    assert (row["event"], row["profession"]) == ("2026-07-09-webinar", "Resident doctor")
    facts = demo.facts("attendances")
    (fact,) = facts[facts["event"].eq(row["event"]) & facts["person"].eq(row["person"])].to_dict(
        "records"
    )
    assert (round(fact["minutes"], 1), fact["standing"]) == (56.2, "new")
    changes = demo.changes()
    last = changes[changes["indicator"].eq("attendances")].iloc[-1]
    assert (last["value"], last["previous"], last["change"]) == (277, 292, -15)
    for told in ("56.2 minutes", "277 *Attendances", "had 292", "−15, or −5.1%", row["event"]):
        assert told in page


def test_what_examples_in_python_import_is_there():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    blocks = [
        block
        for page in pages
        for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    ]
    imports = {
        line
        for block in blocks
        for line in block.splitlines()
        if re.match(r"(?:from|import) copmetrics", line)
    }
    assert len(imports) > 2
    for line in imports:
        exec(line, {})


def test_the_wheel_holds_the_pages_that_docstrings_name_and_every_notebook():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    held = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "copmetrics").rglob("*.py"))
    named = {each for text in texts for each in re.findall(r"`(docs/[\w-]+\.md)`", text)}
    notebooks = {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert (named | notebooks) - set(held) == set()
    assert [each for each in held if not (ROOT / each).exists()] == []
