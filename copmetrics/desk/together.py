"""Beside the first step: one report of all communities in the place, where there are several."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Final

from copmetrics.accounts.network import NetworkKind
from copmetrics.commands.network_report import report_on_network
from copmetrics.desk.making import BRIEF, KINDS
from copmetrics.desk.parts import Pages, Saying, Step, button, buttons, listed, table, words
from copmetrics.publishing.editions import NetworkEdition, networks_there
from copmetrics.publishing.notebook_runner import USUAL

__all__ = ["Together"]

LEAD: Final = (
    "One report of all communities here, of the last quarter that is over: what each of them shares, and "
    "none is ranked. It is called as the folder is that they lie in. The brief and the account for the "
    "public name none of them."
)
PAGES: Final = {
    NetworkKind.WHOLE: "the network's report",
    NetworkKind.BRIEF: "its brief",
    NetworkKind.PUBLIC: "its account for the public",
}
"""What a button makes, and the link then opens."""


class Together:
    """What can be made of all communities in a place, and what was."""

    def __init__(self, place: Path, pages: Pages) -> None:
        """Begin with nothing shown."""
        self.place, self.pages = place, pages
        self.step = Step("Or all of them together", LEAD)
        self.list = words()
        each = (
            button(f"Make {what}", partial(self._make, kind), self.step.saying)
            for kind, what in PAGES.items()
        )
        self.step.fill(buttons(*each), self.list)

    def of(self, folders: Sequence[Path]) -> None:
        """Be there where there are two communities or more, and list what was made of all of them."""
        self.step.show(len(folders) > 1)
        self._list()

    def _make(self, kind: NetworkKind) -> None:
        """Make one of them, say how far that is, and then what opens it and who could not be read."""
        lines = _DeskLines(self.step.saying)
        report_on_network(
            self.place,
            quarter="latest",
            out=self.pages.reports,
            formats=BRIEF if kind is NetworkKind.BRIEF else USUAL,
            jobs=os.cpu_count() or 1,
            as_of="",
            edition=kind.value,
            lines=lines,
        )
        self._list()
        (page,) = (each for each in lines.paths if each.suffix == ".html")
        link = self.pages.link(page, f"Open {PAGES[kind]}")
        without = f"<p>Without these:</p>{listed(lines.wrong)}" if lines.wrong else ""
        alert = f"<div role='alert' class='wrong'>{without}</div>" if without else ""
        self.step.saying.say_html(f"<p>Made. {link}</p>{alert}")

    def _list(self) -> None:
        """List what was made of the communities here, the newest quarter first."""
        name = f"Network {self.place.resolve().name}"
        made = [each for each in networks_there(self.pages.reports) if each.name == name]
        rows = [self._row(each) for each in made]
        heads = ("Report", "Open", "Communities")
        self.list.value = table("Made of all of them", heads, rows) if rows else ""

    def _row(self, made: NetworkEdition) -> list[str]:
        title = f"{made.quarter}, network {made.kind}".strip()
        links = " · ".join(
            self.pages.link(each.path, KINDS[each.path.suffix[1:]], of=title) for each in made.links
        )
        unread = f" ({made.unread} could not be read)" if made.unread else ""
        return [
            f"{escape(title)}<small>{escape(made.stamp)}</small>",
            links,
            f"{made.communities}{unread}",
        ]


class _DeskLines:
    """Says on the page how far it is, and keeps what was made and who could not be read."""

    def __init__(self, saying: Saying) -> None:
        """Begin with nothing read."""
        self.saying, self.done, self.count = saying, 0, 0
        self.wrong: list[str] = []
        self.paths: Sequence[Path] = ()

    def begun(self, communities: int) -> None:
        """Say that none is read yet."""
        self.count = communities
        self._say()

    def read(self, community: str) -> None:
        """Say how many are read; then the report is made of them."""
        self.done += 1
        self._say()

    def unread(self, community: str, why: str) -> None:
        """Keep why, and go on."""
        self.wrong.append(why)
        self.read(community)

    def made(self, network: str, paths: Sequence[Path]) -> None:
        """Keep what can be opened."""
        self.paths = paths

    def failed(self, network: str, why: str) -> None:
        """Say nothing: why is raised, and told in the place of the progress."""

    def ended(self, index: Path | None, code: int) -> None:
        """Say nothing: what was made is linked to."""

    def _say(self) -> None:
        if self.done < self.count:
            self.saying.say_progress("Reading the communities …", self.done, self.count)
        else:
            self.saying.say_progress("Making the report …", 0, 1)
