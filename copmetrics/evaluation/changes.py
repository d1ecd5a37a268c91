"""A quarter beside the one before it, and whether the difference is more than noise.

Counts show the difference and per cent; shares show percentage points with a 95 % interval
(see `share_difference`), from which the verdict follows: shares of people by Newcombe's interval, those
that come a mailing or an event at a time by how these differ among themselves. Two counts alone give no
verdict: the newer one is put beside its own history (see `history`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypedDict

import pandas as pd

from copmetrics.errors import ChoiceError, TableError
from copmetrics.evaluation.days_unknown import basis_compared, is_of_all
from copmetrics.evaluation.earlier_quarters import era_changes, histories
from copmetrics.evaluation.history import History, InHistory
from copmetrics.evaluation.share_difference import (
    FEWEST,
    Interval,
    Parts,
    interval_of_parts,
    interval_of_ratios,
    newcombe,
)
from copmetrics.evaluation.share_parts import PARTS, comes_by
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import WITHHELD, ShownAs
from copmetrics.measures import MEASURES, open_rate_eras
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import MONTH, asked, calendar_of, label, name
from copmetrics.schema import CHANGES, INDICATORS, IndicatorRow
from copmetrics.units import Unit, show, unit_named

__all__ = [
    "COLUMNS",
    "ChangeRow",
    "Moved",
    "State",
    "changes",
    "changes_and_reasons",
    "check_values",
    "side_by_side",
    "verdict_in_words",
]

COLUMNS = tuple(CHANGES.columns)
ASK: Final = "Hand on what copmetrics.indicators gives."
SO_FAR: Final = "so far, beside the same days of the quarter before"
_REASONS: Final = (
    "why_not",
    "moved",
    "in_history",
    "standing",
    "season",
    "beside",
    "previous_status",
)


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
    TOO_FEW = "too few to tell"
    """Too few mailings or events for a verdict."""
    NOT_JUDGED = "no interval"
    """What the interval takes is not told."""


class ChangeRow(TypedDict):
    """One row of changes and what their verdicts say apart: its numbers unknown or not."""

    quarter: pd.Period
    indicator: str
    value: float
    previous: float
    change: float
    change_percent: float
    low: float
    high: float
    verdict: str
    state: str
    unit: str
    why_not: str
    moved: str
    in_history: str
    standing: str
    season: str
    beside: str
    previous_status: str


@dataclass(frozen=True)
class _Pair:
    """One indicator in a quarter and in the quarter before (the same days of it, if so far)."""

    now: IndicatorRow
    before: IndicatorRow | None
    history: History


def changes(
    values: pd.DataFrame,
    *,
    so_far: pd.DataFrame | None = None,
    quarters: Iterable[pd.Period | str] | pd.Period | str | None = None,
) -> pd.DataFrame:
    """Return each indicator's change since the quarter before, and whether it is more than noise.

    Two shares get an interval of their difference, and from it a verdict; two counts alone say
    nothing of noise, so the newer one is put beside its own history. What is unknown, or known in
    another way in one of the two quarters, is not compared, and the verdict says why.

    A share of emails comes a mailing at a time, one of registrations or answers an event at a time.
    Its verdict rests on how mailings or events differ among themselves, which a quarter's total does
    not tell: `Community.changes` sees to it, and without it there is no verdict.

    - `values`: a frame of indicators without dimensions, as `copmetrics.indicators` gives it, with
      the earlier quarters in it; a column `parts` may hold, of such a share, the numerator and
      denominator of each mailing or event, as pairs.
    - `so_far`: the indicators of the quarter before the running one, up to as many days as have
      gone by: what a quarter that is not over is compared with. `Community.changes` sees to it.
    - `quarters`: those to give changes for, periods or names, one or several; all of `values` where they
      are not given.

    **Gives** a frame, one row a quarter and indicator:

    - `quarter`, `indicator`, `value`, `previous` (the value of the quarter before) and `unit`;
    - `change`: the difference in the same unit; for shares a fraction, 0.03 is 3 percentage points;
    - `change_percent`: the change as a fraction of the old value, 0.1 is 10 per cent; missing for
      shares and scores, and where the old value is 0;
    - `low` and `high`: the 95 % interval of the difference of two shares, where there is one; the
      verdict is `up` or `down` exactly where 0 is outside it;
    - `verdict`: in words, such as `up`, `no clear change, mailing by mailing (5 beside 4)`, `too few
      mailings to tell (1 beside 4)` or `the highest of the last 9 quarters`; of a quarter that is not over it
      says `so far, beside the same days of the quarter before`;
    - `state`: `compared`, `from_none` (the old value is 0), `no_change` or `not_comparable`.

    **Errors**: `ChoiceError` for a quarter of another calendar than those of `values`, or of which they have
    nothing, for values that are no frame, and for those of months, of which a picture is a control chart;
    `TableError` for one that lacks a column or has another kind of cell in it, whose quarters are
    no periods, or that is parted by a dimension, with several rows of a quarter. `machine_opens` may be
    missing, and then is in it.

    **Source**: the interval is R. G. Newcombe's (Statistics in Medicine, 1998), method 10: Wilson's
    score intervals combined; with the effective number of emails and Student's t where mailings or
    events are the sample. `docs/how-numbers-are-checked.md` has its simulation.

        >>> values = pd.DataFrame({
        ...     "quarter": pd.PeriodIndex(["2026Q1", "2026Q2"], freq="Q"),
        ...     "indicator": "members_attending",
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
    check_values(values)
    if so_far is not None:
        check_values(so_far)
    _check_whole(values)
    wanted = quarters
    if quarters is not None and len(values):
        wanted = asked(quarters, calendar_of(values["quarter"].iloc[0]))
        _check_there(wanted, values)
    found = changes_and_reasons(values, so_far=so_far, quarters=wanted)
    words = [verdict_in_words(row) for row in found.to_dict("records")]
    told = found.assign(verdict=pd.Series(words, dtype="str"))[list(COLUMNS)]
    return CHANGES.check(told)


def check_values(values: object) -> None:
    """Refuse what is no frame of indicators: its quarters are periods, and no column is missing."""
    if not isinstance(values, pd.DataFrame):
        raise ChoiceError("a frame of indicators", values, (), advice=ASK)
    there = list(values.columns)
    for column in INDICATORS.columns:
        if column != "machine_opens" and there.count(column) != 1:
            expected = "there once" if column in there else "there"
            raise TableError(INDICATORS.name, column=column, expected=expected, advice=ASK)
    quarter = INDICATORS.columns["quarter"]
    if len(values) and not quarter.is_of(values[quarter.name].dtype):
        raise TableError(
            INDICATORS.name, column=quarter.name, expected=quarter.description, advice=ASK
        )
    _check_cells(values)


def _check_cells(values: pd.DataFrame) -> None:
    """Refuse cells of another kind than an indicator has, and months: changes are of quarters."""
    if values.empty:
        return
    for column in ("value", "numerator", "denominator"):
        if not pd.api.types.is_numeric_dtype(values[column].dtype) and values[column].notna().any():
            meant = INDICATORS.columns[column].description
            raise TableError(INDICATORS.name, column=column, expected=meant, advice=ASK)
    expected = {
        "indicator": ("the id of an indicator", _is_text),
        "unit": ("what it is counted in", _is_text),
        "basis": (f"one of {', '.join(Basis)}", list(Basis).__contains__),
    }
    for column, (what, is_right) in expected.items():
        wrong = ~values[column].map(is_right).to_numpy(bool)
        if wrong.any():
            at = int(wrong.argmax())
            raise TableError(
                INDICATORS.name,
                column=column,
                row=values.index[at],
                value=values[column].iloc[at],
                expected=what,
                advice=ASK,
            )
    if pd.PeriodIndex(values["quarter"]).freqstr == MONTH:
        month = str(values["quarter"].iloc[0])
        raise ChoiceError("a quarter", month, (), advice="Changes are of quarters, not of months.")


def _is_text(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell)


def _check_there(wanted: pd.PeriodIndex, values: pd.DataFrame) -> None:
    """Refuse a quarter of which there are no values: of it nothing would be said, unsaid."""
    lacking = wanted[~wanted.isin(pd.PeriodIndex(values["quarter"]))]
    if len(lacking):
        advice = "Ask for its indicators, and for those of the quarter before, first."
        said = str(lacking[0]) if lacking.freqstr == MONTH else name(lacking[0])
        raise ChoiceError("a quarter of these indicators", said, (), advice=advice)


def _check_whole(values: pd.DataFrame) -> None:
    """Refuse values in parts: the last part of a quarter would be told as the whole of it."""
    again = values.duplicated(["quarter", "indicator"])
    if again.any():
        at = int(again.to_numpy().argmax())
        raise TableError(
            INDICATORS.name,
            column="indicator",
            row=values.index[at],
            value=values["indicator"].iloc[at],
            expected="there once a quarter",
            advice="Keep one value of each dimension, and ask again.",
        )


def changes_and_reasons(
    values: pd.DataFrame,
    *,
    so_far: pd.DataFrame | None = None,
    quarters: Iterable[pd.Period] | None = None,
) -> pd.DataFrame:
    """Return changes with what their verdicts say apart.

    `why_not` is the reason why two quarters are not compared, in words; `moved` the verdict on a share
    (see `Moved`); `in_history` where any other value stands among its own earlier quarters (see
    `InHistory`), and `standing` the same in words; `season` the same quarter last year in words, where
    the series has a season; `beside` what a value so far stands beside, in words. Both stand apart from the
    `verdict`. `previous_status` is the `status` of what a value is set beside, where `values` have one: what
    is withheld is not compared, and is not unknown.
    """
    by_key = {(row["indicator"], row["quarter"].ordinal): row for row in values.to_dict("records")}
    partial = {} if so_far is None else {row["indicator"]: row for row in so_far.to_dict("records")}
    wanted = None if quarters is None else set(quarters)
    pasts = histories(list(by_key.values()))
    rows = [
        _change(_Pair(row, _before(key, by_key, partial), past))
        for (key, row), past in zip(by_key.items(), pasts, strict=True)
        if wanted is None or row["quarter"] in wanted
    ]
    found = pd.DataFrame(rows, columns=[*COLUMNS, *_REASONS])
    return found.astype(dict.fromkeys(COLUMNS[2:8], "float64"))


def verdict_in_words(told: ChangeRow) -> str:
    """Return a verdict with what it stands beside, if not the whole quarter before, and the same quarter
    last year behind it, where the series has a season.
    """
    beside = told["beside"] if told["beside"] != told["verdict"] else ""
    verdict = ", ".join(each for each in (told["verdict"], beside) if each)
    return "; ".join(each for each in (verdict, told["season"]) if each)


def side_by_side(one: IndicatorRow, other: IndicatorRow) -> dict[str, object]:
    """Return how one value differs from another of the same measure: any two quarters, or two parts.

    Both are rows of indicators. `change` is `one` less `other`; shares have `low`, `high` and a
    verdict as in `changes`; two counts alone get none. `state` and `verdict` say why not, if so.
    """
    unknown = [each for each in (one, other) if pd.isna(each["value"])]
    if unknown:
        return _not_comparable(unknown[0]["note"] or "unknown")
    if unlike := _known_otherwise(one, other):
        return _not_comparable(unlike)
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
        "state": (State.COMPARED if difference else State.NO_CHANGE).value,
        "verdict": "" if difference else "no change",
    }


def _not_comparable(reason: str) -> dict[str, object]:
    return {
        "state": State.NOT_COMPARABLE.value,
        "verdict": f"not comparable: {reason}",
        "why_not": reason,
    }


def _before(
    key: tuple[str, int],
    by_key: Mapping[tuple[str, int], IndicatorRow],
    partial: Mapping[str, IndicatorRow],
) -> IndicatorRow | None:
    """Return what a value is set beside: the quarter before, or of it the same days.

    So far may be a quarter that is over too, where an export is old: of the one before it there are no
    same days.
    """
    indicator, quarter = key
    if by_key[key]["basis"] == Basis.SO_FAR:
        same_days = partial.get(indicator)
        is_before = same_days is not None and same_days["quarter"].ordinal == quarter - 1
        return same_days if is_before else None
    return by_key.get((indicator, quarter - 1))


def _change(pair: _Pair) -> dict[str, object]:
    """Put one comparison into its state and say it in words."""
    now, before = pair.now, pair.before
    found: dict[str, object] = {
        "quarter": now["quarter"],
        "indicator": now["indicator"],
        "value": now["value"],
        "previous": None if before is None else before["value"],
        "unit": now["unit"],
        "season": "",
        "beside": "",
        "previous_status": "" if before is None else before.get("status", ""),
    }
    reason = _why_not(now, before)
    if reason or before is None:
        return found | _not_comparable(reason)
    if now["basis"] == Basis.SO_FAR:
        found["beside"] = SO_FAR
    if now["unit"] == Unit.SHARE.id:
        return found | _of_share(now, before) | {"season": _season(pair)}
    return found | _of_count(pair, before) | {"season": _season(pair)}


def _why_not(now: IndicatorRow, before: IndicatorRow | None) -> str:
    """Return why two quarters cannot be compared; empty if they can."""
    if now.get("status") == ShownAs.WITHHELD:
        return WITHHELD
    if pd.isna(now["value"]):
        return now["note"] or "unknown this quarter"
    if before is None:
        if now["basis"] == Basis.SO_FAR:
            return now["note"]
        return f"there is no value of {label(now['quarter'] - 1)}"
    if before.get("status") == ShownAs.WITHHELD:
        return f"{label(now['quarter'] - 1)} is {WITHHELD}"
    if pd.isna(before["value"]):
        return f"{label(now['quarter'] - 1)} is unknown ({before['note']})"
    return _known_otherwise(now, before, same_days=True) or _opened_otherwise(now, before)


def _known_otherwise(one: IndicatorRow, other: IndicatorRow, *, same_days: bool = False) -> str:
    """Return why two values are not known alike; empty if they are.

    Of the `same_days` of two quarters one may be so far: it is known to the same day.
    """
    compared = {basis_compared(each["basis"], each["note"]) for each in (one, other)}
    bases = compared - ({str(Basis.SO_FAR)} if same_days else set())
    if len(bases) < 2:
        return ""
    unlike = other if is_of_all(one) else one
    return f"unlike coverage ({unlike['note']})"


def _opened_otherwise(now: IndicatorRow, before: IndicatorRow) -> str:
    """Return why opens of two quarters are not of one kind; empty if they are."""
    turned = era_changes(now["indicator"], before["quarter"], now["quarter"])
    if turned:
        return "; ".join(turn.words for turn in turned)
    if now["indicator"] not in open_rate_eras.CLEANED:
        return ""
    left_out = {row.get("machine_opens") == MachineOpens.LEFT_OUT for row in (now, before)}
    if len(left_out) > 1:
        return "machine opens are left out of one quarter and not of the other"
    return ""


def _of_share(now: IndicatorRow, before: IndicatorRow) -> dict[str, object]:
    """Say how far a share moved, with the interval of that and the verdict that follows from it."""
    difference = now["value"] - before["value"]
    interval, moved, words = _judged(now, before)
    low, high = interval or (None, None)
    return {
        "change": difference,
        "low": low,
        "high": high,
        "state": (State.NO_CHANGE if difference == 0 else State.COMPARED).value,
        "moved": moved,
        "verdict": words,
    }


def _judged(now: IndicatorRow, before: IndicatorRow) -> tuple[Interval | None, Moved, str]:
    """Return the interval of a difference of shares, the verdict, and the verdict in words."""
    if pd.isna(now["denominator"]) or pd.isna(before["denominator"]):
        return None, Moved.NOT_JUDGED, "no interval: of how many it is a share is not told"
    dimension = comes_by(now["indicator"])
    if not dimension:
        interval = _of_sums(now, before)
        return interval, _moved(interval), str(_moved(interval))
    new, old = now.get(PARTS), before.get(PARTS)
    if not new or not old:
        return None, Moved.NOT_JUDGED, f"no interval: not told {dimension} by {dimension}"
    return _of_parts(now["indicator"], new, old)


def _of_sums(now: IndicatorRow, before: IndicatorRow) -> Interval:
    """Return the interval of two shares whose people, or what is counted, stand for themselves."""
    sides = [(row["numerator"], row["denominator"]) for row in (now, before)]
    is_part = all(numerator <= denominator for numerator, denominator in sides)
    return (newcombe if is_part else interval_of_ratios)(*sides[0], *sides[1])


def _of_parts(indicator: str, new: Parts, old: Parts) -> tuple[Interval | None, Moved, str]:
    """Judge a share by its mailings or events; fewer than three on a side never say "no change"."""
    sides = [
        (sum(part for part, _ in side), sum(whole for _, whole in side)) for side in (new, old)
    ]
    is_part = MEASURES[indicator].part_of_whole and all(part <= whole for part, whole in sides)
    interval = interval_of_parts(new, old, part_of_whole=is_part)
    moved = _moved(interval) if interval else Moved.TOO_FEW
    if moved is Moved.NOT_CLEARLY and min(len(new), len(old)) < FEWEST:
        moved = Moved.TOO_FEW
    dimension = comes_by(indicator)
    beside = f"({len(new)} beside {len(old)})"
    if moved is Moved.TOO_FEW:
        return interval, moved, f"too few {dimension}s to tell {beside}"
    return interval, moved, f"{moved}, {dimension} by {dimension} {beside}"


def _moved(interval: Interval) -> Moved:
    low, high = interval
    return Moved.UP if low > 0 else Moved.DOWN if high < 0 else Moved.NOT_CLEARLY


def _of_count(pair: _Pair, before: IndicatorRow) -> dict[str, object]:
    """Say how far any other value moved, and where it stands among its own earlier quarters."""
    value, old = pair.now["value"], before["value"]
    difference = value - old
    standing = _standing(pair)
    if difference == 0:
        same = None if old == 0 or not _relative(pair.now["unit"]) else 0.0
        return {
            "change": 0.0,
            "change_percent": same,
            "state": State.NO_CHANGE.value,
            "verdict": "no change",
            **standing,
        }
    if old == 0:
        words = f"from none to {show(value, Unit.COUNT)}"
        return {"change": difference, "state": State.FROM_NONE.value, "verdict": words, **standing}
    return {
        "change": difference,
        "change_percent": difference / abs(old) if _relative(pair.now["unit"]) else None,
        "state": State.COMPARED.value,
        "verdict": standing["standing"],
        **standing,
    }


def _relative(unit: str) -> bool:
    """Whether a change in per cent of the old value says something: not for scores and means."""
    return unit_named(unit).relative


def _standing(pair: _Pair) -> dict[str, object]:
    """Return where a value stands among its own earlier quarters, and the same in words."""
    if pair.now["basis"] == Basis.SO_FAR:
        return {"in_history": InHistory.NOT_KNOWN, "standing": SO_FAR}
    value, unit = pair.now["value"], unit_named(pair.now["unit"])
    return {
        "in_history": pair.history.place(value, unit),
        "standing": pair.history.words(value, unit),
    }


def _season(pair: _Pair) -> str:
    """Return the same quarter last year in words, where the series has a season; else nothing."""
    if not is_of_all(pair.now):
        return ""
    year_ago = pair.history.year_ago(pair.now["value"])
    if year_ago is None:
        return ""
    told = show(year_ago, unit_named(pair.now["unit"]))
    return f"{told} in the same quarter last year, and it has a season"
