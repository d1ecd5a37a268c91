"""The learning agenda in the leaders' account: what waits, what was closed, and what comes back."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.feedback import MARKED, NAMED
from copmetrics.accounts.quarter_figures import InsideFigures, known_text
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show
from copmetrics.value.agenda import AgendaState, agenda_at, may_be_told, topics_that_came_back

__all__ = ["agenda_section"]

TITLE: Final = "The learning agenda"
TOPICS_BACK: Final = "Topics that come back"
NOBODY: Final = "nobody yet"
AS_WRITTEN: Final = (
    "Items stand as they were written, and may name somebody: this part is for those who lead the "
    "community."
)


def agenda_section(facts: InsideFigures) -> tuple[Section, ...]:
    """Tell what is open and parked by age, what was closed, and which topics come back.

    Nothing is told of a quarter by whose end nobody had raised anything.
    """
    items, context = facts.community.tables["agenda"], facts.context
    state = agenda_at(items, facts.quarter, timezone=context.timezone, as_of=context.as_of)
    if not len(state.standing) + len(state.closed):
        return ()
    came_back = topics_that_came_back(
        items, facts.quarter, calendar=context.calendar, timezone=context.timezone
    )
    tables = (_standing(facts, state), _closed(facts, state))
    blocks: list[ReportBlock] = [Paragraph(_words(facts, state))]
    blocks += [each for each in tables if each.rows]
    if len(came_back):
        blocks += [Paragraph(_that_come_back(came_back)), _back(facts, came_back)]
    return (Section("agenda", TITLE, tuple(blocks)),)


def _words(facts: InsideFigures, state: AgendaState) -> str:
    """Say how much is open, for how long, and what nobody has taken; and what came and went."""
    count, waiting = len(state.standing), int(state.standing["waits"].sum())
    where = (
        f"{Unit.ITEMS.of(count)} {_is(count)} open or parked at the end of {label(facts.quarter)}"
    )
    waits = f", {waiting} of them for two whole quarters or more" if waiting else ""
    untaken = len(state.untaken)
    taken = f"; nobody has taken {untaken}" if untaken else ""
    moved = (
        f"In the quarter {Unit.ITEMS.of(len(state.raised))} {_was(len(state.raised))} raised and "
        f"{Unit.ITEMS.of(len(state.closed))} closed."
    )
    silent = len(state.standing) - len(may_be_told(state.standing))
    unlisted = f" {Unit.ITEMS.of(silent).capitalize()} may be told to nobody." if silent else ""
    return f"{where}{waits}{taken}. {moved}{unlisted} {AS_WRITTEN}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"


def _standing(facts: InsideFigures, state: AgendaState) -> ReportTable:
    columns = (
        ReportColumn("Item"),
        ReportColumn("What it is"),
        ReportColumn("Topic"),
        ReportColumn("Raised on", Unit.DAY),
        ReportColumn("Days", Unit.DAYS),
        ReportColumn("Status"),
        ReportColumn("Taken by"),
        ReportColumn(NAMED),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            row["item"],
            known_text(row["kind"]),
            known_text(row["topic"]),
            facts.context.day(row["raised_at"]),
            row["days"],
            row["status"] if row["status"] == "parked" else "open",
            known_text(row["taken_by"]) or NOBODY,
            _mark(facts, row["item"]),
        )
        for row in may_be_told(state.standing).to_dict("records")
    )
    title = f"Open and parked, the oldest first; days to {show(str(state.day.date()), Unit.DAY)}"
    return ReportTable("agenda-open", title, columns, rows).without_empty(NAMED)


def _closed(facts: InsideFigures, state: AgendaState) -> ReportTable:
    columns = (
        ReportColumn("Item"),
        ReportColumn("Topic"),
        ReportColumn("Raised on", Unit.DAY),
        ReportColumn("Closed on", Unit.DAY),
        ReportColumn("What became of it"),
        ReportColumn(NAMED),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            row["item"],
            known_text(row["topic"]),
            facts.context.day(row["raised_at"]),
            facts.context.day(row["closed_at"]),
            known_text(row["outcome"]),
            _mark(facts, row["item"], row["outcome"]),
        )
        for row in may_be_told(state.closed).to_dict("records")
    )
    title = f"Items closed in {label(facts.quarter)}"
    return ReportTable("agenda-closed", title, columns, rows).without_empty(NAMED)


def _that_come_back(came_back: pd.DataFrame) -> str:
    """Name the topics that were raised in several quarters, those of most quarters first."""
    told = [
        f"{row['topic']} ({Unit.ITEMS.of(row['items'])} in {row['quarters']} quarters, {row['standing']} not "
        "closed)"
        for row in came_back.to_dict("records")
    ]
    return f"{TOPICS_BACK}: {join_words(told)}."


def _back(facts: InsideFigures, came_back: pd.DataFrame) -> ReportTable:
    columns = (
        ReportColumn("Topic"),
        ReportColumn("Items", Unit.ITEMS),
        ReportColumn("Quarters in which it was raised", Unit.COUNT),
        ReportColumn("Last raised on", Unit.DAY),
        ReportColumn("Not closed now", Unit.ITEMS),
    )
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            row["topic"],
            row["items"],
            row["quarters"],
            facts.context.day(row["last_raised"]),
            row["standing"],
        )
        for row in came_back.to_dict("records")
    )
    return ReportTable("agenda-topics", TOPICS_BACK, columns, rows, folded=True)


def _mark(facts: InsideFigures, *written: object) -> str | None:
    """Return a remark where any of some words may name somebody."""
    return MARKED if facts.community.naming.intersection(map(str, written)) else None
