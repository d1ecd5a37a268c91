"""Where what is explored lies: what is sent to files and remembered, beside the community's reports."""

from __future__ import annotations

from pathlib import Path
from typing import Final

__all__ = ["EXPLORER", "explored_place"]

EXPLORER: Final = "explore.ipynb"
"""The explorer's notebook."""


def explored_place(reports: Path, community: str) -> Path:
    """Return the folder of a community, which is called as its own folder is, in that of all reports."""
    return reports / community / "explored"
