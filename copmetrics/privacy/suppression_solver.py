"""Does a withheld number follow from the numbers shown? Bounds worked out by linear programming.

What a reader knows is a set of whole numbers, each within bounds (a rounded 20 is 18 to 22, a
withheld count 1 to 7), and which of them add up. A withheld number is *pinned* if only one value
is left for it. The search for the least and the greatest value is SciPy's `milp`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import Any

__all__ = ["Known", "Sum", "pinned"]


@dataclass(frozen=True)
class Known:
    """What a reader knows of one whole number: at least `low`, at most `high` (open if `None`)."""

    low: float
    high: float | None
    hidden: bool = False
    """Whether it is one that must not be found out."""

    @property
    def shown(self) -> bool:
        """Whether a number stands there that could be withheld."""
        return not self.hidden and self.high is not None and self.high > 0


@dataclass(frozen=True)
class Sum:
    """Numbers times their signs that add up to between `low` and `high` (open if `None`)."""

    parts: Mapping[Any, float]
    low: float
    high: float | None


def pinned(cells: Mapping[object, Known], sums: Sequence[Sum]) -> set[object]:
    """Return the hidden numbers that can only be one value, given all that is known."""
    tied = {key for each in sums for key in each.parts}
    hidden = [
        key
        for key, known in cells.items()
        if known.hidden and known.low != known.high and key in tied
    ]
    if not hidden:
        return set()
    if len(sums) == 1 and set(sums[0].parts.values()) == {1}:
        return _pinned_by_a_total(hidden, cells, sums[0])
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # late: slow to import

    order = {key: place for place, key in enumerate(cells)}
    bounds = Bounds(
        np.array([known.low for known in cells.values()]),
        np.array([np.inf if known.high is None else known.high for known in cells.values()]),
    )
    rows = np.zeros((len(sums), len(cells)))
    for number, each in enumerate(sums):
        for key, sign in each.parts.items():
            rows[number, order[key]] = sign
    highs = [np.inf if each.high is None else each.high for each in sums]
    adding = LinearConstraint(rows, np.array([each.low for each in sums]), np.array(highs))

    possible: dict[object, set[int]] = {key: set() for key in hidden}
    for key, sign in ((key, sign) for key in hidden for sign in (1, -1)):
        if len(possible[key]) > 1:
            continue  # an earlier search met two values of it
        goal = np.zeros(len(cells))
        goal[order[key]] = sign
        found = milp(goal, integrality=np.ones(len(cells)), bounds=bounds, constraints=adding)
        if found.success:
            for one in hidden:
                possible[one].add(round(float(found.x[order[one]])))
    return {key for key in hidden if len(possible[key]) == 1}


def _pinned_by_a_total(
    hidden: Sequence[object], cells: Mapping[object, Known], total: Sum
) -> set[object]:
    """Return the pinned parts of one total: each is what the others, at their bounds, leave of it."""
    lows = sum(cells[key].low for key in total.parts)
    ends = [cells[key].high for key in total.parts]
    highs, endless = sum(each for each in ends if each is not None), ends.count(None)
    found = set()
    for key in hidden:
        own = cells[key]
        others_high = inf if endless > (own.high is None) else highs - (own.high or 0)
        least = max(own.low, total.low - others_high)
        own_high = inf if own.high is None else own.high
        most = min(own_high, (inf if total.high is None else total.high) - (lows - own.low))
        if most < inf and ceil(least) == floor(most):
            found.add(key)
    return found
