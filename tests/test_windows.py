"""What differs on Windows, played here: `docs/windows.md` lists it, and names a test for each."""

from __future__ import annotations

import ast
import multiprocessing
import re
import sys
from pathlib import Path

import pytest
from folders import folder, zoom

from copmetrics.errors import as_typed
from copmetrics.loading import sheet_reading
from copmetrics.loading.own_files import export_paths
from copmetrics.loading.survey import survey
from copmetrics.publishing.workers import answers

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "copmetrics").rglob("*.py"))
UNIX_ALONE = {"fork", "geteuid", "getuid", "killpg", "getpgid", "setsid", "mkfifo", "uname"}
"""Functions of `os` that Windows has not."""
LIBRARIES = {"fcntl", "resource", "pwd", "grp", "termios"}
TEXT = {"read_text", "write_text"}
WORKSPACE = 40
"""Longer than the name of a folder in which a report is built."""


def test_what_excel_and_windows_put_beside_exports_is_not_spoken_of(tmp_path):
    files = {"may.csv": zoom("Asha,a@example.org")}
    seen = ("~$list.xlsx", "desktop.ini", "Thumbs.db", "zoom/Desktop.ini")
    place = folder(tmp_path, {**files, **dict.fromkeys(seen, "[.ShellClassInfo]\r\n")})
    assert list(export_paths(place)) == [place / "may.csv"]


def test_a_file_that_only_the_cloud_has_is_said_to_be_there(tmp_path, monkeypatch):
    def offline(path, **_):
        raise OSError(22, "The cloud file provider is not running", str(path))

    monkeypatch.setattr(sheet_reading, "sheets_in", offline)
    (problem,) = survey(folder(tmp_path, {"may.csv": "x"})).problems
    assert str(problem) == (
        "may.csv: cannot be opened: The cloud file provider is not running. If it lies in OneDrive or on a "
        "share, have it kept on this computer, and try again."
    )


def test_below_the_reports_no_path_is_long():
    example = ROOT / "reports" / "acute-deterioration-example"
    made = [each.relative_to(example) for each in example.rglob("*") if each.is_file()]
    # the longest audience's account, in the place in which it is built
    longest = max(len(str(each)) for each in made) + len("/sponsors") + WORKSPACE
    assert made
    assert longest <= 130


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_runs_where_unix_is_not(module):
    text = module.read_text(encoding="utf-8")
    tree = ast.parse(text)
    asked_for = set(re.findall(r'(?:hasattr|getattr)\(os, "(\w+)"', text))
    asked_for |= set(re.findall(r'sys\.platform != "win32" and os\.(\w+)', text))
    called = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
    attributes = [each for each in called if isinstance(each.func, ast.Attribute)]
    of_os = {
        each.func.attr
        for each in attributes
        if isinstance(each.func.value, ast.Name) and each.func.value.id == "os"
    }
    assert (of_os & UNIX_ALONE) - asked_for == set()
    imported = {
        alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names
    }
    assert imported & LIBRARIES == set()
    for each in attributes:
        if each.func.attr in TEXT:
            said = {keyword.arg for keyword in each.keywords}
            assert "encoding" in said or len(each.args) > (each.func.attr == "write_text"), (
                each.lineno
            )
        if each.func.attr == "strftime" and each.args:
            assert "%-" not in ast.unparse(each.args[0]), each.lineno


def test_a_path_that_is_printed_to_be_typed_is_quoted_as_windows_does(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    place = r"C:\Users\Zoë\OneDrive - NHS\our circle"
    assert as_typed(place) == f'"{place}"'
    assert as_typed(r"C:\circle") == r"C:\circle"


@pytest.mark.slow
def test_workers_start_anew_where_no_process_can_be_copied(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    told = list(answers([("b", "a"), ("c",)], sorted, jobs=1))
    assert told == [("b", "a"), ("a", "b"), ("c", "c")]


def test_every_test_that_the_page_names_is_there():
    page = (ROOT / "docs" / "windows.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", page))
    assert len(named) > 8
    assert [each for each in named if not (ROOT / each).exists()] == []
