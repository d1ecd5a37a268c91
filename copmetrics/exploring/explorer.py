"""The explorer: controls in the browser over the plain functions of this package.

It asks, shows and sends; every number, word and file comes from a function that is called, and
tested, without a browser.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import ipywidgets as widgets

from copmetrics.community.community import Community
from copmetrics.exploring.browser_parts import AppFrame
from copmetrics.exploring.compare_tab import CompareTab
from copmetrics.exploring.controls import words
from copmetrics.exploring.explore_tab import ExploreTab
from copmetrics.exploring.stories_tab import StoriesTab

__all__ = ["Explorer"]

TITLES = ("Explore", "Compare", "Stories")


class Explorer:
    """What a value detective chooses and sees; it shows itself at the end of a cell."""

    def __init__(self, community: Community, place: str | Path = ".") -> None:
        """Explore a community; files are sent to `place`."""
        community.quarter()  # a community without a quarter that is over says so
        frame = AppFrame()
        self.explore = ExploreTab(community, Path(place), frame)
        self.compare = CompareTab(self.explore)
        self.stories = StoriesTab(self.explore, self._to_the_first)
        parts = (self.explore, self.compare, self.stories)
        self.tabs = widgets.Tab([each.shown for each in parts], titles=TITLES)
        name = words(f"<h1>{escape(community.settings.name)}: the explorer</h1>")
        self.shown = widgets.VBox([frame, name, self.tabs])
        self.shown.add_class("cop-explorer")

    def _to_the_first(self) -> None:
        self.tabs.selected_index = 0

    def _repr_mimebundle_(self, **more: object) -> object:
        """Show the controls."""
        return self.shown._repr_mimebundle_(**more)
