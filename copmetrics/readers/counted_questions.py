"""Forms of which each question that counts is there, or is looked for: what nobody was heard on is no 0."""

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

__all__ = ["CountedForm", "OpenQuestions", "open_questions", "shown_words"]


@dataclass(frozen=True)
class OpenQuestions:
    """What a form does not ask and numbers are made of, and which of its questions nobody reads."""

    lacking: Mapping[str, str]
    """Columns, each with the question that is ours for it, but for what community.toml calls `without`."""
    free: tuple[str, ...]
    """Questions that may be one of these: not on who somebody is, nor called `without`."""


def open_questions(
    counted: Mapping[str, str], told: ColumnNotes, context: Context
) -> OpenQuestions:
    """Return which of the `counted` questions a form lacks, and which of its own may be one of them."""
    there = {name for table in told.tables for name in table.places}
    without = set(map(heading, context.answers.without))
    return OpenQuestions(
        {
            name: ours
            for name, ours in counted.items()
            if name not in there and heading(ours) not in without
        },
        tuple(
            each
            for each in told.unused
            if heading(each) not in without and not is_of_a_person(each)
        ),
    )


def shown_words(questions: Sequence[str]) -> str:
    """Return some questions as they are named: the first three, and how many more."""
    more = [f"{len(questions) - SHOWN} more"] if len(questions) > SHOWN else []
    return join_words([*(f"'{each}'" for each in questions[:SHOWN]), *more])


@dataclass(frozen=True, kw_only=True)
class CountedForm(TableReader):
    """The answers of a form that has questions to count, in whatever words they were asked."""

    counted: Mapping[str, str]
    """Columns that numbers are made of, each with the question that is ours for it."""

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Ask too whether a question that nobody reads is one that counts and is not there."""
        told = super().told(sheet, context)
        found = open_questions(self.counted, told, context)
        if not found.free or not found.lacking:
            return told
        return replace(told, questions=(*told.questions, _asked(sheet, context, found)))


def _asked(sheet: Sheet, context: Context, found: OpenQuestions) -> QuestionError:
    """Ask whether questions that nobody reads are those that are missed, which would tell a sure 0."""
    answers, lacking = context.answers, list(found.lacking.values())
    asked = join_words([f"'{each}'" for each in lacking[:SHOWN]], "or")
    are, is_it = ("are", "Is one of them") if len(found.free) > 1 else ("is", "Is it")
    not_used = f"{shown_words(found.free)} {are} not used"
    return QuestionError(
        sheet.file,
        question=f"{not_used}, and nothing asks {asked}. {is_it} that question?",
        answers=[
            *(
                columns_line({**answers.columns, ours: own})
                for own in found.free
                for ours in lacking
            ),
            answer_line("without", (*answers.without, *found.free), says="it is another thing"),
        ],
    )
