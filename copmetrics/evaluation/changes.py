"""A quarter beside the one before it, and whether the difference is more than noise.

Counts show the difference and per cent; shares show percentage points with a 95 % interval
(Newcombe 1998, method 10: score intervals combined), from which the verdict follows. Two counts
alone give no verdict: the newer one is put beside its own history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from typing import Any, TypeAlias

import pandas as pd

from copmetrics.framework.basis import Basis
from copmetrics.measures import open_rate_eras
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import label
from copmetrics.schema import CHANGES
from copmetrics.units import Unit, show, unit_named

__all__ = [
    "COLUMNS",
    "InHistory",
    "Moved",
    "State",
    "changes",
    "changes_and_reasons",
    "newcombe",
    "side_by_side",
]

COLUMNS = tuple(CHANGES.columns)
Value: TypeAlias = Mapping[str, Any]
"""One row of indicators, by its columns."""
HISTORY = 4
"""Quarters of its own history that a count needs before it is put beside it."""


class State(StrEnum):
    """What kind of comparison two quarters allow."""

    COMPARED = "compared"
    FROM_NONE = "from_none"
    NO_CHANGE = "no_change"
    NOT_COMPARABLE = "not_comparable"


class Moved(StrEnum):
    """Which way a share moved, beyond chance; the verdict on it."""

    UP = "up"
    DOWN = "down"
    NOT_CLEARLY = "no clear change"


class InHistory(StrEnum):
    """Where a count stands among its own earlier quarters."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    WITHIN = "within"
    NOT_KNOWN = ""
    """It is not over, or there are too few earlier ones."""


@dataclass(frozen=True)
class _Pair:
    """One indicator in a quarter and in the quarter before (the same days of it, if so far)."""

    now: Value
    before: Value | None
    history: tuple[float, ...]


def changes(
    values: pd.DataFrame,
    *,
    so_far: pd.DataFrame | None = None,
    quarters: Iterable[pd.Period] | None = None,
) -> pd.DataFrame:
    """Return each indicator's change since the quarter before, and whether it is more than noise.

    Two shares get an interval of their difference, and from it a verdict; two counts alone say
    nothing of noise, so the newer one is put beside its own history. What is unknown, or known in
    another way in one of the two quarters, is not compared, and the verdict says why.

    - `values`: a frame of indicators without dimensions, as `copmetrics.indicators` gives it, with
      the earlier quarters in it.
    - `so_far`: the indicators of the quarter before the running one, up to as many days as have
      gone by: what a quarter that is not over is compared with. `Community.changes` sees to it.
    - `quarters`: those to give changes for; all of `values` where they are not given.

    **Gives** a frame, one row a quarter and indicator:

    - `quarter`, `indicator`, `value`, `previous` (the value of the quarter before) and `unit`;
    - `change`: the difference in the same unit; for shares a fraction, 0.03 is 3 percentage points;
    - `change_percent`: the change as a fraction of the old value, 0.1 is 10 per cent; missing for
      shares and scores, and where the old value is 0;
    - `low` and `high`: the 95 % interval of the difference of two shares; else missing;
    - `verdict`: in words, such as `up`, `no clear change` or `the highest of the last 9 quarters`;
    - `state`: `compared`, `from_none` (the old value is 0), `no_change` or `not_comparable`.

    **Errors**: none of its own; `values` without one of these columns is a `KeyError`;
    `machine_opens` may be missing, and then is in it.

    **Source**: the interval is R. G. Newcombe's (Statistics in Medicine, 1998), method 10: Wilson's
    score intervals combined.

        >>> values = pd.DataFrame({
        ...     "quarter": pd.PeriodIndex(["2026Q1", "2026Q2"], freq="Q"),
        ...     "indicator": "open_rate",
        ...     "value": [0.40, 0.52],
        ...     "numerator": [80.0, 104.0],
        ...     "denominator": [200.0, 200.0],
        ...     "unit": "share",
        ...     "basis": "actual",
        ...     "note": "",
        ... })
        >>> newest = copmetrics.changes(values).iloc[-1]
        >>> float(newest["change"].round(3)), float(newest["low"].round(3)), newest["verdict"]
        (0.12, 0.022, 'up')
    """
    found = changes_and_reasons(values, so_far=so_far, quarters=quarters)
    return CHANGES.check(found[list(COLUMNS)])


def changes_and_reasons(
    values: pd.DataFrame,
    *,
    so_far: pd.DataFrame | None = None,
    quarters: Iterable[pd.Period] | None = None,
) -> pd.DataFrame:
    """Return changes with what their verdicts say apart: `why_not` and `in_history`.

    `why_not` is the reason why two quarters are not compared, in words; `in_history` says where a
    count stands among its own earlier quarters (see `InHistory`).
    """
    by_key = {(row["quarter"], row["indicator"]): row for row in values.to_dict("records")}
    partial = {} if so_far is None else {row["indicator"]: row for row in so_far.to_dict("records")}
    there = sorted(set(values["quarter"]))
    wanted = set(there if quarters is None else quarters)
    rows = [
        _change(_pair(row, [each for each in there if each < key[0]], by_key, partial))
        for key, row in by_key.items()
        if key[0] in wanted
    ]
    found = pd.DataFrame(rows, columns=[*COLUMNS, "why_not", "in_history"])
    return found.astype(dict.fromkeys(COLUMNS[2:8], "float64"))


def side_by_side(one: Value, other: Value) -> dict[str, object]:
    """Return how one value differs from another of the same measure: any two quarters, or two parts.

    Both are rows of indicators. `change` is `one` less `other`; shares have `low`, `high` and a
    verdict as in `changes`; two counts alone get none. `state` and `verdict` say why not, if so.
    """
    unknown = [each for each in (one, other) if pd.isna(each["value"])]
    if unknown:
        return _not_comparable(unknown[0]["note"] or "unknown")
    if one["basis"] != other["basis"]:
        unlike = one if one["basis"] != Basis.ACTUAL else other
        return _not_comparable(f"unlike coverage ({unlike['note']})")
    first, last = sorted((one, other), key=lambda each: each["quarter"])
    if first["quarter"] != last["quarter"] and (otherwise := _opened_otherwise(last, first)):
        return _not_comparable(otherwise)
    if one["unit"] == Unit.SHARE.id:
        return _of_share(one, other)
    difference = one["value"] - other["value"]
    relative = other["value"] != 0 and _relative(one["unit"])
    return {
        "change": difference,
        "change_percent": difference / abs(other["value"]) if relative else None,
        "state": State.COMPARED if difference else State.NO_CHANGE,
        "verdict": "" if difference else "no change",
    }


def _not_comparable(reason: str) -> dict[str, object]:
    return {
        "state": State.NOT_COMPARABLE,
        "verdict": f"not comparable: {reason}",
        "why_not": reason,
    }


def newcombe(
    numerator: float, denominator: float, old_numerator: float, old_denominator: float
) -> tuple[float, float]:
    """Return the 95 % interval of the difference of two independent shares, new less old."""
    from scipy.stats import binomtest  # late: slow to import, and only changes of shares ask

    def share(part: float, whole: float) -> tuple[float, float, float]:
        interval = binomtest(int(part), int(whole)).proportion_ci(0.95, method="wilson")
        return part / whole, interval.low, interval.high

    new, new_low, new_high = share(numerator, denominator)
    old, old_low, old_high = share(old_numerator, old_denominator)
    difference = new - old
    return (
        difference - sqrt((new - new_low) ** 2 + (old_high - old) ** 2),
        difference + sqrt((new_high - new) ** 2 + (old - old_low) ** 2),
    )


def _pair(
    row: Value,
    earlier: Sequence[pd.Period],
    by_key: Mapping[tuple[pd.Period, str], Value],
    partial: Mapping[str, Value],
) -> _Pair:
    quarter, indicator = row["quarter"], row["indicator"]
    before = by_key.get((quarter - 1, indicator))
    if row["basis"] == Basis.SO_FAR:
        before = partial.get(indicator)
    alike = (
        by_key.get((each, indicator))
        for each in earlier
        if not _era_changes(indicator, each, quarter)
    )
    known = (each for each in alike if each is not None and each["basis"] == Basis.ACTUAL)
    return _Pair(row, before, tuple(each["value"] for each in known if pd.notna(each["value"])))


def _era_changes(
    indicator: str, first: pd.Period, last: pd.Period
) -> tuple[open_rate_eras.EraChange, ...]:
    """Return the days within two quarters, or between them, since which an open is another thing."""
    if indicator not in open_rate_eras.COUNTED:
        return ()
    return open_rate_eras.changes_between(first.start_time.date(), last.end_time.date())


def _change(pair: _Pair) -> dict[str, object]:
    """Put one comparison into its state and say it in words."""
    now, before = pair.now, pair.before
    found: dict[str, object] = {
        "quarter": now["quarter"],
        "indicator": now["indicator"],
        "value": now["value"],
        "previous": None if before is None else before["value"],
        "unit": now["unit"],
    }
    reason = _why_not(now, before)
    if reason or before is None:
        return found | _not_comparable(reason)
    if now["unit"] == Unit.SHARE.id:
        return found | _of_share(now, before)
    return found | _of_count(pair, before)


def _why_not(now: Value, before: Value | None) -> str:
    """Return why two quarters cannot be compared; empty if they can."""
    if pd.isna(now["value"]):
        return now["note"] or "unknown this quarter"
    if before is None:
        if now["basis"] == Basis.SO_FAR:
            return now["note"]
        return f"{label(now['quarter'] - 1)} is before the first export"
    if pd.isna(before["value"]):
        return f"{label(now['quarter'] - 1)} is unknown ({before['note']})"
    bases = {now["basis"], before["basis"]} - {Basis.SO_FAR}
    if len(bases) > 1:
        unlike = now if now["basis"] != Basis.ACTUAL else before
        return f"unlike coverage ({unlike['note']})"
    return _opened_otherwise(now, before)


def _opened_otherwise(now: Value, before: Value) -> str:
    """Return why opens of two quarters are not of one kind; empty if they are."""
    turned = _era_changes(now["indicator"], before["quarter"], now["quarter"])
    if turned:
        return "; ".join(turn.words for turn in turned)
    if now["indicator"] not in open_rate_eras.CLEANED:
        return ""
    left_out = {row.get("machine_opens") == MachineOpens.LEFT_OUT for row in (now, before)}
    if len(left_out) > 1:
        return "machine opens are left out of one quarter and not of the other"
    return ""


def _of_share(now: Value, before: Value) -> dict[str, object]:
    difference = now["value"] - before["value"]
    if pd.isna(now["denominator"]) or pd.isna(before["denominator"]):
        return {
            "change": difference,
            "state": State.NO_CHANGE if difference == 0 else State.COMPARED,
            "verdict": "no interval: of how many it is a share is not told",
        }
    low, high = newcombe(
        now["numerator"], now["denominator"], before["numerator"], before["denominator"]
    )
    verdict = Moved.UP if low > 0 else Moved.DOWN if high < 0 else Moved.NOT_CLEARLY
    state = State.NO_CHANGE if difference == 0 else State.COMPARED
    return {"change": difference, "low": low, "high": high, "state": state, "verdict": str(verdict)}


def _of_count(pair: _Pair, before: Value) -> dict[str, object]:
    value, old = pair.now["value"], before["value"]
    difference = value - old
    if difference == 0:
        same = None if old == 0 or not _relative(pair.now["unit"]) else 0.0
        return {
            "change": 0.0,
            "change_percent": same,
            "state": State.NO_CHANGE,
            "verdict": "no change",
        }
    if old == 0:
        words = f"from none to {show(value, Unit.COUNT)}"
        return {"change": difference, "state": State.FROM_NONE, "verdict": words}
    return {
        "change": difference,
        "change_percent": difference / abs(old) if _relative(pair.now["unit"]) else None,
        "state": State.COMPARED,
        "verdict": _beside_history(value, pair),
        "in_history": _in_history(value, pair),
    }


def _relative(unit: str) -> bool:
    """Whether a change in per cent of the old value says something: not for scores and means."""
    return unit_named(unit).relative


def _in_history(value: float, pair: _Pair) -> InHistory:
    """Return where a count stands among its own earlier quarters."""
    earlier = pair.history
    if pair.now["basis"] == Basis.SO_FAR or len(earlier) < HISTORY:
        return InHistory.NOT_KNOWN
    if value > max(earlier):
        return InHistory.HIGHEST
    return InHistory.LOWEST if value < min(earlier) else InHistory.WITHIN


def _beside_history(value: float, pair: _Pair) -> str:
    """Put a count beside its own earlier quarters, without calling it better or worse."""
    if pair.now["basis"] == Basis.SO_FAR:
        return "so far, beside the same days of the quarter before"
    earlier = pair.history
    match _in_history(value, pair):
        case InHistory.NOT_KNOWN:
            return "too few quarters yet to say more"
        case InHistory.HIGHEST:
            return f"the highest of the last {len(earlier) + 1} quarters"
        case InHistory.LOWEST:
            return f"the lowest of the last {len(earlier) + 1} quarters"
    unit = unit_named(pair.now["unit"])
    return f"within the range of earlier quarters ({show(min(earlier), unit)} to {show(max(earlier), unit)})"
