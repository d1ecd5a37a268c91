"""What is to be said of a table's columns: those that are missing, and those that nobody reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.measures.base import Source
from copmetrics.readers.cells import cells_at, holds
from copmetrics.readers.column_places import doubled, places, rows_under
from copmetrics.readers.columns import Absence, Column, ColumnKind, IfAbsent
from copmetrics.readers.context import Context
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.table_finding import Span
from copmetrics.readers.vocabulary import in_their_language

__all__ = ["Note", "Told", "told_of_columns"]

TELLING: Final = (
    ColumnKind.ADDRESS,
    ColumnKind.MOMENT,
    ColumnKind.WHOLE,
    ColumnKind.NUMBER,
    ColumnKind.DURATION,
    ColumnKind.CHOICE,
)
"""Kinds of columns that are known by what is in them."""


@dataclass(frozen=True)
class Note:
    """A sentence on what a file does not say, and whose numbers are estimates because of it."""

    says: str
    bears_on: Source | None = None


@dataclass(frozen=True)
class Told:
    """What is to be said of the columns of a sheet."""

    notes: tuple[Note, ...] = ()
    questions: tuple[QuestionError, ...] = ()
    unused: tuple[str, ...] = ()
    """Headings under which something stands that nobody reads."""


def told_of_columns(
    sheet: Sheet,
    spans: Sequence[Span],
    columns: Mapping[str, Column],
    context: Context,
    expected: Collection[str] = (),
    *,
    found: Callable[[Sheet, Span], Collection[int]],
) -> Told:
    """Say what follows from the columns that a sheet's tables have.

    `expected` are never read; `found` tells of each table which columns are read by what is in them.
    """
    notes: dict[Note, None] = {}
    asked: dict[str, QuestionError] = {}
    unused: dict[str, None] = {}
    for span in spans:
        taken = {*places(sheet, span, columns, context.settings).values(), *found(sheet, span)}
        own = _not_read(sheet, span, columns, taken, expected)
        unused |= dict.fromkeys(own)
        asked |= {str(each): each for each in doubled(sheet, span, columns, context)}
        for each in _absent(sheet, span, columns, context, own):
            if each.rule.absence is Absence.NOTE:
                notes[Note(each.says, each.rule.bears_on)] = None
            else:
                question = _asked(sheet, each, own, context)
                asked[str(question)] = question
    return Told(tuple(notes), tuple(asked.values()), tuple(unused))


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


def _absent(
    sheet: Sheet,
    span: Span,
    columns: Mapping[str, Column],
    context: Context,
    unread: Collection[str],
) -> list[_Absent]:
    """Return each column that should be there and is not, or is empty."""
    head = sheet.rows[span.heading_row]
    found = set(head.headings)
    labels = {row.headings[0] for row in sheet.rows[: span.heading_row] if row.cells}
    rows = rows_under(sheet, span)
    there = places(sheet, span, columns, context.settings)
    without = set(map(heading, context.answers.without))
    missing = []
    for name, column in columns.items():
        rule = column.if_absent
        if rule is None or not rows or not set(map(heading, rule.unless)).isdisjoint(found):
            continue
        is_beside = _belongs(rule, {*found, *labels})
        is_its_own = is_beside or _may_be_one_of(unread, column, sheet, span)
        if not is_its_own and found.isdisjoint(map(heading, rule.often_beside)):
            continue
        if name in there and (rule.may_be_empty or any(cells_at(rows, there[name]))):
            continue
        own = head.cells[there[name]].strip() if name in there else ""
        if without.isdisjoint(map(heading, (own, *column.headings))):
            shown = own or in_their_language(head.headings, column.headings)
            bears_on = rule.bears_on if is_its_own else None
            missing.append(_Absent(shown, replace(rule, bears_on=bears_on), bool(own)))
    return missing


def _belongs(rule: IfAbsent, found: Collection[str]) -> bool:
    """Tell whether a table with these headings, and labels above it, should have the column."""
    if not rule.beside:
        return not rule.may_be_unread
    return not set(map(heading, rule.beside)).isdisjoint(found)


def _may_be_one_of(unread: Collection[str], column: Column, sheet: Sheet, span: Span) -> bool:
    """Tell whether a column that nobody reads may be this one: by what is in it, where that tells."""
    if column.if_absent is not None and column.if_absent.may_be_unread:
        return bool(unread)
    if column.kind not in TELLING or not _is_noted(column):
        return False
    head = sheet.rows[span.heading_row]
    rows = rows_under(sheet, span)
    places_of = (at for at, cell in enumerate(head.cells) if cell.strip() in unread)
    return any(holds(cells_at(rows, at), column) for at in places_of)


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


def _not_read(
    sheet: Sheet,
    span: Span,
    columns: Mapping[str, Column],
    taken: Collection[int],
    expected: Collection[str],
) -> list[str]:
    """Return the headings of columns that hold something which nobody reads."""
    head = sheet.rows[span.heading_row]
    rows = rows_under(sheet, span)
    declared = {heading(each) for column in columns.values() for each in column.headings}
    known = declared | set(expected)
    return [
        cell.strip()
        for place, (cell, found) in enumerate(zip(head.cells, head.headings, strict=True))
        if found
        and found not in known
        and place not in taken
        and any(cells_at(rows, place, in_words=True))
    ]
