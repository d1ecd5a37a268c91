"""The sources that can be asked, in the order in which they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.sync.declaring import Source
from copmetrics.sync.eventbrite import EVENTBRITE
from copmetrics.sync.mailchimp import MAILCHIMP
from copmetrics.sync.teams import TEAMS
from copmetrics.sync.zoom import ZOOM

__all__ = ["SOURCES"]

SOURCES: Final[Mapping[str, Source]] = {
    each.name: each for each in (MAILCHIMP, EVENTBRITE, ZOOM, TEAMS)
}
