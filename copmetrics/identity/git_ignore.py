"""What git is told in a community's folder: exports, workbooks and the key never leave it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import replace_file

__all__ = ["FILE_NAME", "IGNORED", "keep_from_git"]

FILE_NAME: Final = ".gitignore"
_MARK: Final = ".copmetrics-key"
"""Whoever names it has decided what git is to take."""
IGNORED: Final = """# Exports, workbooks, people-review.csv and .copmetrics-key tell who is who:
# none leaves this folder by git, which takes nothing but the settings.
*
!.gitignore
!community.toml
!.community.schema.json
"""
_EARLIER: Final = (
    "# never leave this folder by git: they tell who is who\n.copmetrics-key\npeople-review.csv\n",
)
"""What `copmetrics new` wrote once: it let exports and workbooks through."""


def keep_from_git(folder: Path) -> None:
    """Tell git what to leave alone, whoever made the folder.

    Lines of somebody's own stay, before ours; a file that names the key already is theirs to answer
    for. Where nothing can be written there is nothing to be done.
    """
    path = folder / FILE_NAME
    with suppress(OSError):
        text = path.read_bytes().decode("latin-1") if path.exists() else ""
        if text in _EARLIER:
            text = ""
        if _MARK in text:
            return
        own = f"{text.rstrip()}\n\n" if text.strip() else ""
        replace_file(path, f"{own}{IGNORED}", encoding="latin-1")  # their bytes as they are
