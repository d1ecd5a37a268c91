"""When people joined and left an online event, and joined again, and were there twice at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from demo.chance import stream
from demo.programme import LONDON, UTC
from demo.simulation import Appearance, Seen

__all__ = ["Stay", "minutes_up", "stays_of", "to_utc"]


class Stay(NamedTuple):
    """One unbroken time in a meeting, by the clock in London."""

    joined: datetime
    left: datetime


def stays_of(appearance: Appearance) -> list[Stay]:
    """Return every stay of one person: most have one; some drop out, some use two devices."""
    event = appearance.event
    chance = stream("stays", event.event, appearance.seen, appearance.address, appearance.name)
    early = appearance.role == "host"
    joined = event.starts + timedelta(seconds=chance.randrange(-240, 420) - 480 * early)
    full = event.minutes * 60 + chance.randrange(-60, 200)
    left = event.starts + timedelta(seconds=full + 120 * early)
    luck = chance.random()
    if appearance.role == "attendee" and luck < 0.12:
        left -= timedelta(seconds=chance.randrange(600, 1500))
    if early or appearance.seen is Seen.TELEPHONE or luck > 0.30:
        return [Stay(joined, left)]
    half = joined + (left - joined) * chance.uniform(0.25, 0.7)
    if luck > 0.27:  # a second device, joined while the first is still in
        return [Stay(joined, left), Stay(half, left - timedelta(seconds=45))]
    if luck > 0.17:
        again = half + timedelta(seconds=chance.randrange(30, 240))
        return [Stay(joined, half), Stay(again, left)] if again < left else [Stay(joined, left)]
    return [Stay(joined, left)]


def minutes_up(stay: Stay) -> int:
    """Return whole minutes, rounded up as Zoom does."""
    return -(-int((stay.left - stay.joined).total_seconds()) // 60)


def to_utc(moment: datetime) -> datetime:
    """Turn a moment by London's clock into UTC."""
    return moment.replace(tzinfo=LONDON).astimezone(UTC).replace(tzinfo=None)
