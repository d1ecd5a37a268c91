"""Does a withheld number follow from the numbers shown? Bounds worked out by linear programming.

What a reader knows is a set of whole numbers, each within bounds (a rounded 20 is 18 to 22, a
withheld count 1 to 7), and which of them add up. A withheld number is *uniquely determined* if only
one value is left for it. The search for the least and the greatest value is SciPy's `milp`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import Generic, TypeVar

__all__ = ["CellBounds", "Constraint", "uniquely_determined"]

Cell = TypeVar("Cell", bound=Hashable)
"""By what the numbers are told apart."""


@dataclass(frozen=True)
class CellBounds:
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
class Constraint(Generic[Cell]):
    """Cells times their coefficients that add up to between `low` and `high` (open if `None`)."""

    coefficients: Mapping[Cell, float]
    low: float
    high: float | None


def uniquely_determined(
    cells: Mapping[Cell, CellBounds], constraints: Sequence[Constraint[Cell]]
) -> set[Cell]:
    """Return the hidden numbers that can only be one value, given all that is known."""
    tied = {key for each in constraints for key in each.coefficients}
    hidden = [
        key
        for key, bounds in cells.items()
        if bounds.hidden and bounds.low != bounds.high and key in tied
    ]
    if not hidden:
        return set()
    if len(constraints) == 1 and set(constraints[0].coefficients.values()) == {1}:
        return _determined_by_a_total(hidden, cells, constraints[0])
    possible = _values_met(hidden, cells, constraints)
    return {key for key in hidden if len(possible[key]) == 1}


def _values_met(
    hidden: Sequence[Cell],
    cells: Mapping[Cell, CellBounds],
    constraints: Sequence[Constraint[Cell]],
) -> dict[Cell, set[int]]:
    """Search for the greatest and the least value of each hidden cell; return the values met."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp  # late: slow to import

    order = {key: place for place, key in enumerate(cells)}
    bounds = Bounds(
        np.array([each.low for each in cells.values()]),
        np.array([np.inf if each.high is None else each.high for each in cells.values()]),
    )
    rows = np.zeros((len(constraints), len(cells)))
    for number, each in enumerate(constraints):
        for key, coefficient in each.coefficients.items():
            rows[number, order[key]] = coefficient
    highs = [np.inf if each.high is None else each.high for each in constraints]
    adding = LinearConstraint(rows, np.array([each.low for each in constraints]), np.array(highs))

    possible: dict[Cell, set[int]] = {key: set() for key in hidden}
    for key, sign in ((key, sign) for key in hidden for sign in (1, -1)):
        if len(possible[key]) > 1:
            continue  # an earlier search met two values of it
        goal = np.zeros(len(cells))
        goal[order[key]] = sign
        found = milp(goal, integrality=np.ones(len(cells)), bounds=bounds, constraints=adding)
        if found.success:
            for one in hidden:
                possible[one].add(round(float(found.x[order[one]])))
    return possible


def _determined_by_a_total(
    hidden: Sequence[Cell], cells: Mapping[Cell, CellBounds], total: Constraint[Cell]
) -> set[Cell]:
    """Return the parts of one total that it determines: what the others, at their bounds, leave of it."""
    parts = total.coefficients
    lows = sum(cells[key].low for key in parts)
    ends = [cells[key].high for key in parts]
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
