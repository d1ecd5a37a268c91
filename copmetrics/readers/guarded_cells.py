"""What people and programs put before a text so that no spreadsheet takes it for a number or a formula."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["unguarded"]

_QUOTED: Final = re.compile(r'="(.*)"', re.DOTALL)
_CLOSED: Final = re.compile(r"'(?!\w)")


def unguarded(cell: str) -> str:
    """Return a cell without its guard: `="007"`, `'07:30`, `'+44 7700`, `'Ann Lee`."""
    if cell.startswith("="):
        found = _QUOTED.fullmatch(cell)
        return found[1].replace('""', '"') if found else cell
    return cell[1:] if cell.startswith("'") and _is_guarded(cell[1:]) else cell


def _is_guarded(text: str) -> bool:
    """Whether a text is a number, a name or one letter: a quotation closes again, and `'t Hart` is a name."""
    first = text[:1]
    begins = first in ("+", "=", "@", "-") or (first.isalnum() and not first.islower())
    return (begins or (len(text) == 1 and first.isalpha())) and not _CLOSED.search(text)
