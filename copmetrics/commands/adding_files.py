"""Files put into a community's folder, one at a time: none takes the place of another unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import replace_bytes
from copmetrics.errors import FileError, could_not_write
from copmetrics.framework.short_names import RESERVED

__all__ = ["AddedFile", "Clash", "Outcome", "add_file", "file_name"]

NEVER_IN_NAMES: Final = re.compile(r'[<>:"|?*\x00-\x1f]')
"""What Windows has in no file's name."""
LONGEST: Final = 120
"""So many characters of a name: with those of its folders Windows opens no more than 260."""
MODE: Final = 0o600
"""Exports name people."""


class Clash(StrEnum):
    """What to do where another file of the same name is there."""

    ASK = "ask"
    REPLACE = "replace"
    KEEP_BOTH = "keep both"


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    REPLACED = "put in the place of the one before"
    SAME = "already there, the same to the letter"
    ASKED = "not added: another file of this name is there"


@dataclass(frozen=True)
class AddedFile:
    """A file that somebody gave, by the name that it has in the folder, and what became of it."""

    name: str
    outcome: Outcome


def add_file(folder: Path, name: str, content: bytes, *, clash: Clash = Clash.ASK) -> AddedFile:
    """Put a file into a folder; where another of its name is there, `clash` says what is done."""
    own = file_name(name)
    there = _of_that_name(folder, own)
    if there is None:
        return _put(folder / own, content, Outcome.ADDED)
    try:
        if there.read_bytes() == content:
            return AddedFile(there.name, Outcome.SAME)
    except OSError as error:
        raise could_not_write(there, error) from None
    if clash is Clash.ASK:
        return AddedFile(there.name, Outcome.ASKED)
    if clash is Clash.KEEP_BOTH:
        return _put(_another(folder, own), content, Outcome.ADDED)
    return _put(there, content, Outcome.REPLACED)


def file_name(name: str) -> str:
    """Return a name as every system can have it; one that is none is refused."""
    last = NEVER_IN_NAMES.sub("_", re.split(r"[/\\]", name)[-1]).strip().rstrip(".")
    stem, dot, ending = last.rpartition(".")
    own = f"{stem[: LONGEST - len(ending)]}{dot}{ending}" if dot else last[:LONGEST]
    if own.split(".")[0].strip().casefold() in RESERVED:
        own = f"file {own}"
    if not own or own.startswith("."):
        advice = "Rename it, such as export.csv, and add it again."
        raise FileError(name, "has a name that no export has", advice=advice)
    return own


def _of_that_name(folder: Path, name: str) -> Path | None:
    """Return the file of that name, whose capitals count nowhere but on Linux."""
    return next(
        (each for each in folder.iterdir() if each.name.casefold() == name.casefold()), None
    )


def _another(folder: Path, name: str) -> Path:
    """Return the first of `name (2)`, `name (3)` and so on that is free."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 2
    while _of_that_name(folder, f"{stem} ({number}){suffix}"):
        number += 1
    return folder / f"{stem} ({number}){suffix}"


def _put(place: Path, content: bytes, outcome: Outcome) -> AddedFile:
    try:
        replace_bytes(place, content, mode=MODE)
    except OSError as error:
        raise could_not_write(place, error) from None
    return AddedFile(place.name, outcome)
