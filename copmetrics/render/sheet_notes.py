"""What stands under a sheet's title: two lines, no wider than the page; the tab *Notes* has what is longer.

A text that reaches beyond its table would make the whole page small in print, and cells are not merged: a
screen reader loses its place in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap

from copmetrics.accounts.account import ReportColumn, ReportTable
from copmetrics.render.sheets import Sheet

__all__ = ["MORE", "notes_sheet", "remarks", "under_title"]

MORE = "More on this in the tab 'Notes'."


def remarks(sheet: Sheet) -> tuple[str, ...]:
    """Return what is to be said of a sheet; a chart of Excel's has no marks, so they are said."""
    if sheet.figure is None:
        return sheet.table.notes
    figure = sheet.figure
    more = (*(f"{each.label}." for each in figure.marks), *figure.notes, *sheet.table.notes)
    return (f"{figure.subtitle.rstrip('.')}.", *more) if more else (figure.subtitle,)


def under_title(said: Sequence[str], letters: int) -> tuple[str, str]:
    """Return the two lines under a title: all that is said, or what fits in one and where the rest is."""
    whole = " ".join(said)
    lines = wrap(whole, letters)
    if len(lines) > 2:
        lines = [line for line in (_sentences_in(whole, letters), MORE) if line]
    first, second, *_ = (*lines, "", "")
    return first, second


def _sentences_in(whole: str, letters: int) -> str:
    """Return as many sentences of the beginning as fit into one line."""
    sentences = re.split(r"(?<=\.) ", whole)
    shorter = (" ".join(sentences[:number]) for number in range(len(sentences), 0, -1))
    return next((each for each in shorter if len(each) <= letters), "")


def notes_sheet(longer: Mapping[str, Sequence[str]]) -> Sheet:
    """Return the tab of notes: of each tab that has longer ones all that is to be said, a row each."""
    rows = tuple((tab, each) for tab, said in longer.items() for each in said)
    columns = (ReportColumn("Tab"), ReportColumn("Note"))
    return Sheet("Notes", ReportTable("notes", "Notes on other tabs", columns, rows))
