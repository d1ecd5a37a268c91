"""A community's own indicators: its register, its readings by quarter, and both as measures.

An own indicator is a `Measure` like those that copmetrics declares, so that tables, charts,
changes and the matrix treat them alike. Its value in a quarter is the reading of that quarter; a
quarter without one is unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from copmetrics.errors import CellError, CopmetricsError
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.measures import MEASURES
from copmetrics.measures.base import Better, Measure
from copmetrics.measures.counted import READING, counted_in
from copmetrics.quarters import Calendar, parse
from copmetrics.schema import READINGS, REGISTER
from copmetrics.units import Unit, own_unit
from copmetrics.value.indicator_names import id_named, id_of, indicator_named
from copmetrics.value.reading_values import amount_in, is_above_one, reading_value

__all__ = ["Register", "measures_of", "people_of_readings", "register_of"]


@dataclass(frozen=True)
class Register:
    """The community's own indicators as tables and measures, and what is wrong with them."""

    register: pd.DataFrame
    readings: pd.DataFrame
    measures: tuple[Measure, ...]
    problems: tuple[CopmetricsError, ...]


def register_of(register: pd.DataFrame, readings: pd.DataFrame) -> Register:
    """Check the raw register and readings, and return them as canonical tables and measures.

    An indicator's id is its name in lower case with underscores. One name twice, the id or the name
    of an indicator that copmetrics computes, a reading of an
    unknown indicator, two readings of one quarter and an amount that is none are errors.
    """
    problems: list[CopmetricsError] = []
    named = register.assign(indicator=register["label"].map(id_of).astype("str"))
    problems += _repeated(named)
    named = named.drop_duplicates("indicator")
    units = {row["indicator"]: own_unit(_text(row["unit"])) for row in named.to_dict("records")}
    targets = [_target(row, units, problems) for row in named.to_dict("records")]
    table = REGISTER.conform(
        named.assign(
            target=pd.Series(targets, index=named.index, dtype="float64"),
            better=named["better"].fillna(str(Better.NEITHER)),
            status=named["status"].fillna(str(IndicatorStatus.LIVE)),
        )
    )
    read = _readings(readings, units, problems)
    return Register(table, read, measures_of(table), tuple(problems))


def measures_of(register: pd.DataFrame) -> tuple[Measure, ...]:
    """Return each line of a register as a measure."""
    return tuple(_measure(row) for row in register.to_dict("records"))


def people_of_readings(readings: pd.DataFrame, *, calendar: Calendar) -> pd.DataFrame:
    """Return of how many people each reading says that it tells: `quarter`, `indicator`, `people`."""
    told = readings.dropna(subset="people")
    quarters = pd.PeriodIndex(
        [parse(each, calendar) for each in told["quarter"]], freq=calendar.frequency
    )
    return told[["indicator", "people"]].assign(quarter=quarters)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _measure(row: Mapping[str, object]) -> Measure:
    """Turn a line of the register into a measure."""
    asked = _text(row["question"])
    source = _text(row["source"])
    meaning = (
        " ".join(part for part in (asked, f"Source: {source}." if source else "") if part)
        or f"{row['label']}, as the community reads it."
    )
    unit = own_unit(_text(row["unit"]))
    return Measure(
        id=str(row["indicator"]),
        label=str(row["label"]),
        expression="",
        unit=unit,
        meaning=meaning,
        counted=counted_in(unit),
        rests_on=READING,
        better=Better(str(row["better"])),
        cycle=Cycle(str(row["cycle"])),
        when_none=None,
    )


def _repeated(named: pd.DataFrame) -> list[CopmetricsError]:
    computed = named["label"].map(lambda label: indicator_named(str(label), MEASURES) is not None)
    taken = named[named["indicator"].duplicated() | computed.astype(bool)]
    return [
        CellError.of_row(
            row,
            column="Indicator",
            value=row["label"],
            expected="a name of its own",
            advice="An indicator of that name is there already: give this one another.",
        )
        for row in taken.to_dict("records")
    ]


def _target(
    row: Mapping[str, object], units: Mapping[str, Unit], problems: list[CopmetricsError]
) -> float | None:
    return amount_in(row, "target", "Target", units[str(row["indicator"])], problems)


def _readings(
    raw: pd.DataFrame, units: Mapping[str, Unit], problems: list[CopmetricsError]
) -> pd.DataFrame:
    """Tie each reading to its indicator and work out its value."""
    known = {id: id for id in units}
    in_per_cent = {
        id_named(str(row["indicator"]), known)
        for row in raw.to_dict("records")
        if is_above_one(row["value"])
    }
    rows, taken = [], set()
    for row in raw.to_dict("records"):
        indicator = id_named(str(row["indicator"]), known)
        if indicator is None:
            problems.append(_unlisted(row, units))
            continue
        if (indicator, row["quarter"]) in taken:
            problems.append(_twice(row))
            continue
        taken.add((indicator, row["quarter"]))
        rows.append(
            {
                **row,
                "indicator": indicator,
                "value": reading_value(
                    row, units[indicator], problems, in_per_cent=indicator in in_per_cent
                ),
            }
        )
    return READINGS.conform(pd.DataFrame(rows))


def _unlisted(row: Mapping[str, object], units: Mapping[str, Unit]) -> CellError:
    listed = ", ".join(units) or "none yet"
    return CellError.of_row(
        row,
        column="Indicator",
        value=row["indicator"],
        expected=f"an indicator of the register ({listed})",
        advice="Add it to the Indicators sheet, or mend the name.",
    )


def _twice(row: Mapping[str, object]) -> CellError:
    return CellError.of_row(
        row,
        column="Quarter",
        value=row["quarter"],
        expected="a quarter without a reading of this indicator",
        advice="Keep one of the two.",
    )
