"""The folder for what names people: git ignores it, and only whoever ran the command can open it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from copmetrics.errors import FileError
from copmetrics.framework.own_files import RESTRICTED

__all__ = ["PRIVATE", "restricted_folder"]

PRIVATE: Final = "private"
"""What it is called among a community's reports; no page links to it."""


def restricted_folder(reports: Path) -> Path:
    """Return the folder among a community's reports, made if need be, closed where the system can."""
    place = reports / PRIVATE
    try:
        place.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):  # a share or a memory stick that knows no modes
            place.chmod(0o700)
        (place / ".gitignore").write_text(f"{RESTRICTED}\n*\n", encoding="utf-8", newline="\n")
    except OSError as error:
        advice = "Choose another place with --out."
        raise FileError(str(place), f"cannot be written: {error.strerror}", advice=advice) from None
    return place
