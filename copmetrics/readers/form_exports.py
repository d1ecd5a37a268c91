"""What the exports of Microsoft Forms and Google Forms have in common, whatever a form asks."""

from __future__ import annotations

from typing import Final

from copmetrics.readers.columns import Column, moment
from copmetrics.readers.files import Sheet

__all__ = ["GOOGLE", "GOOGLE_ANSWERED", "MICROSOFT", "MICROSOFT_ANSWERED", "questions"]

MICROSOFT: Final = (("ID",), ("Start time",), ("Completion time",))
"""The headings that every export of Microsoft Forms has."""
MICROSOFT_ANSWERED: Final[Column] = moment("Completion time")

GOOGLE: Final = ("Timestamp",)
"""The heading that every export of Google Forms begins with."""
GOOGLE_ANSWERED: Final[Column] = moment(*GOOGLE)


def questions(sheet: Sheet) -> tuple[str, ...]:
    """Return the cells of the first row that is not blank, as headings; none of an empty sheet."""
    return next((row.headings for row in sheet.rows if not row.is_blank), ())
