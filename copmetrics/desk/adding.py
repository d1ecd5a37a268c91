"""The second step: files put into the community's folder, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from copmetrics.commands.adding_files import AddedFile, Clash, Outcome, add_file
from copmetrics.commands.hub import computer
from copmetrics.desk.given_files import GivenFiles
from copmetrics.desk.parts import Step, button, buttons, listed, words
from copmetrics.errors import CopmetricsError

__all__ = ["Adding"]

LEAD = (
    "What Zoom, Teams, Mailchimp, Eventbrite, Forms and the like let you download, as it comes: do not "
    "unpack, rename or tidy it. Everything stays on {}."
)


class Adding:
    """Files to choose from the computer; `added` is told when some were put into the folder."""

    def __init__(self, added: Callable[[], None]) -> None:
        """Begin without a folder."""
        self.added, self.folder = added, Path()
        self.step = Step("2. Your files", LEAD.format(computer()))
        self.lines: list[str] = []
        self.told, self.asked = words(), widgets.VBox([])
        given = GivenFiles("Drop files here, or choose them:", self.given)
        again = button("Look into the folder again", self.added, self.step.saying)
        self.step.fill(given, self.told, self.asked, buttons(again))

    def of(self, folder: Path) -> None:
        """Add to this folder from now on."""
        if folder != self.folder:
            self.told.value, self.asked.children = "", ()
        self.folder = folder
        self.step.saying.say("")

    def given(self, name: str, content: bytes | None, left: int) -> None:
        """Put a file into the folder; when the last of those given together has come, read them."""
        if said := self._put(name, content):
            self.lines.append(said)
        if left:
            self.step.saying.say(f"{left} more to come …")
            return
        self._tell(self.lines)
        self.lines = []
        self.step.saying.say("")
        self.added()

    def _put(self, name: str, content: bytes | None) -> str:
        """Add a file and say what became of it; one whose name is taken is asked about."""
        if content is None:
            return f"{name}: could not be read. Close it in Excel, or unpack the folder, and try again."
        try:
            told = add_file(self.folder, name, content)
        except CopmetricsError as error:
            return str(error)
        if told.outcome is not Outcome.ASKED:
            return _line(told)
        self.asked.children = (*self.asked.children, self._question(told.name, content))
        return ""

    def _question(self, name: str, content: bytes) -> widgets.VBox:
        """Ask what to do with a file of whose name there is another."""
        box = widgets.VBox([])
        box.add_class("desk-card")

        def settle(clash: Clash | None) -> None:
            if clash:
                self._tell([_line(add_file(self.folder, name, content, clash=clash))])
            self.asked.children = [each for each in self.asked.children if each is not box]
            if clash:
                self.added()

        saying = self.step.saying
        box.children = (
            words(
                f"<p><strong>{escape(name)}</strong> is in the folder already, with other contents.</p>"
            ),
            buttons(
                button("Put the new one in its place", lambda: settle(Clash.REPLACE), saying),
                button("Keep both", lambda: settle(Clash.KEEP_BOTH), saying),
                button("Leave the new one out", lambda: settle(None), saying),
            ),
        )
        return box

    def _tell(self, lines: Sequence[str]) -> None:
        if lines:
            self.told.value = f"<div role='status'>{listed(lines)}</div>"


def _line(told: AddedFile) -> str:
    return f"{told.name}: {told.outcome}."
