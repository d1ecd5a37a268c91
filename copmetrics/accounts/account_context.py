"""What stands around the numbers of an account: the community's name, its days, its events without people."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.community.series import attendance_told
from copmetrics.framework.cycles import CycleSet
from copmetrics.measures.base import Measure, Source
from copmetrics.quarters import Calendar

__all__ = ["AccountContext", "day", "keyed_fingerprint"]

EVENT = (
    "event",
    "title",
    "starts_at",
    "format",
    "activity",
    "cancelled",
    "cluster",
    "topic",
    "from_with",
    "informal_formal",
    "inside_outside",
)
"""What an account may say of an event: not who hosted it, nor from which file it is known."""


@dataclass(frozen=True)
class AccountContext:
    """Nothing in it counts anybody, and from it no table of people can be reached."""

    name: str
    timezone: str
    calendar: Calendar
    small_number: int
    cycle_set: CycleSet
    as_of: pd.Timestamp
    events: pd.DataFrame
    """The events: see `EVENT`; and whether each is `recorded`: some source says who came."""
    register: pd.DataFrame
    """The community's own indicators, as it registered them."""
    own: tuple[Measure, ...]
    reached: Mapping[Source, frozenset[pd.Period]]
    """Which quarters each source reaches."""
    sources: tuple[tuple[str, int, str], ...]
    """Each format that was read: its name, how many files, and their fingerprint."""

    @classmethod
    def of(cls, community: Community) -> AccountContext:
        """Copy what an account may say of a community beside its numbers."""
        settings = community.settings
        return cls(
            name=settings.name,
            timezone=settings.timezone,
            calendar=settings.calendar,
            small_number=settings.small_number,
            cycle_set=settings.cycle_set,
            as_of=community.as_of,
            events=community.events.reindex(columns=list(EVENT)).assign(
                recorded=community.events["event"].isin(attendance_told(community))
            ),
            register=community.narrative_tables["register"].copy(),
            own=community.own,
            reached={
                source: frozenset(quarters) for source, quarters in community.coverage.spans.items()
            },
            sources=_sources(community),
        )

    def day(self, moment: pd.Timestamp) -> str | None:
        """Return the day on the community's wall calendar, as ISO has it."""
        return day(moment, self.timezone)


def day(moment: pd.Timestamp, timezone: str) -> str | None:
    """Return a moment's day by a wall clock, as ISO has it."""
    return None if pd.isna(moment) else moment.tz_convert(timezone).date().isoformat()


def _sources(community: Community) -> tuple[tuple[str, int, str], ...]:
    """List the formats that were read, each with one fingerprint of its files.

    It is keyed: from a guess of what stands in a file nobody can tell whether the guess is right.
    """
    formats: dict[str, list[str]] = {}
    for each in community.files:
        if each.format:
            formats.setdefault(each.format, []).append(each.digest)
    return tuple(
        (name, len(digests), keyed_fingerprint(community.secret, "".join(sorted(digests)))[:12])
        for name, digests in sorted(formats.items())
    )


def keyed_fingerprint(secret: str, digest: str) -> str:
    """Return a digest as it may be shared: without the community's secret it cannot be made anew."""
    return hmac.digest(secret.encode(), f"fingerprint {digest}".encode(), "sha256").hex()
