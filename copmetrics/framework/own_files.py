"""The names and marks of the files that copmetrics itself reads and writes beside exports."""

from __future__ import annotations

from typing import Final

__all__ = ["AUTHOR", "COMMENTARY", "RESTRICTED"]

COMMENTARY: Final = "commentary.md"
"""The editor's own words."""
RESTRICTED: Final = "# names people, or tells them apart: never by git"
"""How `.gitignore` begins in the folder of the lists of people."""
AUTHOR: Final = "copmetrics"
"""Who a workbook or a page of ours says that it is by."""
