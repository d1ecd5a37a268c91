"""The readers: one vendor's export in, raw tables out. `READERS` lists them all."""

from __future__ import annotations

from typing import Final

from copmetrics.readers.base import Reader
from copmetrics.readers.eventbrite import EVENTBRITE_ATTENDEES
from copmetrics.readers.zoom import ZOOM_PARTICIPANTS, ZOOM_WEBINAR

__all__ = ["KNOWN_HEADINGS", "READERS"]

READERS: Final[tuple[Reader, ...]] = (
    EVENTBRITE_ATTENDEES,
    ZOOM_PARTICIPANTS,
    ZOOM_WEBINAR,
)

KNOWN_HEADINGS: Final = frozenset().union(*(reader.known_headings for reader in READERS))
