"""Beside the second step: the sources whose keys are on this computer, asked for what their exports hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from copmetrics.commands.hub import computer
from copmetrics.commands.syncing import fetched_from, sources_with_keys
from copmetrics.desk.parts import Step, button, buttons, listed
from copmetrics.sync.declaring import Source

__all__ = ["Fetching"]

LEAD = (
    "Instead of downloading: a key to these is on {}. They are asked for what their exports would "
    "hold, and for nothing that is not the community's; nothing of yours is sent to them."
)


class Fetching:
    """A button for each source that there is a key of; `fetched` is told when something was."""

    def __init__(self, fetched: Callable[[], None]) -> None:
        """Look for keys once: a keyring may have to be unlocked."""
        self.fetched, self.folder = fetched, Path()
        self.step = Step("Or fetch them from their source", LEAD.format(computer()))
        sources = sources_with_keys()
        self.step.show(bool(sources))
        each = [self._button(f"Fetch from {source.title}", [source]) for source in sources]
        both = [self._button("Fetch from all of them", sources)] if len(sources) > 1 else []
        self.step.fill(buttons(*each, *both))

    def of(self, folder: Path) -> None:
        """Fetch into this folder from now on."""
        if folder != self.folder:
            self.step.saying.say("")
        self.folder = folder

    def _button(self, text: str, sources: Sequence[Source]) -> object:
        return button(text, partial(self._fetch, sources), self.step.saying)

    def _fetch(self, sources: Sequence[Source]) -> None:
        """Ask the sources, say how far that is, and then what each gave or why it did not."""
        done, wrong = [], []
        for outcome in fetched_from(self.folder, sources, progress=self._say_progress):
            if outcome.error is None:
                done.append(outcome.line)
            else:
                wrong.append(str(outcome.error))
        alert = f"<div role='alert' class='wrong'>{listed(wrong)}</div>" if wrong else ""
        if done:
            self.fetched()
        self.step.saying.say_html(f"{listed(done) if done else ''}{alert}")

    def _say_progress(self, text: str) -> None:
        if text:
            self.step.saying.say_progress(text, 0, 1)
