"""The first tab: choose an indicator, see it, go down to the lines behind it, send it to a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import ipywidgets as widgets
import pandas as pd

from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.exploring.answers import Answer, answer
from copmetrics.exploring.controls import (
    NONE,
    button,
    dropdown,
    fill,
    framed,
    row,
    say_result,
    set_options,
    several_of,
    side_by_side,
    table,
    titled,
    words,
)
from copmetrics.exploring.export import KINDS, send
from copmetrics.exploring.figures import value_name
from copmetrics.exploring.lineage import rows_behind, rows_behind_point
from copmetrics.exploring.python_lines import lines_of_python
from copmetrics.exploring.questions import choices, dimensions_of, points_of, question
from copmetrics.framework.withheld import ShownAs
from copmetrics.quarters import label, name
from copmetrics.render.html import figure_html
from copmetrics.units import Unit

__all__ = ["ExploreTab", "offered"]

WITHHELD = (
    "Withheld, for it is of few people. <code>small_number_internal = 0</code> in community.toml "
    "shows all."
)


class ExploreTab:
    """One indicator, by what, when and of whom; its answer is `answered`."""

    def __init__(self, community: Community, place: Path) -> None:
        """Draw the first indicator over all quarters."""
        self.community, self.place = community, place
        quarters = [(label(each), name(each)) for each in community.quarters]
        listed = [(each.label, id) for id, each in community.measures.items()]
        self.indicator = dropdown("Indicator", listed, width="48em")
        self.by, self.and_by = dropdown("by"), dropdown("and by")
        self.every = dropdown("a point a", [PointUnit.QUARTER])
        self.first, self.last = dropdown("from", quarters), dropdown("to", quarters)
        self.last.value = quarters[-1][1]
        self.only, self.values = dropdown("only where"), several_of("is one of")
        self.kind = dropdown("Send as", KINDS)
        self.told, self.picture, self.behind_told, self.sent, self.lines = (
            words() for _ in range(5)
        )
        self.table, self.behind = table(), table()
        self._settle()
        self.answered = self._ask()
        self._show()
        self._listen()

    @property
    def shown(self) -> widgets.VBox:
        """All of it, from the choices at the top to the lines of Python at the end."""
        sending = button("Send to a file", self._send, self.sent)
        numbers = titled("Choose a row to see the lines of the files behind it.", self.table)
        return framed(
            self.indicator,
            row(self.by, self.and_by, self.every),
            row(self.first, self.last),
            row(self.only, self.values),
            self.told,
            side_by_side(self.picture, numbers),
            self.behind_told,
            self.behind,
            row(self.kind, sending),
            self.sent,
            self.lines,
        )

    def _listen(self) -> None:
        self.indicator.observe(lambda _: self._indicator_chosen(), "value")
        self.only.observe(lambda _: self._filter_chosen(), "value")
        for each in (self.by, self.and_by, self.first, self.last, self.every, self.values):
            each.observe(lambda _: self._redraw(), "value")
        self.table.observe(lambda _: self._row_chosen(), "selected_rows")

    def _settle(self) -> None:
        """Offer what this indicator can be asked, keeping what was chosen where it can stay."""
        dimensions = dimensions_of(self.indicator.value)
        for each in (self.by, self.and_by, self.only):
            kept = each.value if each.value in dimensions else NONE
            each.options = [("nothing", NONE), *((name, name) for name in dimensions)]
            each.value = kept
        points = points_of(self.indicator.value)
        kept = self.every.value if self.every.value in points else PointUnit.QUARTER
        self.every.options, self.every.value = points, kept
        set_options(self.values, offered(self.community, self.indicator.value, self.only.value))

    def _indicator_chosen(self) -> None:
        with self._quietly():
            self._settle()
        self._redraw()

    def _filter_chosen(self) -> None:
        with self._quietly():
            set_options(self.values, offered(self.community, self.indicator.value, self.only.value))
        self._redraw()

    def _redraw(self) -> None:
        if not self._quiet:
            say_result(self.told, self._answer_again)

    def _answer_again(self) -> str:
        self.answered = self._ask()
        return self._show()

    def _ask(self) -> Answer:
        """Ask what is chosen."""
        by = [each for each in (self.by.value, self.and_by.value) if each]
        self.every.disabled = bool(by)  # a control chart is of no dimension
        filtered = self.only.value and self.values.value
        asked = question(
            self.community,
            self.indicator.value,
            by=by,
            first=self.first.value,
            last=self.last.value,
            every=PointUnit.QUARTER if by else self.every.value,
            where={self.only.value: self.values.value} if filtered else None,
        )
        return answer(self.community, asked)

    def _show(self) -> str:
        """Show the answer, and return what it means."""
        self.picture.value = figure_html(self.answered.figure)
        by_quarter = self.answered.points is None
        shown = self.answered.shown
        fill(self.table, shown if by_quarter else shown.iloc[::-1], newest_first=by_quarter)
        fill(self.behind, pd.DataFrame())
        self.behind_told.value = self.sent.value = ""
        lines = escape(lines_of_python(self.community, self.answered.question))
        self.lines.value = f"<p>The same picture in a cell of your own:</p><pre>{lines}</pre>"
        self.told.value = f"<p>{escape(self.answered.meaning)}</p>"
        return self.told.value

    def _row_chosen(self) -> None:
        if self.table.selected_rows:
            say_result(self.behind_told, self._show_behind)

    def _show_behind(self) -> str:
        """List the lines behind the row that was chosen, and say what they are behind."""
        asked, unit = self.answered.question, self.answered.measure.unit
        if self.answered.points is not None:
            newest_first = self.answered.points.iloc[::-1]
            point = newest_first.iloc[self.table.selected_rows[0]].to_dict()
            self._list_behind(rows_behind_point(self.community, asked, point))
            return _behind_words(point["value"], unit, point["label"])
        chosen = self.answered.values.iloc[self.table.selected_rows[0]]
        if chosen["status"] == ShownAs.WITHHELD:
            fill(self.behind, pd.DataFrame())
            return f"<p>{WITHHELD}</p>"
        values = {each: None if pd.isna(chosen[each]) else chosen[each] for each in asked.by}
        self._list_behind(rows_behind(self.community, asked, chosen["quarter"], values))
        parts = [value_name(each) for each in values.values()]
        return _behind_words(chosen["value"], unit, ", ".join([label(chosen["quarter"]), *parts]))

    def _list_behind(self, rows: pd.DataFrame) -> None:
        fill(self.behind, rows.rename(columns=lambda each: each.replace("_", " ")))

    def _send(self) -> str:
        paths = send(self.community, self.answered, self.kind.value, self.place)
        listed = ", ".join(f"<code>{escape(str(each))}</code>" for each in paths)
        return f"<p role='status'>Written: {listed}</p>"

    _quiet = False

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Change several choices and redraw once, afterwards."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False


def _behind_words(value: float, unit: Unit, of: str) -> str:
    """Say what the lines are behind."""
    said = "a number that is not known" if pd.isna(value) else unit.of(value)
    return f"<p>Behind {escape(said)} ({escape(of)}):</p>"


def offered(community: Community, indicator: str, dimension: str) -> list[tuple[str, str | None]]:
    """Return the values of a dimension to choose from, the unknown one by its name."""
    if dimension == NONE:
        return []
    found = choices(community, indicator, dimension)
    return [(value_name(each), each) for each in found]
