"""A community's indicators by what they are about, for whoever looks for one."""

from __future__ import annotations

from copmetrics.community.community import Community
from copmetrics.measures import MEASURES, family_of
from copmetrics.measures.base import About, Measure

__all__ = ["grouped"]


def grouped(community: Community) -> dict[About, list[Measure]]:
    """Return what there is under each heading, in the order of a report; a community's own come last."""
    groups: dict[About, list[Measure]] = {each: [] for each in About}
    for measure in community.measures.values():
        groups[_about(measure)].append(measure)
    return {about: measures for about, measures in groups.items() if measures}


def _about(measure: Measure) -> About:
    return family_of(measure.id).about if measure.id in MEASURES else About.OWN
