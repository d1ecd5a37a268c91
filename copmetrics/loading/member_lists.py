"""A list of members kept by hand: asked about, with the line that has it read as a mailing list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.mailchimp_parts import ADDRESS, KEPT_BY_HAND

__all__ = ["ask_of_members"]

_JOINED: Final = re.compile(
    r"\bjoined\b|\bjoin(?:ing)? date\b|\bdate of joining\b|\bmember since\b"
)
_LEFT: Final = re.compile(r"\bleft\b|\bleaving date\b|\bdate of leaving\b|\bdate unsubscribed\b")


def ask_of_members(sheet: Sheet) -> QuestionError | None:
    """Ask about a list with addresses, when each joined and when they left; nothing of another sheet."""
    addresses = set(map(heading, ADDRESS))
    for place, found in sheet.heading_rows:
        shown = [cell.strip() for cell in sheet.rows[place].cells]
        joined, left = _only(shown, _JOINED), _only(shown, _LEFT)
        if addresses.isdisjoint(found) or joined is None or left is None:
            continue
        named = dict(zip(KEPT_BY_HAND, (joined, left), strict=True))
        return QuestionError(
            sheet.file,
            question="looks like a list of members kept by hand. Is it the whole list, with those who left, "
            "and counts like a mailing list?",
            answers=(columns_line(named), answer_line("ignore", True, says="it is another list")),
        )
    return None


def _only(shown: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    """Return the one heading that a pattern finds; none where several are so."""
    found = [each for each in shown if pattern.search(heading(each))]
    return found[0] if len(found) == 1 else None
