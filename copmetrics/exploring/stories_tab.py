"""The third tab: from a story to its indicators, and from an indicator back to its stories."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from copmetrics.exploring.controls import NONE, dropdown, fill, framed, table, titled, words
from copmetrics.exploring.explore_tab import ExploreTab
from copmetrics.exploring.story_links import indicators_of, stories_of, titles

__all__ = ["StoriesTab"]

STEPS = "Its steps. Choose one that speaks of an indicator to go there."
BACK = "Stories that speak of the indicator of the first tab. Choose one to read it."


class StoriesTab:
    """Stories that may be read, step by step."""

    def __init__(self, explore: ExploreTab, go_there: Callable[[], None]) -> None:
        """Take the first tab, and how to go to it."""
        self.explore, self.community, self.go_there = explore, explore.community, go_there
        listed = [(shown, id) for id, shown in titles(self.community).items()]
        self.story = dropdown("Story", [("choose a story", NONE), *listed], width="48em")
        self.steps, self.back = table("The steps of the story"), table("Stories of the indicator")
        self._show_stories()
        self.story.observe(lambda _: self._show_steps(), "value")
        explore.choices.indicator.observe(lambda _: self._show_stories(), "value")
        self.steps.observe(lambda _: self._follow(), "selected_rows")
        self.back.observe(lambda _: self._read(), "selected_rows")

    @property
    def shown(self) -> widgets.VBox:
        """The story and its steps, then the stories of the indicator."""
        heading = words("<h2>From a story to its indicators, and back</h2>")
        return framed(heading, self.story, titled(STEPS, self.steps), titled(BACK, self.back))

    def _show_steps(self) -> None:
        rows = pd.DataFrame()
        if self.story.value != NONE:
            rows = indicators_of(self.community, self.story.value).drop(columns="indicator")
        fill(self.steps, rows.rename(columns={"told_as": "told as", "label": "indicator"}))

    def _show_stories(self) -> None:
        told = stories_of(self.community, self.explore.choices.indicator.value)
        fill(self.back, told.drop(columns="story"))

    def _follow(self) -> None:
        """Go from the step that was chosen to the indicator that it speaks of."""
        if self.story.value == NONE or not self.steps.selected_rows:
            return
        steps = indicators_of(self.community, self.story.value)
        indicator = steps.iloc[self.steps.selected_rows[0]]["indicator"]
        if pd.notna(indicator):
            self.explore.choices.indicator.value = indicator
            self.go_there()

    def _read(self) -> None:
        """Open the story that was chosen among the indicator's."""
        if self.back.selected_rows:
            told = stories_of(self.community, self.explore.choices.indicator.value)
            self.story.value = told.iloc[self.back.selected_rows[0]]["story"]
