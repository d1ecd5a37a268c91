"""What an open is worth: the two days that changed it, and what must not be compared across them.

Since 21 September 2021 Apple Mail fetches the images of an email whether anybody reads it or not,
which looks like an open. Mailchimp can leave such opens out of what was sent since 22 June 2024.
So opens have three eras, and a rate of one says nothing of a rate of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

__all__ = [
    "CLEANED",
    "COUNTED",
    "ERA_CHANGES",
    "EraChange",
    "MachineOpens",
    "changes_between",
    "era",
    "era_words",
    "machine_opens_words",
]

COUNTED: Final = frozenset(
    {"open_rate", "open_rate_reported", "click_to_open_rate", "unique_openers"}
)
"""The measures in which opens count."""
CLEANED: Final = frozenset({"open_rate", "click_to_open_rate"})
"""Those that leave machine opens out where the source tells them."""


class MachineOpens(StrEnum):
    """Whether opens of machines are in what counts as opened."""

    IN_IT = "in_it"
    """Nothing tells them, so they are."""
    LEFT_OUT = "left_out"
    TOLD_OF_SOME = "told_of_some"
    """They are told of some mailings only, so they are left in all of them."""

    @property
    def note(self) -> str:
        """What is noted beside a value; nothing where no source tells machine opens."""
        return NOTES[self]


NOTES: Final = {
    MachineOpens.IN_IT: "",
    MachineOpens.LEFT_OUT: "machine opens are left out",
    MachineOpens.TOLD_OF_SOME: "machine opens are in it: the source tells them of some mailings only",
}


@dataclass(frozen=True)
class EraChange:
    """A day from which on an open means something else."""

    day: date
    label: str
    """What stands beside it in a chart."""
    words: str
    """What happened, as part of a sentence."""


ERA_CHANGES: Final = (
    EraChange(
        date(2021, 9, 21),
        "21 Sep 2021: Apple Mail opens unasked",
        "on 21 September 2021 Apple Mail began to fetch images unasked, which looks like an open",
    ),
    EraChange(
        date(2024, 6, 22),
        "22 Jun 2024: machine opens can be told",
        "since 22 June 2024 Mailchimp can leave out the opens of machines",
    ),
)
ERAS: Final = (
    "All of it is from before 21 September 2021, when Apple Mail began to fetch images unasked.",
    "All of it lies between 21 September 2021, since when Apple Mail fetches images unasked, and "
    "22 June 2024, before which nobody can tell such opens from others.",
    "All of it lies after 21 September 2021, since when Apple Mail fetches images unasked, and "
    "after 22 June 2024, since when Mailchimp can leave such opens out.",
)


def era(day: date) -> int:
    """Return in which of the three eras a day lies: 0, 1 or 2."""
    return sum(turn.day <= day for turn in ERA_CHANGES)


def changes_between(first: date, last: date) -> tuple[EraChange, ...]:
    """Return the days between, after `first` and not after `last`, from which on opens differ."""
    return tuple(turn for turn in ERA_CHANGES if first < turn.day <= last)


def era_words(first: date, last: date) -> str:
    """Say what the two days do to a chart of opens from one day to another."""
    between = changes_between(first, last)
    if not between:
        return ERAS[era(first)]
    words = "; ".join(turn.words for turn in between)
    return f"{words[:1].upper()}{words[1:]}. Opens before and after are not compared."


def machine_opens_words(left_out: bool) -> str:
    """Say whether machine opens are in a value."""
    if left_out:
        return "Machine opens are left out here, as the source tells them."
    return "Machine opens are in it here, so read it as a ceiling."
