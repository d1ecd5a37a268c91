"""The third tab: from a story to its indicators, and from an indicator back to its stories."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets
import pandas as pd

from copmetrics.exploring.controls import (
    NONE,
    dropdown,
    fill,
    framed,
    offer,
    row,
    table,
    titled,
    words,
)
from copmetrics.exploring.explore_tab import ExploreTab
from copmetrics.exploring.story_links import indicators_of, stories_of, stories_to_choose
from copmetrics.framework.cycles import Cycle
from copmetrics.units import Unit

__all__ = ["StoriesTab"]

STEPS = "Its steps. Choose one that speaks of an indicator to go there."
FILTERS = {
    "cycles": "Cycle",
    "consent": "Read by",
    "goes": "Goes",
    "activity": "Activity",
    "topics": "Topic",
}
"""What the list of stories is narrowed by: a column of theirs, and what the control is called.

What no story says anything of is not offered.
"""
IN_ORDER = {each.label: place for place, each in enumerate(Cycle)}
"""The cycles in their order; other words go by the alphabet."""
BACK = "Stories that speak of the indicator of the first tab. Choose one to read it."


class StoriesTab:
    """Stories that may be read, step by step."""

    def __init__(self, explore: ExploreTab, go_there: Callable[[], None]) -> None:
        """Take the first tab, and how to go to it."""
        self.explore, self.community, self.go_there = explore, explore.community, go_there
        self.stories = stories_to_choose(self.community)
        self.story = dropdown("Story", self._listed(self.stories), width="48em")
        self.only = {
            each: dropdown(name, [("any", NONE), *((word, word) for word in told)])
            for each, name in FILTERS.items()
            if (told := self._words(each))
        }
        for each in self.only.values():
            each.observe(lambda _: offer(self.story, self._listed(self.kept)), "value")
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
        chosen_by = row(*self.only.values())
        return framed(
            heading, chosen_by, self.story, titled(STEPS, self.steps), titled(BACK, self.back)
        )

    @property
    def kept(self) -> pd.DataFrame:
        """The stories that are of all that was chosen."""
        wanted = {each: chosen.value for each, chosen in self.only.items() if chosen.value != NONE}
        of_all = [
            all(word in _several(told[each]) for each, word in wanted.items())
            for told in self.stories.to_dict("records")
        ]
        return self.stories[of_all]

    def _words(self, column: str) -> list[str]:
        """Return what the stories have in a column, each once."""
        told = [word for cell in self.stories[column] for word in _several(cell)]
        return sorted(dict.fromkeys(told), key=lambda word: (IN_ORDER.get(word, 0), word))

    def _listed(self, stories: pd.DataFrame) -> list[tuple[str, str]]:
        """Name stories to choose from, and first how many they are."""
        many = Unit.STORIES.of(len(stories))
        return [
            (f"choose one of {many}", NONE),
            *zip(stories["title"], stories["story"], strict=True),
        ]

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
            self._open(told.iloc[self.back.selected_rows[0]]["story"])

    def _open(self, story: str) -> None:
        """Choose a story, whatever the list was narrowed to."""
        if story not in self.kept["story"].array:
            for each in self.only.values():
                each.value = NONE
        self.story.value = story


def _several(cell: object) -> tuple[str, ...]:
    """Return the words of a cell: several, one, or none where it is not known."""
    if isinstance(cell, tuple):
        return cell
    return (cell,) if isinstance(cell, str) else ()
