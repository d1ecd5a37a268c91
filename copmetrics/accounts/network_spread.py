"""How communities differ: shares in a funnel, so that chance in small ones is not taken for more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import FunnelLine, FunnelPoint
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.network_summary import communities_told
from copmetrics.evaluation.funnel import FEWEST, INNER, OUTER, Funnel, Place, funnel
from copmetrics.framework.withheld import MARK
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = [
    "FUNNELS",
    "NONE",
    "Spread",
    "network_spread_section",
    "spread",
    "spread_message",
    "spreads",
]

FUNNELS: Final = ("return_rate", "open_rate", "click_rate", "show_up_rate", "feedback_favourable")
"""The shares that are set beside one another, in the order told."""
OPEN: Final = 2
"""So many funnels are open; the others are folded."""
BACK: Final = 2
"""So many quarters back a share is looked for that few tell yet, such as who came again within 90 days."""
STEPS: Final = 60
"""So many points make a limit."""
NONE: Final = (
    f"No share is told by half of the communities, and by {FEWEST} at the least, so that they could be set "
    "beside one another. Shares of fewer than 50 are withheld to protect small numbers."
)
HOW_TO_READ: Final = (
    "Each dot is a community, further to the right the more its share is of. Between the inner lines "
    "95 in 100 would lie by chance if all communities were alike, between the outer ones 998 in "
    "1,000. A dot beyond the inner lines is filled; one beyond the outermost is a diamond with its "
    "name. That is worth a conversation, and is neither good nor bad: communities differ in purpose, in "
    "age and in what they record. They are not ranked, and stand in the order of the alphabet in the "
    "numbers of each chart."
)


@dataclass(frozen=True)
class Spread:
    """One share of each community that tells it, beside what all have together."""

    indicator: str
    quarter: pd.Period
    shares: dict[str, float]
    wholes: dict[str, float]
    funnel: Funnel
    cells: dict[str, ReportCell]
    """Of every community the share as a table holds it."""
    otherwise: int
    """How many are left out because they tell opens in another way than most."""

    @cached_property
    def places(self) -> dict[str, Place]:
        """Where each community lies."""
        return {id: self.funnel.place(share, self.wholes[id]) for id, share in self.shares.items()}


def spread(figures: NetworkFigures, indicator: str) -> Spread | None:
    """Return the funnel of a share: of the newest quarter that half of the communities tell, if any does."""
    needed = max(FEWEST, (len(figures.members) + 1) // 2)
    for quarter in (figures.quarter - back for back in range(BACK + 1)):
        cells = figures.cells(indicator, quarter)
        rows = figures.rows(indicator, quarter)
        alike = figures.comparable(indicator, quarter)
        told = [id for id in alike if isinstance(cells[id], float)]
        shares = {id: float(str(cells[id])) for id in told}
        wholes = {id: float(str(rows[id]["denominator"])) for id in told}
        parts = [float(str(rows[id]["numerator"])) for id in told]
        made = funnel(parts, list(wholes.values())) if len(told) >= needed else None
        if made is not None:
            others = sum(isinstance(each, float) for each in cells.values()) - len(told)
            return Spread(indicator, quarter, shares, wholes, made, cells, others)
    return None


def spreads(figures: NetworkFigures) -> list[Spread]:
    """Return the funnels that there are, in the order told."""
    return [each for each in (spread(figures, id) for id in FUNNELS) if each is not None]


def network_spread_section(figures: NetworkFigures) -> Section:
    """Show how communities differ in shares, with the limits of chance."""
    title = "How communities differ"
    found = spreads(figures)
    if not found:
        return Section("spread", title, (Paragraph(NONE),))
    blocks: list[ReportBlock] = [Paragraph(HOW_TO_READ)]
    blocks += [_figure(figures, each, folded=at >= OPEN) for at, each in enumerate(found)]
    return Section("spread", title, tuple(blocks))


def _figure(figures: NetworkFigures, told: Spread, *, folded: bool) -> ReportFigure:
    measure, names = MEASURES[told.indicator], {each.id: each.name for each in figures.members}
    ids = [id for id in figures.ids if id in told.shares]
    points = tuple(
        FunnelPoint(names[id], told.wholes[id], told.shares[id], told.places[id]) for id in ids
    )
    widest = max(told.wholes.values())
    narrowest = min(told.wholes.values())
    sizes = [narrowest + (widest - narrowest) * at / STEPS for at in range(STEPS + 1)]
    lines = tuple(_line(told.funnel, max(round(each), 1)) for each in sizes)
    of = measure.counted.value
    return ReportFigure(
        f"funnel-{told.indicator.replace('_', '-')}",
        spread_message(told),
        f"{measure.label}, {label(told.quarter)}: {communities_told(len(ids))} by how many {of} the "
        f"share is of. All together: {show(told.funnel.centre, Unit.WHOLE_SHARE)}",
        ChartKind.FUNNEL,
        _table(figures, told, of),
        notes=_notes(told),
        details=(*lines, *points),
        folded=folded,
    )


def _line(made: Funnel, whole: float) -> FunnelLine:
    wide = made.limits(whole, OUTER) if made.is_wide else None
    return FunnelLine(
        whole, made.centre, made.by_chance(whole, INNER), made.by_chance(whole, OUTER), wide
    )


def spread_message(told: Spread) -> str:
    """Say of a share whether communities differ by more than chance; no community is named."""
    name = MEASURES[told.indicator].label
    beyond = sum(each is Place.BEYOND for each in told.places.values())
    if told.funnel.is_wide:
        return f"{name}: communities differ by more than chance" + (
            f", {beyond} of {len(told.shares)} most" if beyond else ""
        )
    if beyond:
        differ = "differs" if beyond == 1 else "differ"
        return f"{name}: {beyond} of {len(told.shares)} communities {differ} by more than chance"
    return f"{name}: communities differ no more than chance would make them"


def _table(figures: NetworkFigures, told: Spread, of: str) -> ReportTable:
    columns = (
        ReportColumn("Community"),
        ReportColumn(MEASURES[told.indicator].label, Unit.WHOLE_SHARE),
        ReportColumn(f"Of how many {of}", Unit.COUNT),
        ReportColumn("Where it lies"),
    )
    rows = tuple(
        (
            each.name,
            told.cells[each.id],
            told.wholes.get(each.id),
            str(told.places.get(each.id, "")) or _why_not(told.cells[each.id]),
        )
        for each in figures.members
    )
    title = f"{MEASURES[told.indicator].label} in {label(told.quarter)}, by community"
    return ReportTable(f"funnel-{told.indicator.replace('_', '-')}-data", title, columns, rows)


def _why_not(cell: ReportCell) -> str:
    if cell == MARK:
        return "withheld to protect small numbers"
    return "not known" if cell is None else "told in another way than by most"


def _notes(told: Spread) -> tuple[str, ...]:
    """Say who is not drawn, and by which limits the dots are judged."""
    counts = Counter(_why_not(cell) for id, cell in told.cells.items() if id not in told.shares)
    notes = []
    if counts:
        words = "; ".join(
            f"{communities_told(count)}: {why}" for why, count in sorted(counts.items())
        )
        notes.append(f"Not drawn: {words}.")
    if told.funnel.is_wide:
        notes.append(
            "Together the communities differ by more than chance would make them, as shares of "
            "emails, answers or attendances usually do: several are of one person, mailing or "
            "event. So the outermost lines are as much wider as they differ, and only what lies "
            "beyond these is called unlike the others."
        )
    return tuple(notes)
