"""What an audience may see: small numbers, rounding, and which stories.

Two profiles. *internal*: totals are exact; people counted by organisation, profession or role are
withheld where they are few. *share*: counts of people are withheld from 1 to `small_number` (7) and
rounded to the nearest 5 above it, 0 stays 0; shares come from the rounded counts; a mean or a
median of few people is withheld. After the practice for NHS hospital statistics, with one
difference: emails, attendances and registrations count as people too, because each is one
person's, and the exact number sent in one mailing would be the exact size of the list.

What is withheld must not follow from what is shown: `withhold_more` sees to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from copmetrics.measures import INSIDE
from copmetrics.measures.base import Measure
from copmetrics.privacy.measure_relations import COEFFICIENTS, EXACT, HALVES, NAMED, Key, holding
from copmetrics.privacy.suppression_solver import Known, Sum, pinned
from copmetrics.quarters import name
from copmetrics.settings import Profile, Settings
from copmetrics.units import Unit

__all__ = [
    "MARK",
    "NOTE",
    "PERSONAL",
    "consented",
    "cross_tab",
    "partition",
    "profile_of",
    "shared",
    "withheld_parts",
]

MARK: Final = "[c]"
NOTE: Final = "withheld to protect small numbers of people"
NOT_OUTSIDE: Final = "told to those who lead the community only"
NEAREST: Final = 5
PERSONAL: Final = ("organisation", "profession", "role")
"""Dimensions whose small groups may be recognised inside the community too."""
WIDENING: Final = ("members", "sponsors", "public")
"""Consent by how far it goes: what sponsors may read, members may read too."""
READS: Final = {
    "leaders": "members",
    "members": "members",
    "sponsors": "sponsors",
    "public": "public",
}
"""How far a story's consent must go for each audience; a private story is in no account."""
RESTS_ON: Final = {"minutes_attended": "attendances"}
"""Medians whose number of people another indicator of the same group tells."""

NOT_A_SECRET: Final = ("events", "mailings")
"""Whoever is invited and written to can count these: they are never withheld."""


def profile_of(audience: str, settings: Settings) -> Profile:
    """Return an audience's profile: leaders see inside, everybody else what may be shared."""
    usual = Profile.INTERNAL if audience == "leaders" else Profile.SHARE
    return settings.privacy.get(audience, usual)


def consented(stories: pd.DataFrame, audience: str) -> pd.DataFrame:
    """Return the stories, or narratives, whose tellers agreed that this audience reads them."""
    needed = WIDENING.index(READS[audience])
    return stories[stories["consent"].isin(WIDENING[needed:])]


@dataclass(frozen=True)
class _Rule:
    """How many are few, and how the others are shown."""

    small: int

    def hides(self, count: float) -> bool:
        return 0 < count <= self.small

    def shown(self, count: float) -> float:
        return float(NEAREST * int((count + NEAREST / 2) // NEAREST))


def shared(
    values: pd.DataFrame,
    measures: Mapping[str, Measure],
    settings: Settings,
    readings: pd.DataFrame,
) -> pd.DataFrame:
    """Return indicators as everybody may see them, with a `status` column: `c` where withheld.

    `values` are as `evaluation.indicators` gives them, with or without dimensions. A withheld
    value is unknown from here on, so that nothing computed from it can tell it. Own readings
    that say on how many people they rest are withheld where these are few. Of measures that are
    for the inside only nothing is told.
    """
    rule = _Rule(settings.small_number)
    values = _without_inside(values)
    rests_on = _rests_on(values, readings)
    rows = [
        _shared(row, measures[row["indicator"]], rule, people)
        for row, people in zip(values.to_dict("records"), rests_on, strict=True)
    ]
    found = pd.DataFrame(rows, columns=[*values.columns, "status"])
    found = found.astype({each: values[each].dtype for each in values.columns})
    with_dimensions = set(values.columns) - {
        "quarter",
        "indicator",
        "value",
        "numerator",
        "denominator",
        "unit",
        "basis",
        "note",
    }
    if with_dimensions:
        return _withheld(found, _told_by_total(found, values, measures, settings))
    more = _withhold_more(found, values, measures, rule)
    return _withheld(found, found.index.isin(more).tolist())


def _without_inside(values: pd.DataFrame) -> pd.DataFrame:
    """Make unknown what is for those who lead the community only."""
    inside = values["indicator"].isin(INSIDE)
    numbers = values[["value", "numerator", "denominator"]].mask(inside)
    return values.assign(
        **numbers,
        basis=values["basis"].mask(inside, "unknown"),
        note=values["note"].mask(inside, NOT_OUTSIDE),
    )


def _told_by_total(
    found: pd.DataFrame, raw: pd.DataFrame, measures: Mapping[str, Measure], settings: Settings
) -> list[bool]:
    """Which parts of a total are to go too, because all that is withheld would follow from it."""
    gone = pd.Series(False, index=found.index)
    counts = raw[raw["indicator"].map(lambda id: measures[id].unit.of_people).astype(bool)]
    for _, part in counts.groupby(["quarter", "indicator"]):
        shown = partition(part["value"], settings, Profile.SHARE)
        marked = pd.Series([each == MARK for each in shown], index=part.index)
        gone.loc[part.index] = marked & found.loc[part.index, "value"].notna()
    return gone.tolist()


def _shared(
    row: dict[str, object], measure: Measure, rule: _Rule, people: float | None
) -> dict[str, object]:
    """Apply the rule to one value."""
    value = row["value"]
    if not isinstance(value, float) or pd.isna(value):
        return {**row, "status": ""}
    part, whole = float(str(row["numerator"])), float(str(row["denominator"]))
    if pd.notna(whole):
        counted = measure.unit is Unit.SHARE
        if rule.hides(whole) or (counted and rule.hides(part)):
            return _hidden(row)
        base = rule.shown(whole)
        if not counted:
            return {
                **row,
                "value": round(value, 1),
                "numerator": float("nan"),
                "denominator": base,
                "status": "",
            }
        return {
            **row,
            "value": min(rule.shown(part) / base, 1.0),
            "numerator": rule.shown(part),
            "denominator": base,
            "status": "",
        }
    if people is not None and rule.hides(people):
        return _hidden(row)
    if not measure.unit.of_people:
        return {**row, "status": ""}
    if rule.hides(value):
        return _hidden(row)
    return {**row, "value": rule.shown(value), "status": ""}


def _hidden(row: dict[str, object]) -> dict[str, object]:
    nothing = float("nan")
    return {
        **row,
        "value": nothing,
        "numerator": nothing,
        "denominator": nothing,
        "note": NOTE,
        "status": "c",
    }


def _withheld(values: pd.DataFrame, these: Sequence[bool]) -> pd.DataFrame:
    """Withhold further rows."""
    numbers = values[["value", "numerator", "denominator"]].mask(
        pd.Series(these, index=values.index)
    )
    mask = pd.Series(these, index=values.index)
    return values.assign(
        **numbers, note=values["note"].mask(mask, NOTE), status=values["status"].mask(mask, "c")
    )


def _rests_on(values: pd.DataFrame, readings: pd.DataFrame) -> list[float | None]:
    """Return on how many people each value rests, where that is told elsewhere."""
    groups = [
        each
        for each in values.columns
        if each not in ("indicator", "value", "numerator", "denominator", "unit", "basis", "note")
    ]
    told = {
        (row["indicator"], *(str(row[each]) for each in groups)): row["value"]
        for row in values[values["indicator"].isin(RESTS_ON.values())].to_dict("records")
    }
    own = {
        (row["indicator"], row["quarter"]): row["people"]
        for row in readings.dropna(subset="people").to_dict("records")
    }
    return [
        told.get((RESTS_ON[row["indicator"]], *(str(row[each]) for each in groups)))
        if row["indicator"] in RESTS_ON
        else own.get((row["indicator"], name(row["quarter"])))
        for row in values.to_dict("records")
    ]


def _known(value: float, status: str, raw: float, rule: _Rule, *, times: int = 1) -> Known | None:
    """Return what a reader knows of a count of people: within which bounds it lies.

    `times` is 2 for a number that is known by its double, as a median is.
    """
    if pd.isna(raw):
        return None
    if status == "c":
        if rule.hides(raw):
            return Known(1, times * rule.small, hidden=True)
        return Known(times * rule.small + 1 if raw else 0, None)
    if value == 0:
        return Known(0, 0)
    far = times * NEAREST / 2 - 0.5 * (times % 2)
    return Known(
        max(times * value - far, times * rule.small + 1), times * value + far - (1 - times % 2)
    )


def _withhold_more(
    found: pd.DataFrame, raw: pd.DataFrame, measures: Mapping[str, Measure], rule: _Rule
) -> set[int]:
    """Return further rows to withhold, quarter by quarter, until no withheld number follows.

    Quarters are settled in their order: what an earlier report showed is what a later one
    reckons with.
    """
    numbers = _Numbers(found, raw, measures, rule)
    return {row for quarter in sorted(set(found["quarter"])) for row in numbers.settle(quarter)}


class _Numbers:
    """The numbers of all quarters as shown so far, which rows they are in, and what they truly are."""

    def __init__(
        self, found: pd.DataFrame, raw: pd.DataFrame, measures: Mapping[str, Measure], rule: _Rule
    ) -> None:
        """Keep the rows of the indicators between which anything holds."""
        self.rule, self.measures = rule, measures
        named = found["indicator"].isin(NAMED)
        self.shown = {
            (row["quarter"], row["indicator"]): (index, row)
            for index, row in zip(found.index[named], found[named].to_dict("records"), strict=True)
        }
        self.raw = dict(zip(raw.index, raw.to_dict("records"), strict=True))

    def settle(self, quarter: pd.Period) -> list[int]:
        """Withhold rows of a quarter until nothing withheld in it, or before it, follows."""
        gone: list[int] = []
        while True:
            cells = {**self._cells(quarter - 1), **self._cells(quarter)}
            sums = [
                each
                for when in (quarter - 1, quarter)
                for each in holding(when, self._true(quarter - 1, quarter), self._exact(when))
                if set(each.parts) <= set(cells)
            ]
            row = self._next(pinned(cells, sums), sums, cells, quarter)
            if row is None:
                return gone
            gone.append(row)

    def _cells(self, quarter: pd.Period) -> dict[object, Known]:
        """Return what a reader knows of each of a quarter's numbers."""
        cells: dict[object, Known] = {}
        for key, (index, row) in self.shown.items():
            if key[0] == quarter:
                for side, shown, true in self._sides(row, self.raw[index]):
                    known = self._as_known(row, shown, true)
                    if known is not None:
                        cells[*key, side] = known
        return cells

    def _sides(
        self, row: Mapping[str, Any], raw: Mapping[str, Any]
    ) -> list[tuple[str, float, float]]:
        """Return the counts of a row: a share's part and whole, a mean's whole, else its value."""
        measure = self.measures[row["indicator"]]
        if not measure.is_ratio:
            return [("value", row["value"], raw["value"])]
        whole = ("whole", row["denominator"], raw["denominator"])
        part = ("part", row["numerator"], raw["numerator"])
        return [part, whole] if measure.is_share else [whole]

    def _as_known(self, row: Mapping[str, Any], shown: float, true: float) -> Known | None:
        if row["indicator"] in EXACT:
            if row["status"] == "c":
                return Known(0, None)
            return None if pd.isna(shown) else Known(shown, shown)
        times = 2 if row["indicator"] in HALVES else 1
        return _known(shown, row["status"], true, self.rule, times=times)

    def _true(self, *quarters: pd.Period) -> dict[Key, float]:
        return {
            (*key, side): true * (2 if key[1] in HALVES else 1)
            for key, (index, row) in self.shown.items()
            if key[0] in quarters
            for side, _, true in self._sides(row, self.raw[index])
            if pd.notna(true)
        }

    def _exact(self, quarter: pd.Period) -> dict[str, float]:
        """Return what is shown as it is, and so can be multiplied by."""
        return {
            key[1]: row["value"]
            for key, (_, row) in self.shown.items()
            if key[0] == quarter and key[1] in COEFFICIENTS and pd.notna(row["value"])
        }

    def _next(
        self,
        open_cells: set[object],
        sums: Sequence[Sum],
        cells: Mapping[object, Known],
        quarter: pd.Period,
    ) -> int | None:
        """Withhold the smallest number shown among those that tell, and return its row.

        Numbers that tell are in one relation with a number that follows, or in one with a number
        of such a relation, and so on; the nearest go first, and people before other things.
        """
        near: set[Any] = set(open_cells)
        while True:
            reached = near.union(*(each.parts for each in sums if set(each.parts) & near))
            candidates = [
                (key[1] in EXACT, cells[key].low, self.shown[key[:2]][0], key)
                for key in reached
                if key[0] == quarter and cells[key].shown and key[1] not in NOT_A_SECRET
            ]
            if candidates:
                *_, index, key = min(candidates)
                self.shown[key[:2]] = (index, _hidden(self.shown[key[:2]][1]))
                return int(index)
            if reached == near:
                return None
            near = reached


def cross_tab(
    values: pd.DataFrame, measures: Mapping[str, Measure], settings: Settings
) -> pd.DataFrame:
    """Return indicators by organisation, profession or role as the community itself may see them.

    Counts of people from 1 to `small_number_internal` (4) are withheld; where that leaves a single
    one withheld, or those withheld follow from their total, the smallest others are withheld too.
    With `small_number_internal = 0` all are shown.
    """
    rule = _Rule(settings.small_number_internal)
    counts = values[values["indicator"].map(lambda id: measures[id].unit.of_people).astype(bool)]
    hidden: set[object] = set()
    for _, parts in counts.groupby(["quarter", "indicator"]):
        hidden |= set(_secondary(parts["value"].dropna(), rule))
    # what few people did is withheld with how many they are
    groups = ["quarter", *(each for each in values.columns if each in PERSONAL)]
    few = counts[counts.index.isin(hidden) & counts["indicator"].eq("unique_attendees")]
    alike = counts.reset_index().merge(few[groups], on=groups)["index"]
    return _withheld(values.assign(status=""), values.index.isin(hidden | set(alike)).tolist())


def withheld_parts(counts: pd.Series, settings: Settings) -> list[object]:
    """Return which parts of a total of people are withheld inside too, by their index.

    Those from 1 to `small_number_internal`, and as many more as keep them from following from it.
    """
    return list(_secondary(counts.dropna(), _Rule(settings.small_number_internal)))


def _secondary(counts: pd.Series, rule: _Rule) -> list[int]:
    """Return which of the parts of a total to withhold, so that none follows from the total."""
    hidden = list(counts[counts.map(rule.hides)].index)
    rest = counts[~counts.index.isin(hidden) & counts.gt(0)].sort_values(kind="stable")
    while hidden and len(rest):
        cells: dict[object, Known] = {
            index: Known(1, rule.small, hidden=True)
            if rule.hides(counts[index])
            else Known(rule.small + 1, None)
            for index in hidden
        }
        total = float(counts[hidden].sum())
        if len(hidden) > 1 and not pinned(cells, [Sum(dict.fromkeys(hidden, 1), total, total)]):
            break
        hidden.append(rest.index[0])
        rest = rest.iloc[1:]
    return hidden


def partition(counts: pd.Series, settings: Settings, profile: Profile) -> list[float | str | None]:
    """Return the parts of a total of people as a profile shows them: numbers, or `[c]`.

    Parts of which nobody knows are unknown. If all that is withheld would follow from the total
    beside it, no part is shown.
    """
    if profile is Profile.INTERNAL:
        return [None if pd.isna(each) else float(each) for each in counts]
    rule = _Rule(settings.small_number)
    known = counts.dropna()
    cells: dict[object, Known] = {}
    for place, count in known.items():
        shown = rule.shown(count)
        status = "c" if rule.hides(count) else ""
        found = _known(shown, status, count, rule)
        assert found is not None
        cells[place] = found
    total = float(known.sum())
    around = rule.shown(total)
    limits = (around - NEAREST // 2, around + NEAREST // 2)
    every = bool(len(known)) and bool(pinned(cells, [Sum(dict.fromkeys(cells, 1), *limits)]))
    return [
        None if pd.isna(each) else MARK if every or rule.hides(each) else rule.shown(each)
        for each in counts
    ]
