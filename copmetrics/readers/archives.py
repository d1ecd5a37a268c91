"""The files in a zip, unpacked one after the other, none of them larger than any export."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from copmetrics.errors import FileError
from copmetrics.readers.limits import MAX_ENTRIES, Budget
from copmetrics.readers.workbook_cells import DAMAGED

__all__ = ["Packed", "checked_names", "unpacked"]

_ENCRYPTED = 0x1
_HIDDEN = ("__MACOSX", ".")
"""How names begin of what a computer puts into a zip for itself."""


class Packed(NamedTuple):
    """A file in a zip: its name, its content or why there is none, and when it was made."""

    name: str
    content: bytes
    made_at: pd.Timestamp | None
    flaw: FileError | None = None


def checked_names(content: bytes, *, file: str, budget: Budget) -> frozenset[str]:
    """Return the names in a zip once it is known that all of it may be unpacked.

    Raises a `FileError` where it is damaged, protected or too large.
    """
    entries = _entries(content, file)
    if any(each.flag_bits & _ENCRYPTED for each in entries):
        raise FileError(file, "is protected by a password", advice="Save it without one.")
    if len(entries) > MAX_ENTRIES:
        what = f"holds more than {MAX_ENTRIES:,} files"
        raise FileError(file, what, advice="Take those that are needed out of it.")
    for each in entries:
        budget.spend(file, size=each.file_size, packed=each.compress_size)
    return frozenset(each.filename for each in entries)


def unpacked(content: bytes, *, file: str) -> Iterator[Packed]:
    """Unpack the files of a zip, by name; of one that is damaged say so."""
    by_name = {each.filename: each for each in _entries(content, file)}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(by_name):
            entry = by_name[name]
            if not entry.is_dir() and not _is_hidden(name):
                yield _unpacked(archive, entry, f"{file}/{name}")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> Packed:
    try:
        return Packed(name, archive.read(entry), _made_at(entry))
    except NotImplementedError:
        flaw = FileError(
            name, "is packed in a way that nothing here unpacks", advice="Zip it anew."
        )
    except Exception:  # zipfile lets through what zlib, bz2, lzma and struct raise
        flaw = FileError(name, "is damaged within its zip", advice="Export it once more.")
    return Packed(name, b"", None, flaw)


def _entries(content: bytes, file: str) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except Exception as error:  # a broken directory may break it anywhere
        raise FileError(file, DAMAGED, advice="Export it once more.") from error


def _made_at(entry: zipfile.ZipInfo) -> pd.Timestamp | None:
    """Return when a file was packed; nothing where a zip says the 0th of a month."""
    try:
        return pd.Timestamp(datetime(*entry.date_time))
    except ValueError:
        return None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) for part in name.split("/"))
