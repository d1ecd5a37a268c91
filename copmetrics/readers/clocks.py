"""The clock that an export itself says it is written by: `Start Time (UTC)`, `(GMT+01:00) Berlin`."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from zoneinfo import available_timezones

__all__ = ["hours_ahead", "stated_zone", "without_clock", "zone_ahead"]

_OFFSET = r"(?:utc|gmt|z)(?![a-z])\s?(?:(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?"
_BRACKETED = re.compile(
    rf"\s*[(\[](?:{_OFFSET}|(?P<named>[a-z0-9_+/-]{{2,40}}))[)\]]$", re.IGNORECASE
)
_STATED = re.compile(rf"^[(\[]?{_OFFSET}[)\]]?(?P<places>.*)$", re.IGNORECASE)

_ABBREVIATIONS: Final = {
    "bst": 1,
    "wet": 0,
    "west": 1,
    "cet": 1,
    "cest": 2,
    "eet": 2,
    "eest": 3,
    "est": -5,
    "edt": -4,
    "pst": -8,
    "pdt": -7,
    "aest": 10,
    "aedt": 11,
}
"""Hours ahead of UTC, of names that stand for one clock only."""
_BETWEEN_HOURS: Final = {
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
}
"""Clocks that are no whole hours ahead, by the minutes."""
_IN_AMERICA: Final = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
}


def hours_ahead(name: str) -> int | None:
    """Return how many hours a clock known by letters, `BST`, is ahead of UTC; nothing of another word."""
    return _ABBREVIATIONS.get(name.casefold())


def without_clock(heading: str) -> str:
    """Return a heading without the clock that it states in brackets at its end."""
    found = _BRACKETED.search(heading) if heading.endswith((")", "]")) else None
    return heading[: found.start()] if found and found.start() and _zone(found) else heading


def stated_zone(heading: str) -> str:
    """Return the time zone that a heading states in brackets, or a cell in words; empty if none."""
    plain = " ".join(heading.split())
    found = _BRACKETED.search(plain)
    if found and found.start():
        return _zone(found)
    whole = _STATED.match(plain)
    if whole:
        return _in_summer_too(whole["places"]) or _fixed(whole)
    return _named(plain)


def _zone(found: re.Match[str]) -> str:
    return _named(found["named"]) if found["named"] else _fixed(found)


def _fixed(found: re.Match[str]) -> str:
    """Return the clock so many hours ahead of UTC, all year round."""
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    return zone_ahead(minutes if found["sign"] in (None, "+") else -minutes)


def zone_ahead(minutes: int) -> str:
    """Return the time zone that is so many minutes ahead of UTC all year; empty if there is none."""
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(minutes, 60)
    # the names of these zones count the other way
    return _BETWEEN_HOURS.get(minutes, "") if rest or abs(hours) > 12 else f"Etc/GMT{-hours:+d}"


def _named(name: str) -> str:
    plain = name.strip().casefold()
    if plain in _ABBREVIATIONS:
        return zone_ahead(_ABBREVIATIONS[plain] * 60)
    return _zones().get(plain, "") if "/" in plain else ""


def _in_summer_too(places: str) -> str:
    """Return the clock of the first place that is known: `Dublin, London` have summer time."""
    named = places.casefold()
    american = next((zone for words, zone in _IN_AMERICA.items() if words in named), "")
    cities = (city.strip().replace(" ", "_") for city in named.split(","))
    return american or next((_cities()[city] for city in cities if city in _cities()), "")


@cache
def _zones() -> dict[str, str]:
    return {zone.casefold(): zone for zone in sorted(available_timezones())}


@cache
def _cities() -> dict[str, str]:
    """Return each place of the list of time zones, with its zone."""
    return {zone.rpartition("/")[2]: name for zone, name in _zones().items() if "/" in zone}
