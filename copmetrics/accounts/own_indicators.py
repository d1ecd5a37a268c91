"""The community's own indicators and what feedback forms give, beside the quarter before."""

from __future__ import annotations

from copmetrics.accounts.account import Headline, Headlines, MeasureCard, Paragraph, Section
from copmetrics.accounts.headlines import headline
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.quarters import label
from copmetrics.units import show

__all__ = ["own_section"]

FEEDBACK = ("feedback_rating", "feedback_favourable")
TITLE = "Indicators of our own"


def own_section(facts: QuarterFigures) -> Section:
    """Tell the community's own indicators, cycle by cycle, as the eight measures are told."""
    register = facts.context.register.set_index("indicator")
    live = [id for id in register.index if register.at[id, "status"] == IndicatorStatus.LIVE]
    known = [id for id in FEEDBACK if facts.cell(id) is not None]
    order = list(Cycle)
    ids = sorted([*known, *live], key=lambda id: order.index(facts.measures[id].cycle))
    if not ids:
        words = (
            "The community has no indicators of its own yet: what members took away, did with it, "
            "and what came of it. copmetrics new makes indicators.xlsx to fill in."
        )
        return Section("own", TITLE, (Paragraph(words),))
    block = Headlines(
        id="own-indicators",
        title=TITLE,
        quarter=label(facts.quarter),
        previous_quarter=label(facts.quarter - 1),
        year_ago_quarter=label(facts.quarter - 4),
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
