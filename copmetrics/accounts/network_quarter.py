"""Of which quarter a network is told: communities may have other calendars, and lag behind one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.errors import FileError
from copmetrics.quarters import Calendar, bounds, name, parse, same_months

__all__ = ["network_quarter"]


def network_quarter(communities: Sequence[Community], text: str = "latest") -> pd.Period:
    """Return the quarter that is meant by a name, in the calendar of most of the communities.

    `latest` is the last that is over and of which half of the communities, or more, have anything: so
    one that is early with its exports does not make all others lack theirs. One that is not over is
    refused: communities would be told of unequal parts of it.
    """
    calendar = _calendar_of_most(communities)
    if text == "latest":
        return _latest(communities, calendar)
    wanted = parse(text, calendar)
    if not all(_is_over(each, wanted) for each in communities):
        advice = "Name one that is over: of this one each community would have told another part."
        raise FileError(f"--quarter {name(wanted)}", "is not over yet", advice=advice)
    return wanted


def _calendar_of_most(communities: Sequence[Community]) -> Calendar:
    """Return the calendar that most communities have; the NHS's where as many have either."""
    nhs = sum(each.settings.calendar is Calendar.NHS for each in communities)
    return Calendar.NHS if 2 * nhs >= len(communities) else Calendar.CALENDAR


def _latest(communities: Sequence[Community], calendar: Calendar) -> pd.Period:
    told = Counter(
        quarter
        for each in communities
        for quarter in {same_months(own, calendar) for own in each.coverage.touched}
        if _is_over(each, quarter)
    )
    if not told:
        advice = "Put exports into their folders that tell when something was."
        raise FileError("the network", "has no quarter that is over yet", advice=advice)
    by_half = [quarter for quarter, count in told.items() if 2 * count >= len(communities)]
    return max(by_half or told)


def _is_over(community: Community, quarter: pd.Period) -> bool:
    spans = bounds(
        pd.PeriodIndex([quarter]), timezone=community.settings.timezone, as_of=community.as_of
    )
    return bool(spans["over"].iloc[0])
