"""The second tab: two quarters side by side, or two slices."""

from __future__ import annotations

import ipywidgets as widgets
import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.exploring.comparisons import Comparison, two_quarters, two_slices
from copmetrics.exploring.controls import (
    NONE,
    button,
    dropdown,
    fill,
    framed,
    row,
    set_options,
    several_of,
    side_by_side,
    table,
    titled,
    words,
)
from copmetrics.exploring.explore_tab import ExploreTab
from copmetrics.exploring.figures import value_name
from copmetrics.exploring.questions import dimensions_of
from copmetrics.quarters import label, name
from copmetrics.render.html import figure_html

__all__ = ["CompareTab"]

CHOOSE = "Choose what to slice by, and one or more values in each of the two lists."
LEAD = "Set two quarters of it side by side, or two slices of it. What it is of is chosen on the first tab."


class CompareTab:
    """What the first tab asks, set beside itself."""

    def __init__(self, explore: ExploreTab) -> None:
        """Offer the last two quarters."""
        self.explore, self.community = explore, explore.community
        quarters = [(label(each), name(each)) for each in self.community.quarters]
        self.one, self.other = dropdown("Quarter", quarters), dropdown("beside", quarters)
        self.one.value, self.other.value = quarters[-1][1], quarters[max(len(quarters) - 2, 0)][1]
        self.by = dropdown("Slices by")
        self.these, self.those = several_of("these"), several_of("beside")
        self.told, self.picture = words(), words()
        comparing = button("Compare slices", self._compare_slices, self.told)
        self.slices = row(self.these, self.those, comparing)
        self.table = table("Side by side")
        self._settle()
        explore.choices.indicator.observe(lambda _: self._settle(), "value")
        self.by.observe(lambda _: self._offer(), "value")
        explore.seen.observe(lambda _: self._clear(), "value")

    @property
    def shown(self) -> widgets.VBox:
        """The choices, the picture and the table."""
        quarters = button("Compare quarters", self._compare_quarters, self.told)
        return framed(
            self.explore.seen,
            words(f"<p>{LEAD}</p>"),
            row(self.one, self.other, quarters),
            self.by,
            self.slices,
            self.told,
            side_by_side(self.picture, titled("Side by side.", self.table)),
        )

    def _settle(self) -> None:
        dimensions = dimensions_of(self.explore.choices.indicator.value)
        kept = self.by.value if self.by.value in dimensions else NONE
        self.by.options = [("nothing", NONE), *((each, each) for each in dimensions)]
        self.by.value = kept
        self._offer()

    def _offer(self) -> None:
        choices = self.explore.choices
        there = choices.values_of(choices.indicator.value, self.by.value)
        values = [(value_name(each), each) for each in there]
        set_options(self.these, values)
        set_options(self.those, values)
        self.slices.layout.display = "" if values else "none"

    def _clear(self) -> None:
        """Show nothing that is of another question."""
        self.told.value = self.picture.value = ""
        fill(self.table, pd.DataFrame())

    def _compare_quarters(self) -> None:
        asked = self.explore.answered.question
        self._show(two_quarters(self.community, asked, self.one.value, self.other.value))

    def _compare_slices(self) -> None:
        if not (self.these.value and self.those.value):
            raise CopmetricsError(CHOOSE)
        asked = self.explore.answered.question
        self._show(
            two_slices(self.community, asked, self.by.value, self.these.value, self.those.value)
        )

    def _show(self, found: Comparison) -> None:
        self.picture.value = figure_html(found.figure)
        fill(self.table, found.shown)
