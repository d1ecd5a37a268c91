"""`copmetrics demo`: the invented community's folder, to try everything on."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import building, swap_in, writing
from copmetrics.errors import FileError

__all__ = ["make_demo"]

DEMO: Final = "acute-deterioration"


def make_demo(folder: Path) -> Path:
    """Copy the demo community into a folder that is new or empty, whole or not at all; return it."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        advice = "Name a new folder, or an empty one."
        raise FileError(str(folder), "is there already, and is not empty", advice=advice)
    place = folder.resolve()
    with building(place.parent) as built, writing(folder):
        shutil.copytree(_demo(), built, dirs_exist_ok=True, ignore=_hidden)
        swap_in(built, place)
    return folder


def _demo() -> Path:
    """Return where the demo is: in the package where it is installed, beside it in a checkout."""
    package = Path(str(files("copmetrics")))
    inside = package / "data" / DEMO
    return inside if inside.exists() else package.parent / "data" / DEMO


def _hidden(_: str, names: list[str]) -> list[str]:
    """Return what stays behind: the demo's key, for each copy makes its own."""
    return [each for each in names if each.startswith(".")]
