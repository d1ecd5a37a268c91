"""The attacker: a reader of all that is shared, who knows the program and not the community's key.

Of each number it knows within which bounds it lies, and of all together what holds between them: what
adds up, how often one person can count, which share is of which counts. The truth is given only to
leave out what does not hold here (a caller without a name, an export that is missing): so the attacker
knows more than any reader. Integer programming then finds the least and the greatest value that each
small number can have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from copmetrics.accounts.part_tables import as_shared, by_parts, year_by_parts
from copmetrics.community.community import Community
from copmetrics.measures import MEASURES
from copmetrics.privacy.rounding import BASE
from copmetrics.privacy.shared_values import Behind
from copmetrics.quarters import months_of, span
from copmetrics.settings import Profile

__all__ = ["RELATIONS", "Attack", "Found", "attack_on", "terms", "told"]

RELATIONS = """
attendances >= unique_attendees
events * unique_attendees >= attendances
unique_attendees = new_attendees + returning_attendees
unique_attendees >= organisations_attending
attendances >= uncertain_attendances
attendances >= half_the_events * attendees_per_event
attendances = few_events * attendees_per_event
unique_attendees >= attendees_per_event
returning_attendees = retained_attendees + reactivated_attendees
before unique_attendees = retained_attendees + lapsed_attendees
list_members = before list_members + list_joined - list_left
list_members >= list_organisations + list_organisation_unknown
mailings * before list_members + mailings * list_joined >= emails_sent
emails_sent >= emails_delivered
emails_delivered = open_rate.whole
emails_delivered = click_rate.whole
emails_delivered = unsubscribe_rate.whole
open_rate_reported.part >= open_rate.part
open_rate_reported.part = open_rate.part
open_rate_reported.whole = open_rate.whole
emails_sent = emails_delivered + bounce_rate.part
emails_sent = bounce_rate.whole
list_left >= unsubscribe_rate.part
open_rate.part = click_to_open_rate.whole
click_rate.part = click_to_open_rate.part
open_rate.part >= unique_openers
mailings * unique_openers >= open_rate.part
click_rate.part >= unique_clickers
mailings * unique_clickers >= click_rate.part
emails_sent = recipient_click_rate.whole
click_rate.part = recipient_click_rate.part
recipient_click_rate.part = recipient_click_rate_without_scanners.part
recipient_click_rate.part = recipient_click_rate_without_scanners.part + suspected_scanner_clicks
unique_openers >= unique_clickers
unique_clickers = unique_clickers_without_scanners
unique_clickers = unique_clickers_without_scanners + suspected_scanner_clicks
unique_clickers >= unique_clickers_without_scanners
suspected_scanner_clicks + unique_clickers_without_scanners >= unique_clickers
recipient_click_rate.part >= unique_clickers
mailings * unique_clickers >= recipient_click_rate.part
click_rate.part >= recipient_click_rate.part
click_rate.whole >= recipient_click_rate.whole
recipient_click_rate_without_scanners.part >= unique_clickers_without_scanners
recipient_click_rate.part >= recipient_click_rate_without_scanners.part
recipient_click_rate.whole = recipient_click_rate_without_scanners.whole
attendances >= return_rate.whole
attendances = return_rate.whole
return_rate.part >= attendances - unique_attendees
registrations >= show_up_rate.whole
registrations = show_up_rate.whole
attendances >= show_up_rate.part
feedback_answers >= feedback_rating.whole
feedback_answers = feedback_rating.whole
feedback_rating.whole = feedback_favourable.whole
feedback_favourable.part + 4 * feedback_favourable.whole >= least_rating * feedback_favourable.whole
most_rating * feedback_favourable.whole >= 3 * feedback_favourable.part + feedback_favourable.whole
""".strip().splitlines()
"""What holds between the numbers of a quarter, and from one quarter (`before`) to the next."""

Key = tuple[Hashable, ...]
SIDES = {"value": "", "numerator": "part", "denominator": "whole"}


@dataclass(frozen=True)
class Tied:
    """Numbers that hang together: in their order, between which bounds each lies, and what holds of them."""

    near: list[Key]
    box: Bounds
    holds: LinearConstraint


@dataclass
class Attack:
    """What the attacker knows: bounds of every number, and what holds between them."""

    small: int
    bounds: dict[Key, tuple[float, float]] = field(default_factory=dict)
    true: dict[Key, float] = field(default_factory=dict)
    holds: list[tuple[dict[Key, float], float, float]] = field(default_factory=list)
    halves: set[Key] = field(default_factory=set)
    """Numbers that are kept by their double: medians."""

    def sees(self, key: Key, shown: float | None, true: float, *, few: bool) -> None:
        """Take one count of people as it is shown; nothing where it is withheld, `few` if as too few."""
        if pd.isna(true):
            return
        self.true[key] = true
        if shown is not None and not pd.isna(shown):
            low = max(shown - BASE + 1, self.small + 1) if shown else 0
            self.bounds[key] = (low, shown + BASE - 1 if shown else 0)
        else:
            self.bounds[key] = (1, self.small) if few else (0, np.inf)

    def adds(self, parts: Mapping[Key, float], low: float, high: float) -> None:
        """Take that numbers times these add up to between `low` and `high`, if they do."""
        if not all(each in self.true for each in parts):
            return
        parts = {each: times / 2 if each in self.halves else times for each, times in parts.items()}
        total = sum(times * self.true[each] for each, times in parts.items())
        if low - 1e-6 <= total <= high + 1e-6:
            self.holds.append((dict(parts), low, high))

    def small_numbers(self) -> list[Key]:
        """Return the numbers that are not to be found: those from 1 to `small`."""
        return [
            each
            for each, count in self.true.items()
            if 0 < count <= self._few(each) and self.bounds[each] != (count, count)
        ]

    def _few(self, key: Key) -> int:
        """Return up to which number one is few; a median is kept by its double."""
        return self.small * 2 if key in self.halves else self.small

    def found(self) -> dict[Key, tuple[int, int]]:
        """Return the least and the greatest value that each small number can have."""
        return {key: self.left(key) for key in self.small_numbers()}

    def left(self, key: Key) -> tuple[int, int]:
        """Return the least and the greatest value that one number can have."""
        return self._ends(key, self._extremes(key, self._around(key)))

    def near(self) -> dict[Key, tuple[int, int]]:
        """Return the small numbers of which two neighbouring values at the most are left.

        Each answer of a search is one way in which all numbers that hang together can be: one that was
        met at two values further apart is not near, and needs no search of its own.
        """
        met: dict[Key, list[float]] = defaultdict(list)
        found = {}
        tied: dict[Key, Tied] = {}
        for key in self.small_numbers():
            if met[key] and min(max(met[key]), self._few(key)) - min(met[key]) > 1:
                continue
            if key not in tied:
                around = self._around(key)
                tied |= dict.fromkeys(around.near, around)
            ways = self._extremes(key, tied[key])
            for each, count in (pair for way in ways for pair in way.items()):
                met[each].append(round(count))
            low, high = self._ends(key, ways)
            if high - low <= 1:
                found[key] = (low, high)
        return found

    def _ends(self, key: Key, ways: list[dict[Key, float]]) -> tuple[int, int]:
        low, high = (way[key] for way in ways)
        return round(low), min(round(high), self._few(key))

    def _extremes(self, key: Key, tied: Tied) -> list[dict[Key, float]]:
        """Return two ways in which the numbers around one can be: it is least, and greatest, in them."""
        ways = []
        for sign in (1, -1):
            goal = np.zeros(len(tied.near))
            goal[tied.near.index(key)] = sign
            answer = milp(
                goal,
                integrality=np.ones(len(goal)),
                bounds=tied.box,
                constraints=tied.holds,
            )
            assert answer.status in (0, 3), (key, answer.message)
            has_end = answer.status == 0
            ways.append(
                dict(zip(tied.near, answer.x, strict=True)) if has_end else {key: self._few(key)}
            )
        return ways

    def _around(self, key: Key) -> Tied:
        """Return the numbers that anything ties to this one, and what holds between them."""
        near, holds = {key}, []
        left = list(self.holds)
        grown = True
        while grown:
            grown = False
            for each in list(left):
                if near & set(each[0]):
                    near |= set(each[0])
                    holds.append(each)
                    left.remove(each)
                    grown = True
        order = {each: place for place, each in enumerate(sorted(near, key=str))}
        rows = lil_array((max(len(holds), 1), len(order)))
        for row, (parts, _, _) in enumerate(holds):
            for each, times in parts.items():
                rows[row, order[each]] = times
        lows = [low for _, low, _ in holds] or [-np.inf]
        highs = [high for _, _, high in holds] or [np.inf]
        box = Bounds(*map(np.array, zip(*(self.bounds[each] for each in order), strict=True)))
        return Tied(list(order), box, LinearConstraint(rows.tocsc(), lows, highs))


Found = Mapping[Key, tuple[int, int]]


def attack_on(community: Community, quarters: pd.PeriodIndex) -> Attack:
    """Read all that the accounts of these quarters show, and all that holds between it."""
    attack = Attack(community.settings.small_number)
    exact = community.indicators(quarters=quarters)
    behind = Behind(
        community.people_behind(quarters=quarters), community.cell_keys(quarters=quarters)
    )
    values = as_shared(exact, community, behind)
    _indicators(attack, values, exact)
    for quarter in quarters:
        _relations(attack, quarter, values)
        _between(attack, quarter)
    months = months_of(quarters)
    by_month = _parted(attack, community, (), "attendances", months)
    for quarter in quarters:
        here = [each for each in by_month if each[1].asfreq(quarter.freqstr) == quarter]
        attack.adds({**dict.fromkeys(here, 1), (quarter, "attendances", ""): -1}, 0, 0)
    told = {"sector": "organisation_sectors", "band": "person_bands"}
    for by in ("profession", *(each for each in told if len(community.tables[told[each]]))):
        people = _parted(attack, community, (by,), "unique_attendees", quarters)
        for quarter in quarters:
            here = [each for each in people if each[1] == quarter]
            attack.adds({**dict.fromkeys(here, 1), (quarter, "unique_attendees", ""): -1}, 0, 0)
            attack.adds(
                {**dict.fromkeys(here, 1), (quarter, "unique_attendees", ""): -1}, 0, np.inf
            )
    _years(attack, community, quarters)
    return attack


def _indicators(attack: Attack, values: pd.DataFrame, exact: pd.DataFrame) -> None:
    truth = exact.set_index(["quarter", "indicator"])
    for row in values.to_dict("records"):
        measure = MEASURES.get(row["indicator"])
        place = (row["quarter"], row["indicator"])
        if measure is None or row["note"].startswith("told to those") or place not in truth.index:
            continue
        _cell(attack, place, row, truth.loc[place].to_dict(), measure)


def _cell(attack, place, row, true, measure) -> None:
    """Take one value: a count, or both counts of a ratio with what its share tells of them."""
    hidden = row["status"] == "c"
    if not measure.counted.is_personal:
        if not hidden and measure.is_exact:
            attack.sees((*place, ""), None, true["value"], few=False)
            attack.bounds[(*place, "")] = (true["value"], true["value"])
        return
    if measure.is_median:
        _median(attack, (*place, ""), row["value"], true["value"], few=hidden)
        return
    if not measure.is_ratio:
        few = hidden and 0 < true["value"] <= attack.small  # it guesses right why it is withheld
        attack.sees((*place, ""), row["value"], true["value"], few=few)
        return
    part, whole = (*place, "part"), (*place, "whole")
    attack.sees(whole, row["denominator"], true["denominator"], few=False)
    if not measure.is_share:
        return
    attack.sees(part, row["numerator"], true["numerator"], few=False)
    if part not in attack.true or whole not in attack.true:
        return
    rest = (*place, "rest")
    attack.sees(rest, None, true["denominator"] - true["numerator"], few=False)
    for each in (part, rest):
        if hidden and 0 < attack.true[each] <= attack.small:
            attack.bounds[each] = (1, attack.small)  # it guesses right why the share is withheld
    attack.adds({part: 1, rest: 1, whole: -1}, 0, 0)
    if not hidden:
        share = row["value"]
        attack.adds({part: 1, whole: -(share - 0.005)}, 0, np.inf)
        attack.adds({part: -1, whole: share + 0.005}, 0, np.inf)


def _median(attack: Attack, key: Key, shown: float, true: float, *, few: bool) -> None:
    """Take a median, which may be a half: its double is a whole number, and tied to it."""
    attack.sees(key, shown, true, few=few)
    if key in attack.true:
        low, high = attack.bounds[key]
        attack.halves.add(key)
        more = int(not few and shown > 0)  # 9.5 is shown as 10, and so is 14.5
        attack.true[key], attack.bounds[key] = 2 * true, (2 * low - more, 2 * high + more)


def _relations(attack: Attack, quarter: pd.Period, values: pd.DataFrame) -> None:
    here = values[values["quarter"].eq(quarter)].set_index("indicator")
    for words in RELATIONS:
        parts = terms(words, quarter, _coefficients(here["value"].dropna().to_dict()))
        if parts is None:
            continue
        equal = re.search(r" = ", words)
        attack.adds(parts, 0, 0 if equal else np.inf)


def _between(attack: Attack, quarter: pd.Period) -> None:
    """Take who is between two numbers nested in one another for a number too: opened, and did not click."""
    for measure in MEASURES.values():
        for other in measure.nested_with:
            for half in ("", "part", "whole"):
                inner, outer = (quarter, measure.id, half), (quarter, other, half)
                if inner not in attack.true or outer not in attack.true:
                    continue
                between = attack.true[outer] - attack.true[inner]
                sign = 1 if between >= 0 else -1
                key = (quarter, measure.id, f"{half} less than {other}")
                attack.sees(key, None, abs(between), few=0 < abs(between) <= attack.small)
                attack.adds({outer: sign, inner: -sign, key: -1}, 0, 0)


def _coefficients(shown: Mapping[str, float]) -> dict[str, float]:
    named = {each: shown[each] for each in ("events", "mailings") if each in shown}
    if "events" in shown:
        named["half_the_events"] = shown["events"] // 2 + 1
        if shown["events"] <= 2:
            named["few_events"] = shown["events"]
    if "feedback_rating" in shown:
        named["least_rating"] = shown["feedback_rating"] - 0.05
        named["most_rating"] = shown["feedback_rating"] + 0.05
    return named


def terms(words: str, quarter: pd.Period, coefficients: Mapping[str, float]):
    """Return what a relation adds up, left less right; nothing where a number of it is not known."""
    left, right = re.split(r" (?:>=|=) ", words)
    parts: dict[Key, float] = {}
    for side, sign in ((left, 1), (right, -1)):
        for before, said in re.findall(r"(^|[+-]) ?([^+-]+)", side):
            times, _, name = said.strip().rpartition(" * ")
            often = 1.0 if not times else coefficients.get(times, _number(times))
            if often is None:
                return None
            indicator, _, half = name.removeprefix("before ").partition(".")
            key = (quarter - int(name.startswith("before ")), indicator, half)
            parts[key] = parts.get(key, 0) + sign * (-1 if before == "-" else 1) * often
    return parts


def _number(text: str) -> float | None:
    return float(text) if text.isdigit() else None


def _parted(
    attack: Attack,
    community: Community,
    by: tuple[str, ...],
    indicator: str,
    periods: pd.PeriodIndex,
) -> list[Key]:
    """Take a table by a dimension, or by months; return its cells."""
    shown = by_parts(community, Profile.SHARE, by, only=(indicator,), quarters=periods)
    exact = community.indicators(by=by, only=(indicator,), quarters=periods)
    keys = []
    for row, true in zip(shown.to_dict("records"), exact.to_dict("records"), strict=True):
        key = ("parted", row["quarter"], indicator, *by, *(str(row[each]) for each in by))
        if pd.notna(true["value"]):
            attack.sees(key, row["value"], true["value"], few=row["status"] == "c")
            keys.append(key)
    return keys


def _years(attack: Attack, community: Community, quarters: pd.PeriodIndex) -> None:
    """Take the table of activities of each year that ends with a quarter: its parts add up over both."""
    only = ("attendances", "return_rate")
    every = community.indicators(by=("cluster",), only=only, quarters=quarters)
    for last in quarters[3:]:
        year = span(last - 3, last)
        shown = year_by_parts(community, Profile.SHARE, last, ("cluster",), only=only)
        exact = every[every["quarter"].isin(year)]
        came = exact[exact["indicator"].eq("attendances")]
        truth = came.groupby("cluster", dropna=False)["value"].sum()
        cells = []
        for row in shown[shown["indicator"].eq("attendances")].to_dict("records"):
            key = ("year", last, "attendances", str(row["cluster"]))
            attack.sees(key, row["value"], truth[row["cluster"]], few=row["status"] == "c")
            cells.append(key)
        whole = {(each, "attendances", ""): -1 for each in year}
        attack.adds({**dict.fromkeys(cells, 1), **whole}, 0, 0)
        _year_of_returns(attack, shown, exact, last)


def _year_of_returns(
    attack: Attack, shown: pd.DataFrame, exact: pd.DataFrame, last: pd.Period
) -> None:
    """Take a year's share of attendances after which people came again, by activity, with its two counts."""
    year, id = span(last - 3, last), "return_rate"
    shown, exact = (each[each["indicator"].eq(id)] for each in (shown, exact))
    truth = exact.groupby("cluster")[["numerator", "denominator"]].sum(min_count=1)
    places = []
    for row in shown.dropna(subset="cluster").to_dict("records"):
        true = truth.loc[row["cluster"]].to_dict()
        if pd.notna(true["denominator"]):
            places.append((f"year to {last}, {row['cluster']}", id))
            _cell(attack, places[-1], row, {"value": 0.0, **true}, MEASURES[id])
    for side in ("part", "whole", "rest"):
        quarters = [(each, id, side) for each in year if (each, id, side) in attack.true]
        cells = [(*place, side) for place in places]
        attack.adds({**dict.fromkeys(cells, 1), **dict.fromkeys(quarters, -1)}, 0, 0)


def told(found: Found) -> Iterable[str]:
    """Say of each number found what is left for it."""
    return [f"{key}: {low} to {high}" for key, (low, high) in found.items()]
