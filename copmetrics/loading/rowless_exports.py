"""Exports of headings without a row, and files of nothing: what they would tell is unknown, not zero.

Which file it is stands in the notes, for those who lead the community; why a number is unknown is told
outside too, and names no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from copmetrics.evaluation.coverage import Coverage, file_of
from copmetrics.loading.sheet_reading import EMPTY, SheetReading
from copmetrics.measures.base import Source
from copmetrics.readers import READERS
from copmetrics.readers.sign_in_template import SIGN_IN_TEMPLATE

__all__ = ["empty_files", "rowless_notes", "rowless_sources"]

OF_TABLES: Final = {
    "sessions": Source.EVENTS,
    "attendance": Source.ATTENDANCE,
    "contacts": Source.MEMBERS,
    "mailings": Source.MAILINGS,
    "activity": Source.ACTIVITY,
    "feedback": Source.FEEDBACK,
    "agenda": Source.AGENDA,
    "visits": Source.VISITS,
    "recommendations": Source.RECOMMENDATIONS,
    "outputs": Source.OUTPUTS,
}
"""What the rows of a raw table are counted in, where a reader does not say."""
NEVER_NONE: Final = (Source.ATTENDANCE, Source.REGISTRATIONS, Source.MAILINGS)
"""Of what nobody exports none; of those who unsubscribed or bounced there may be none in a month."""
TO_FILL_IN: Final = frozenset({SIGN_IN_TEMPLATE.name})
SAYS: Final = "no row stands under its headings, so what it would tell is not known"


def rowless_sources(read: Sequence[SheetReading], coverage: Coverage) -> dict[Source, str]:
    """Say of what the folder has headings and no row, where that is why something is unknown."""
    words: dict[Source, str] = {}
    for source in _rowless(read):
        if not coverage.spans[source]:
            words[source] = (
                f"no row stands under the headings of the {file_of(source)} in the folder"
            )
        elif source in NEVER_NONE:
            words[source] = f"no row stands under the headings of one {file_of(source)}"
    return words


def rowless_notes(read: Sequence[SheetReading]) -> tuple[str, ...]:
    """Return a note on each export that has headings alone and should have rows."""
    found = _rowless(read)
    named = (each for source in NEVER_NONE for each in found.get(source, ()))
    files = (each.sheet.file for each in named if each.format not in TO_FILL_IN)
    return tuple(f"{file}: {SAYS}" for file in dict.fromkeys(files))


def empty_files(read: Sequence[SheetReading]) -> int:
    """Return how many files hold nothing, of which nobody knows what they were to be."""
    return sum(each.note == EMPTY and each.missed for each in read)


def _rowless(read: Sequence[SheetReading]) -> Mapping[Source, Sequence[SheetReading]]:
    """Return the exports that have headings and no row under them, by what they would tell of."""
    said = {each.name: each.tells_of for each in READERS}
    found: dict[Source, list[SheetReading]] = defaultdict(list)
    for each in read:
        parts = each.reading.parts
        if parts and not each.reading.rows:
            of_tables = (OF_TABLES[name] for name in parts if name in OF_TABLES)
            for source in said.get(each.format) or of_tables:
                found[source].append(each)
    return found
