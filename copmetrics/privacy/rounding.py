"""How a count of people is shown to those outside: few are withheld, others rounded at random, by a key.

The cell-key method of the Office for National Statistics. A count from 1 to a small number is
withheld, 0 stays 0, and any other becomes a multiple of 5: the one above it or the one below it, each as
likely as the count is near it, so that the mean of what may be shown is the count. Which of the two is
decided by the community's secret, the cell's key (the sum of the record keys of those counted) and
the count: the same people are shown the same in every table, quarter, audience and run, and whoever
has not the secret cannot tell which way it went.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import floor
from typing import Final

import pandas as pd

from copmetrics.framework.withheld import ShownAs

__all__ = ["BASE", "COARSE", "NOTE", "NUMBERS", "Rounding", "withheld"]

NOTE: Final = "withheld to protect small numbers of people"
BASE: Final = 5
COARSE: Final = 20
"""So many of the longest stay are told apart in a sum of hours."""
NUMBERS: Final = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Rounding:
    """How many are few, and the secret by which the others are rounded."""

    small: int
    secret: str = field(repr=False)

    def hides(self, count: float) -> bool:
        """Whether a count of people is one to withhold: 1 to `small`."""
        return 0 < count <= self.small

    def rounded(self, count: float, key: object) -> float:
        """Return a count that is not hidden as it is shown: a multiple of 5, up or down by its key."""
        below = BASE * floor(count / BASE)
        up = (count - below) / BASE > self._draw(key, count)
        return float(max(below + BASE * up, self._least if count else 0))

    def coarsely(self, parts: float, key: object) -> float:
        """Return so many of the largest part of a sum as they are shown: a multiple of 20, by its key.

        Of 12 people who stayed a day of eight hours 96 hours would tell as much as their number; a multiple
        of 5 of the longest stay would, beside counts of the same people by month, leave two numbers for some.
        """
        below = COARSE * floor(parts / COARSE)
        return float(below + COARSE * ((parts - below) / COARSE > self._draw(key, parts)))

    def bounds(self, shown: float) -> tuple[float, float]:
        """Return within which bounds a reader knows a count to be that is shown as a number."""
        if not shown:
            return 0, 0
        return max(shown - BASE + 1, self.small + 1), shown + BASE - 1

    @property
    def _least(self) -> int:
        """The least number that is shown of anybody: with small numbers up to 7, 8 is 10 and never 5."""
        return BASE * (self.small // BASE + 1)

    def _draw(self, key: object, count: float) -> float:
        """Return a number from 0 up to 1 that hangs on who is counted, and is the same for the same."""
        drawn = hmac.digest(self.secret.encode(), f"{key} {count:g}".encode(), "sha256")
        return int.from_bytes(drawn[:7]) / 2**56


def withheld(values: pd.DataFrame, these: Sequence[bool] | pd.Series) -> pd.DataFrame:
    """Return indicators with further rows withheld: unknown from here on, with `c` as `status`."""
    mask = pd.Series(these, index=values.index, dtype=bool)
    return values.assign(
        **values[list(NUMBERS)].mask(mask),
        note=values["note"].mask(mask, NOTE),
        status=values["status"].mask(mask, str(ShownAs.WITHHELD)),
    )
