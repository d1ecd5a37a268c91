"""The controls that the explorer's tabs are made of, and how an error is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Final

import ipywidgets as widgets
import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.exploring.browser_parts import ChoiceTable

__all__ = [
    "NONE",
    "button",
    "dropdown",
    "fill",
    "framed",
    "offer",
    "row",
    "say_result",
    "set_options",
    "several_of",
    "side_by_side",
    "table",
    "telling",
    "titled",
    "words",
]

NONE: Final = ""
"""What a dropdown holds where nothing is chosen."""
LABEL = {"description_width": "5em"}


def dropdown(
    description: str, options: Iterable[str | tuple[str, str]] = (), *, width: str = "17em"
) -> widgets.Dropdown:
    """Return a list to choose one thing from, named beside it."""
    return widgets.Dropdown(
        options=list(options),
        description=description,
        style=LABEL,
        layout={"width": width, "max_width": "100%"},
    )


def several_of(description: str) -> widgets.SelectMultiple:
    """Return a list to choose several things from."""
    return widgets.SelectMultiple(
        description=description, rows=4, style=LABEL, layout={"width": "17em", "max_width": "100%"}
    )


def offer(among: widgets.Dropdown, options: Iterable[tuple[str, str]]) -> None:
    """Offer other things in a list; what was chosen and is among them stays, else the first is chosen."""
    listed, kept = list(options), among.value
    if list(among.options) != listed:
        among.options = listed
        among.value = kept if kept in dict(listed).values() else listed[0][1]


def set_options(among: widgets.SelectMultiple, options: Iterable[tuple[str, str | None]]) -> None:
    """Put other things to choose from into a list; what was chosen and is among them stays so."""
    listed, kept = list(options), among.value
    among.value = ()  # first: the browser looks for the chosen ones among the new ones
    among.options = listed
    among.value = tuple(each for _, each in listed if each in kept)


def button(description: str, act: Callable[[], str | None], where: widgets.HTML) -> widgets.Button:
    """Return a button; what it cannot do is told in `where`, in a line, never as a traceback."""
    auto = {"width": "auto", "align_self": "flex-start"}
    made = widgets.Button(description=description, button_style="primary", layout=auto)
    made.on_click(lambda _: say_result(where, act))
    return made


def row(*parts: widgets.Widget) -> widgets.HBox:
    """Put controls beside one another, and under one another where there is no room."""
    return widgets.HBox(list(parts), layout={"flex_flow": "row wrap"})


def side_by_side(picture: widgets.HTML, shown: widgets.VBox) -> widgets.HBox:
    """Put a table beside a picture where there is room for both, else under it."""
    picture.layout = {"flex": "3 1 42em", "min_width": "0"}
    shown.layout = {"flex": "2 1 26em", "min_width": "0", "overflow": "auto"}
    return widgets.HBox([picture, shown], layout={"flex_flow": "row wrap", "width": "100%"})


def titled(caption: str, shown: ChoiceTable) -> widgets.VBox:
    """Put a table under its caption, which goes where the table goes.

    A caption of its own would be lost as soon as other rows are put into the table.
    """
    told = words(f"<p>{escape(caption)}</p>")
    widgets.dlink((shown.layout, "display"), (told.layout, "display"))
    return widgets.VBox([told, shown])


def framed(*parts: widgets.Widget) -> widgets.VBox:
    """Put a tab's parts under one another; pictures are no wider than there is room."""
    return widgets.VBox(list(parts))


def words(html: str = "") -> widgets.HTML:
    """Return a place for words or a picture."""
    return widgets.HTML(html)


def table(label: str) -> ChoiceTable:
    """Return an empty table, which is not shown before it has rows."""
    made = ChoiceTable(label=label)
    made.layout.display = "none"
    return made


def fill(shown: ChoiceTable, rows: pd.DataFrame, *, newest_first: bool = False) -> None:
    """Put rows into a table, none of them chosen. No rows, no table."""
    shown.layout.display = "none" if rows.empty else ""
    shown.fill(rows, newest_first=newest_first)


def telling(rows: pd.DataFrame, silent: Mapping[str, str]) -> pd.DataFrame:
    """Leave out the columns that say nothing, because all of one has its `silent` value."""
    said = rows.reindex(columns=list(silent)).astype(object).fillna("")
    return rows.drop(
        columns=[n for n, each in silent.items() if n in rows and said[n].eq(each).all()]
    )


def say_result(where: widgets.HTML, act: Callable[[], str | None]) -> None:
    """Do something, and say in `where` what it says: if it cannot be done, why, in a line."""
    try:
        told = act()
    except CopmetricsError as error:
        where.value = f"<p role='alert'><strong>{escape(str(error))}</strong></p>"
    else:
        where.value = told or ""
