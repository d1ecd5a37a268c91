"""The names and marks of the files that copmetrics itself reads and writes beside exports."""

from __future__ import annotations

from typing import Final

__all__ = ["AUTHOR", "COMMENTARY", "MADE"]

COMMENTARY: Final = "commentary.md"
"""The editor's own words."""
MADE: Final = ".copmetrics-made"
"""The hidden file in a folder that copmetrics made: nothing in it is an export."""
AUTHOR: Final = "copmetrics"
"""Who a workbook or a page of ours says that it is by."""
