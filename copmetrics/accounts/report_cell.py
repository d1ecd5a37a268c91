"""One value of a table in an account."""

from __future__ import annotations

__all__ = ["ReportCell"]

ReportCell = str | float | int | None
"""One value of a table: text, a number in the column's unit, or unknown. Days are ISO texts; a text
in a column of numbers says why there is none, such as `[c]`."""
