"""Shortcuts to the desk, on each system, whatever the folders are called."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from folders import folder

from copmetrics.commands import shortcuts
from copmetrics.commands.shortcuts import make_shortcuts
from copmetrics.loading.communities import communities_below

SAYS = '#!/bin/sh\nfor each in "$@"; do printf "%s|" "$each"; done\n'


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def program(tmp_path):
    """A Python, in a folder as people have them, that says what it was started with."""
    place = tmp_path / "Dan's $tools" / "python"
    place.parent.mkdir()
    place.write_text(SAYS, encoding="utf-8")
    place.chmod(0o755)
    return str(place)


def test_on_a_mac_it_opens_the_folder_in_which_it_lies(tmp_path, program):
    (made,) = make_shortcuts(tmp_path / "my communities", system="darwin", program=program)
    assert made.name == "Open copmetrics.command"
    moved = made.parent.rename(tmp_path / "moved away") / made.name
    said = subprocess.run([moved], capture_output=True, text=True, check=True).stdout
    assert said == f"-m|copmetrics|desk|{moved.parent}|"


def test_on_linux_there_is_one_beside_the_communities_and_one_in_the_menu(tmp_path, home):
    place = tmp_path / '50% "ours" $HOME'
    beside, menu = make_shortcuts(place, system="linux", program="/opt/a b/python")
    assert (beside.name, menu) == (
        "Open copmetrics.desktop",
        home / ".local/share/applications/copmetrics.desktop",
    )
    text = menu.read_text(encoding="utf-8")
    assert beside.read_text(encoding="utf-8") == text
    assert "\nTerminal=false\n" in text
    (line,) = [each for each in text.splitlines() if each.startswith("Exec=")]
    # as the specification has it: escaped within quotation marks, and backslashes once more
    written = f'"{tmp_path}/50%% \\\\"ours\\\\" \\\\$HOME"'
    assert line == f'Exec="/opt/a b/python" -m copmetrics desk {written}'


def test_on_windows_there_is_one_that_moves_along_and_one_in_the_start_menu(tmp_path, monkeypatch):
    asked = {}
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setattr(
        shortcuts.subprocess, "run", lambda command, **more: asked.update(more, command=command)
    )
    python = r"C:\Users\Zoë\100% mine\python.exe"
    beside, link = make_shortcuts(tmp_path, system="win32", program=python)
    lines = beside.read_bytes().decode("utf-8").split("\r\n")
    assert lines == [
        "@echo off",
        "chcp 65001 >nul",
        "title copmetrics",
        r'"C:\Users\Zoë\100%% mine\python.exe" -m copmetrics desk "%~dp0."',
        "if errorlevel 1 pause",
        "",
    ]
    assert link == tmp_path / "Roaming/Microsoft/Windows/Start Menu/Programs/copmetrics.lnk"
    assert asked["command"][0] == "powershell"
    told = asked["env"]["COPMETRICS_LINK"], asked["env"]["COPMETRICS_TARGET"]
    assert told == (str(link), str(beside))


def test_where_powershell_is_forbidden_the_one_beside_the_communities_is_there(
    tmp_path, monkeypatch
):
    def forbidden(command, **_):
        raise PermissionError(13, "This program is blocked by group policy")

    monkeypatch.setattr(shortcuts.subprocess, "run", forbidden)
    (beside,) = make_shortcuts(tmp_path, system="win32", program="python")
    assert beside == tmp_path / "Open copmetrics.bat"


def test_a_shortcut_beside_communities_is_no_export(tmp_path, home):
    place = folder(tmp_path / "ours", {"circle/community.toml": 'name = "Circle"\n'})
    for system in ("darwin", "linux"):
        make_shortcuts(place, system=system, program="/usr/bin/python3")
    assert communities_below(place) == [place / "circle"]
