"""Forms of which each question that counts is there, or is asked about: what nobody was heard on is no 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.readers.column_notes import ColumnNotes
from copmetrics.readers.context import Context
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_purposes import SHOWN, is_of_a_person
from copmetrics.readers.reader import TableReader
from copmetrics.units import join_words

__all__ = ["CountedForm"]


@dataclass(frozen=True, kw_only=True)
class CountedForm(TableReader):
    """The answers of a form that has questions to count, in whatever words they were asked."""

    counted: Mapping[str, str]
    """Columns that numbers are made of, each with the question that is ours for it."""

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Ask too whether a question that nobody reads is one that counts and is not there."""
        told = super().told(sheet, context)
        there = {name for table in told.tables for name in table.places}
        missed = [ours for name, ours in self.counted.items() if name not in there]
        asked = _ask_of(sheet, context, missed, told.unused)
        return told if asked is None else replace(told, questions=(*told.questions, asked))


def _ask_of(
    sheet: Sheet, context: Context, missed: Sequence[str], unused: Sequence[str]
) -> QuestionError | None:
    """Ask whether questions that nobody reads are those that are missed, which would count as never answered.

    Nothing is asked of questions on who somebody is, and of those of which the community said `without`.
    """
    answers = context.answers
    without = set(map(heading, answers.without))
    free = [each for each in unused if heading(each) not in without and not is_of_a_person(each)]
    lacking = [each for each in missed if heading(each) not in without]
    if not free or not lacking:
        return None
    more = [f"{len(free) - SHOWN} more"] if len(free) > SHOWN else []
    shown = join_words([*(f"'{each}'" for each in free[:SHOWN]), *more])
    asked = join_words([f"'{each}'" for each in lacking[:SHOWN]], "or")
    are, is_it = ("are", "Is one of them") if len(free) > 1 else ("is", "Is it")
    return QuestionError(
        sheet.file,
        question=f"{shown} {are} not used, and nothing asks {asked}. {is_it} that question?",
        answers=[
            *(columns_line({**answers.columns, ours: own}) for own in free for ours in lacking),
            answer_line("without", (*answers.without, *free), says="it is another thing"),
        ],
    )
