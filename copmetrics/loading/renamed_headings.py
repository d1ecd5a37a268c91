"""A file that no reader knows for want of a heading: which is missing, and which is like it.

What is like it is offered, and never taken unasked: *start* may be the column *starts*, or the post in
which somebody starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.readers import READERS
from copmetrics.readers.agenda import AGENDA
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.community_lists import EVENTS_LIST, ORGANISATION_VARIANTS, TARGETS_LIST
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.reader import SectionsReader, TableReader
from copmetrics.units import join_words

__all__ = ["ask_of_headings"]

OWN_LISTS: Final = {
    "events.csv": EVENTS_LIST,
    "organisations.csv": ORGANISATION_VARIANTS,
    "targets.csv": TARGETS_LIST,
    "agenda.csv": AGENDA,
}
"""The lists that a community keeps, by the names that the documentation gives them."""
ALIKE: Final = 0.75
"""So much of two headings is the same where one may be the other."""
LEAVE_OUT: Final = answer_line("ignore", True)


class _Guess(NamedTuple):
    """A heading of a file, and the one of a reader's that it may be."""

    alike: float
    reader: str
    known: str
    own: str


def ask_of_headings(sheet: Sheet) -> QuestionError | None:
    """Ask about a sheet that would be read but for one heading, or is called as a list that we read."""
    guess = max(_guesses(sheet), default=None)
    if guess is not None and _would_be_read(sheet, guess):
        return QuestionError(
            sheet.file,
            question=f"is not read, for '{guess.own}' stands where '{guess.known}' does in a file of the "
            f"kind “{guess.reader}”. Is it that column?",
            answers=(
                columns_line({guess.known: guess.own}),
                answer_line("ignore", True, says="it is another file"),
            ),
        )
    reader = OWN_LISTS.get(sheet.file.rpartition("/")[2].casefold())
    if reader is None or sheet.is_empty:
        return None
    missing, strange = _lacking(sheet, reader)
    columns = "columns" if len(missing) > 1 else "column"
    has = f"; it has {join_words(strange)}" if strange else ""
    return QuestionError(
        sheet.file,
        question=f"is not read, for it has no {columns} {join_words(missing)}{has}. Mend its first row; or "
        "is it to be left out?",
        answers=(LEAVE_OUT,),
    )


def _guesses(sheet: Sheet) -> Iterator[_Guess]:
    """Go through the headings that may be the only one that a reader misses."""
    for reader in READERS:
        if not isinstance(reader, TableReader | SectionsReader) or not reader.begins(sheet):
            continue
        groups = [(group, frozenset(map(heading, group))) for group in reader.required_headings]
        for place, found in sheet.heading_rows if len(groups) > 1 else ():
            lacking = [group for group, known in groups if known.isdisjoint(found)]
            if len(lacking) == 1:
                strange = _strange(sheet, place, reader)
                yield from (
                    _Guess(alike, reader.name, known, own)
                    for known in lacking[0]
                    for own in strange
                    if (alike := _alike(known, own)) >= ALIKE
                )


def _alike(known: str, own: str) -> float:
    return SequenceMatcher(None, heading(known), heading(own)).ratio()


def _strange(sheet: Sheet, place: int, reader: TableReader | SectionsReader) -> list[str]:
    """Return the headings of a row that a reader does not know."""
    cells = (cell.strip() for cell in sheet.rows[place].cells)
    return [cell for cell in cells if cell and heading(cell) not in reader.known_headings]


def _would_be_read(sheet: Sheet, guess: _Guess) -> bool:
    """Whether one reader, and no other, claims the sheet under the heading that it may have."""
    renamed = with_known_headings(sheet, {guess.known: guess.own})
    return [each.name for each in READERS if each.claims(renamed)] == [guess.reader]


def _lacking(sheet: Sheet, reader: TableReader) -> tuple[list[str], list[str]]:
    """Return the headings that the row which has most of them lacks, and those that it has besides."""
    needed = {group[0]: {*map(heading, group)} for group in reader.required_headings}
    lacking = [
        ([name for name, group in needed.items() if not group & found], place)
        for place, found in sheet.heading_rows
    ]
    if not lacking:
        return list(needed), []
    missing, place = min(lacking, key=lambda each: len(each[0]))
    strange = [f"'{each}'" for each in _strange(sheet, place, reader)]
    return missing, [] if len(missing) == len(needed) else strange
