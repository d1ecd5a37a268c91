"""A network told without naming a community: its first page alone, and the account for the public.

Both are made of numbers that the whole report has. What each community is like is not in them, so that
nobody has to be asked before they are handed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.network_activities import network_activities_section
from copmetrics.accounts.network_changes import Direction, directions, network_changes_section
from copmetrics.accounts.network_communities import network_basis_section
from copmetrics.accounts.network_figures import TOLD, NetworkFigures
from copmetrics.accounts.network_spread import NONE, spread_message, spreads
from copmetrics.accounts.network_summary import (
    ALL_KNOWN,
    HOW_TO_READ,
    communities_told,
    in_all_tables,
    not_known,
    not_known_title,
)
from copmetrics.accounts.network_totals import total
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit

__all__ = ["network_brief_section", "network_nameless_sections"]

ON_FIRST_PAGE: Final = tuple(each for each in TOLD if each in HEADLINES)
DIFFER: Final = "How communities differ"


def network_brief_section(figures: NetworkFigures) -> Section:
    """Tell what stands on the one page under the summary."""
    blocks = (
        *_measures(figures),
        _spread(figures),
        _lacking(figures),
        Paragraph(HOW_TO_READ),
    )
    return Section("brief", "In brief", blocks)


def network_nameless_sections(figures: NetworkFigures) -> tuple[Section, ...]:
    """Tell what may be told to everybody, a section a question."""
    return (
        Section("in-all", "The network in all", (*in_all_tables(figures), _lacking(figures))),
        network_changes_section(figures),
        network_activities_section(figures, each_one=False),
        Section("spread", DIFFER, (_spread(figures),)),
        network_basis_section(figures),
    )


def _measures(figures: NetworkFigures) -> Iterator[ReportBlock]:
    """Tell measures of all together, and in how many communities each went which way: counts, then shares."""
    for id, title, are_shares in (
        ("network-counts", "Counts of all communities together", False),
        ("network-shares", "Shares of all communities together", True),
    ):
        chosen = [each for each in ON_FIRST_PAGE if MEASURES[each].is_share is are_shares]
        columns = (
            ReportColumn("Measure"),
            ReportColumn(
                f"In {label(figures.quarter)}", Unit.WHOLE_SHARE if are_shares else Unit.COUNT
            ),
            ReportColumn("Communities in it", Unit.COUNT),
            ReportColumn("Higher", Unit.COUNT),
            ReportColumn("Lower", Unit.COUNT),
            ReportColumn("No clear difference", Unit.COUNT),
        )
        before = label(figures.quarter - 1)
        note = f"Higher, lower, no clear difference: in so many communities, beside {before}."
        rows = tuple(_row(figures, each) for each in chosen)
        yield ReportTable(id, title, columns, rows, (note,))


def _row(figures: NetworkFigures, indicator: str) -> tuple[ReportCell, ...]:
    told, ways = total(figures, indicator), directions(figures, indicator)
    went = (ways[each] for each in (Direction.UP, Direction.DOWN, Direction.ALIKE))
    return (MEASURES[indicator].label, told.cell, told.communities, *went)


def _spread(figures: NetworkFigures) -> Listing:
    found = tuple(f"{spread_message(each)}." for each in spreads(figures))
    return Listing(f"{DIFFER}, beside what chance does", found, NONE)


def _lacking(figures: NetworkFigures) -> Listing:
    """Say of how many communities something is not known."""
    items = [
        f"{communities_told(len(ids))}: {words}."
        for words, ids in not_known(figures).items()
        if ids
    ]
    if figures.unread:
        items.append(f"{communities_told(len(figures.unread))} could not be read.")
    return Listing(not_known_title(figures), tuple(items), ALL_KNOWN)
