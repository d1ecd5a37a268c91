"""How far the community's milestones are, for those who lead it."""

from __future__ import annotations

from collections.abc import Iterator

from copmetrics.accounts.account import Listing, Section
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures
from copmetrics.community.milestones import Progress, milestones

__all__ = ["milestones_section", "milestones_to_come"]


def milestones_section(facts: QuarterFigures) -> Iterator[Section]:
    """List the milestones, those to come first; nothing where none is declared, or for those outside."""
    if not isinstance(facts, InsideFigures):
        return
    told = tuple(each.words for each in milestones(facts.community, facts.quarter))
    if told:
        listing = Listing("What we aim to reach, and how far we are", told)
        yield Section("milestones", "Milestones", (listing,))


def milestones_to_come(facts: QuarterFigures) -> tuple[str, ...]:
    """Return those to come, the soonest first, for the list of what is next."""
    if not isinstance(facts, InsideFigures):
        return ()
    found = milestones(facts.community, facts.quarter)
    return tuple(f"To reach: {each.words}" for each in found if each.progress is Progress.TO_COME)
