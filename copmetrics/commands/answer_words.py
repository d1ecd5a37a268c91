"""A line of `community.toml` in words: what somebody chooses, on a button and before the line itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import tomlkit

from copmetrics.typed_text import for_page

__all__ = ["SAID", "answer_words", "key_and_usual", "typed_words"]

UNKNOWN: Final = "{key}: {value}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _last(pairs: Mapping[str, str]) -> tuple[str, str]:
    """Return the pair that an answer adds to those given before."""
    return list(pairs.items())[-1]


SAID: Final[Mapping[str, Callable[[Any], str]]] = {
    "day_first": lambda yes: "The day comes first" if yes else "The month comes first",
    "decimal": lambda sign: f"A {'comma' if sign == ',' else 'point'} stands before the decimals",
    "timezone": lambda zone: f"Its times are those of {zone}",
    "event": lambda event: f"It is of the event '{event}'",
    "title": lambda title: f"Its event was called '{title}'",
    "starts": lambda day: f"It was on {_day(day)}",
    "attended": lambda _: "Everybody in it came",
    "marks": lambda marks: "They came" if _last(marks)[1] == "came" else "They did not come",
    "days": lambda days: f"It was on {_day(list(days.values())[-1])}",
    "year": lambda year: f"It was in {year}",
    "each_day": lambda _: "There was a meeting on each day",
    "mailing": lambda mailing: f"It is of the mailing {mailing}",
    "audience": lambda name: f"It is of the list '{name}'",
    "nobody_cleaned": lambda _: "No address was cleaned",
    "columns": lambda pairs: f"Yes: '{_last(pairs)[1]}' is its '{_last(pairs)[0]}'",
    "without": lambda _: "No, it is right as it is",
    "day_is_right": lambda _: "The day is right",
    "impossible_as_unknown": lambda _: "They stand for none",
    "scale": lambda highest: f"Its ratings go up to {highest}",
    "interview": lambda yes: (
        f"People {'knew' if yes else 'did not know'} that we may ask them for a story"
    ),
    "ignore": lambda _: "Leave this file out",
}
"""What each answer says, by its key in `community.toml`."""
TYPED: Final[Mapping[str, str]] = {
    "starts": "Or on another day",
    "event": "Or of an event called",
    "year": "The year",
    "audience": "What you call the list",
    "mailing": "The Unique Id of the mailing",
    "timezone": "The clock, such as Europe/London",
    "days": "The day of each",
}
"""What is typed where none of the answers to choose from has it."""


def answer_words(line: str) -> str:
    """Return what a line says, with the remark that stands behind it."""
    written = tomlkit.parse(f"{line}\n")
    key, value = next(iter(written.unwrap().items()))
    said = SAID[key](value) if key in SAID else UNKNOWN.format(key=key, value=value)
    remark = getattr(written.item(key), "trivia").comment.lstrip("# ")  # noqa: B009
    return for_page(f"{said}: {remark}" if remark else said)


def typed_words(key: str) -> str:
    """Return what is to be typed for a key."""
    return TYPED.get(key, key.replace("_", " ").capitalize())


def key_and_usual(line: str) -> tuple[str, Any]:
    """Return the key that a line gives a value, and that value."""
    key, value = next(iter(tomlkit.parse(f"{line}\n").unwrap().items()))
    return key, value
