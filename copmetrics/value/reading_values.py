"""What one reading of an own indicator is: as somebody wrote it, or its numerator over its denominator.

Where what is written can be two values it is neither: `1` per cent may be one in a hundred or all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, CopmetricsError
from copmetrics.units import Unit

__all__ = ["amount_in", "is_above_one", "reading_value"]

_AMOUNT: Final = re.compile(r"^(?P<number>-?[\d,]*\.?\d+)\s*(?P<share>%)?$")
_PER: Final = re.compile(r"\bper (\d{1,3}(?:[, ]\d{3})+|\d+)\b")
"""`falls per 1,000 bed days`: a count over another is so many times as much."""
_UNKNOWN: Final = "Leave it empty if it is not known."


def reading_value(
    row: Mapping[str, object],
    unit: Unit,
    problems: list[CopmetricsError],
    *,
    in_per_cent: bool = False,
) -> float | None:
    """Return the value: the numerator over the denominator, else as written; both say the same.

    `in_per_cent` is whether other readings of this share are plain numbers above 1, such as `62`.
    """
    written = amount_in(row, "value", "Value", unit, problems, in_per_cent=in_per_cent)
    part, whole = row["numerator"], row["denominator"]
    if not (isinstance(part, float) and isinstance(whole, float) and whole > 0 and pd.notna(part)):
        return written
    if unit is Unit.SHARE and part > whole:
        _point_at(row, "Numerator", part, "at most the denominator", "", problems)
    per = _per(unit)
    counted = part / whole * per
    if (
        per > 1
        and written is not None
        and _is_rounded(str(row["value"]), written, part / whole, unit)
    ):
        return part / whole  # the denominator is counted in thousands already
    if written is not None and not _is_rounded(str(row["value"]), written, counted, unit):
        says = f"what its numerator and denominator make ({counted * _hundred(unit):.6g})"
        _point_at(row, "Value", row["value"], says, "Mend one of the three.", problems)
    if written is None and per > 1 and not whole.is_integer():
        says = f"a whole number, of which {per:,} are one denominator of the unit"
        _point_at(row, "Denominator", whole, says, "Write the value itself.", problems)
    return counted


def is_above_one(said: object) -> bool:
    """Whether a value is a plain number above 1: `62` of a share is in per cent."""
    found = _AMOUNT.match(said.strip()) if isinstance(said, str) else None
    return found is not None and not found["share"] and float(found["number"].replace(",", "")) > 1


def amount_in(
    row: Mapping[str, object],
    key: str,
    column: str,
    unit: Unit,
    problems: list[CopmetricsError],
    *,
    in_per_cent: bool = False,
) -> float | None:
    """Read an amount in its indicator's unit; `62%`, and `62` where the unit is per cent, are 0.62.

    `0.62` is 0.62 too, unless others are `in_per_cent`; `1` may be one per cent or all.
    """
    said = row[key]
    if not isinstance(said, str):
        return None
    found = _AMOUNT.match(said.strip())
    value = float(found["number"].replace(",", "")) if found else None
    is_plain_share = unit is Unit.SHARE and found is not None and not found["share"]
    if value is not None and is_plain_share and (value == 1 or (in_per_cent and 0 < value < 1)):
        advice = f"Write {value:.10g}% or {value * 100:.10g}%."
        _point_at(row, column, said, "a share with its sign", advice, problems)
        return None
    if found and value is not None and (found["share"] or (is_plain_share and value > 1)):
        value /= 100
    if value is None or (unit is Unit.SHARE and not 0 <= value <= 1):
        says = "a share from 0% to 100%" if unit is Unit.SHARE else "a number"
        _point_at(row, column, said, says, _UNKNOWN, problems)
        return None
    return value


def _per(unit: Unit) -> int:
    """Return how many a unit is per: 1,000 of `falls per 1,000 bed days`, else 1."""
    found = _PER.search(unit.id.casefold())
    return int(re.sub(r"\D", "", found[1])) if found else 1


def _is_rounded(said: str, written: float, counted: float, unit: Unit) -> bool:
    """Whether what is written is what is counted, to the last digit that is written."""
    digits = said.strip(" %").partition(".")[2]
    is_part_of_one = unit is Unit.SHARE and "%" not in said and not is_above_one(said)
    step = 10.0 ** -len(digits) / (1 if is_part_of_one else _hundred(unit))
    return abs(written - counted) <= step * 1.001


def _hundred(unit: Unit) -> int:
    return 100 if unit is Unit.SHARE else 1


def _point_at(
    row: Mapping[str, object],
    column: str,
    value: object,
    expected: str,
    advice: str,
    problems: list[CopmetricsError],
) -> None:
    problems.append(
        CellError.of_row(
            row,
            column=column,
            value=value,
            expected=expected,
            advice=advice,
        )
    )
