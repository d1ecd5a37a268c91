"""How large a file may be, so that nothing that lies in a folder can hang a report or fill the memory.

Each limit is far above any export that was met: the largest, an account's activity of ten years, has
some ten megabytes a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from copmetrics.errors import FileError

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_DEPTH",
    "MAX_ENTRIES",
    "MAX_RATIO",
    "MAX_ROWS",
    "MAX_UNPACKED",
    "Budget",
    "check_extent",
    "check_size",
]

_MB: Final = 1_000_000
MAX_BYTES: Final = 200 * _MB
"""So large may a file be, or one in a zip once it is unpacked."""
MAX_UNPACKED: Final = 1000 * _MB
"""So much may all that is in a zip come to, with the zips in it."""
MAX_RATIO: Final = 200
"""So many times its packed size may a large file in a zip have."""
LARGE: Final = 10 * _MB
"""From here on a file is large enough to be asked for its ratio."""
MAX_ENTRIES: Final = 10_000
"""So many files may a zip hold."""
MAX_DEPTH: Final = 3
"""So deep may zips lie in zips."""
MAX_ROWS: Final = 200_000
"""The last row of a workbook's sheet in which something may stand."""
MAX_COLUMNS: Final = 1_000
"""The last column of a workbook's sheet in which something may stand."""
MAX_CELLS: Final = 10 * _MB
"""So many cells, empty ones too, may a workbook's sheet have."""

_LEAVE_OUT: Final = "Move it out of the folder, or take what is needed out of it."
_STRAY: Final = "Delete what stands so far out, or copy the table to a new workbook."


def check_size(file: str, size: int) -> None:
    """Refuse a file that is larger than any export."""
    if size > MAX_BYTES:
        what = f"has {size // _MB:,} MB, and no export more than {MAX_BYTES // _MB:,}"
        raise FileError(file, what, advice=_LEAVE_OUT)


def check_extent(file: str, *, row: int, column: int, cells: int = 0) -> None:
    """Refuse a sheet in which something stands further out than in any export."""
    if row > MAX_ROWS or column > MAX_COLUMNS:
        limits = f"row {MAX_ROWS:,} or column {MAX_COLUMNS:,}"
        raise FileError(file, f"has something beyond {limits}", advice=_STRAY)
    if cells > MAX_CELLS:
        raise FileError(file, f"has more than {MAX_CELLS:,} cells", advice=_STRAY)


@dataclass
class Budget:
    """How much of one file may still be unpacked, over all zips that lie in it."""

    left: int = MAX_UNPACKED

    def spend(self, file: str, *, size: int, packed: int) -> None:
        """Take what one file in a zip will come to; refuse what is too much."""
        check_size(file, size)
        self.left -= size
        if self.left < 0:
            what = f"comes to more than {MAX_UNPACKED // _MB:,} MB when it is unpacked"
            raise FileError(file, what, advice=_LEAVE_OUT)
        if size > LARGE and size > MAX_RATIO * max(packed, 1):
            what = f"is packed more than {MAX_RATIO} times, as no export is"
            raise FileError(file, what, advice=_LEAVE_OUT)
