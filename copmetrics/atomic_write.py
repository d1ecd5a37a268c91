"""A report is there whole or not at all: built beside its place and put there in one step."""

from __future__ import annotations

import ctypes
import glob
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from copmetrics.errors import FileError, could_not_write

__all__ = [
    "building",
    "holding_lock",
    "put_file",
    "replace_bytes",
    "replace_file",
    "swap_in",
    "writing",
]

PREFIX = ".building-"
LOCK, ASIDE = ".lock", ".aside"
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
def holding_lock(lock: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock, which ends with whoever holds it, killed or not; one that is held is waited for.

    Without `wait` it is a `TimeoutError`.

    Its file goes before it is given up: whoever waits for it sees that, and makes a new one.
    """
    from filelock import FileLock  # late: few commands write what others write too

    with FileLock(lock, timeout=-1 if wait else 0):
        try:
            yield
        finally:
            with suppress(OSError):  # Windows, where an open file stays
                lock.unlink()


@contextmanager
def building(place: Path) -> Iterator[Path]:
    """Give an empty folder in `place` to build in; whatever is still in it goes at the end.

    What a killed run left there goes at the beginning.
    """
    folder = place / f"{PREFIX}{secrets.token_hex(4)}"
    with ExitStack() as held:
        try:
            place.mkdir(parents=True, exist_ok=True)
            _clear_left(place)
            held.enter_context(holding_lock(_lock_of(folder)))
            folder.mkdir(0o755)
        except OSError as error:
            advice = "Choose another place with --out."
            what = f"cannot be written: {error.strerror or error}"
            raise FileError(str(place), what, advice=advice) from None
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _lock_of(built: Path) -> Path:
    return built.with_name(f"{built.name}{LOCK}")


def _clear_left(place: Path) -> None:
    """Take away what is being built by nobody: its lock can be had."""
    names = {each.name.removesuffix(LOCK).removesuffix(ASIDE) for each in place.glob(f"{PREFIX}*")}
    for name in sorted(names):
        with suppress(OSError), holding_lock(place / f"{name}{LOCK}", wait=False):
            for left in (place / name, place / f"{name}{ASIDE}"):
                shutil.rmtree(left, ignore_errors=True)


def swap_in(
    built: Path, place: Path, *, keep: Collection[str] = (), began: float | None = None
) -> bool:
    """Put a built folder in its place in one step; what was there before goes, but for the folders
    in it whose names are to `keep`.

    `began` is when its run read the data, in seconds since 1970. What a run that began later has put
    there meanwhile stays; tell whether the place was taken. One run at a time is here, so that no
    account is kept in an older state than it has.

    Linux exchanges two folders at once. Elsewhere the old one is moved aside first: for that
    instant there is none, never half of one.
    """
    with holding_lock(built.parent / f"{PREFIX}swap{LOCK}"):
        if began is not None and _is_newer(place, began):
            return False
        _mark(built, began)
        for name in keep:
            if (place / name).is_dir():
                shutil.copytree(place / name, built / name)
        _put(built, place)
        return True


def _put(built: Path, place: Path) -> None:
    """Put a built folder in its place, of which nobody else is taking care."""
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


def put_file(built: Path, place: Path, *, began: float) -> None:
    """Put a built file in its place in one step, unless a run that began later has put its own there."""
    with holding_lock(place.with_name(f"{PREFIX}{place.name}{LOCK}")):
        if not _is_newer(place, began):
            _mark(built, began)
            built.replace(place)


def _mark(built: Path, began: float | None) -> None:
    """Give what was built the time at which its run began."""
    if began is not None:
        for file in _files_of(built):
            os.utime(file, (began, began))


def _is_newer(place: Path, began: float) -> bool:
    """Whether what is there is of a run that began later; a time to come is a clock that was wrong."""
    return any(began < file.stat().st_mtime <= time.time() for file in _files_of(place))


def _files_of(place: Path) -> list[Path]:
    if not place.is_dir():
        return [place] if place.exists() else []
    return [each for each in place.iterdir() if each.is_file()]


def _move_aside(built: Path, place: Path) -> None:
    """Put a built folder in its place where the system cannot exchange two: the old one goes first."""
    aside = built.with_name(f"{built.name}{ASIDE}")
    try:
        place.rename(aside)
    except OSError as error:  # Windows, while Excel has the last workbook open
        advice = "Close its files in other programs and run it again; it is as it was."
        raise FileError(
            str(place), f"cannot be replaced: {error.strerror}", advice=advice
        ) from None
    built.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def replace_file(place: Path, text: str, *, encoding: str = "utf-8") -> None:
    """Write a text file beside its place and rename it into it."""
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
    replace_bytes(place, text.encode(encoding), mode=mode)


def replace_bytes(place: Path, content: bytes, *, mode: int) -> None:
    """Write a file beside its place, for those whom `mode` lets read it, and rename it into it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _clear_files(place)
    handle, name = tempfile.mkstemp(prefix=f"{PREFIX}{place.name}-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
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
