"""Feedback of which nobody knows the event, asked about: it is left out until a line says of which it is."""

from __future__ import annotations

from typing import Final

from copmetrics.errors import QuestionError, answer_line
from copmetrics.loading.events_offered import OFFERED
from copmetrics.loading.feedback import UNPLACED
from copmetrics.loading.survey import Loaded
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.units import Unit

__all__ = ["unplaced_answers"]

ANOTHER: Final = answer_line("event", "june-study-day", says="another of events.csv")


def unplaced_answers(found: Loaded) -> list[QuestionError]:
    """Ask of each file with answers that are left out of which event they are; no report waits for it."""
    return [_asked(each) for each in found.files if each.format and each.left_out.get(UNPLACED)]


def _asked(file: SurveyedFile) -> QuestionError:
    out = file.left_out[UNPLACED]
    are = "is" if out == 1 else "are"
    return QuestionError(
        file.file,
        question=f"{out} of {Unit.ANSWERS.of(file.rows)} {are} left out: {UNPLACED}. Of which?",
        answers=file.answers,
        examples=() if 0 < len(file.answers) < OFFERED else (ANOTHER,),
    )
