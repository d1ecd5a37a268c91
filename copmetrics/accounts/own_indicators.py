"""The community's own indicators and what feedback forms give, beside the quarter before."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Headline,
    Headlines,
    MeasureCard,
    Paragraph,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.headlines import headline
from copmetrics.accounts.quarter_figures import QuarterFigures, known_number, known_text
from copmetrics.accounts.running_quarter import before_label, earlier_label
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["aims", "own_section"]

FEEDBACK = ("feedback_rating", "feedback_favourable")
TITLE = "Indicators of our own"
HOW_MADE: Final = "copmetrics new makes indicators.xlsx to fill in."
"""For those who lead the community: others have nothing to fill in."""


def own_section(facts: QuarterFigures) -> Section:
    """Tell the community's own indicators, cycle by cycle, as the eight measures are told."""
    register = facts.context.register.set_index("indicator")
    live = [id for id in register.index if register.at[id, "status"] == IndicatorStatus.LIVE]
    known = [id for id in FEEDBACK if facts.cell(id) is not None]
    order = list(Cycle)
    ids = sorted([*known, *live], key=lambda id: order.index(facts.measures[id].cycle))
    if not ids:
        words = (
            "The community has no indicators of its own yet, such as what members took away, what they did "
            "with it, and what came of it."
        )
        how = "" if facts.is_shared else f" {HOW_MADE}"
        return Section("own", TITLE, (Paragraph(f"{words}{how}"),))
    block = Headlines(
        id="own-indicators",
        title=TITLE,
        quarter=label(facts.quarter),
        previous_quarter=before_label(facts),
        year_ago_quarter=earlier_label(facts, facts.quarter - 4),
        rows=tuple(_row(facts, id) for id in ids),
    )
    return Section("own", TITLE, (block,))


def _row(facts: QuarterFigures, id: str) -> Headline:
    """Tell one indicator, with its cycle, and what the community aims at."""
    measure = facts.measures[id]
    register = facts.context.register.set_index("indicator")
    told = register.loc[id].to_dict() if id in register.index else {}
    aims = [f"{measure.cycle.label}."]
    target = told.get("target")
    if target is not None and target == target:  # a target that is not known is not a number
        declared = next(each.unit for each in facts.context.own if each.id == id)
        aims.append(f"Target {show(float(target), declared)}.")
    if isinstance(told.get("aspiration"), str):
        aims.append(f"Aspiration: {told['aspiration']}.")
    return headline(facts, id, MeasureCard(measure.meaning), also=" ".join(aims))


def aims(facts: QuarterFigures) -> ReportTable | None:
    """Put what the community aspires to beside what came of it, as far as readings tell."""
    register = facts.context.register
    aspired = register[
        register["aspiration"].notna() & register["status"].ne(IndicatorStatus.RETIRED)
    ]
    if aspired.empty:
        return None
    columns = tuple(
        map(ReportColumn, ("Indicator", "What is aspired to", "Target", "First reading", "Now"))
    )
    units = {each.id: each.unit for each in facts.context.own}
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (
            row["label"],
            known_text(row["aspiration"]),
            _target(row["target"], units[row["indicator"]]),
            _first_reading(facts, row["indicator"]),
            _value(facts, row["indicator"], facts.quarter),
        )
        for row in aspired.to_dict("records")
    )
    title = f"What is aspired to, and where it stands in {label(facts.quarter)}"
    return ReportTable("aims", title, columns, rows)


def _target(target: object, unit: Unit) -> str | None:
    known = known_number(target)
    return None if known is None else show(known, unit)


def _first_reading(facts: QuarterFigures, id: str) -> str | None:
    """Return the first reading before this quarter that is told, with its quarter."""
    quarters = sorted(quarter for quarter, name in facts.by_key if name == id)
    before = (each for each in quarters if each < facts.quarter)
    first = next((each for each in before if facts.cell(id, each) is not None), None)
    return None if first is None else f"{_value(facts, id, first)} ({label(first)})"


def _value(facts: QuarterFigures, id: str, quarter: pd.Period) -> str | None:
    cell = facts.cell(id, quarter)
    return None if cell is None else show(cell, facts.measures[id].unit)
