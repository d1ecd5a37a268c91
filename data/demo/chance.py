"""Chance that comes out the same every time: one named stream of random numbers for each purpose.

Streams are seeded by name, so a change in how one file is written does not move any other file.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

__all__ = ["draw", "hexadecimal", "moment_on", "stream"]

SEED = "acute-deterioration-2024"
T = TypeVar("T")


def stream(*name: object) -> random.Random:
    """Return the stream of random numbers with this name."""
    return random.Random("/".join([SEED, *map(str, name)]))


def draw(
    people: Iterable[T], count: int, weigh: Callable[[T], float], chance: random.Random
) -> list[T]:
    """Draw so many different ones, heavier ones more likely; those that weigh nothing never."""
    keyed = [
        (chance.random() ** (1 / weight), place, each)
        for place, each in enumerate(people)
        if (weight := weigh(each)) > 0
    ]
    keyed.sort(key=lambda each: (-each[0], each[1]))
    return [each for _, _, each in keyed[:count]]


def moment_on(day: date, chance: random.Random, hours: Sequence[int] = range(8, 20)) -> datetime:
    """Return a moment on that day, to the second."""
    return datetime(day.year, day.month, day.day, chance.choice(hours)) + timedelta(
        seconds=chance.randrange(3600)
    )


def hexadecimal(length: int, *name: object) -> str:
    """Return a text of hexadecimal digits such as vendors use for ids."""
    return f"{stream('hex', *name).getrandbits(4 * length):0{length}x}"
