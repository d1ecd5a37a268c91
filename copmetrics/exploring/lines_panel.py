"""Beside the picture: the lines of the files behind the number that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets
import pandas as pd

from copmetrics.community.community import Community
from copmetrics.exploring.answers import Answer
from copmetrics.exploring.controls import button, fill, say_result, table, telling, words
from copmetrics.exploring.figures import value_name
from copmetrics.exploring.lineage import rows_behind, rows_behind_point
from copmetrics.framework.withheld import ShownAs
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["LinesPanel"]

WITHHELD = (
    "Withheld, for it is of few people. <code>small_number_internal = 0</code> in community.toml "
    "shows all."
)

SILENT = {"counted_as": "1", "why_not": ""}
"""What a column says where it need not be shown: every line counts, and once."""

MOST = 2000
"""So many lines are listed; nobody reads more, and `explain` writes all of them."""


class LinesPanel:
    """The lines behind one number, what they are behind, and the way back."""

    def __init__(self, community: Community, back: Callable[[], None]) -> None:
        """Show nothing yet; `back` is what the button does."""
        self.community = community
        self.told, self.table = words(), table("The lines of the files")
        returning = button("Back to the numbers", back, self.told)
        self.shown = widgets.VBox([returning, self.told, self.table])
        self.shown.add_class("cop-behind")
        self.hide()

    def hide(self) -> None:
        """Show nothing."""
        self.shown.layout.display = "none"
        self.told.value = ""

    def show(self, answered: Answer, place: int) -> None:
        """List the lines behind one of an answer's values or points, and say what they are behind."""
        self.shown.layout.display = ""
        say_result(self.told, lambda: self._list_behind(answered, place))

    def _list_behind(self, answered: Answer, place: int) -> str:
        asked, unit = answered.question, answered.measure.unit
        if answered.points is not None:
            point = answered.points.iloc[place].to_dict()
            many = self._fill(rows_behind_point(self.community, asked, point))
            return _behind_words(point["value"], unit, point["label"], many)
        chosen = answered.values.iloc[place]
        if chosen["status"] == ShownAs.WITHHELD:
            fill(self.table, pd.DataFrame())
            return f"<p role='status'>{WITHHELD}</p>"
        values = {each: None if pd.isna(chosen[each]) else chosen[each] for each in asked.by}
        many = self._fill(rows_behind(self.community, asked, chosen["quarter"], values))
        parts = [value_name(each) for each in values.values()]
        of = ", ".join([label(chosen["quarter"]), *parts])
        return _behind_words(chosen["value"], unit, of, many)

    def _fill(self, rows: pd.DataFrame) -> int:
        """List lines, as many as a page can hold, and return how many there are."""
        named = rows[:MOST].assign(file=rows["file"].str.rpartition("/")[2])
        shown = telling(named, SILENT)
        fill(self.table, shown.rename(columns=lambda each: each.replace("_", " ")))
        return len(rows)


def _behind_words(value: float, unit: Unit, of: str, many: int) -> str:
    """Say what the lines are behind."""
    said = "a number that is not known" if pd.isna(value) else unit.of(value)
    few = f" the first {MOST} of {many} lines" if many > MOST else ""
    return f"<p role='status'>Behind {escape(said)} ({escape(of)}):{few}</p>"
