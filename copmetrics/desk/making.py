"""The last steps: reports, accounts and Monday's page made, opened, and what earlier ones said."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final
from urllib.parse import quote

import ipywidgets as widgets

from copmetrics.commands.checking import CheckedFolder
from copmetrics.commands.explorer_beside import explorer_beside
from copmetrics.commands.facilitating import facilitate
from copmetrics.commands.reporting import make_reports
from copmetrics.community.community import Community
from copmetrics.desk.parts import Pages, Step, button, buttons, field, table, words
from copmetrics.errors import FileError, RenderError
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.measures import MEASURES
from copmetrics.publishing.brief_writing import BRIEFS, brief_name
from copmetrics.publishing.editions import QUARTERLY, Edition, community_there, for_whom
from copmetrics.publishing.notebook_runner import USUAL, Outcome, ReportRequest
from copmetrics.quarters import label, name
from copmetrics.units import show

__all__ = ["BRIEF", "KINDS", "Making"]

KINDS: Final = {
    "html": "Open",
    "docx": "Word",
    "txt": "Plain text",
    "xlsx": "Workbook",
    "pdf": "PDF",
}
BRIEF: Final = ("html", "docx", "txt")
"""What a brief is made as: a page, a document of Word, and text to paste into an e-mail."""
HEADLINES: Final = ("attendances", "unique_attendees", "events", "list_members")
"""What of each earlier report is told beside it."""
PAGES: Final = {
    QUARTERLY: "the quarterly report",
    "facilitator": "Monday's page",
    brief_name(""): "the brief",
    **{str(each): f"the account {for_whom(each)}" for each in AUDIENCES},
    **{brief_name(each): f"the brief {for_whom(each)}" for each in AUDIENCES},
}
"""What a page is, by what its file is called."""
ORDER: Final = (QUARTERLY, *map(str, AUDIENCES), *BRIEFS)
"""In which those of one quarter are listed."""
LATEST: Final = "latest"
LEAD: Final = "The quarter is the last one that is over; choose another to look back."


class Making:
    """What can be made of a community, and what was."""

    def __init__(self, pages: Pages) -> None:
        """Make into the folder of all reports."""
        self.pages, self.folder = pages, Path()
        self.step, self.before = Step("4. Make", LEAD), Step("5. What was made")
        self.quarter = field(widgets.Dropdown(description="Quarter"))
        saying = self.step.saying
        self.first = button(
            "Make the quarterly report", partial(self._make, ("",)), saying, is_first=True
        )
        self.explorer = button("Follow a question in the explorer", self._explore, saying)
        self.step.fill(
            self.quarter,
            buttons(
                self.first,
                button("Make the brief", partial(self._make, ("",), brief=True), saying),
                button("Make the four accounts", partial(self._make, tuple(AUDIENCES)), saying),
                button("Make Monday's page", self._monday, saying),
            ),
            buttons(self.explorer),
        )
        self.list = words()
        self.before.fill(self.list)

    def of(self, checked: CheckedFolder) -> None:
        """Offer what can be made of a folder, and list what was."""
        self.folder = checked.found.folder
        self.step.show(checked.community is not None)
        if checked.community is not None:
            self._offer(checked.community)
        self._list()

    def _offer(self, community: Community) -> None:
        """Offer the quarters that there is anything of, the last one that is over first."""
        touched = [each for each in community.quarters if each in community.coverage.touched]
        options = [(label(each), name(each)) for each in reversed(touched)]
        with suppress(FileError):  # none is over yet: the running one is what there is
            last = community.quarter()
            options.insert(0, (f"{label(last)}, the last one that is over", LATEST))
        chosen = self.quarter.value
        self.quarter.options = options
        values = [value for _, value in options]
        self.quarter.value = chosen if chosen in values else values[0]

    def _make(self, audiences: Sequence[str], *, brief: bool = False) -> None:
        """Make reports, and say how far that is."""
        requests = [
            ReportRequest(
                self.folder,
                self.pages.reports,
                self.quarter.value,
                formats=BRIEF if brief else USUAL,
                audience=each,
                brief=brief,
            )
            for each in audiences
        ]
        done: list[Outcome] = []
        saying = self.step.saying
        what = "brief" if brief else "report" if len(requests) == 1 else "accounts"
        text = f"Making the {what} …"
        saying.say_progress(text, 0, len(requests))

        def made(outcome: Outcome) -> None:
            done.append(outcome)
            saying.say_progress(text, len(done), len(requests))

        outcomes = make_reports(requests, jobs=os.cpu_count() or 1, done=made)
        self._list()
        if failed := [each.error for each in outcomes if each.error]:
            raise RenderError(failed[0])
        self._say_made([each for outcome in outcomes for each in outcome.paths])

    def _explore(self) -> None:
        """Lead to the explorer of the same server, or start one, which is open as long as the desk is."""
        address, until = f"{self.pages.explorer}?community={quote(self.folder.name, safe='')}", ""
        if not self.pages.explorer:
            self.step.saying.say_progress("Starting the explorer …", 0, 1)
            address = explorer_beside(self.folder, self.pages.reports)
            until = ", for as long as this page is open"
        link = f"<a href='{escape(address)}' target='_blank' rel='noopener'>Open the explorer"
        hidden = "<span class='desk-hidden'> (opens a new tab)</span></a>"
        self.step.saying.say_html(f"<p>{link}{hidden}{until}.</p>")

    def _monday(self) -> None:
        self.step.saying.say_progress("Making Monday's page …", 0, 1)
        paths = facilitate(
            self.folder, since="", as_of="", with_names=False, out=self.pages.reports
        )
        self._list()
        self._say_made(paths)

    def _say_made(self, paths: Sequence[Path]) -> None:
        """Say that all is made, with links that open it."""
        pages = [each for each in paths if each.suffix == ".html"]
        links = (
            f"<li>{self.pages.link(each, f'Open {PAGES.get(each.stem, each.stem)}')}</li>"
            for each in pages
        )
        self.step.saying.say_html(f"<p>Made.</p><ul class='desk-made'>{''.join(links)}</ul>")

    def _list(self) -> None:
        """List every report there is, the newest first, with what it said."""
        there = community_there(self.pages.reports / self.folder.resolve().name)
        quarters = groupby(there.editions, key=lambda each: each.quarter)
        made = [
            each
            for _, editions in quarters
            for each in sorted(editions, key=lambda each: ORDER.index(each.name))
        ]
        mondays = there.mondays
        self.before.show(bool(made or mondays))
        heads = ("Report", "Open", *(MEASURES[each].label for each in HEADLINES))
        rows = [self._row(each) for each in made]
        parts = [table("Reports and accounts, and what they said", heads, rows)] if rows else []
        if mondays:
            links = (
                f"<li>{self.pages.link(each.path, f'Monday’s page of {each.title}')}</li>"
                for each in mondays
            )
            parts.append(f"<h3>Monday's pages</h3><ul>{''.join(links)}</ul>")
        self.list.value = "".join(parts)

    def _row(self, made: Edition) -> list[str]:
        title = f"{label(made.quarter)}, {PAGES[made.name].removeprefix('the ')}"
        files = {each.path.suffix[1:]: each.path for each in made.links}
        links = " · ".join(
            self.pages.link(files[ending], kind, of=title)
            for ending, kind in KINDS.items()
            if ending in files
        )
        said = [_figure(made, each) for each in HEADLINES]
        return [f"{escape(title)}<small>{escape(made.stamp)}</small>", links, *said]


def _figure(made: Edition, indicator: str) -> str:
    value = made.figures.get(indicator)
    return "–" if value is None else escape(show(value, MEASURES[indicator].unit))
