"""What is to be said of a table's columns: those that are missing, and those that nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.measures.base import Source
from copmetrics.readers.cells import chosen_word, holds
from copmetrics.readers.column_places import FoundTable, doubled
from copmetrics.readers.columns import Absence, Column, ColumnKind, IfAbsent
from copmetrics.readers.context import Context
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.serial_days import serials_as_days
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import in_their_language
from copmetrics.units import join_words

__all__ = ["ColumnNotes", "Note", "column_notes"]

TELLING: Final = (
    ColumnKind.ADDRESS,
    ColumnKind.MOMENT,
    ColumnKind.WHOLE,
    ColumnKind.NUMBER,
    ColumnKind.DURATION,
    ColumnKind.CHOICE,
)
"""Kinds of columns that are known by what is in them."""
STEM: Final = 4
"""So many letters tell a word, in the singular or the plural."""
SHOWN: Final = 3
"""So many words are shown that count as others."""


@dataclass(frozen=True)
class Note:
    """A sentence on what a file does not say, and whose numbers are estimates because of it."""

    says: str
    bears_on: Source | None = None
    measures: tuple[str, ...] = ()
    """Of which of its measures alone nobody was asked: a 0 of one is then not known."""


@dataclass(frozen=True)
class ColumnNotes:
    """What is to be said of the columns of a sheet."""

    notes: tuple[Note, ...] = ()
    questions: tuple[QuestionError, ...] = ()
    unused: tuple[str, ...] = ()
    """Headings under which something stands that nobody reads."""
    tables: tuple[FoundTable, ...] = ()
    """The tables whose columns they are."""


def column_notes(
    tables: Sequence[FoundTable],
    context: Context,
    expected: Collection[str] = (),
    *,
    found: Callable[[Sheet, Span], Collection[int]],
) -> ColumnNotes:
    """Say what follows from the columns that a sheet's tables have.

    `expected` are never read; `found` tells of each table which columns are read by what is in them.
    """
    notes: dict[Note, None] = {}
    asked: dict[str, QuestionError] = {}
    unused: dict[str, None] = {}
    for table in tables:
        taken = {*table.places.values(), *found(table.sheet, table.span)}
        own = _not_read(table, taken, expected)
        unused |= dict.fromkeys(own)
        asked |= {str(each): each for each in doubled(table, context)}
        for each in _absent(table, context, own):
            if each.rule.absence is Absence.NOTE:
                notes[Note(each.says, each.rule.bears_on)] = None
            else:
                question = _asked(table.sheet, each, own, context)
                asked[str(question)] = question
        notes |= dict.fromkeys(map(Note, (*_in_other_words(table), *_counted_days(table))))
    return ColumnNotes(tuple(notes), tuple(asked.values()), tuple(unused), tuple(tables))


def _in_other_words(table: FoundTable) -> Iterator[str]:
    """Say what cells count as whose own words are none of those that their column has."""
    for name, column in table.columns.items():
        if not column.in_other_words or name not in table.places:
            continue
        cells = {cell.strip() for cell in table.cells(table.places[name]) if cell and len(cell) > 1}
        taken = {
            cell: chosen_word(cell, column.options) for cell in sorted(cells, key=str.casefold)
        }
        said = [
            f"'{cell}' counts as {word.replace('_', ' ')}"
            for cell, word in taken.items()
            if word and word.replace("_", " ")[:STEM] not in cell.casefold()
        ]
        if said:
            more = [f"{len(said) - SHOWN} more likewise"] if len(said) > SHOWN else []
            shown = table.head.cells[table.places[name]].strip()
            yield f"in the column '{shown}' {join_words([*said[:SHOWN], *more])}"


def _counted_days(table: FoundTable) -> Iterator[str]:
    """Say which columns have their days as numbers, and which day one of them is."""
    for name, column in table.columns.items():
        if column.kind is not ColumnKind.MOMENT or name not in table.places:
            continue
        cells = table.cells(table.places[name])
        counted = zip(cells, serials_as_days(cells), strict=True)
        if found := next(((cell, day) for cell, day in counted if cell != day and day), None):
            shown = table.head.cells[table.places[name]].strip()
            are = "are numbers, as a spreadsheet counts them"
            yield f"the days in '{shown}' {are}: {found[0]} is {found[1][:10]}"


@dataclass(frozen=True)
class _Absent:
    """A column that should be there and is not, or is empty."""

    shown: str
    """Its heading: as it stands in the file, else ours in the language of the others."""
    rule: IfAbsent
    is_there: bool
    """Whether the column is there, with nothing in it."""

    @property
    def says(self) -> str:
        """What is absent, and what follows."""
        lacks = "nothing in the column" if self.is_there else "no column"
        return f"{lacks} '{self.shown}': {self.rule.says}"


def _absent(table: FoundTable, context: Context, unread: Collection[str]) -> list[_Absent]:
    """Return each column that should be there and is not, or is empty."""
    found, there = set(table.headings), table.places
    labels = {row.headings[0] for row in table.above if row.cells}
    without = set(map(heading, context.answers.without))
    missing = []
    for name, column in table.columns.items():
        rule = column.if_absent
        if rule is None or not table.rows or not set(map(heading, rule.unless)).isdisjoint(found):
            continue
        is_beside = _belongs(rule, {*found, *labels}, is_there=name in there)
        is_its_own = is_beside or _may_be_one_of(unread, column, table)
        if not is_its_own and found.isdisjoint(map(heading, rule.often_beside)):
            continue
        if name in there and (rule.may_be_empty or any(table.cells(there[name]))):
            continue
        own = table.head.cells[there[name]].strip() if name in there else ""
        if without.isdisjoint(map(heading, (own, *column.headings))):
            shown = own or in_their_language(table.headings, column.headings)
            bears_on = rule.bears_on if is_its_own else None
            missing.append(_Absent(shown, replace(rule, bears_on=bears_on), bool(own)))
    return missing


def _belongs(rule: IfAbsent, found: Collection[str], *, is_there: bool) -> bool:
    """Tell whether a table with these headings, and labels above it, should have the column."""
    if not rule.beside:
        return is_there or not rule.may_be_unread
    return not set(map(heading, rule.beside)).isdisjoint(found)


def _may_be_one_of(unread: Collection[str], column: Column, table: FoundTable) -> bool:
    """Tell whether a column that nobody reads may be this one: by what is in it, where that tells."""
    if column.if_absent is not None and column.if_absent.may_be_unread:
        return bool(unread)
    if column.kind not in TELLING or not _is_noted(column):
        return False
    places_of = (at for at, cell in enumerate(table.head.cells) if cell.strip() in unread)
    return any(holds(table.cells(at), column) for at in places_of)


def _is_noted(column: Column) -> bool:
    """Whether its absence is noted, not asked about: of one strange column three might be asked."""
    return column.if_absent is not None and column.if_absent.absence is Absence.NOTE


def _asked(sheet: Sheet, absent: _Absent, own: Sequence[str], context: Context) -> QuestionError:
    """Ask which of a file's own columns is meant, or whether the file is right without it."""
    said = context.answers
    answers = [columns_line({**said.columns, absent.shown: each}) for each in own]
    return QuestionError(
        sheet.file,
        question=f"has {absent.says}. Which column says it?",
        answers=(
            answer_line("without", (*said.without, absent.shown), says="it is right without"),
            *answers,
        ),
    )


def _not_read(table: FoundTable, taken: Collection[int], expected: Collection[str]) -> list[str]:
    """Return the headings of columns that hold something which nobody reads."""
    declared = {heading(each) for column in table.columns.values() for each in column.headings}
    known = declared | set(expected)
    return [
        cell.strip()
        for place, (cell, found) in enumerate(zip(table.head.cells, table.headings, strict=True))
        if found
        and found not in known
        and place not in taken
        and any(table.cells(place, in_words=True))
    ]
