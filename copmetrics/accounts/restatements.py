"""What a report restates: published figures that are other ones as now known, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from copmetrics.accounts.published import Manifest, PublishedFigures
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures
from copmetrics.community.community import Community
from copmetrics.measures import MEASURES
from copmetrics.quarters import label, parse
from copmetrics.units import join_words, show

__all__ = ["figures_of", "restated", "restatements"]

SINCE = " (exports, settings or version changed since)"
RESTATED = (
    "attendances",
    "unique_attendees",
    "events",
    "list_members",
    "list_organisations",
    "emails_sent",
    "open_rate",
    "click_rate",
)


def restatements(facts: QuarterFigures, published: Sequence[Manifest]) -> tuple[str, ...]:
    """Say in words which published figures are other ones as now known, and, inside, why."""
    lines = []
    for manifest in published:
        quarter = parse(manifest["quarter"], facts.context.calendar)
        now = figures_of(facts.values[facts.values["quarter"] == quarter])
        first: PublishedFigures = manifest["published"][0] if manifest["published"] else manifest
        others = restated(first["figures"], now)
        if others:
            told = join_words([_was(each, first["figures"], now) for each in others])
            because = (
                _because(facts.community, first) if isinstance(facts, InsideFigures) else SINCE
            )
            lines.append(f"{label(quarter)} restated: {told}{because}.")
    return tuple(lines)


def figures_of(values: pd.DataFrame) -> dict[str, float | None]:
    """Return the values of one quarter by indicator, as a manifest keeps them."""
    pairs = values[["indicator", "value"]].itertuples(index=False)
    return {
        indicator: None if pd.isna(value) else round(float(value), 10) for indicator, value in pairs
    }


def restated(old: Mapping[str, float | None], now: Mapping[str, float | None]) -> list[str]:
    """Return the indicators whose published figure is another one as now known."""
    return [each for each in RESTATED if each in old and old[each] != now.get(each)]


def _was(indicator: str, old: Mapping[str, float | None], now: Mapping[str, float | None]) -> str:
    measure = MEASURES[indicator]
    before, after = show(old[indicator], measure.unit), show(now.get(indicator), measure.unit)
    return f"{measure.label.lower()} were {before} when published, {after} as now known"


def _because(community: Community, first: PublishedFigures) -> str:
    """Name the files that came, or changed, since a report was published."""
    then = {each["sha256"] for each in first["inputs"] if "sha256" in each}
    late = sorted(each.file for each in community.files if each.format and each.digest not in then)
    gone = {each.get("file", "") for each in first["inputs"]} - {
        each.file for each in community.files
    }
    if late:
        shown = join_words(late[:3]) + (f" and {len(late) - 3} more" if len(late) > 3 else "")
        return f" (new or changed since: {shown})"
    if gone:
        return f" (no longer in the folder: {join_words(sorted(gone)[:3])})"
    return " (settings or version changed since)"
