"""A file that no reader knows for want of a heading: which is missing, and which is like it.

What is like it is offered, and never taken unasked: *start* may be the column *starts*, or the post in
which somebody starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.framework.alike_names import ALIKE, likeness
from copmetrics.readers import READERS
from copmetrics.readers.agenda import AGENDA
from copmetrics.readers.cells import cells_at, holds
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.community_lists import EVENTS_LIST, ORGANISATION_VARIANTS, TARGETS_LIST
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.reader import SectionsReader, TableReader
from copmetrics.readers.stories import NARRATIVES, STORIES, STORY_STEPS
from copmetrics.readers.vocabulary import in_their_language
from copmetrics.units import join_words

__all__ = ["Lacking", "ask_of_headings", "lacking_one"]

OWN_LISTS: Final = {
    "events.csv": EVENTS_LIST,
    "organisations.csv": ORGANISATION_VARIANTS,
    "targets.csv": TARGETS_LIST,
    "agenda.csv": AGENDA,
}
"""The lists that a community keeps, by the names that the documentation gives them."""
SHOWS: Final = 3
"""So many headings of a reader's in one row show that a file is of its kind, though one is not there."""
SHOWS_WITH_ITS_NAME: Final = 2
"""So many are enough where the sheet is called as our own of that kind."""
OWN_SHEETS: Final = {
    "stories": STORIES,
    "steps": STORY_STEPS,
    "story steps": STORY_STEPS,
    "narratives": NARRATIVES,
}
"""The sheets of our workbook of stories, by their names."""
SHOWN: Final = 4
"""So many headings that may be the missing one are offered."""
Headed: TypeAlias = TableReader | SectionsReader
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
    missing, strange = _missing(sheet, reader)
    columns = "columns" if len(missing) > 1 else "column"
    has = f"; it has {join_words(strange)}" if strange else ""
    return QuestionError(
        sheet.file,
        question=f"is not read, for it has no {columns} {join_words(missing)}{has}. Mend its first row; or "
        "is it to be left out?",
        answers=(LEAVE_OUT,),
    )


@dataclass(frozen=True)
class Lacking:
    """A file that would be of a kind if one more heading stood in it, and what answers may be given."""

    says: str
    answers: tuple[str, ...] = ()
    """The lines that say which of its own headings is the missing one."""


def lacking_one(sheet: Sheet) -> Lacking | None:
    """Say of a sheet which kind of file it looks like, and the one heading that it lacks of it.

    Headings that may be it are those that nobody knows, over cells of its kind, with which the sheet would be
    read. Nothing where no kind, or several, would fit.
    """
    found = {
        reader.name: lacking
        for reader, group, place in _lacking_ones(sheet)
        if (lacking := _lacking(sheet, reader, group, place)) is not None
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _lacking(sheet: Sheet, reader: Headed, group: Sequence[str], place: int) -> Lacking | None:
    """Say what a sheet lacks to be of a reader's kind; nothing where it may as well be of none."""
    found = sheet.rows[place].headings
    shows = SHOWS_WITH_ITS_NAME if OWN_SHEETS.get(_called(sheet)) is reader else SHOWS
    if len(reader.known_headings.intersection(found)) < shows:
        return None
    known = in_their_language(found, group)
    own = [
        each
        for each in _strange(sheet, place, reader)
        if _may_hold(sheet, place, each, reader, known)
        and _would_be_read(sheet, _Guess(0.0, reader.name, known, each))
    ][:SHOWN]
    if not own:
        return None
    named = " or ".join(f"'{each}'" for each in own)
    says = f"looks like “{reader.name}” without the column '{known}': is that called {named} here?"
    return Lacking(says, tuple(columns_line({known: each}) for each in own))


def _called(sheet: Sheet) -> str:
    """Return what a sheet is called: by its own name in a workbook, else by its file's."""
    whole, _, own = sheet.file.rpartition(" [")
    return heading(own[:-1] if whole else sheet.file.rpartition("/")[2].rpartition(".")[0])


def _may_hold(sheet: Sheet, place: int, own: str, reader: Headed, known: str) -> bool:
    """Whether what stands under a heading is of the kind of the column that it may be, which is read."""
    columns = (each for each in reader.columns.values() if known in each.headings)
    at = sheet.rows[place].headings.index(heading(own))
    cells = cells_at(sheet.rows[place + 1 :], at)
    return any(holds(cells, column) for column in columns)


def _lacking_ones(sheet: Sheet) -> Iterator[tuple[Headed, tuple[str, ...], int]]:
    """Go through the readers of whose required headings a row of the sheet has all but one group."""
    for reader in READERS:
        if not isinstance(reader, TableReader | SectionsReader) or not reader.begins(sheet):
            continue
        groups = [(group, frozenset(map(heading, group))) for group in reader.required_headings]
        for place, found in sheet.heading_rows if len(groups) > 1 else ():
            lacking = [group for group, known in groups if known.isdisjoint(found)]
            if len(lacking) == 1:
                yield reader, lacking[0], place


def _guesses(sheet: Sheet) -> Iterator[_Guess]:
    """Go through the headings that may be the only one that a reader misses."""
    for reader, group, place in _lacking_ones(sheet):
        strange = _strange(sheet, place, reader)
        yield from (
            _Guess(alike, reader.name, known, own)
            for known in group
            for own in strange
            if (alike := likeness(heading(known), heading(own))) >= ALIKE
        )


def _strange(sheet: Sheet, place: int, reader: Headed) -> list[str]:
    """Return the headings of a row that a reader does not know."""
    cells = (cell.strip() for cell in sheet.rows[place].cells)
    return [cell for cell in cells if cell and heading(cell) not in reader.known_headings]


def _would_be_read(sheet: Sheet, guess: _Guess) -> bool:
    """Whether one reader, and no other, claims the sheet under the heading that it may have."""
    renamed = with_known_headings(sheet, {guess.known: guess.own})
    return [each.name for each in READERS if each.claims(renamed)] == [guess.reader]


def _missing(sheet: Sheet, reader: TableReader) -> tuple[list[str], list[str]]:
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
