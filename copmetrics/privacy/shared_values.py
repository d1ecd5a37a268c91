"""Indicators as everybody may see them: small numbers of people withheld, the others rounded.

Counts of people are withheld from 1 to `small_number` (7) and rounded to the nearest 5 above it, 0
stays 0; shares come from the rounded counts; what tells of few people, as a median does, is withheld.
After the practice for NHS hospital statistics, with one difference: emails, attendances and
registrations count as people too, because each is one person's, and the exact number sent in one
mailing would be the exact size of the list.

What a measure tells of people stands in its declaration: `counted`, `rests_on` and `relations`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.measures import INSIDE
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import READING, Counted
from copmetrics.privacy.cross_tabs import partition
from copmetrics.privacy.secondary_suppression import rows_to_withhold
from copmetrics.privacy.suppression_rule import NOTE, NUMBERS, SuppressionRule, withheld
from copmetrics.settings import Profile, Settings
from copmetrics.units import Unit

__all__ = ["needs_people", "shared"]

NOT_OUTSIDE: Final = "told to those who lead the community only"
COLUMNS: Final = ("quarter", "indicator", *NUMBERS, "unit", "basis", "note", "machine_opens")
"""The columns of indicators that are no dimension."""


def shared(
    values: pd.DataFrame,
    measures: Mapping[str, Measure],
    settings: Settings,
    people: pd.DataFrame,
) -> pd.DataFrame:
    """Return indicators as everybody may see them, with a `status` column: `c` where withheld.

    `values` are as `evaluation.indicators` gives them, with or without dimensions; `people` says of
    how many people they tell (see `Community.people_behind`), as far as `needs_people` asks for it.
    A withheld value is unknown from here on, so that nothing computed from it can tell it. Of
    measures that are for the inside only nothing is told.
    """
    rule = SuppressionRule(settings.small_number)
    values = _without_inside(values)
    rows = [
        _protected(row, measures[row["indicator"]], rule, behind)
        for row, behind in zip(values.to_dict("records"), _behind(values, people), strict=True)
    ]
    found = pd.DataFrame(rows, columns=[*values.columns, "status"])
    found = found.astype({each: values[each].dtype for each in values.columns})
    if _dimensions(values):
        return withheld(found, _told_by_their_total(found, values, measures, settings))
    more = rows_to_withhold(found, values, measures, rule)
    return withheld(found, found.index.isin(list(more)).tolist())


def needs_people(measures: Mapping[str, Measure]) -> list[str]:
    """Return the indicators of which it must be known of how many people they tell, to be shared."""
    return [
        id for id, each in measures.items() if each.counted is Counted.NOTHING and id not in INSIDE
    ]


def _without_inside(values: pd.DataFrame) -> pd.DataFrame:
    """Make unknown what is for those who lead the community only."""
    inside = values["indicator"].isin(INSIDE)
    return values.assign(
        **values[list(NUMBERS)].mask(inside),
        basis=values["basis"].mask(inside, str(Basis.UNKNOWN)),
        note=values["note"].mask(inside, NOT_OUTSIDE),
    )


def _dimensions(values: pd.DataFrame) -> list[str]:
    return [each for each in values.columns if each not in COLUMNS]


def _behind(values: pd.DataFrame, people: pd.DataFrame) -> list[float | None]:
    """Return of how many people each value tells, where that is known."""
    keys = ["quarter", "indicator", *_dimensions(values)]
    known = {
        tuple(str(row[each]) for each in keys): row["people"]
        for row in people.dropna(subset="people").to_dict("records")
    }
    return [
        known.get(tuple(str(row[each]) for each in keys)) for row in values[keys].to_dict("records")
    ]


def _told_by_their_total(
    found: pd.DataFrame, true: pd.DataFrame, measures: Mapping[str, Measure], settings: Settings
) -> pd.Series:
    """Which parts of a total are to go too, because all that is withheld would follow from it."""
    gone = pd.Series(False, index=found.index)
    counts = true[true["indicator"].map(lambda id: measures[id].is_count_of_people).astype(bool)]
    for _, part in counts.groupby(["quarter", "indicator"]):
        shown = partition(part["value"], settings, Profile.SHARE)
        marked = pd.Series([each == MARK for each in shown], index=part.index)
        gone.loc[part.index] = marked & found.loc[part.index, "value"].notna()
    return gone


def _protected(
    row: dict[Hashable, Any], measure: Measure, rule: SuppressionRule, people: float | None
) -> dict[Hashable, Any]:
    """Apply primary suppression and rounding to one value."""
    value = row["value"]
    if not isinstance(value, float) or pd.isna(value):
        return {**row, "status": ""}
    if _tells_of_few(measure, rule, people):
        return _hidden(row)
    if pd.notna(row["denominator"]):
        return _protected_ratio(row, measure, rule)
    if not measure.is_count_of_people:
        return {**row, "status": ""}
    if rule.hides(value):
        return _hidden(row)
    return {**row, "value": rule.rounded(value), "status": ""}


def _tells_of_few(measure: Measure, rule: SuppressionRule, people: float | None) -> bool:
    """Whether a value that is no count itself tells of few people.

    Of a declared measure it must be known that they are many; a reading of the community's own
    is withheld where it says that they are few.
    """
    if measure.rests_on == READING:
        return people is not None and rule.hides(people)
    if measure.counted is not Counted.NOTHING or not measure.people:
        return False
    return people is None or people <= rule.small


def _protected_ratio(
    row: dict[Hashable, Any], measure: Measure, rule: SuppressionRule
) -> dict[Hashable, Any]:
    """Show a share by its rounded counts, a mean with one decimal; neither where they are few."""
    whole = row["denominator"]
    part = row["numerator"] if pd.notna(row["numerator"]) else row["value"] * whole
    if rule.hides(whole) or (measure.unit is Unit.SHARE and rule.hides(part)):
        return _hidden(row)
    base = rule.rounded(whole)
    if measure.unit is not Unit.SHARE:
        value, shown = round(row["value"], 1), float("nan")
    else:
        value, shown = min(rule.rounded(part) / base, 1.0), rule.rounded(part)
    return {**row, "value": value, "numerator": shown, "denominator": base, "status": ""}


def _hidden(row: dict[Hashable, Any]) -> dict[Hashable, Any]:
    numbers: dict[Hashable, Any] = dict.fromkeys(NUMBERS, float("nan"))
    return {**row, **numbers, "note": NOTE, "status": str(ShownAs.WITHHELD)}
