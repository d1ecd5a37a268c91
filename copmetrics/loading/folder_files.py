"""The files of a folder, but for those of reports, Monday's page and lists of people: no export is there."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from copmetrics.framework.own_files import COMMENTARY, RESTRICTED

__all__ = ["head", "is_made", "paths_in", "unread_words"]

MANIFEST: Final = "manifest.json"
MONDAY: Final = "facilitator.ipynb"
HEAD: Final = 2000


def paths_in(folder: Path) -> list[Path]:
    """Return every file outside the folders of reports."""
    found = []
    for top, below, names in os.walk(folder):
        below[:] = [each for each in below if not is_made(Path(top) / each)]
        found += [Path(top) / name for name in names]
    return sorted(found)


def unread_words(folder: Path) -> list[str]:
    """Return the files that look like the editor's words, where there is none that is read."""
    if (folder / COMMENTARY).exists():
        return []
    return [
        each.relative_to(folder).as_posix() for each in paths_in(folder) if _is_commentary(each)
    ]


def is_made(folder: Path) -> bool:
    """Whether copmetrics made a folder: a report, Monday's page, lists of people."""
    manifest = head(folder / MANIFEST)
    return (
        (b'"community"' in manifest and b'"stamp"' in manifest)
        or (folder / MONDAY).exists()
        or head(folder / ".gitignore").startswith(RESTRICTED.encode())
    )


def head(path: Path) -> bytes:
    """Return how a file begins; nothing where there is none or it is none that can be read."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def _is_commentary(path: Path) -> bool:
    return path.name.casefold().split(".")[0] == Path(COMMENTARY).stem
