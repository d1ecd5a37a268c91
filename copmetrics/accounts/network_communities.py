"""Each community of a network with what it shares, by the alphabet; and how the account is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from copmetrics.accounts.account import Paragraph, ReportCell, ReportColumn, ReportTable, Section
from copmetrics.accounts.network_figures import TOLD, NetworkFigures, NetworkMember
from copmetrics.accounts.network_summary import communities_told
from copmetrics.measures import MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["network_basis_section", "network_communities_section"]

NO_TABLE_OF_MERIT: Final = (
    "The communities stand in the order of the alphabet. They differ in purpose, size and age, and in what "
    "they record, so no number here says which does better. A dash is not known, and is not 0."
)
MANY: Final = 30
"""The table of more communities than this is folded: it is longer than all the rest."""
TO_SEARCH: Final = (
    "Open the table and look for a community with your browser's own search (Ctrl+F, or Cmd+F); in the "
    "workbook it can be filtered."
)
MADE: Final = (
    "This account is made of what each community shares, as its own account for those outside has "
    "it: the same numbers, rounded and withheld by the same rule, and the same verdicts. It is "
    "told nothing else of them, so whoever holds it beside a community's own account learns "
    "nothing of that community that it does not share.",
    "A sum of rounded numbers is near the true one: of fifteen communities it is rarely more than "
    "20 off, for as many are rounded up as down. The funnels are those of D. J. Spiegelhalter "
    "(2005): exact limits of the binomial distribution around the share of all together, and wider "
    "ones where communities differ by more than chance.",
)


def network_communities_section(figures: NetworkFigures) -> Section:
    """Tell of each community what it shares, none before another for what it has."""
    columns = (
        ReportColumn("Community"),
        *(ReportColumn(MEASURES[each].label, _unit(each)) for each in TOLD),
    )
    cells = [figures.cells(each) for each in TOLD]
    many = len(figures.members) > MANY
    table = ReportTable(
        "network-communities",
        f"What each of {communities_told(len(figures.members))} shares of {label(figures.quarter)}",
        columns,
        tuple(_row(cells, each) for each in figures.members),
        folded=many,
    )
    words = f"{NO_TABLE_OF_MERIT} {TO_SEARCH}" if many else NO_TABLE_OF_MERIT
    return Section("communities", "Each community", (Paragraph(words), table), appendix=True)


def _unit(indicator: str) -> Unit:
    """Return the unit that a measure is shared in: shares in whole per cents."""
    measure = MEASURES[indicator]
    return Unit.WHOLE_SHARE if measure.is_share else measure.unit


def _row(
    cells: Sequence[Mapping[str, ReportCell]], member: NetworkMember
) -> tuple[ReportCell, ...]:
    """Return a community's line, of the cells of all by measure."""
    return (member.name, *(each[member.id] for each in cells))


def network_basis_section(figures: NetworkFigures) -> Section:
    """Say how the account is made, and what it cannot tell."""
    return Section("made", "How these numbers are made", tuple(map(Paragraph, MADE)), appendix=True)
