"""Which sources end before the quarter does that a report is made of, and the line if nothing happened since.

An export tells by its newest row how far it reaches: one downloaded in October, when nobody had joined since
August, looks like one of August.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.errors import FileError, answer_line
from copmetrics.evaluation.coverage import CLOSE, stated_to
from copmetrics.measures.base import Source
from copmetrics.quarters import bounds, label
from copmetrics.units import Unit, show

__all__ = ["ending_early"]

SINCE: Final[Mapping[Source, str]] = {
    Source.ATTENDANCE: "nobody came to anything",
    Source.MAILINGS: "nothing was sent",
    Source.MEMBERS: "nobody joined or left the list",
    Source.VISITS: "nobody was on the platform",
}
"""What is said of a source under `[covered_to]`."""
WHAT: Final[Mapping[Source, str]] = {
    Source.ATTENDANCE: "who came",
    Source.MAILINGS: "mailings",
    Source.MEMBERS: "the mailing list",
    Source.VISITS: "the platform",
}


def ending_early(community: Community) -> list[str]:
    """Say of each source that ends before the last quarter that is over did, by which line it does not."""
    try:
        quarter = community.quarter()
    except FileError:
        return []
    days = pd.PeriodIndex([quarter])
    span = bounds(days, timezone=community.settings.timezone, as_of=community.as_of)
    last = quarter.end_time.date()
    return [
        f"{label(quarter)} ends on {show(last.isoformat(), Unit.DAY)}, and of {WHAT[source]} the newest row "
        f"is of {_day(reached, community)}. If it was exported later and {SINCE[source]} since, say so in "
        f"community.toml, under [covered_to]: {answer_line(source.value, last)}"
        for source, reached in _ending(community, quarter, span["ends_at"].iloc[0])
    ]


def _ending(
    community: Community, quarter: pd.Period, end: pd.Timestamp
) -> Iterator[tuple[Source, pd.Timestamp]]:
    """Find the sources whose newest row is of before the quarter, or, of the list, well before its end."""
    coverage, tables = community.coverage, community.tables
    newest = {
        Source.ATTENDANCE: coverage.recorded_to,
        Source.MAILINGS: tables["mailings"]["sent_at"].max(),
        Source.VISITS: tables["visits"]["visited_at"].max(),
    }
    for source, moment in newest.items():
        if coverage.ends_before(source, quarter) and moment is not None and pd.notna(moment):
            yield source, moment
    listed = coverage.list_known_to(end)
    stated = stated_to(Source.MEMBERS, community.settings)
    if listed is not None and (stated is None or stated < end - CLOSE):
        yield Source.MEMBERS, listed


def _day(moment: pd.Timestamp, community: Community) -> str:
    return show(moment.tz_convert(community.settings.timezone).date().isoformat(), Unit.DAY)
