"""Shortcuts that open the desk: one beside the communities, and one in the system's own menu.

Each starts this very Python, so that nothing has to be on the PATH, and none needs an administrator. On Linux
no terminal is opened: what goes wrong is told in the browser (`launch_desk.py`).
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import replace_bytes, writing
from copmetrics.commands.hub import in_hub
from copmetrics.errors import FileError

__all__ = ["make_shortcuts"]

NAME: Final = "Open copmetrics"
RUNS: Final = 0o755

WINDOWS: Final = """@echo off
chcp 65001 >nul
title copmetrics
"{program}" -m copmetrics desk "{place}"
if errorlevel 1 pause
"""
MAC: Final = """#!/bin/sh
exec {program} -m copmetrics desk "$(dirname "$0")"
"""
LINUX: Final = """[Desktop Entry]
Type=Application
Name=copmetrics
Comment=From exports to a report that you can sign
Exec={program} -m copmetrics desk {place}
Terminal=false
Categories=Office;
"""
START_MENU: Final = (
    "$link = (New-Object -ComObject WScript.Shell).CreateShortcut($env:COPMETRICS_LINK); "
    "$link.TargetPath = $env:COPMETRICS_TARGET; $link.Save()"
)
"""What has Windows write a shortcut of its own kind: PowerShell, which is there on each."""
PATIENCE: Final = 60  # seconds


def make_shortcuts(
    place: Path, *, system: str = sys.platform, program: str = sys.executable
) -> tuple[Path, ...]:
    """Write the shortcuts to the desk on a folder of communities, and return those that were written.

    In a hub there are none: they would open it on a computer that nobody sits at.
    """
    place = place.resolve()
    if in_hub():
        advice = "In a JupyterHub, open the desk by its card in JupyterLab's launcher."
        raise FileError(str(place), "is on a computer that has no desktop", advice=advice)
    with writing(place):
        place.mkdir(parents=True, exist_ok=True)
        if system == "win32":
            return _for_windows(place, program)
        if system == "darwin":
            return (_written(place / f"{NAME}.command", MAC.format(program=_for_shell(program))),)
        text = LINUX.format(program=_for_desktop(program), place=_for_desktop(str(place)))
        menu = Path.home() / ".local" / "share" / "applications" / "copmetrics.desktop"
        return _written(place / f"{NAME}.desktop", text), _written(menu, text)


def _for_windows(place: Path, program: str) -> tuple[Path, ...]:
    """Write one beside the communities, which may move with them, and have one put into the start menu."""
    text = WINDOWS.format(program=program.replace("%", "%%"), place="%~dp0.")
    beside = _written(place / f"{NAME}.bat", text.replace("\n", "\r\n"))
    programs = Path(os.environ.get("APPDATA", "")) / "Microsoft/Windows/Start Menu/Programs"
    link = programs / "copmetrics.lnk"
    told = {**os.environ, "COPMETRICS_LINK": str(link), "COPMETRICS_TARGET": str(beside)}
    command = ["powershell", "-NoProfile", "-NonInteractive", "-Command", START_MENU]
    with suppress(
        OSError, subprocess.SubprocessError
    ):  # where a policy forbids it, that beside is there
        subprocess.run(command, env=told, check=True, capture_output=True, timeout=PATIENCE)
        return beside, link
    return (beside,)


def _written(place: Path, text: str) -> Path:
    replace_bytes(place, text.encode(), mode=RUNS)
    return place


def _for_shell(text: str) -> str:
    """Return a text as one word of a shell, as files of macOS and Linux have it."""
    return "'" + text.replace("'", "'\\''") + "'"


def _for_desktop(text: str) -> str:
    """Return a text as one word of the line that a desktop entry runs."""
    escaped = "".join(f"\\{each}" if each in '"`$\\' else each for each in text)
    return '"' + escaped.replace("\\", "\\\\").replace("%", "%%") + '"'
