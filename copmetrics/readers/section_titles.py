"""The lone titles of a sheet's sections: which there are, and what is said of one that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from copmetrics.measures.base import Source
from copmetrics.readers.column_notes import Note
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.table_finding import Span

__all__ = ["Section", "named_in", "named_tables", "not_read", "sections_in"]

_WORD: Final = re.compile(r"[^\W\d_]+")


class Section(NamedTuple):
    """A lone title, and the first row under it."""

    title: Row
    first: int
    """Its place in `sheet.rows`."""

    @property
    def words(self) -> str:
        """The title, as a heading."""
        return next(filter(None, self.title.headings))


def sections_in(sheet: Sheet) -> Iterator[Section]:
    """Go through the titles that stand alone in a row above a row of several cells."""
    title: Row | None = None
    for place, row in enumerate(sheet.rows):
        if row.filled > 1 and title is not None:
            yield Section(title, place)
        if not row.is_blank:
            title = row if row.filled == 1 else None


def named_in(title: str, nouns: Mapping[str, str]) -> str | None:
    """Return what a title speaks of, by the nouns in it; the first of `nouns` wins."""
    words = set(_WORD.findall(heading(title)))
    return next((thing for noun, thing in nouns.items() if noun in words), None)


def named_tables(sheet: Sheet, nouns: Mapping[str, str]) -> dict[int, str]:
    """Return what the title says of the table under each heading row; none where nobody knows it."""
    named = {each.first: named_in(each.words, nouns) for each in sections_in(sheet)}
    return {first: thing for first, thing in named.items() if thing is not None}


def not_read(
    sheet: Sheet, spans: Sequence[Span], is_known: Callable[[Section], bool]
) -> Iterator[Note]:
    """Say of each section that is no table that it is not read, unless it is known not to count."""
    heads = {span.heading_row for span in spans}
    for each in sections_in(sheet):
        if each.first not in heads and not is_known(each):
            says = f"the section under row {each.title.number} is not one that copmetrics knows"
            yield Note(f"{says}: it is not read", Source.ATTENDANCE)
