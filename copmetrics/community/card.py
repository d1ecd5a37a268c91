"""A community at a glance: what whoever loads it in Python sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from copmetrics.quarters import label
from copmetrics.typed_text import for_page
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from copmetrics.community.community import Community

__all__ = ["card_html", "card_text"]

TRY = 'community.indicators(), .changes(), .explain("attendances"), copmetrics.account(community)'


def card_text(community: Community) -> str:
    """Return ten lines: what it is called, how far it reaches, what it has, and what can be asked."""
    lines = [f"{name:<11} {said}" for name, said in _lines(community).items()]
    return "\n".join([_called(community), *lines])


def card_html(community: Community) -> str:
    """Return the same as a table; pandas escapes what a file may have brought."""
    told = pd.Series(_lines(community), name=_called(community))
    with pd.option_context("display.max_colwidth", None):
        return told.to_frame().to_html(justify="left")


def _called(community: Community) -> str:
    return for_page(community.settings.name or community.folder.resolve().name)


def _lines(community: Community) -> dict[str, str]:
    tables = community.tables
    stories = community.narrative_tables.get("stories", ())
    day = community.as_of.tz_convert(community.settings.timezone).date()
    missed = sum(each.missed for each in community.files)
    unread = f", of which {missed} could not be read" if missed else ""
    return {
        "from": f"{for_page(str(community.folder))}, as of {show(day.isoformat(), Unit.DAY)}",
        "quarters": _quarters(community.quarters),
        "files": f"{len(community.files):,}{unread}",
        "events": f"{tables['events']['event'].nunique():,}",
        "attendance": _of_people(tables["attendance"]),
        "members": _of_people(tables["members"]),
        "mailings": f"{tables['mailings']['mailing'].nunique():,}",
        "stories": f"{len(stories):,}, and {_own(len(community.own))} of its own",
        "ask": TRY,
    }


def _own(count: int) -> str:
    return "1 indicator" if count == 1 else f"{count} indicators"


def _quarters(quarters: pd.PeriodIndex) -> str:
    if not len(quarters):
        return "none"
    return f"{label(quarters[0])} to {label(quarters[-1])}: {len(quarters)}"


def _of_people(rows: pd.DataFrame) -> str:
    """Say how many lines of files a table has, and of how many people they tell."""
    return f"{len(rows):,} lines, {Unit.PEOPLE.of(rows['person'].nunique())} known"
