"""The first step: which community; a new one, or the invented one to try everything on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import ipywidgets as widgets

from copmetrics.commands.adding_files import file_name
from copmetrics.commands.demo_folder import make_demo
from copmetrics.commands.template import make_community
from copmetrics.desk.parts import Step, button, buttons, field
from copmetrics.errors import FileError
from copmetrics.settings import FILE_NAME
from copmetrics.settings.reading import read_settings

__all__ = ["Choosing"]

NEW: Final = ""
"""What is chosen where a new community is to be made."""
CALENDARS: Final = (
    ("NHS: April to June is Q1", "nhs"),
    ("Calendar: January to March is Q1", "calendar"),
)
DEMO: Final = "invented-community"


class Choosing:
    """The communities in one place; `chosen` is told of the one that somebody chooses or makes."""

    def __init__(self, place: Path, chosen: Callable[[Path | None], None]) -> None:
        """List those that are there."""
        self.place, self.chosen = place, chosen
        self.step = Step("1. Your community")
        self.among = field(widgets.Dropdown(description="Community"))
        # sent whole when it is left: a button pressed at once would overtake letters on their way
        self.name = field(widgets.Text(description="Its name", continuous_update=False))
        self.calendar = field(widgets.RadioButtons(options=CALENDARS, description="Its quarters"))
        saying = self.step.saying
        self.form = widgets.VBox(
            [
                self.name,
                self.calendar,
                buttons(
                    button("Make this community", self._make, saying, is_first=True),
                    button("Try it with an invented one", self._try, saying),
                ),
            ]
        )
        self.step.fill(self.among, self.form)
        self._list()
        self.among.observe(lambda _: saying.trying(self._changed), "value")

    def start(self, folder: Path | None) -> None:
        """Choose a community without anybody's doing: this one, or the only one there is."""
        known = [value for _, value in self.among.options if value != NEW]
        wanted = str(folder) if folder and str(folder) in known else None
        self.among.value = wanted or (known[0] if len(known) == 1 else NEW)
        self._changed()

    @property
    def folders(self) -> list[Path]:
        """The communities that are there now."""
        return sorted(each.parent for each in self.place.glob(f"*/{FILE_NAME}"))

    def _list(self) -> None:
        folders = self.folders
        self.among.options = [
            ("A new one" if folders else "None yet", NEW),
            *((_title(each), str(each)) for each in folders),
        ]
        self.among.layout.display = None if folders else "none"

    def _changed(self) -> None:
        is_new = self.among.value == NEW
        self.form.layout.display = None if is_new else "none"
        self.chosen(None if is_new else Path(self.among.value))

    def _make(self) -> None:
        name = self.name.value.strip()
        if not name:
            raise FileError("Its name", "is empty", advice="Type what the community is called.")
        folder = self.place / file_name("-".join(re.findall(r"\w+", name.casefold())))
        make_community(folder, name=name, calendar=self.calendar.value)
        self._choose(folder)

    def _try(self) -> None:
        folder = self.place / DEMO
        if not folder.exists():
            make_demo(folder)
        self._choose(folder)

    def _choose(self, folder: Path) -> None:
        self.name.value = ""
        self.step.saying.say("")
        self._list()
        self.among.value = str(folder)


def _title(folder: Path) -> str:
    """Return what a community is called, and its folder where that says something else."""
    try:
        name = read_settings(folder).name
    except Exception:
        return folder.name  # its settings are wrong: the next step says how
    return name
