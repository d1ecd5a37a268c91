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
from typing import Final

import pandas as pd

from copmetrics.disclosure import Known, Sum, pinned
from copmetrics.measures import INSIDE
from copmetrics.measures.base import Measure
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

SUMS: Final[tuple[tuple[dict[str, int], dict[str, int]], ...]] = (
    ({"unique_attendees": 1, "new_attendees": -1, "returning_attendees": -1}, {}),
    ({"returning_attendees": 1, "retained_attendees": -1, "reactivated_attendees": -1}, {}),
    ({"retained_attendees": 1, "lapsed_attendees": 1}, {"unique_attendees": -1}),
    ({"list_members": 1, "list_joined": -1, "list_left": 1}, {"list_members": -1}),
)
"""What adds up: indicators of a quarter, and of the quarter before, with their signs; to nothing."""
EXACT: Final = ("organisations_attending", "list_organisations")
AT_LEAST: Final = (
    {"attendances": 1, "unique_attendees": -1},
    {"unique_attendees": 1, "organisations_attending": -1},
    {"list_members": 1, "list_organisations": -1, "list_organisation_unknown": -1},
    {"emails_sent": 1, "emails_delivered": -1},
)
"""What is never less than nothing."""


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
    with_dimensions = set(values.columns) - {"quarter", "indicator", "value", "numerator",
                                             "denominator", "unit", "basis", "note"}  # fmt: skip
    if with_dimensions:
        return _withheld(found, _told_by_total(found, values, measures, settings))
    return _withheld(found, found.index.isin(_withhold_more(found, values, rule)).tolist())


def _without_inside(values: pd.DataFrame) -> pd.DataFrame:
    """Make unknown what is for those who lead the community only."""
    inside = values["indicator"].isin(INSIDE)
    numbers = values[["value", "numerator", "denominator"]].mask(inside)
    return values.assign(
        **numbers, basis=values["basis"].mask(inside, "unknown"),
        note=values["note"].mask(inside, NOT_OUTSIDE),
    )  # fmt: skip


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
            return {**row, "value": round(value, 1), "numerator": float("nan"),
                    "denominator": base, "status": ""}  # fmt: skip
        return {**row, "value": min(rule.shown(part) / base, 1.0), "numerator": rule.shown(part),
                "denominator": base, "status": ""}  # fmt: skip
    if people is not None and rule.hides(people):
        return _hidden(row)
    if not measure.unit.of_people:
        return {**row, "status": ""}
    if rule.hides(value):
        return _hidden(row)
    return {**row, "value": rule.shown(value), "status": ""}


def _hidden(row: dict[str, object]) -> dict[str, object]:
    nothing = float("nan")
    return {**row, "value": nothing, "numerator": nothing, "denominator": nothing,
            "note": NOTE, "status": "c"}  # fmt: skip


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
    groups = [each for each in values.columns if each not in
              ("indicator", "value", "numerator", "denominator", "unit", "basis", "note")]  # fmt: skip
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


def _known(value: float, status: str, raw: float, rule: _Rule, exact: bool) -> Known | None:
    """Return what a reader knows of a number: within which bounds it lies."""
    if status == "c":
        return Known(1, rule.small, hidden=True) if rule.hides(raw) else Known(rule.small + 1, None)
    if pd.isna(value):
        return None
    if exact or value == 0:
        return Known(value, value)
    return Known(max(value - NEAREST // 2, rule.small + 1), value + NEAREST // 2)


def _withhold_more(found: pd.DataFrame, raw: pd.DataFrame, rule: _Rule) -> set[int]:
    """Return further rows to withhold, quarter by quarter, until no withheld number follows.

    Quarters are settled in their order: what an earlier report showed is what a later one
    reckons with.
    """
    rows = {(row["quarter"], row["indicator"]): index for index, row in found.iterrows()}
    status = found["status"].to_dict()
    more: set[int] = set()
    for quarter in sorted(set(found["quarter"])):
        while True:
            cells: dict[object, Known] = {}
            for each in (quarter - 1, quarter):
                for id in {id for sum_ in SUMS for part in sum_ for id in part} | {
                    id for parts in AT_LEAST for id in parts
                }:
                    index = rows.get((each, id))
                    if index is None:
                        continue
                    known = _known(found.at[index, "value"], status[index], raw.at[index, "value"],
                                   rule, id in EXACT)  # fmt: skip
                    if known is not None:
                        cells[each, id] = known
            sums = [each for each in _sums(quarter, raw, rows) if set(each.parts) <= set(cells)]
            open_cells = pinned(cells, sums)
            candidate = _next(open_cells, sums, cells, quarter, found, rows)
            if candidate is None:
                break
            more.add(candidate)
            status[candidate] = "c"
    return more


def _sums(
    quarter: pd.Period, raw: pd.DataFrame, rows: Mapping[tuple[pd.Period, str], int]
) -> list[Sum]:
    """Return what adds up in a quarter, and from the quarter before to it, where it truly does."""
    found = []
    for now, before in SUMS:
        parts = {(quarter, id): sign for id, sign in now.items()} | {
            (quarter - 1, id): sign for id, sign in before.items()
        }
        total = sum(sign * raw.at[rows[key], "value"] if key in rows else float("nan")
                    for key, sign in parts.items())  # fmt: skip
        if total == 0:
            found.append(Sum(parts, 0, 0))
    for parts_of in AT_LEAST:
        for each in (quarter - 1, quarter):
            found.append(Sum({(each, id): sign for id, sign in parts_of.items()}, 0, None))
    return found


def _next(
    open_cells: set[object],
    sums: Sequence[Sum],
    cells: Mapping[object, Known],
    quarter: pd.Period,
    found: pd.DataFrame,
    rows: Mapping[tuple[pd.Period, str], int],
) -> int | None:
    """Choose what to withhold next: the smallest number shown in a sum that tells too much."""
    telling = [each for each in sums if set(each.parts) & open_cells]
    shown = {
        key for each in telling for key in each.parts
        if key[0] == quarter and cells[key].shown
    }  # fmt: skip
    indices = [rows[key] for key in shown]
    return min(indices, key=lambda index: (found.at[index, "value"], index), default=None)


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


def _secondary(counts: pd.Series, rule: _Rule) -> list[int]:
    """Return which of the parts of a total to withhold, so that none follows from the total."""
    hidden = list(counts[counts.map(rule.hides)].index)
    rest = counts[~counts.index.isin(hidden) & counts.gt(0)].sort_values(kind="stable")
    while hidden and len(rest):
        cells: dict[object, Known] = {
            index: Known(1, rule.small, hidden=True) if rule.hides(counts[index])
            else Known(rule.small + 1, None)
            for index in hidden
        }  # fmt: skip
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
        found = _known(shown, status, count, rule, exact=False)
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
