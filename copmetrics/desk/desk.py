"""The desk: from files to a report, step by step, in the browser.

It asks, shows and calls: every number, word and file comes from the functions of the commands.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

import ipywidgets as widgets

from copmetrics.commands.checking import checked_folder
from copmetrics.commands.hub import computer
from copmetrics.desk.adding import Adding
from copmetrics.desk.asking import Asking
from copmetrics.desk.choosing import Choosing
from copmetrics.desk.deciding import Deciding
from copmetrics.desk.fetching import Fetching
from copmetrics.desk.keeping import Keeping
from copmetrics.desk.making import Making
from copmetrics.desk.parts import Pages, Saying, words
from copmetrics.desk.reading import Reading, in_a_sentence, told_of
from copmetrics.desk.together import Together
from copmetrics.errors import CopmetricsError

__all__ = ["Desk"]

HEAD: Final = """<header><h1>The desk</h1><p class='lead'>From the files that you can download to a report \
that you can sign. Nothing leaves {}.</p></header>"""
REPORTS: Final = "reports"


class Desk:
    """The steps, one below the other; it shows itself at the end of a cell."""

    def __init__(
        self, place: str | Path, *, community: str = "", made: str = "made/", explorer: str = ""
    ) -> None:
        """Begin with the communities in `place`; pages that were made are reached by the address `made`.

        `explorer` is the address of the explorer where the server that shows the desk has it too.
        """
        self.place = Path(place)
        self.place.mkdir(parents=True, exist_ok=True)
        self.folder: Path | None = None
        self.saying = Saying()
        self.adding, self.fetching = Adding(self._read), Fetching(self._read)
        self.asking, self.deciding = Asking(self._read), Deciding(self._read)
        pages = Pages(self.place / REPORTS, made, explorer)
        self.reading, self.making, self.keeping = Reading(), Making(pages), Keeping(self.place)
        self.together = Together(self.place, pages)
        self.choosing = Choosing(self.place, self._chosen)
        self.rest = widgets.VBox()
        style = files("copmetrics.desk").joinpath("desk.css").read_text(encoding="utf-8")
        self.shown = widgets.VBox(
            [
                words(f"<style>{style}</style>{HEAD.format(computer())}"),
                self.choosing.step.shown,
                self.together.step.shown,
                self.rest,
            ]
        )
        self.shown.add_class("desk")
        self.choosing.start(self.place / community if community else None)

    def _chosen(self, folder: Path | None) -> None:
        """Go on with this community, or wait for one."""
        self.folder = folder
        self.together.of(self.choosing.folders)
        self.rest.children = ()
        if folder is None:
            return
        self.adding.of(folder)
        self.fetching.of(folder)
        self._read()
        steps = (self.adding, self.asking, self.reading, self.deciding, self.making)
        self.rest.children = [
            self.adding.step.shown,
            self.fetching.step.shown,
            self.saying,
            *(each.step.shown for each in steps[1:]),
            self.making.before.shown,
            self.keeping.step.shown,
        ]

    def _read(self) -> None:
        """Read the folder again, and show what there is to say of it."""
        assert self.folder is not None
        self.saying.say("Reading the files …")
        self.saying.trying(self._read_now)

    def _read_now(self) -> None:
        assert self.folder is not None
        try:
            checked = checked_folder(self.folder)
        except CopmetricsError:
            self._show_nothing()  # what is shown may be of another community
            raise
        for each in (self.asking, self.reading, self.deciding, self.making):
            each.of(checked)
        self.saying.say(in_a_sentence(checked) if told_of(checked) else "")

    def _show_nothing(self) -> None:
        """Leave only the files: what is wrong is said below them."""
        parts = (self.asking, self.reading, self.deciding, self.making)
        for each in (*(part.step for part in parts), self.making.before):
            each.show(False)

    def _repr_mimebundle_(self, **more: object) -> object:
        """Show the steps."""
        return self.shown._repr_mimebundle_(**more)
