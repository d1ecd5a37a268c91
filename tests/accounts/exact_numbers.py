"""The exact numbers of a community beside what an audience is told: what a figure may stand for.

A number that is shared fits an exact one if it may stand for it: a multiple of 5 less than 5 away, a whole
per cent, one decimal. To leaders it is the exact one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.evaluation.changes import changes_and_reasons
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.framework.withheld import MARK
from copmetrics.measures.counted import Counted
from copmetrics.quarters import quarters_of
from copmetrics.units import show

N = r"(\[c\]|−?\d(?:[\d,]*\d)?(?:\.\d+)?%?)"
"""A figure in a sentence, or the mark of one that is withheld."""
WHEN = re.compile(
    r"\b\d{4}(?:/\d\d)? Q\d\b|\b\d{4}-\d\d-\d\d\b"
    r"|\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?\b"
)
"""Quarters, days and months, which count nothing."""
RULES = re.compile(
    r"a multiple of 5|the multiple of 5|fewer than 3 events|from 1 to 5|4 or 5 out of 5|from 1 to 9"
    r"|12 in all at the most|Fewer than 12|a multiple of 20 times"
)
"""Figures of our rules."""


@dataclass(frozen=True)
class Truth:
    """The exact numbers of a community in one quarter; `shared` if the reader is outside."""

    community: Community
    quarter: pd.Period
    exact: pd.DataFrame
    changes: pd.DataFrame
    audience: str = ""
    shared: bool = False
    asked: dict[tuple[object, ...], dict[Any, float]] = field(default_factory=dict)
    """What was asked by parts, and the answers."""

    @classmethod
    def of(cls, community: Community, quarter: pd.Period) -> Truth:
        values = community.indicators()
        changes = changes_and_reasons(with_parts(values, community.indicators))
        keys = ["indicator", "quarter"]
        return cls(community, quarter, values.set_index(keys), changes.set_index(keys))

    @cached_property
    def names(self) -> re.Pattern[str]:
        """What was typed, and may hold figures: titles, names, labels, notes."""
        here = self.community
        typed = [*here.events["title"], *here.mailings["title"], *here.events["format"]]
        typed += [here.settings.name, *(each.label for each in here.measures.values())]
        typed += [each.meaning for each in here.measures.values()]
        typed += [each.caveat for each in here.measures.values()]
        typed += [each.label for each in CLUSTERS.values()]
        typed += list(here.narrative_tables["stories"]["title"])
        typed += [*here.attendance["organisation"], *here.attendance["profession"]]
        typed += list(self.exact["note"])
        known = {str(each) for each in typed if isinstance(each, str) and each}
        ordered = sorted(known, key=len, reverse=True)
        return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in ordered))

    @cached_property
    def held(self) -> pd.DataFrame:
        """Events that were held, as they were written down, each with its quarter."""
        here = self.community
        events = here.events[~here.events["cancelled"].fillna(False)]
        events = events[events["starts_at"].le(here.as_of)]
        settings = here.settings
        quarter = quarters_of(
            events["starts_at"], calendar=settings.calendar, timezone=settings.timezone
        )
        return events.assign(quarter=quarter)

    @cached_property
    def came(self) -> pd.DataFrame:
        """Who came to what, a row a person and event: those who are somebody in particular."""
        rows = self.community.attendance
        there = rows[rows["status"].eq("attended") & rows["left_out"].isna()]
        named = there.dropna(subset="person")[["event", "person"]].drop_duplicates()
        return named.merge(self.held, on="event")

    def masked(self, text: str) -> str:
        """A sentence without names, days and our rules' own figures."""
        plain = WHEN.sub("§", self.names.sub("§", text))
        return RULES.sub("§", plain)

    def value(self, indicator: str, quarter: pd.Period | None = None) -> float | None:
        key = (indicator, self.quarter if quarter is None else quarter)
        if key not in self.exact.index or pd.isna(self.exact.at[key, "value"]):
            return None
        return float(self.exact.at[key, "value"])

    def parts(
        self, indicator: str, *by: str, quarters: pd.PeriodIndex | None = None
    ) -> dict[Any, float]:
        """An indicator of the quarter by some dimensions, unknown values left out."""
        wanted = pd.PeriodIndex([self.quarter]) if quarters is None else quarters
        question = (indicator, *by, *map(str, wanted))
        if question not in self.asked:
            self.asked[question] = self._parts(indicator, by, wanted)
        return self.asked[question]

    def _parts(
        self, indicator: str, by: tuple[str, ...], wanted: pd.PeriodIndex
    ) -> dict[Any, float]:
        found = self.community.indicators(by=by, only=(indicator,), quarters=wanted)
        keys = found[by[0]] if len(by) == 1 else zip(*(found[each] for each in by), strict=True)
        told = zip(keys, found["value"], strict=True)
        return {None if pd.isna(key) else key: value for key, value in told if pd.notna(value)}

    def fits(self, cell: object, exact: float | None, indicator: str) -> bool:
        """Whether what is told may stand for an exact number."""
        if cell is None or exact is None:
            return cell is None and exact is None
        measure = self.community.measures[indicator]
        if cell == MARK:
            return self.shared
        number = float(str(cell))
        if not self.shared:
            return abs(number - exact) < 1e-9
        if measure.is_share:
            return abs(number - exact) <= 0.005 + 1e-9
        if measure.counted is Counted.HOURS:
            return (
                abs(number - exact) < 20 * 8 + 1
            )  # twenty of the longest stay, at most a day's work
        if measure.is_count_of_people:
            return number % 5 == 0 and abs(number - exact) < 5 and (number > 0) == (exact > 0)
        of_people = measure.counted.is_personal or measure.is_ratio
        return abs(number - exact) <= (0.05 if of_people else 0) + 1e-9

    def says(self, text: str, indicator: str, exact: float | None = None) -> bool:
        """Whether a figure in a sentence may stand for an indicator's exact value, as it is shown."""
        exact = self.value(indicator) if exact is None else exact
        if text == MARK:
            return self.shared and exact is not None
        if exact is None:
            return False
        unit = self.community.measures[indicator].unit
        if not self.shared:
            return text == show(exact, unit)
        told = number(text)
        return self.fits(told, exact, indicator)


def number(text: str) -> float:
    """A figure as it stands in a sentence."""
    told = float(text.replace(",", "").replace("−", "-").rstrip("%"))
    return round(told / 100, 6) if text.endswith("%") else told
