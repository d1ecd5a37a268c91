"""A quarter beside the one before it, for those outside: nothing is said that the numbers shown do not bear.

What moved, and whether that is more than noise, is worked out from exact numbers; told of it is what holds
for every number that may stand behind those shown. So no account contradicts another, or the exact
numbers, and the words tell no more than the figures do. Two rounded counts tell of their difference only
between which bounds it lies, which are `low` and `high`; that of two shares is said to be about so much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd

from copmetrics.evaluation.changes import ChangeRow, Moved, State, changes_and_reasons
from copmetrics.evaluation.history import InHistory
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import Counted
from copmetrics.privacy.rounding import Rounding

__all__ = ["NOT_TOLD_APART", "shared_changes"]

NOT_TOLD_APART: Final = "as they are rounded, the two cannot be told apart"


def shared_changes(
    exact: pd.DataFrame,
    shown: pd.DataFrame,
    so_far: pd.DataFrame | None,
    measures: Mapping[str, Measure],
    rounding: Rounding,
    quarters: Iterable[pd.Period] | None = None,
) -> pd.DataFrame:
    """Return the changes of `shown` values, as `changes_and_reasons` has them, that are true of `exact` ones.

    `exact` are changes of the exact values; `shown` are values with a `status`, and `so_far` those of
    the same days of the quarter before the running one. `quarters` are those to give changes for.
    """
    told = changes_and_reasons(shown, so_far=so_far, quarters=quarters)
    true = {(row["quarter"], row["indicator"]): row for row in exact.to_dict("records")}
    hidden = shown[shown["status"].eq(ShownAs.WITHHELD)]
    withheld = set(zip(hidden["quarter"], hidden["indicator"], strict=True))
    values = zip(shown["indicator"], shown["quarter"], shown["value"], strict=True)
    known = defaultdict[str, list[tuple[pd.Period, float]]](list)
    for id, quarter, value in values:
        known[id].append((quarter, value))
    rows = [
        _borne(
            row,
            true[row["quarter"], row["indicator"]],
            measures[row["indicator"]],
            _earlier(known[row["indicator"]], row, withheld),
            rounding,
        )
        for row in told.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(told)).astype(told.dtypes.to_dict())


def _earlier(
    known: list[tuple[pd.Period, float]], row: ChangeRow, withheld: set[tuple[pd.Period, str]]
) -> list[float | None]:
    """Return what is shown of the earlier quarters that are known; nothing for one that is withheld."""
    return [
        None if (quarter, row["indicator"]) in withheld else value
        for quarter, value in known
        if quarter < row["quarter"] and (pd.notna(value) or (quarter, row["indicator"]) in withheld)
    ]


def _borne(
    told: ChangeRow,
    true: ChangeRow,
    measure: Measure,
    earlier: Sequence[float | None],
    rounding: Rounding,
) -> ChangeRow:
    """Return one change with what of it the numbers shown bear."""
    if told["state"] == State.NOT_COMPARABLE:
        return told
    if measure.is_share:
        return _share(told, true)
    if measure.counted is Counted.HOURS:
        return _not_told_apart(told)
    if not measure.is_count_of_people:
        return _exact(told, true, earlier)
    now, before = rounding.bounds(told["value"]), rounding.bounds(told["previous"])
    if now == before == (0, 0):
        return told
    if now[0] <= before[1] and before[0] <= now[1]:
        return _not_told_apart(told)
    extreme = _beyond(now, earlier, rounding)
    in_history = extreme if extreme == true["in_history"] else InHistory.NOT_KNOWN
    state = State.COMPARED if told["previous"] else State.FROM_NONE
    standing = true["standing"] if in_history or true["in_history"] == InHistory.NOT_KNOWN else ""
    return {
        **told,
        "state": state,
        "change_percent": float("nan"),
        "low": now[0] - before[1],
        "high": now[1] - before[0],
        "verdict": standing if told["previous"] else "from none",
        "in_history": in_history,
        "standing": standing,
        "season": "",
    }


def _share(told: ChangeRow, true: ChangeRow) -> ChangeRow:
    """Return the verdict on the exact counts, with the difference of the per cents as they are shown.

    A move that these do not show is not told, nor that there was none where they are alike.
    """
    moved = true["moved"] in (Moved.UP, Moved.DOWN)
    difference = round(told["value"] - told["previous"], 6)
    if true["state"] == State.NOT_COMPARABLE or (moved and not difference):
        return _not_told_apart(told)
    return {
        **told,
        "change": difference or float("nan"),
        "low": float("nan"),
        "high": float("nan"),
        "state": State.COMPARED,
        "moved": true["moved"],
        "verdict": true["verdict"],
        "season": "",
    }


def _exact(told: ChangeRow, true: ChangeRow, earlier: Sequence[float | None]) -> ChangeRow:
    """Return the change of what is shown as it is, or to one decimal; its history if all of it is shown."""
    difference = told["value"] - told["previous"]
    if not difference and true["state"] == State.COMPARED:
        return _not_told_apart(told)
    season = told["season"] if told["season"] == true["season"] else ""
    whole = None not in earlier and told["in_history"] == true["in_history"]
    if whole:
        return {**told, "season": season}
    return {
        **told,
        "in_history": InHistory.NOT_KNOWN,
        "verdict": "",
        "standing": "",
        "season": season,
    }


def _not_told_apart(told: ChangeRow) -> ChangeRow:
    return {
        **told,
        "change": float("nan"),
        "change_percent": float("nan"),
        "low": float("nan"),
        "high": float("nan"),
        "state": State.NOT_COMPARABLE,
        "verdict": NOT_TOLD_APART,
        "why_not": NOT_TOLD_APART,
        "in_history": InHistory.NOT_KNOWN,
        "standing": "",
        "season": "",
    }


def _beyond(
    now: tuple[float, float], earlier: Sequence[float | None], rounding: Rounding
) -> InHistory:
    """Return whether a count is sure to be above, or below, every earlier one that is known."""
    ends = [(1, rounding.small) if each is None else rounding.bounds(each) for each in earlier]
    if ends and now[0] > max(high for _, high in ends):
        return InHistory.HIGHEST
    if ends and now[1] < min(low for low, _ in ends):
        return InHistory.LOWEST
    return InHistory.NOT_KNOWN
