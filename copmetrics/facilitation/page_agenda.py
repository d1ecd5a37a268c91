"""The learning agenda on Monday's page: what nobody has taken."""

from __future__ import annotations

from typing import Final

from copmetrics.accounts.account import (
    ReportBlock,
    ReportColumn,
    ReportTable,
)
from copmetrics.accounts.quarter_figures import known_text
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import iso, on_day
from copmetrics.units import Unit

__all__ = ["agenda_blocks", "take_words"]

LONGEST: Final = 120
"""So many letters of an item are told: the page is two pages of A4."""


def take_words(week: Week) -> str:
    """Ask that somebody takes what nobody has; nothing where all is taken."""
    untaken = week.agenda.untaken
    if untaken.empty:
        return ""
    oldest = on_day(untaken["raised_at"].iloc[0], week)
    if len(untaken) == 1:
        return f"Find somebody for the item of the agenda that nobody has taken since {oldest}."
    waits = Unit.ITEMS.of(len(untaken))
    return f"Find somebody for {waits} of the agenda that nobody has taken, the oldest of {oldest}."


def agenda_blocks(week: Week) -> tuple[ReportBlock, ...]:
    """List what nobody has taken, once somebody opens it; nothing where all is taken, or none is kept.

    It is folded away on paper, where there is room for two pages. Nobody is on the page: an item whose
    words may name somebody is counted and not told.
    """
    untaken = _untaken(week)
    return (untaken,) if untaken.rows else ()


def _untaken(week: Week) -> ReportTable:
    """List what nobody has taken, the oldest first, in words that name nobody."""
    columns = (
        ReportColumn("Item"),
        ReportColumn("What it is"),
        ReportColumn("Topic"),
        ReportColumn("Raised on", Unit.DAY),
    )
    told = week.tellable(week.agenda.untaken)
    rows = tuple(
        (
            _short(row["item"]),
            known_text(row["kind"]),
            known_text(row["topic"]),
            iso(row["raised_at"], week),
        )
        for row in told.to_dict("records")
    )
    standing = week.agenda.standing
    parked, waiting = int(standing["status"].eq("parked").sum()), int(standing["waits"].sum())
    notes = [
        f"In all {Unit.ITEMS.of(len(standing))} open or parked: {parked} parked, {waiting} open for two "
        "whole quarters or more."
    ]
    more = len(week.agenda.untaken) - len(told)
    if more:
        notes.append(
            f"And {Unit.ITEMS.of(more)} that nobody has taken, of which nothing is told here."
        )
    title = "What nobody has taken of the learning agenda"
    return ReportTable("agenda-untaken", title, columns, rows, tuple(notes), folded=True)


def _short(item: str) -> str:
    plain = " ".join(item.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST].rstrip()} …"
