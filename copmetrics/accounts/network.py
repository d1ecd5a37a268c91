"""The account of a network: several communities in one quarter, section by section.

For whoever serves several communities, or a nation of them. Communities are set beside one another and
never ranked: they stand in the order of the alphabet, and shares in funnels that show what chance does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from copmetrics.accounts.account import Account, Section
from copmetrics.accounts.network_activities import network_activities_section
from copmetrics.accounts.network_changes import network_changes_section
from copmetrics.accounts.network_communities import (
    network_basis_section,
    network_communities_section,
)
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.network_nameless import network_brief_section, network_nameless_sections
from copmetrics.accounts.network_spread import network_spread_section
from copmetrics.accounts.network_summary import in_all_section, network_summary
from copmetrics.quarters import label, months
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["NetworkKind", "network_account"]

SECTIONS: Final = (
    in_all_section,
    network_changes_section,
    network_activities_section,
    network_spread_section,
    network_communities_section,
    network_basis_section,
)


class NetworkKind(StrEnum):
    """What is told of a network, by the folder that it goes into in that of the quarter."""

    WHOLE = ""
    PUBLIC = "public"
    BRIEF = "brief"

    @property
    def names_communities(self) -> bool:
        """Whether communities are told one by one; only then do they stand in its files."""
        return self is NetworkKind.WHOLE

    @property
    def file_name(self) -> str:
        """What its files are called, without their endings."""
        return self.value or "network"

    @property
    def heading(self) -> str:
        """What stands above its title."""
        return HEADINGS[self]


HEADINGS: Final = {
    NetworkKind.WHOLE: "Report of a network of communities",
    NetworkKind.PUBLIC: "A network of communities, for the public",
    NetworkKind.BRIEF: "A network of communities in brief",
}


@plain_texts()
def network_account(
    figures: NetworkFigures, *, stamp: str = "", kind: NetworkKind = NetworkKind.WHOLE
) -> Account:
    """Put the account of a network together: the whole, that for the public, or its first page."""
    return Account(
        community=figures.name,
        quarter=label(figures.quarter),
        months=months(figures.quarter),
        audience=kind.file_name,
        summary=network_summary(figures),
        sections=_sections(figures, kind),
        stamp=stamp,
        kind=kind.heading,
    )


def _sections(figures: NetworkFigures, kind: NetworkKind) -> tuple[Section, ...]:
    if kind is NetworkKind.BRIEF:
        return (network_brief_section(figures),)
    if kind is NetworkKind.PUBLIC:
        return network_nameless_sections(figures)
    return tuple(section(figures) for section in SECTIONS)
