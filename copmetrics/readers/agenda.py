"""The learning agenda of a community: what was raised, who takes it, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.errors import CellError, Problems
from copmetrics.framework.agenda import AgendaStatus, ItemKind
from copmetrics.readers.block import Block
from copmetrics.readers.cells import is_address
from copmetrics.readers.columns import choice, moment, required_text, text
from copmetrics.readers.logs import a_day, several_topics, wrong_closing
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.stories import CONSENT

__all__ = ["AGENDA", "agenda_lines"]

KINDS: Final[Mapping[str, str]] = {
    ItemKind.QUESTION: r"question",
    ItemKind.CHALLENGE: r"challenge|issue|problem",
    ItemKind.OPPORTUNITY: r"opportunit|idea",
    ItemKind.RESOURCE: r"resource|need",
}
STATUSES: Final[Mapping[str, str]] = {
    AgendaStatus.PARKED: r"park|later",
    AgendaStatus.DONE: r"\bdone|\bclosed",
    AgendaStatus.OPEN: r"open",
}


def agenda_lines(block: Block) -> Tables:
    """One row an item. What has a day of closing is done, unless it says so; of others it may not be said."""
    problems: list[CellError] = []
    found = []
    for place, line in enumerate(block.lines):
        status = line["status"] or (None if line["closed_at"] is None else AgendaStatus.DONE)
        problems += wrong_closing(block, place, is_closed=status == AgendaStatus.DONE)
        problems += several_topics(block, place)
        found.append({**line, "status": status, **_who(line["taken_by"])})
    if problems:
        raise Problems(problems, block.sheet.file)
    return {"agenda": found}


def _who(taken: str | None) -> dict[str, str | None]:
    """Tell who takes an item: somebody by their address, or whoever is written there."""
    by_address = taken is not None and is_address(taken)
    return {"taken_by": None if by_address else taken, "address": taken if by_address else None}


AGENDA = TableReader(
    name="Learning agenda",
    required_headings=(("Raised on",), ("Item",), ("Status",)),
    columns={
        "raised_at": a_day("Raised on"),
        "item": required_text("Item", expected="what was raised"),
        "kind": choice("Kind", options=KINDS, in_other_words=True),
        "topic": text("Topic"),
        "taken_by": text("Taken by", "Who takes it"),
        "event": text("Event"),
        "status": choice("Status", options=STATUSES, in_other_words=True),
        "closed_at": moment("Closed on"),
        "outcome": text("Outcome"),
        "consent": choice("Consent", options=CONSENT),
    },
    to_raw_tables=agenda_lines,
)
