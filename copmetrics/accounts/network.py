"""The account of a network: several communities in one quarter, section by section.

For whoever serves several communities, or a nation of them. Communities are set beside one another and
never ranked: they stand in the order of the alphabet, and shares in funnels that show what chance does.
"""

from __future__ import annotations

from typing import Final

from copmetrics.accounts.account import Account
from copmetrics.accounts.network_activities import network_activities_section
from copmetrics.accounts.network_changes import network_changes_section
from copmetrics.accounts.network_communities import (
    network_basis_section,
    network_communities_section,
)
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.network_spread import network_spread_section
from copmetrics.accounts.network_summary import in_all_section, network_summary
from copmetrics.quarters import label, months
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["network_account"]

SECTIONS: Final = (
    in_all_section,
    network_changes_section,
    network_activities_section,
    network_spread_section,
    network_communities_section,
    network_basis_section,
)


@plain_texts()
def network_account(figures: NetworkFigures, *, stamp: str = "") -> Account:
    """Put the account of a network together."""
    return Account(
        community=figures.name,
        quarter=label(figures.quarter),
        months=months(figures.quarter),
        audience="network",
        summary=network_summary(figures),
        sections=tuple(section(figures) for section in SECTIONS),
        stamp=stamp,
        kind="Report of a network of communities",
    )
