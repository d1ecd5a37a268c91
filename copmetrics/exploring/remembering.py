"""A question is kept under a name, and comes back when it is chosen."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from copmetrics.errors import ChoiceError
from copmetrics.exploring.choice_bar import ChoiceBar
from copmetrics.exploring.controls import NONE, button, dropdown, offer, row, say_result, words
from copmetrics.exploring.remembered import forget, keep, kept

__all__ = ["Remembering"]


class Remembering:
    """A name, a button that remembers, and a list of what was remembered."""

    def __init__(self, choices: ChoiceBar, place: Path, seen: Callable[[], str]) -> None:
        """Keep questions in `place`; one that is given no name is called what it shows."""
        self.choices, self.place, self.seen = choices, place, seen
        self.name = widgets.Text(
            description="Call it",
            placeholder="what it shows",
            continuous_update=False,
            style={"description_width": "initial"},
            layout={"width": "22em"},
        )
        self.said = words()
        self.bring_back = dropdown("Remembered", width="24em")
        self.bring_back.style = {"description_width": "initial"}
        bringing = button("Bring it back", self._choose, self.said)
        forgetting = button("Forget it", self._forget, self.said)
        self.there = row(self.bring_back, bringing, forgetting)
        say_result(self.said, self._list)

    @property
    def shown(self) -> widgets.VBox:
        """The name and the button, and under them what was remembered."""
        remembering = button("Remember this", self.remember, self.said)
        return widgets.VBox([row(self.name, remembering), self.there, self.said])

    def remember(self) -> str:
        """Keep what is chosen."""
        name = self.name.value.strip() or self.seen()
        keep(self.place, name, self.choices.chosen())
        self.name.value = ""
        self._list()
        return f"<p role='status'>Remembered: {escape(name)}</p>"

    def _forget(self) -> str:
        name = self.bring_back.value
        forget(self.place, name)
        self._list()
        return f"<p role='status'>Forgotten: {escape(name)}</p>"

    def _choose(self) -> str:
        questions, name = kept(self.place), self.bring_back.value
        if name not in questions:
            raise ChoiceError("a question that is kept", name, questions)
        self.choices.choose(questions[name])
        return f"<p role='status'>Brought back: {escape(name)}</p>"

    def _list(self) -> str:
        """Offer what is remembered, the newest first; without any there is no list."""
        names = list(kept(self.place))[::-1]
        offer(self.bring_back, [(each, each) for each in names] or [("none", NONE)])
        self.there.layout.display = "" if names else "none"
        return ""
