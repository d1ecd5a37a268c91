"""What changed in a network: of each measure, in how many communities, by the rules of their own accounts."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.accounts.account import Paragraph, ReportCell, ReportColumn, ReportTable, Section
from copmetrics.accounts.network_figures import TOLD, NetworkFigures
from copmetrics.accounts.shared_changes import NOT_TOLD_APART
from copmetrics.evaluation.changes import ChangeRow, Moved, State
from copmetrics.evaluation.history import InHistory
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["Direction", "direction", "directions", "network_changes_section"]

HOW_TO_READ: Final = (
    "A share went up or down where the difference is more than chance, as in the communities' own accounts. "
    "Of a count it is said that it is higher or lower than the quarter before, where the numbers as they are "
    "shown tell the two apart, and whether it is beyond all earlier quarters: two counts alone say nothing "
    "of why, nor whether they will stay so."
)


class Direction(StrEnum):
    """Which way a measure of a community went, as far as what it shares tells."""

    UP = "higher"
    DOWN = "lower"
    ALIKE = "no clear difference"
    NOT_COMPARED = "not compared"


def direction(row: ChangeRow) -> Direction:
    """Return which way a measure of one community went, by what its own account says."""
    if row["why_not"] == NOT_TOLD_APART or row["state"] == State.NO_CHANGE:
        return Direction.ALIKE
    if row["state"] == State.NOT_COMPARABLE:
        return Direction.NOT_COMPARED
    if MEASURES[row["indicator"]].is_share:
        moved = {Moved.UP: Direction.UP, Moved.DOWN: Direction.DOWN}
        return moved.get(Moved(row["moved"]), Direction.ALIKE) if row["moved"] else Direction.ALIKE
    if pd.isna(row["change"]) or not row["change"]:
        return Direction.ALIKE
    return Direction.UP if row["change"] > 0 else Direction.DOWN


def network_changes_section(figures: NetworkFigures) -> Section:
    """Tell of each measure in how many communities it went which way."""
    columns = (
        ReportColumn("Measure"),
        *(ReportColumn(_heading(each), Unit.COUNT) for each in Direction),
        ReportColumn("The highest so far", Unit.COUNT),
        ReportColumn("The lowest so far", Unit.COUNT),
    )
    here, before = label(figures.quarter), label(figures.quarter - 1)
    table = ReportTable(
        "network-changes",
        f"In how many communities each measure changed from {before} to {here}",
        columns,
        tuple(_row(figures, each) for each in TOLD),
        notes=(
            "The highest or lowest so far: of all quarters that a community knows, where these are enough "
            "to say so.",
        ),
    )
    return Section("changed", "What changed", (Paragraph(HOW_TO_READ), table))


def directions(figures: NetworkFigures, indicator: str) -> Counter[Direction]:
    """Count the communities in which a measure went each way."""
    return Counter(map(direction, _changes(figures, indicator)))


def _changes(figures: NetworkFigures, indicator: str) -> list[ChangeRow]:
    rows: list[ChangeRow] = figures.changes[figures.changes["indicator"].eq(indicator)].to_dict(
        "records"
    )
    return rows


def _heading(direction: Direction) -> str:
    return direction.value.capitalize()


def _row(figures: NetworkFigures, indicator: str) -> tuple[ReportCell, ...]:
    ways = directions(figures, indicator)
    history = Counter(row["in_history"] for row in _changes(figures, indicator))
    return (
        MEASURES[indicator].label,
        *(ways[each] for each in Direction),
        history[InHistory.HIGHEST],
        history[InHistory.LOWEST],
    )
