"""The first tab: choose an indicator, see it, go down to the lines behind it, keep it, send it to a file."""

from __future__ import annotations

from html import escape
from pathlib import Path

import ipywidgets as widgets

from copmetrics.community.community import Community
from copmetrics.errors import command_line
from copmetrics.exploring.answers import answer
from copmetrics.exploring.browser_parts import AppFrame, PressablePicture
from copmetrics.exploring.choice_bar import ChoiceBar
from copmetrics.exploring.controls import (
    button,
    dropdown,
    fill,
    row,
    say_result,
    table,
    telling,
    words,
)
from copmetrics.exploring.export import KINDS, send
from copmetrics.exploring.lines_panel import LinesPanel
from copmetrics.exploring.python_lines import lines_of_python
from copmetrics.exploring.question_link import choices_in, link_of
from copmetrics.exploring.remembering import Remembering
from copmetrics.exploring.sentences import numbers_told, sentence
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK
from copmetrics.privacy.rounding import NOTE

__all__ = ["ExploreTab"]

NUMBERS = "Press a mark of the picture, or choose a row, to see the lines of the files behind it."

WORKING = "cop-working"
"""What is seen answers the question before: the browser says so, if that takes longer than a moment."""
SILENT = {"note": "", "basis": str(Basis.ACTUAL)}
"""What a column says where it need not be shown."""


class ExploreTab:
    """One indicator, by what, when and of whom; its answer is `answered`."""

    def __init__(self, community: Community, place: Path, frame: AppFrame) -> None:
        """Draw the first indicator over all quarters."""
        self.community, self.place, self.frame = community, place, frame
        self.choices = ChoiceBar(community, self._redraw)
        self.kind = dropdown("Send as", KINDS, width="10em")
        self.kind.style = {"description_width": "initial"}
        self.seen, self.told, self.sent, self.lines = (words() for _ in range(4))
        self.picture = PressablePicture(self._mark_pressed)
        self.table = table("The numbers")
        self.behind = LinesPanel(community, self._back)
        self.how_read = words()
        self.numbers = widgets.VBox([self.how_read, self.table])
        self.numbers.add_class("cop-numbers")
        self.remembering = Remembering(self.choices, place, self._sentence)
        self.answered = answer(community, self.choices.ask())
        self._show()
        self.told.value = self._meaning()
        self.table.observe(lambda _: self._row_chosen(), "selected_rows")
        frame.on_asked(self.ask_link)

    @property
    def shown(self) -> widgets.HBox:
        """The choices at the left; at the right what is seen, as a picture, numbers and lines."""
        sending = button("Send to a file", self._send, self.sent)
        told = widgets.VBox([self.picture, self.told])
        beside = widgets.VBox([self.numbers, self.behind.shown])
        kept = (self.remembering.shown, row(self.kind, sending), self.sent, self.lines)
        # in the order of the keyboard: from a mark on to the lines behind it, which stand beside it
        seen = widgets.HBox([told, beside, widgets.VBox([*kept])])
        answer_shown = widgets.VBox([self.seen, seen])
        bar = widgets.VBox(list(self.choices.shown))
        for part, called in ((bar, "choices"), (answer_shown, "answer"), (seen, "seen")):
            part.add_class(f"cop-{called}")
        return widgets.HBox([bar, answer_shown])

    def ask_link(self, link: str) -> None:
        """Ask what a link asks; what there is no more is said, and what was seen before stays."""
        say_result(self.told, lambda: self._choose(link))

    def _choose(self, link: str) -> str:
        self.choices.choose(choices_in(link))
        return self.told.value

    def _redraw(self) -> None:
        self.seen.add_class(WORKING)
        say_result(self.told, self._answer_again)
        self.seen.remove_class(WORKING)
        self.frame.question = link_of(self.choices.chosen())

    def _answer_again(self) -> str:
        """Answer what is asked now; a choice that makes no other question is answered already."""
        asked = self.choices.ask()
        if not asked.is_as(self.answered.question):
            self.answered = answer(self.community, asked)
            self._show()
        return self._meaning()

    def _meaning(self) -> str:
        return f"<p>{escape(self.answered.meaning)}</p>"

    def _show(self) -> None:
        """Show the answer, and when all of it is there, say what it is."""
        found = self.answered
        self.picture.draw(found.figure, numbers_told(found), untitled=bool(found.question.by))
        by_quarter = found.points is None
        is_withheld = found.shown["note"].eq(NOTE)
        key = f" {MARK} is {NOTE}." if is_withheld.any() else ""
        self.how_read.value = f"<p>{NUMBERS}{key}</p>"
        # said once above them, it needs no column beside each
        shown = telling(found.shown.assign(note=found.shown["note"].mask(is_withheld, "")), SILENT)
        fill(self.table, shown if by_quarter else shown[::-1], newest_first=by_quarter)
        self._show_numbers()
        self.sent.value = ""
        lines = lines_of_python(self.community, found.question)
        self.lines.value = _python_lines(lines, self.community.folder)
        self.seen.value = f"<h2>{escape(self._sentence())}</h2>"

    def _sentence(self) -> str:
        return sentence(self.community, self.answered.question, self.choices.values_of)

    def _mark_pressed(self, row: int, column: int) -> None:
        place = self.answered.shows[row][column]
        if place is not None:
            self.table.selected_rows = []
            self.table.selected_rows = [self._turned(place)]

    def _turned(self, place: int) -> int:
        """Turn a place among the values into one in the table, or back: points stand newest first."""
        points = self.answered.points
        return place if points is None else len(points) - 1 - place

    def _row_chosen(self) -> None:
        if not self.table.selected_rows:
            return
        place = self._turned(self.table.selected_rows[0])
        numbers = enumerate(self.answered.shows)
        self.picture.choose([(row, cells.index(place)) for row, cells in numbers if place in cells])
        self.numbers.layout.display = "none"
        self.behind.show(self.answered, place)
        self.frame.go_on_at(".cop-behind button")

    def _back(self) -> None:
        self.table.selected_rows = []
        self.picture.choose([])
        self._show_numbers()
        self.frame.go_on_at(".cop-numbers tbody tr[tabindex='0']")

    def _show_numbers(self) -> None:
        self.numbers.layout.display = ""
        self.behind.hide()

    def _send(self) -> str:
        paths = send(self.community, self.answered, self.kind.value, self.place)
        listed = ", ".join(f"<code>{escape(str(each))}</code>" for each in paths)
        return f"<p role='status'>Written: {listed}</p>"


def _python_lines(lines: str, folder: Path) -> str:
    """Return the lines of Python folded away, and where to paste them: few look for them."""
    told = "The same picture in a cell of your own"
    command = escape(command_line("explore --lab", folder))
    where = f"<p>In JupyterLab, which <code>{command}</code> opens, all code is shown.</p>"
    return f"<details><summary>{told}</summary><pre>{escape(lines)}</pre>{where}</details>"
