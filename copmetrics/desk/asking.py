"""The questions that exports leave open, one at a time, each answered by a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html import escape
from pathlib import Path

import ipywidgets as widgets

from copmetrics.commands.answer_words import answer_words, key_and_usual, typed_words
from copmetrics.commands.answering import days_line, line_of, open_questions, write_answer
from copmetrics.commands.checking import CheckedFolder
from copmetrics.desk.parts import Step, button, buttons, field, words
from copmetrics.errors import FileError, QuestionError
from copmetrics.typed_text import for_page

__all__ = ["Asking"]

LEAD = (
    "Your files can be read in more than one way. Your answer is written down, and asked for once."
)


class Asking:
    """The questions of a folder; `answered` is told when one was."""

    def __init__(self, answered: Callable[[], None]) -> None:
        """Begin with nothing asked."""
        self.answered, self.folder = answered, Path()
        self.left_open: set[tuple[str, str]] = set()
        self.step = Step("Questions", LEAD)
        self.step.show(False)
        self.first: widgets.Button | None = None

    def of(self, checked: CheckedFolder) -> None:
        """Ask the first question of a folder that is still open."""
        if checked.found.folder != self.folder:
            self.left_open = set()
        self.folder = checked.found.folder
        asked = open_questions(checked.found, self.left_open)
        self.first = None
        self.step.show(bool(asked or self.left_open))
        self.step.saying.say("")
        if asked:
            self.step.fill(self._card(asked[0], len(asked)))
        elif self.left_open:
            again = button("Ask again what was left open", self._again, self.step.saying)
            self.step.fill(words("<p>Nothing else is asked.</p>"), buttons(again))

    def focus(self) -> None:
        """Go to the first answer, where somebody has just answered the question before."""
        if self.first is not None:
            self.first.focus()

    def _card(self, question: QuestionError, of: int) -> widgets.VBox:
        count = "One question" if of == 1 else f"The first of {of} questions"
        file, said = escape(for_page(question.file)), escape(_sentence(for_page(question.question)))
        head = f"<h3>{count}, on {file}</h3><p class='question'>{said}</p>"
        chosen = [self._answer(question, line) for line in question.answers]
        typed = [self._typed(question, line) for line in question.examples]
        later = button("Leave it open for now", lambda: self._leave(question), self.step.saying)
        self.first = chosen[0] if chosen else later
        card = widgets.VBox([words(head), buttons(*chosen), *typed, buttons(later)])
        card.add_class("desk-card")
        return card

    def _answer(self, question: QuestionError, line: str) -> widgets.Button:
        act = lambda: self._write(question, line)  # noqa: E731  # one line, for one button
        return button(answer_words(line), act, self.step.saying, is_first=True)

    def _typed(self, question: QuestionError, example: str) -> widgets.VBox:
        """Have somebody type a value of the example's kind."""
        key, usual = key_and_usual(example)
        if isinstance(usual, dict):
            return self._typed_days(question, key, usual)
        value = field(_control(key, usual))

        def write() -> None:
            line = line_of(key, str(value.value or "").strip(), usual)
            if not line:
                raise FileError("That", "is no answer of this kind", advice="Try again.")
            self._write(question, line)

        return widgets.VBox([value, buttons(button("This is it", write, self.step.saying))])

    def _typed_days(
        self, question: QuestionError, key: str, usual: Mapping[str, date]
    ) -> widgets.VBox:
        """Have somebody choose the day of each event."""
        days = {name: field(widgets.DatePicker(description=for_page(name))) for name in usual}

        def write() -> None:
            line = days_line(key, {name: str(each.value or "") for name, each in days.items()})
            if not line:
                advice = "Choose one for each, and no day twice."
                raise FileError("The days", "are not all chosen", advice=advice)
            self._write(question, line)

        return widgets.VBox(
            [*days.values(), buttons(button("These are the days", write, self.step.saying))]
        )

    def _write(self, question: QuestionError, line: str) -> None:
        write_answer(self.folder, question.file, line)
        self.answered()
        self.focus()

    def _leave(self, question: QuestionError) -> None:
        self.left_open.add((question.file, question.question))
        self.answered()
        self.focus()

    def _again(self) -> None:
        self.left_open = set()
        self.answered()


def _control(key: str, usual: object) -> widgets.Widget:
    label = typed_words(key)
    if isinstance(usual, date):
        return widgets.DatePicker(description=label)
    return widgets.Text(description=label, continuous_update=False)


def _sentence(question: str) -> str:
    return f"{question[:1].upper()}{question[1:]}"
