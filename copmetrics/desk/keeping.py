"""The last step: where everything lies, and how to open it the next time."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from copmetrics.commands.hub import in_hub
from copmetrics.commands.shortcuts import make_shortcuts
from copmetrics.desk.parts import Step, button, buttons, words

__all__ = ["Keeping"]

IN_HUB: Final = (
    "<p>Your files and reports are in {} on your JupyterHub. The card <em>The desk</em> in JupyterLab's "
    "launcher opens this page again.</p>"
)


class Keeping:
    """Says where the files lie, and makes a shortcut that opens the desk on them: in a hub a card does."""

    def __init__(self, place: Path) -> None:
        """Offer a shortcut to the communities in a place."""
        self.place = place
        self.step = Step("Next time")
        there = f"<strong>{escape(str(place.resolve()))}</strong>"
        if in_hub():
            self.step.fill(words(IN_HUB.format(there)))
            return
        where = words(f"<p>Your files and reports are in {there}.</p>")
        self.step.fill(where, buttons(button("Make a shortcut", self._make, self.step.saying)))

    def _make(self) -> None:
        made = make_shortcuts(self.place)
        self.step.saying.say(f"Made: {', '.join(str(each) for each in made)}.")
