"""What stands in a folder, as one digest: every byte of every file that reading looks at.

Reading looks at the names of all files and folders too (an empty folder may be a community), and into none
that a report lies in. The editor's words are no export: only that there are some counts. The community's
own key is not among them: whoever keeps something by this digest adds it.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Final

from copmetrics.framework.own_files import COMMENTARY
from copmetrics.identity.community_key import KEY_FILE, key_there_is, key_to_seal
from copmetrics.loading.folder_files import is_made
from copmetrics.storage.cache import users_cache
from copmetrics.storage.kept import Kept
from copmetrics.storage.program import program

__all__ = ["kept_of", "state_of"]

WRITTEN_BY_READING: Final = (KEY_FILE, ".gitignore")
"""What reading a folder puts into it."""
AT_ONCE: Final = 1 << 20


class Mark(Enum):
    """What reading does with a file."""

    READ = b"r"
    HIDDEN = b"h"
    MADE = b"m"
    FOLDER = b"f"


def state_of(folder: Path) -> str | None:
    """Return the digest of what a folder holds; nothing where it cannot be told for sure.

    That is where something in it is no plain file, such as a link, which may lead anywhere, or cannot be
    read.
    """
    told = hashlib.sha256()
    try:
        for path, mark in _found(folder):
            name = os.fsencode(path.relative_to(folder))
            told.update(b"%d %s %s\n" % (len(name), mark.value, name))
            if mark is Mark.READ:
                told.update(_digest(path))
    except (OSError, _NotPlainError):
        return None
    return told.hexdigest()


def kept_of(folder: Path, state: str | None) -> Kept | None:
    """Return what keeps things of a folder in a state; nothing without one, or without a key yet."""
    key = None if state is None else key_there_is(folder)
    if key is None:
        return None
    return Kept(users_cache(), key_to_seal(key), f"{program()}\n{state}")


class _NotPlainError(Exception):
    """Something is neither a file nor a folder."""


def _found(folder: Path) -> Iterator[tuple[Path, Mark]]:
    """Return every file and folder, and what reading does with it, in a fixed order."""
    marks = {folder: Mark.READ}
    for top, below, names in os.walk(folder, onerror=_raised):
        place = Path(top)
        below.sort()
        for path in (place / name for name in below):
            if path.is_symlink():
                raise _NotPlainError
            marks[path] = _mark_of(path, marks[place])
            yield path, Mark.FOLDER
        for path in (place / name for name in sorted(names)):
            if place == folder and path.name in WRITTEN_BY_READING:
                continue
            if not stat.S_ISREG(path.lstat().st_mode):
                raise _NotPlainError
            yield path, _mark_of_file(path, folder, marks[place])


def _mark_of(folder: Path, around: Mark) -> Mark:
    if around is Mark.MADE or is_made(folder):
        return Mark.MADE
    return Mark.HIDDEN if _is_hidden(folder) else around


def _mark_of_file(path: Path, folder: Path, around: Mark) -> Mark:
    is_words = path == folder / COMMENTARY
    return Mark.HIDDEN if around is Mark.READ and (is_words or _is_hidden(path)) else around


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "~$"))


def _digest(path: Path) -> bytes:
    told = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            told.update(part)
    return told.digest()


def _raised(error: OSError) -> None:
    raise error
