"""The page of all reports: where to start, what is new, and every edition of every community."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import holding_lock, replace_file, writing
from copmetrics.errors import CellError, CopmetricsError, Problems
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.publishing.editions import (
    Community,
    Edition,
    OrganisationPage,
    communities_there,
    networks_there,
)
from copmetrics.quarters import label
from copmetrics.render.html import environment, style
from copmetrics.units import show

__all__ = ["Missing", "without_cells", "write_index"]

INDEX_LOCK = ".building-index.lock"
"""Who writes the index writes it alone: the last one has seen every report that was put in its place."""
NEW: Final = 5
"""How many editions are said to be new: those made last."""


@dataclass(frozen=True)
class Missing:
    """A report that could not be made."""

    community: str
    audience: str
    why: str


@dataclass(frozen=True)
class _New:
    """What was made lately of a community: an edition, or the pages of member organisations of a quarter."""

    community: Community
    made: float
    stamp: str
    edition: Edition | None = None
    pages: tuple[OrganisationPage, ...] = ()
    quarter: str = ""
    """Of the pages."""


@dataclass(frozen=True)
class _Figure:
    """A measure of the newest quarter, and its way there."""

    label: str
    value: str
    series: Sequence[float | None]
    told: str
    """The series in words, for who cannot see it."""


@dataclass(frozen=True)
class _Told:
    """A community as the page tells of it."""

    community: Community
    quarter: str
    figures: tuple[_Figure, ...]


def write_index(reports: Path, missing: Sequence[Missing] = ()) -> Path:
    """Write `index.html` in the folder of all reports: those there, and those that could not be made."""
    with writing(reports), holding_lock(reports / INDEX_LOCK):
        replace_file(reports / "index.html", _index(reports, missing))
    return reports / "index.html"


def _index(reports: Path, missing: Sequence[Missing]) -> str:
    there = communities_there(reports)
    told, code = [_told(each) for each in there], _finding()
    html: str = (
        environment()
        .get_template("index.html.j2")
        .render(
            communities=told,
            quarters=sorted({each.quarter for each in told if each.quarter}, reverse=True),
            new=_newest(there),
            measures=[_name(each) for each in HEADLINES],
            missing=missing,
            networks=networks_there(reports),
            style=style(),
            code=code,
            digest=base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii"),
        )
    )
    return f"{html}\n"


@cache
def _finding() -> str:
    """Return the program of the page: it hides the communities that have not what is looked for."""
    return files("copmetrics.render").joinpath("templates/find.js").read_text(encoding="utf-8")


def _newest(there: Sequence[Community]) -> list[_New]:
    """Return what was made last, the last first; the organisations' pages of a quarter are one."""
    every = [
        *(
            _New(each, edition.made, edition.stamp, edition)
            for each in there
            for edition in each.editions
        ),
        *(
            _New(each, last.made, last.stamp, pages=pages, quarter=quarter)
            for each in there
            for quarter, pages in each.pages_by_quarter
            for last in [max(pages, key=lambda page: page.made)]
        ),
    ]
    return sorted(every, key=lambda each: each.made, reverse=True)[:NEW]


def _told(community: Community) -> _Told:
    newest = community.newest
    if newest is None:
        return _Told(community, "", ())
    return _Told(community, label(newest.quarter), tuple(_figures(community, newest)))


def _figures(community: Community, newest: Edition) -> Sequence[_Figure]:
    found = []
    for each in HEADLINES:
        unit, series = MEASURES[each].unit, community.series(each)
        words = ", ".join(show(value, unit) for value in series)
        value = show(newest.figures.get(each), unit)
        found.append(_Figure(_name(each), value, series, f"{_quarters(len(series))}: {words}"))
    return found


def _quarters(count: int) -> str:
    return "1 quarter" if count == 1 else f"{count} quarters"


def _name(indicator: str) -> str:
    return MEASURES[indicator].label


def without_cells(error: CopmetricsError) -> str:
    """Return an error's line for a page that others may read: what a cell holds is not in it."""
    if isinstance(error, Problems):
        more = len(error.errors) - 1
        return without_cells(error.errors[0]) + (f" (and {more} more)" if more else "")
    if isinstance(error, CellError):
        where = f"{error.file}, row {error.row}, column '{error.column}'"
        return f"{where}: what stands there is not {error.expected}."
    return str(error)
