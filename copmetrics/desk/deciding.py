"""People who may be one person: each pair with what a decision does, decided by a button."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from copmetrics.commands.checking import CheckedFolder, pairs_to_review
from copmetrics.desk.parts import Step, button, buttons, words
from copmetrics.identity.directory import JOINED_AT_MEETING, JOINED_BY_NAME
from copmetrics.identity.review import Decision, decide, decisions, write_review

__all__ = ["Deciding"]

LEAD = (
    "Two entries in your files may be one person. Nothing is joined unasked; what you decide can be taken "
    "back in people-review.csv in the community's folder."
)
JOINED = (JOINED_AT_MEETING, JOINED_BY_NAME)


class Deciding:
    """The pairs of a community, one at a time; `decided` is told when one was."""

    def __init__(self, decided: Callable[[], None]) -> None:
        """Begin with nobody."""
        self.decided, self.folder = decided, Path()
        self.left_open: set[tuple[str, str]] = set()
        self.step = Step("People who may be one person", LEAD)
        self.step.show(False)
        self.first: widgets.Button | None = None

    def of(self, checked: CheckedFolder) -> None:
        """Ask of the first pair that nobody has decided on; only their number is told until it is wanted."""
        if checked.found.folder != self.folder:
            self.left_open = set()
        self.folder, self.checked = checked.found.folder, checked
        count = len(checked.suggestions)
        self.step.show(checked.community is not None and count > 0)
        begin = button(f"Decide on {_pairs(count)}", self._begin, self.step.saying)
        self.step.fill(buttons(begin))
        self.step.saying.say("")

    def _begin(self) -> None:
        assert self.checked.community is not None
        pairs = pairs_to_review(self.checked.found, self.checked.community)
        write_review(self.folder, pairs)
        done = decisions(self.folder).different
        suggested = pairs[~pairs["reason"].isin(JOINED)]
        left = [
            pair
            for pair in suggested.to_dict("records")
            if (pair["person"], pair["other"]) not in self.left_open
            and frozenset((pair["person"], pair["other"])) not in done
        ]
        self._ask(left)

    def _ask(self, left: list[dict[str, object]]) -> None:
        if not left:
            self.step.fill(words("<p role='status'>That is all of them.</p>"))
            return
        pair = left[0]
        saying = self.step.saying
        same = button(
            "The same person", lambda: self._settle(pair, Decision.SAME), saying, is_first=True
        )
        other = button(
            "Two people", lambda: self._settle(pair, Decision.DIFFERENT), saying, is_first=True
        )
        later = button("Decide later", lambda: self._later(left), saying)
        card = widgets.VBox([words(_told(pair, len(left))), buttons(same, other, later)])
        card.add_class("desk-card")
        self.step.fill(card)
        same.focus()

    def _settle(self, pair: Mapping[str, object], decision: Decision) -> None:
        decide(self.folder, str(pair["person"]), str(pair["other"]), decision)
        self.decided()
        if len(self.checked.suggestions):
            self._begin()

    def _later(self, left: list[dict[str, object]]) -> None:
        self.left_open.add((str(left[0]["person"]), str(left[0]["other"])))
        self._ask(left[1:])


def _told(pair: Mapping[str, object], of: int) -> str:
    """Show both entries and what either decision does to the newest quarter."""
    one, other = _who(pair, "name", "address"), _who(pair, "other_name", "other_address")
    count = "One pair" if of == 1 else f"The first of {of} pairs"
    return (
        f"<h3>{count}: {escape(str(pair['reason']))}</h3>"
        f"<ul><li>{one}</li><li>{other}</li></ul>"
        f"<p>As one person: {escape(str(pair['as_same']))}.<br>"
        f"As two: {escape(str(pair['as_different']))}.</p>"
    )


def _who(pair: Mapping[str, object], name: str, address: str) -> str:
    shown = [str(pair[each]) for each in (name, address) if not pd.isna(pair[each])]
    return escape(", ".join(shown))


def _pairs(count: int) -> str:
    return "1 pair" if count == 1 else f"{count} pairs"
