"""What a sign-in sheet calls its event: the title above the table, without day and usual words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copmetrics.readers.files import Row, heading
from copmetrics.readers.sign_in_days import is_printed
from copmetrics.readers.sign_in_words import WORDS, begins_with
from copmetrics.readers.written_days import days_written, is_weekday

__all__ = ["title_of"]

_USUAL = re.compile(
    r"(?<!\w)(?:{})(?: (?:sheet|list|form|log))?(?!\w)".format(
        "|".join(map(re.escape, sorted(WORDS["signs"], key=len, reverse=True)))
    ),
    re.IGNORECASE,
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]m\b)?"
_TIMES = re.compile(rf"\b(?:(?:from|at) )?{_TIME}(?: ?(?:to|until|-|–) ?{_TIME})?", re.IGNORECASE)
"""When it was, which is no title: `13:00 to 14:00`."""
_LABELS = frozenset(map(heading, (*WORDS["label"], *WORDS["present"])))
"""What stands before a colon, or over those who came, and is no title."""
_TITLED = frozenset(map(heading, WORDS["titled"]))


def title_of(lines: Sequence[Row]) -> str:
    """Return the title in the lines above a table; an empty text if there is none."""
    titles = [found for row in lines if (found := _title_in(row)) is not None]
    return next((title for title in titles if title), "")


def _title_in(row: Row) -> str | None:
    """Return the title in one line; nothing of a line such as `Venue: Room 1`."""
    cells = [" ".join(cell.split()) for cell in row.cells if cell.strip()]
    label, colon, rest = (cells[0] if cells else "").partition(":")
    if heading(label) in _TITLED and (colon or len(cells) > 1):
        return _bare(" ".join([rest.strip(), *cells[1:]]))
    if not cells or heading(label) in _LABELS or _is_legend(cells) or is_printed(row):
        return None
    return _bare(" ".join(cells))


def _is_legend(cells: Sequence[str]) -> bool:
    """Whether a line says what marks mean, or that it does."""
    return any("=" in cell for cell in cells) or begins_with("others", cells[0])


def _bare(title: str) -> str:
    """Take the days out of a title, and the words that every such sheet has."""
    for day in days_written(title):
        title = title.replace(day.text, "")
    words = _TIMES.sub("", _USUAL.sub("", title))
    bare = " ".join(words.split()).strip(" -–—:,()")
    return bare if re.search(r"[^\W\d_]", bare) and not is_weekday(bare) else ""
