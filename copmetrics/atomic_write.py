"""A report is there whole or not at all: built beside its place and put there in one step."""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from copmetrics.errors import FileError, could_not_write

__all__ = ["building", "replace_file", "swap_in", "writing"]

PREFIX = ".building-"
STALE = 24 * 60 * 60  # seconds: what a killed run left, not what another is just building
STALE_FILE = 60  # seconds
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


@contextmanager
def writing(place: object) -> Iterator[None]:
    """Turn what the system says of a place that cannot be written into an error of one line."""
    try:
        yield
    except OSError as error:
        raise could_not_write(place, error) from None


@contextmanager
def building(place: Path) -> Iterator[Path]:
    """Give an empty folder in `place` to build in; whatever is still in it goes at the end."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        _clear_stale(place)
        folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
    except OSError as error:
        advice = "Choose another place with --out."
        raise FileError(str(place), f"cannot be written: {error.strerror}", advice=advice) from None
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def swap_in(built: Path, place: Path, *, keep: Collection[str] = ()) -> None:
    """Put a built folder in its place in one step; what was there before goes, but for the folders
    in it whose names are to `keep`.

    Linux exchanges two folders at once. Elsewhere the old one is moved aside first: for that
    instant there is none, never half of one.
    """
    for name in keep:
        if (place / name).is_dir():
            shutil.copytree(place / name, built / name)
    place.parent.mkdir(exist_ok=True)
    try:
        built.rename(place)  # there is none yet, or it is empty
        return
    except OSError:
        if not place.exists():
            raise
    if _exchange(built, place):
        shutil.rmtree(built)
        return
    _move_aside(built, place)


def _move_aside(built: Path, place: Path) -> None:
    """Put a built folder in its place where the system cannot exchange two: the old one goes first."""
    aside = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place.parent)) / place.name
    try:
        place.rename(aside)
    except OSError as error:  # Windows, while Excel has the last workbook open
        aside.parent.rmdir()
        advice = "Close its files in other programs and run it again; it is as it was."
        raise FileError(
            str(place), f"cannot be replaced: {error.strerror}", advice=advice
        ) from None
    built.rename(place)
    shutil.rmtree(aside.parent, ignore_errors=True)


def replace_file(place: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text file beside its place and rename it into it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _clear_files(place)
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{place.name}-", dir=place.parent)
    try:
        with os.fdopen(handle, "w", encoding=encoding, newline="\n") as file:
            file.write(text)
        Path(name).chmod(mode)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _clear_files(place: Path) -> None:
    """Take away what a killed run left of a file: none takes a minute to write."""
    for left in place.parent.glob(f"{PREFIX}{glob.escape(place.name)}-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE_FILE:
                left.unlink()


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places, where the system can; tell whether it did."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    done: int = rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    return done == 0


def _clear_stale(place: Path) -> None:
    for left in place.glob(f"{PREFIX}*"):
        if time.time() - left.stat().st_mtime > STALE:
            shutil.rmtree(left, ignore_errors=True)
