"""What the explorer has in the browser beside the controls that ipywidgets has: scripts stand beside this.

anywidget carries them; they are here already for the tables, load nothing and work offline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypedDict

import pandas as pd
import traitlets
from anywidget import AnyWidget

from copmetrics.accounts.account import ReportFigure
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts import chart_marks
from copmetrics.charts.mark_places import MarkPlace
from copmetrics.render.html import figure_html

__all__ = ["AppFrame", "ChoiceTable", "Chooser", "PressablePicture"]

BROWSER = Path(__file__).parent / "browser"
NUMBER = re.compile(r"[−-]?£?[\d,.]+%?|\[c\]")
"""A number as its unit has it, or withheld."""


class AppFrame(AnyWidget):
    """Gives the page around it its looks, and the keyboard a place to go on where it was has gone.

    `question` is what the address of the page has behind its `#`.
    """

    _esm = BROWSER / "app.js"
    _css = BROWSER / "app.css"
    question = traitlets.Unicode().tag(sync=True)

    def on_asked(self, ask: Callable[[str], None]) -> None:
        """Tell `ask` what the address has behind its `#` when somebody opens it, or types another."""
        self.on_msg(lambda _, told, __: ask(str(told.get("asked", ""))))

    def go_on_at(self, selector: str) -> None:
        """Go on at a part of the page, if where the keyboard was is not shown any more."""
        self.send({"focus": selector})


class ChoiceTable(AnyWidget):
    """A table to search, to sort and to choose a row of; `selected_rows` are the places of those chosen."""

    _esm = BROWSER / "table.js"
    columns: traitlets.List[object] = traitlets.List().tag(sync=True)
    rows: traitlets.List[object] = traitlets.List().tag(sync=True)
    selected_rows: traitlets.List[int] = traitlets.List(traitlets.Int()).tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    page = traitlets.Int(10).tag(sync=True)
    newest_first = traitlets.Bool(False).tag(sync=True)

    def fill(self, rows: pd.DataFrame, *, newest_first: bool = False) -> None:
        """Put rows into the table, none of them chosen, each cell as text; what is not known is empty.

        `newest_first` sorts by the first column, from the highest down, until somebody sorts anew.
        """
        texts = {name: _texts(rows[name]) for name in rows}
        with self.hold_sync():
            self.selected_rows = []
            self.newest_first = newest_first
            self.columns = [
                {"name": name, "number": _is_of_numbers(cells)} for name, cells in texts.items()
            ]
            self.rows = [list(cells) for cells in zip(*texts.values(), strict=True)]


class Entry(TypedDict):
    """One thing to choose: what it is called, and the words that it may be found by."""

    id: str
    label: str
    words: str


class Chooser(AnyWidget):
    """A list of things in groups, of which one is chosen; typing narrows it."""

    _esm = BROWSER / "chooser.js"
    value = traitlets.Unicode().tag(sync=True)
    groups: traitlets.List[object] = traitlets.List().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    search_label = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    rows = traitlets.Int(13).tag(sync=True)

    def __init__(
        self,
        groups: Mapping[str, Sequence[Entry]],
        *,
        label: str,
        search_label: str,
        hint: str = "",
    ) -> None:
        """Offer the groups; the first thing of the first is chosen."""
        super().__init__(
            groups=[[name, list(entries)] for name, entries in groups.items()],
            value=next(iter(groups.values()))[0]["id"],
            label=label,
            search_label=search_label,
            hint=hint,
        )


class PressablePicture(AnyWidget):
    """A figure as a report shows it, on which each number can be pressed, by pointer or by key."""

    _esm = BROWSER / "picture.js"
    html = traitlets.Unicode().tag(sync=True)
    marks: traitlets.List[object] = traitlets.List().tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    """Which mark is, in their order; -1 for none."""
    plain = traitlets.Bool(True).tag(sync=True)
    untitled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, pressed: Callable[[int, int], None]) -> None:
        """Tell `pressed` the row and column of numbers of each mark that is pressed."""
        super().__init__()
        self._places: tuple[MarkPlace, ...] = ()
        self._pressed = pressed
        self.on_msg(self._heard)

    def draw(
        self, figure: ReportFigure, said: Sequence[Sequence[str]], *, untitled: bool = False
    ) -> None:
        """Show a figure; `said` tells each of its rows and columns of numbers in words.

        `untitled` ones have a title that the page says already. Of the lines under a title only those
        of a control chart say more: its limits.
        """
        self._places = chart_marks(figure)
        with self.hold_sync():
            self.chosen = -1
            self.marks = [_mark(each, said[each.row][each.column]) for each in self._places]
            self.untitled, self.plain = untitled, figure.kind != ChartKind.XMR
            self.html = figure_html(figure)

    def choose(self, numbers: Sequence[tuple[int, int]]) -> None:
        """Show which number is chosen, by row and column: the first of these that is drawn; or none."""
        drawn = {(each.row, each.column): place for place, each in enumerate(self._places)}
        self.chosen = next((drawn[each] for each in numbers if each in drawn), -1)

    def press(self, mark: int) -> None:
        """Do what is done when a mark is pressed."""
        if 0 <= mark < len(self._places):
            self._pressed(self._places[mark].row, self._places[mark].column)

    def _heard(self, _: object, told: Mapping[str, Any], __: object) -> None:
        self.press(int(told.get("pressed", -1)))


def _texts(column: pd.Series) -> list[str]:
    """Return the cells of a column as text; what is not known is empty."""
    unknown = column.isna().tolist()
    return ["" if no else str(cell) for cell, no in zip(column, unknown, strict=True)]


def _is_of_numbers(texts: Sequence[str]) -> bool:
    """Whether a column has numbers, as they are shown, and nothing else."""
    told = [each for each in texts if each]
    return bool(told) and all(map(NUMBER.fullmatch, told))


def _mark(place: MarkPlace, said: str) -> dict[str, object]:
    """Return what the browser is told of a mark."""
    size = {"width": place.width, "height": place.height}
    return {"x": place.x, "y": place.y, **size, "shape": str(place.shape), "label": said}
