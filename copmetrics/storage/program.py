"""Which program this is: what it kept once is of use to the very same one only."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Final

from copmetrics import __version__

__all__ = ["program"]

PACKAGE: Final = Path(__file__).parents[1]
INSTALLED: Final = (".dist-info", ".egg-info")
"""How the folders end that say which libraries are installed, and in which version."""


@cache
def program() -> str:
    """Return a digest of copmetrics, as it stands on the disk, and of the libraries beside it.

    Its own source counts, not its version alone: a checkout changes without one.
    """
    told = hashlib.sha256(f"{__version__} {sys.version}\n".encode())
    told.update("\n".join(_libraries()).encode())
    for path in _source():
        told.update(f"\n{path.relative_to(PACKAGE).as_posix()}\n".encode())
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _libraries() -> list[str]:
    """Return every library that is installed, with its version."""
    places = [place for place in map(Path, sys.path) if place.is_dir()]
    return sorted(
        {each.name for place in places for each in place.iterdir() if each.suffix in INSTALLED}
    )


def _source() -> list[Path]:
    """Return every file of the package, but for what Python makes of them."""
    found = (each for each in PACKAGE.rglob("*") if "__pycache__" not in each.parts)
    return sorted(each for each in found if each.is_file())
