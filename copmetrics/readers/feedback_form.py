"""The reader of feedback forms: what a form does not ask is not known, and who filled it in is not read.

But where `community.toml` says `interview = true` of a file, people knew that they may be asked. Then those
who say that they changed something are a table of their own, apart from what they say of the event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from copmetrics.errors import QuestionError, answer_line, columns_line
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block
from copmetrics.readers.cells import cells_at
from copmetrics.readers.changes_said import (
    WHO,
    asks_what_changed,
    asks_who,
    changes_said,
    is_on_changes,
    places_read,
)
from copmetrics.readers.column_notes import ColumnNotes, Note
from copmetrics.readers.column_places import rows_under
from copmetrics.readers.context import Context
from copmetrics.readers.counted_questions import OpenQuestions, open_questions, shown_words
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.form_exports import asking
from copmetrics.readers.reader import Reading, TableReader, Tables
from copmetrics.units import join_words

__all__ = ["RATING_ASKED", "REMARKS_ASKED", "FeedbackForm"]

RATING_ASKED: Final = "How would you rate it?"
REMARKS_ASKED: Final = {"plus": "What went well?", "delta": "What should change?"}
"""Questions of which the answers are counted, in words by which they are found."""
MEASURES: Final = {"plus": "plus_remarks", "delta": "delta_remarks"}
"""By question: the measure of its answers."""
_OVERALL: Final = re.compile(asking("overall"))
_NUMBER: Final = re.compile(r"\s*\d")
MAY_BE_LISTED: Final = (
    "who says in it that they changed something is not read; if people knew that they may be asked for a "
    f"story, community.toml says {answer_line('interview', True)}"
)


@dataclass(frozen=True, kw_only=True)
class FeedbackForm(TableReader):
    """The answers of a feedback form."""

    reads_people: bool = False
    """Whether those are read who say that they changed something."""

    def read(self, sheet: Sheet, context: Context) -> Reading:
        """Read a sheet that this reader claims; problems are collected, not raised."""
        if context.answers.interview and not self.reads_people:
            return self._with_people().read(sheet, context)
        return super().read(sheet, context)

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say too what the form does not ask, and that people may be listed who changed something.

        Of several ratings the one of the event as a whole counts; where none says that it is, it is asked.
        """
        asked = _ratings_asked(sheet, self, context)
        told = TableReader.told(self._with_rating(asked), sheet, context)
        questions = [_which_rating(sheet, asked, context)] if len(asked) > 1 else []
        return replace(
            told,
            notes=(*told.notes, *self._notes(sheet, told, context)),
            questions=(*told.questions, *questions),
        )

    def _with_rating(self, asked: Sequence[str]) -> FeedbackForm:
        """Return the reader that takes the rating from the question that is left, if one is."""
        if len(asked) != 1:
            return self
        rating = self.columns["rating"]
        only = replace(rating, headings=(asked[0],), pattern="")
        return replace(self, columns={**self.columns, "rating": only})

    def _notes(self, sheet: Sheet, told: ColumnNotes, context: Context) -> Iterator[Note]:
        found = open_questions(REMARKS_ASKED, told, context)
        if found.lacking:
            yield _not_asked(found, context.answers.columns)
        if not self.reads_people and asks_what_changed(sheet) and asks_who(sheet):
            yield Note(MAY_BE_LISTED)

    def _with_people(self) -> FeedbackForm:
        """Return the reader that reads who filled a form in, too."""
        feedback = self.to_raw_tables

        def with_changes(block: Block) -> Tables:
            return {**feedback(block), "changes_said": changes_said(block)}

        return replace(
            self,
            reads_people=True,
            columns={**self.columns, **WHO},
            never_read=(),
            found_by_content=places_read,
            to_raw_tables=with_changes,
        )


def _ratings_asked(sheet: Sheet, reader: TableReader, context: Context) -> list[str]:
    """Return the questions of which one is the rating: those answered by numbers, else none."""
    known, pattern = reader.columns["rating"].headings, reader.columns["rating"].pattern
    (span,) = reader.spans(sheet)
    head, rows = sheet.rows[span.heading_row], rows_under(sheet, span)
    if not set(map(heading, known)).isdisjoint(head.headings):
        return []
    rated = {
        asked: head.cells[place].strip()
        for place, asked in enumerate(head.headings)
        if re.search(pattern, asked)
        and any(_NUMBER.match(cell) for cell in cells_at(rows, place) if cell)
    }
    said = [rated[each] for each in map(heading, context.answers.columns) if each in rated]
    overall = [shown for asked, shown in rated.items() if _OVERALL.search(asked)]
    for told in (said, overall):
        if len(told) == 1:
            return told
    return list(rated.values())


def _which_rating(sheet: Sheet, asked: Sequence[str], context: Context) -> QuestionError:
    return QuestionError(
        sheet.file,
        question=f"asks for several ratings: {shown_words(asked)}. Which is that of the event as a whole?",
        answers=[columns_line({**context.answers.columns, RATING_ASKED: each}) for each in asked],
    )


def _not_asked(found: OpenQuestions, said: Mapping[str, str]) -> Note:
    """Say which remarks are not known, and which of the form's own questions may ask for them."""
    lacking = found.lacking
    asked = [f"'{each}'" for each in lacking.values()]
    words = f"nothing asks {join_words(asked, 'or')}"
    free = [each for each in found.free if not is_on_changes(each)]
    if free:
        line = columns_line({**said, next(iter(lacking.values())): free[0]})
        words += (
            f", unless {shown_words(free)} {'do' if len(free) > 1 else 'does'}, as {line} would say"
        )
    return Note(words, Source.REMARKS, tuple(MEASURES[each] for each in lacking))
