"""The last step: where everything lies, and a shortcut for the next time."""

from __future__ import annotations

from html import escape
from pathlib import Path

from copmetrics.commands.shortcuts import make_shortcuts
from copmetrics.desk.parts import Step, button, buttons, words

__all__ = ["Keeping"]


class Keeping:
    """Says where the files lie, and makes a shortcut that opens the desk on them."""

    def __init__(self, place: Path) -> None:
        """Offer a shortcut to the communities in a place."""
        self.place = place
        self.step = Step("Next time")
        where = words(
            f"<p>Your files and reports are in <strong>{escape(str(place.resolve()))}</strong>.</p>"
        )
        self.step.fill(where, buttons(button("Make a shortcut", self._make, self.step.saying)))

    def _make(self) -> None:
        made = make_shortcuts(self.place)
        self.step.saying.say(f"Made: {', '.join(str(each) for each in made)}.")
