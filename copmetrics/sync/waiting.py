"""How long a source says that it is to be left alone, however it says so."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["told_to_wait"]

LONGEST: Final = timedelta(days=365)
"""More is as good as for ever."""


def told_to_wait(said: str | None, *, now: datetime) -> timedelta | None:
    """Return how long the header `Retry-After` says to wait; nothing where it says nothing that is known.

    Seconds and dates of HTTP are the standard's (RFC 9110, 10.2.3); Zoom documents an instant for its limit
    of a day, `2026-12-01T00:00:00Z`.
    """
    text = (said or "").strip()
    if text.isdecimal():
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError):
            until = read(text)
            if until.tzinfo is not None:
                return min(max(until - now, timedelta()), LONGEST)
    return None
