"""By what a lake is known."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["LAKE_FILE", "is_lake"]

LAKE_FILE: Final = "lake.json"


def is_lake(place: Path) -> bool:
    """Whether a folder is a lake, of any version."""
    return (place / LAKE_FILE).is_file()
