"""Indicators as everybody may see them: small numbers of people withheld, the others rounded by key.

What a measure tells of people stands in its declaration, and how it is shown follows from that alone:

- counts of people, and of what is one person's each, are withheld from 1 to `small_number` (9), and where
  so few people stand behind them, and rounded above it; emails, attendances and registrations are among
  them, for the exact number sent in one mailing would be the exact size of the list;
- hours that people gave are a multiple of 20 of the longest stay, and not told where they are just that;
- shares are whole per cents, from the exact counts, where the whole is shown as 50 or more, and the part
  and the rest of it are none or enough; means and medians have one decimal, where they are of enough;
- of two numbers nested in one another that few part (emails sent and delivered, who opened and who
  clicked), one is withheld: both together would all but tell the few;
- events and mailings are exact; organisations too, unless those who came from them are few;
- what counts nobody, as an audit does, is exact, unless it is said to rest on few people;
- of anything else nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final, TypedDict, cast

import pandas as pd

from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import INSIDE, family_of
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import READING, Counted
from copmetrics.privacy.rounding import COARSE, NOTE, NUMBERS, Rounding
from copmetrics.schema import INDICATORS, IndicatorRow
from copmetrics.units import rounded

__all__ = ["Behind", "shared"]

NOT_OUTSIDE: Final = "told to those who lead the community only"
COLUMNS: Final = tuple(INDICATORS.columns)
"""The columns of indicators that are no dimension."""
LEAST_WHOLE: Final = 50
"""A share of fewer than this is not shown: its per cent would all but give its two counts away."""
APART: Final = 3
"""So many values at the least are left for a number that is not shown."""


class Who(TypedDict, total=False):
    """Who stands behind one value, as far as it is known."""

    people: float
    key: object
    """The cell key of those counted: a number, or of a community's own reading its name."""
    whole_key: object
    """That of the whole of which a share is a part."""
    longest: float
    """Of hours: the most minutes that one record adds."""


class Behind:
    """Who stands behind values: of how many people each tells, and the cell keys of those counted."""

    def __init__(self, people: pd.DataFrame, keys: pd.DataFrame) -> None:
        """Take frames as `Community.people_behind` and `Community.cell_keys` give them."""
        self._people, self._keys = people, keys

    def of(self, values: pd.DataFrame) -> list[Who]:
        """Return `people`, `key` and `whole_key` of each value, nothing where they are not known."""
        groups = ["quarter", "indicator", *_dimensions(values)]
        told: dict[tuple[str, ...], Who] = {}
        for frame in filter(len, (self._people, self._keys)):
            names = [each for each in ("people", "key", "whole_key", "longest") if each in frame]
            there = frame.dropna(subset=names)
            for place, *known in zip(
                _places(there, groups), *(there[each] for each in names), strict=True
            ):
                who = dict(zip(names, known, strict=True))
                told.setdefault(place, {}).update(cast("Who", who))
        return [told.get(place, {}) for place in _places(values, groups)]


def shared(
    values: pd.DataFrame, measures: Mapping[str, Measure], rounding: Rounding, behind: Behind
) -> pd.DataFrame:
    """Return indicators as everybody may see them, with a `status` column: `c` where withheld.

    `values` are as `evaluation.indicators` gives them, with or without dimensions. A withheld value
    is unknown from here on, so that nothing computed from it can tell it. Of measures that are for
    the inside only nothing is told.
    """
    values = _without_inside(values)
    rows = [
        _hidden(row) if few else _protected(row, measures[row["indicator"]], rounding, who)
        for row, who, few in zip(
            values.to_dict("records"),
            behind.of(values),
            _parted_by_few(values, measures, rounding),
            strict=True,
        )
    ]
    found = pd.DataFrame(rows, columns=[*values.columns, "status"])
    return found.astype({each: values[each].dtype for each in values.columns})


def _without_inside(values: pd.DataFrame) -> pd.DataFrame:
    """Make unknown what is for those who lead the community only."""
    inside = values["indicator"].isin(INSIDE)
    return values.assign(
        **values[list(NUMBERS)].mask(inside),
        basis=values["basis"].mask(inside, str(Basis.UNKNOWN)),
        note=values["note"].mask(inside, NOT_OUTSIDE),
    )


def _parted_by_few(
    values: pd.DataFrame, measures: Mapping[str, Measure], rounding: Rounding
) -> list[bool]:
    """Whether a number is nested with another, or a share with its part or whole, and few are between.

    13 of 60 and 13 of 59 are both 22 %: with the other numbers that say which wholes make 22 %, the
    one between them would follow. Likewise of a part of a part, where any part of the people is few:
    of 21 retained, 22 returning and 23 in all, shown as 25, 20 and 20, one or two are left for the others.
    """
    places = list(_places(values, ["quarter", *_dimensions(values)]))
    numbers = {
        (place, id): told[1:] if measures[id].is_ratio else told[:1]
        for place, id, *told in zip(
            places, values["indicator"], *(values[each] for each in NUMBERS), strict=True
        )
    }

    def by_few(place: tuple[str, ...], id: str) -> bool:
        between = (
            abs(number - other)
            for each in measures[id].nested_with
            for number, other in zip(
                numbers[place, id], numbers.get((place, each), ()), strict=False
            )
            if number > 0
        )
        parts = _parts_beside(measures[id]) if numbers[place, id][0] > 0 else []
        beside = (numbers.get((place, each), (0.0,))[0] for each in parts)
        return any(map(rounding.hides, (*between, *beside)))

    return [by_few(place, id) for place, id in zip(places, values["indicator"], strict=True)]


def _places(values: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Return where each value stands, by quarter and dimensions, whatever these are told as."""
    return zip(*(_texts(values[each]) for each in columns), strict=True)


def _texts(column: pd.Series) -> list[str]:
    """Return a column as texts; a quarter that stands in many rows is written once."""
    codes, found = pd.factorize(column, use_na_sentinel=False)
    written = [str(each) for each in found]
    return [written[code] for code in codes]


def _parts_beside(measure: Measure) -> list[str]:
    """Return the parts of the people that a part of a part belongs to."""
    if not measure.part_of_part:
        return []
    return [each.id for each in family_of(measure.id) if each.parts_people]


def _dimensions(values: pd.DataFrame) -> list[str]:
    return [each for each in values.columns if each not in COLUMNS]


def _protected(row: IndicatorRow, measure: Measure, rounding: Rounding, who: Who) -> IndicatorRow:
    """Show one value by what its measure counts; what is of no known kind is withheld.

    A community's own readings have no records: their cell key is the indicator's name.
    """
    if not isinstance(row["value"], float) or pd.isna(row["value"]):
        return {**row, "status": str(ShownAs.IT_IS)}
    if measure.rests_on == READING:
        who = {"key": measure.id, "whole_key": measure.id, **who}
        if rounding.hides(who.get("people", 0)):
            return _hidden(row)
    if measure.counted.is_personal:
        if measure.is_ratio:
            return _ratio(row, measure, rounding, who)
        return (_hours if measure.counted is Counted.HOURS else _count)(row, rounding, who)
    if measure.counted.is_open:
        return {**row, "status": str(ShownAs.IT_IS)}
    if measure.counted is Counted.ORGANISATIONS:
        return _organisations(row, rounding, who)
    if measure.counted is Counted.NOTHING:
        return _counting_nobody(row, measure, rounding, who)
    return _hidden(row)


def _count(row: IndicatorRow, rounding: Rounding, who: Who) -> IndicatorRow:
    """Show a count of people or of what they did; one of few, or of nobody knows whom, never."""
    count = row["value"]
    if count and (rounding.hides(count) or _of_few(rounding, who) or "key" not in who):
        return _hidden(row)
    return {**row, "value": rounding.rounded(count, who.get("key")), "status": str(ShownAs.IT_IS)}


def _of_few(rounding: Rounding, who: Who) -> bool:
    """Whether it is of few people: 18 attendances at two events are of nine at the least."""
    return rounding.hides(who.get("people", 0))


def _hours(row: IndicatorRow, rounding: Rounding, who: Who) -> IndicatorRow:
    """Show hours as so many of the longest stay, coarsely; those of few people and few hours never.

    In whole hours: a decimal would look as if they were known to six minutes. A number that is one step of
    the rounding says nothing: it may be anything from none to two.
    """
    longest = who.get("longest", 0) / 60
    if not row["value"]:
        return _count(row, rounding, who)
    if not longest or "key" not in who or who.get("people", 0) <= rounding.small:
        return _hidden(row)
    shown = rounding.coarsely(ceil(round(row["value"] / longest, 6)), who["key"])
    if shown <= COARSE:
        return _hidden(row)
    return {**row, "value": rounded(shown * longest, 0), "status": str(ShownAs.IT_IS)}


def _ratio(row: IndicatorRow, measure: Measure, rounding: Rounding, who: Who) -> IndicatorRow:
    """Show a share in whole per cents and a mean with one decimal; neither where they are of few."""
    whole = row["denominator"]
    if pd.isna(whole) or rounding.hides(whole) or "whole_key" not in who:
        return _hidden(row)
    shown: IndicatorRow = {
        **row,
        "denominator": rounding.rounded(whole, who["whole_key"]),
        "numerator": float("nan"),
        "status": str(ShownAs.IT_IS),
    }
    if not measure.is_share:
        return {**shown, "value": rounded(row["value"], 1)}
    part = row["numerator"]
    if shown["denominator"] < LEAST_WHOLE:
        return _hidden(row)
    if rounding.hides(part) or rounding.hides(whole - part):
        return _hidden(row)
    return {
        **shown,
        "numerator": rounding.rounded(part, who["key"]),
        "value": rounded(row["value"], 2),
    }


def _organisations(row: IndicatorRow, rounding: Rounding, who: Who) -> IndicatorRow:
    """Show a count of organisations, unless their people are few or hardly more than they.

    As many organisations as people would tell that each sent one, and that nobody's is unknown.
    """
    people = who.get("people", 0)
    if row["value"] and (people <= rounding.small or "whole_key" not in who):
        return _hidden(row)
    _, most = rounding.bounds(rounding.rounded(people, who.get("whole_key")))
    if row["value"] and most - row["value"] < APART:
        return _hidden(row)
    return {**row, "status": str(ShownAs.IT_IS)}


def _counting_nobody(
    row: IndicatorRow, measure: Measure, rounding: Rounding, who: Who
) -> IndicatorRow:
    """Show what counts nobody as it is; a declared measure to one decimal, if many are known to be behind it.

    A share of the community's own that says of how many people it tells is a share of people.
    """
    if measure.is_share and "people" in who and pd.notna(row["denominator"]):
        return _ratio(row, measure, rounding, who)
    if measure.rests_on == READING or not measure.people:
        return {**row, "status": str(ShownAs.IT_IS)}
    if who.get("people", 0) > rounding.small:
        return {**row, "value": rounded(row["value"], 1), "status": str(ShownAs.IT_IS)}
    return _hidden(row)


def _hidden(row: IndicatorRow) -> IndicatorRow:
    return {
        **row,
        "value": float("nan"),
        "numerator": float("nan"),
        "denominator": float("nan"),
        "note": NOTE,
        "status": str(ShownAs.WITHHELD),
    }
