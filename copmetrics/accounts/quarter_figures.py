"""The numbers that all sections of one account tell from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TypeVar

import pandas as pd

from copmetrics.accounts.account import ReportCell
from copmetrics.accounts.account_context import AccountContext
from copmetrics.accounts.alike_names import alike_counted
from copmetrics.accounts.measure_icons import MeasureIcons
from copmetrics.accounts.part_tables import Part, as_shared, part_tables
from copmetrics.accounts.quarter_icons import quarter_icons, shared_icons
from copmetrics.accounts.shared_changes import NOT_TOLD_APART, shared_changes
from copmetrics.accounts.when_asked import WhenAsked
from copmetrics.community.community import Community
from copmetrics.evaluation.changes import ChangeRow, State, changes_and_reasons
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK, WITHHELD, ShownAs, undisclosed
from copmetrics.measures import HEADLINES
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import Counted
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind
from copmetrics.quarters import bounds, span
from copmetrics.schema import IndicatorRow
from copmetrics.settings import Profile
from copmetrics.storage.plain_texts import plain_texts
from copmetrics.units import Unit, show, show_between, show_change, shown_difference

__all__ = [
    "TREND",
    "InsideFigures",
    "QuarterFigures",
    "inside_figures",
    "known_number",
    "known_text",
    "shown_cell",
]

Key = TypeVar("Key")
Value = TypeVar("Value")

TREND = 12
"""How many quarters a trend goes back at the most."""


ALIKE = "too close to tell"
"""What stands in the place of a change that the values as shown do not tell."""


@dataclass(frozen=True, kw_only=True)
class QuarterFigures:
    """One community's indicators and changes as a profile shows them, and the quarter they are told for.

    It is all that a section is handed of numbers, and nothing can be worked out from it that it does
    not show: it holds no community. What is told inside only takes `InsideFigures`.
    """

    context: AccountContext
    quarter: pd.Period
    values: pd.DataFrame
    """The indicators as the profile shows them, with a `status`: `c` where withheld."""
    changes: pd.DataFrame
    parts: Mapping[Part, pd.DataFrame]
    """The same by month, profession, organisation, activity and event."""
    measures: Mapping[str, Measure]
    """Every measure of the community by its id."""
    profile: Profile
    icons: Mapping[str, MeasureIcons] = field(default_factory=dict)
    """Of each of the eight measures, whether this quarter's number is like those before it."""
    alike: Mapping[str, int] = field(default_factory=dict)
    """How many pairs of the organisations that a measure counts may be one under two names."""

    @classmethod
    def of(
        cls, community: Community, quarter: pd.Period, profile: Profile = Profile.INTERNAL
    ) -> QuarterFigures:
        """Return what an account needs, worked out once: all audiences of a profile read the same."""
        return community.kept(
            ("figures", quarter, profile), lambda: _worked_out(community, quarter, profile)
        )

    @property
    def is_shared(self) -> bool:
        """Whether small numbers are withheld and others rounded."""
        return self.profile is Profile.SHARE

    @cached_property
    def by_key(self) -> dict[tuple[pd.Period, str], IndicatorRow]:
        """The indicators, to look up by quarter and id."""
        rows: list[IndicatorRow] = self.values.to_dict("records")
        return {(row["quarter"], row["indicator"]): row for row in rows}

    @cached_property
    def change(self) -> dict[str, ChangeRow]:
        """This quarter's changes, to look up by id."""
        here = self.changes[self.changes["quarter"] == self.quarter]
        rows: list[ChangeRow] = here.to_dict("records")
        return {row["indicator"]: row for row in rows}

    @cached_property
    def recent(self) -> pd.PeriodIndex:
        """Up to twelve quarters with events or mailings or changes, the told one last."""
        first = max(self.quarter - TREND + 1, self._first)
        return span(min(first, self.quarter), self.quarter)

    @cached_property
    def so_far(self) -> bool:
        """Whether the quarter is not over."""
        spans = bounds(
            pd.PeriodIndex([self.quarter]),
            timezone=self.context.timezone,
            as_of=self.context.as_of,
        )
        return not bool(spans["over"].iloc[0])

    @cached_property
    def _first(self) -> pd.Period:
        """The first quarter in which any of the eight measures is known."""
        known = self.values[self.values["indicator"].isin(HEADLINES) & self.values["value"].notna()]
        quarters = known["quarter"]
        return min(quarters) if len(quarters) else self.quarter

    def value(self, indicator: str, quarter: pd.Period | None = None) -> float | None:
        """Return one value, or nothing where it is unknown."""
        row = self.by_key.get((self.quarter if quarter is None else quarter, indicator))
        return None if row is None or pd.isna(row["value"]) else float(row["value"])

    def cell(self, indicator: str, quarter: pd.Period | None = None) -> ReportCell:
        """Return one value as a table holds it: a number, `[c]` where withheld, or unknown."""
        row = self.by_key.get((self.quarter if quarter is None else quarter, indicator))
        return None if row is None else shown_cell(row)

    def withheld(self, indicator: str, quarter: pd.Period | None = None) -> bool:
        """Whether a value is known and not shown."""
        return self.cell(indicator, quarter) == MARK

    def change_cell(self, indicator: str) -> ReportCell:
        """Return this quarter's change as a table holds it: the difference of the two values as shown.

        Where these are the same and the exact ones are not, it says so in words; and where both are rounded,
        between which bounds it lies, or about how much it is.
        """
        told = self.change[indicator]
        if self.withheld(indicator) or told["previous_status"] == ShownAs.WITHHELD:
            return MARK
        if told["why_not"] == NOT_TOLD_APART:
            return ALIKE
        if pd.isna(told["change"]):
            return ALIKE if told["state"] == State.COMPARED else None
        unit = self.measures[indicator].unit
        shown = shown_difference(told["value"], told["previous"], unit)
        if told["change"] and not shown:
            return ALIKE
        return self._of_rounded(indicator, shown) if self.is_shared and shown else shown

    def _of_rounded(self, indicator: str, difference: float) -> ReportCell:
        """Return what two numbers as they are shared tell of their difference."""
        measure, told = self.measures[indicator], self.change[indicator]
        if measure.is_count_of_people:
            return show_between(told["low"], told["high"])
        if measure.unit is Unit.WHOLE_SHARE:
            return f"about {show_change(difference, measure.unit)}"
        return difference

    def why(self, indicator: str) -> str:
        """Return why this quarter's value is unknown, or not quite what it seems."""
        return str(self.by_key[self.quarter, indicator]["note"] or "no export tells")

    def not_told(self, indicator: str, *, why: bool = False) -> str:
        """Return the words for this quarter's value where none is told: what is withheld is known."""
        if self.withheld(indicator):
            return WITHHELD
        return f"not known: {self.why(indicator)}" if why else "not known"

    def without_machine_opens(self, indicator: str) -> bool:
        """Whether this quarter's value of a measure of opens is known without those of machines."""
        return self.by_key[self.quarter, indicator]["machine_opens"] == MachineOpens.LEFT_OUT

    def hedge(self, indicator: str, quarter: pd.Period | None = None) -> str:
        """Return what stands in a sentence before a value that is a lower bound, or rounded.

        That is "at least " or "about "; of 22 who are known 25 are "at least about 25". Hours are rounded
        by more, so that of 23 which are known 40 may be told: they are "about 40", and a note says what is
        missing.
        """
        key = (self.quarter if quarter is None else quarter, indicator)
        row = self.by_key.get(key)
        if row is None or self.withheld(indicator, key[0]):
            return ""
        measure = self.measures[indicator]
        least = "at least " if row["basis"] == Basis.LOWER_BOUND else ""
        if not self.is_shared or not row["value"]:
            return least
        if measure.counted is Counted.HOURS:
            return "about "
        return f"{least}about " if measure.is_count_of_people else least

    @property
    def nobody_is_named(self) -> bool:
        """Whether people came, and none of them gave a name: how many they are nobody can tell."""
        return bool(self.cell("attendances")) and self.value("unique_attendees") == 0

    def said(self, indicator: str) -> str:
        """Return this quarter's value as words of a sentence: `214 attendances`, `44.1%`."""
        value = self.value(indicator)
        unit = self.measures[indicator].unit
        if self.withheld(indicator):
            return undisclosed(unit)
        return show(value, unit) if value is None else unit.of(value)


@dataclass(frozen=True, kw_only=True)
class InsideFigures(QuarterFigures):
    """The figures with the community itself: for what is told to those who lead it only."""

    community: Community

    @classmethod
    def beside(cls, figures: QuarterFigures, community: Community) -> InsideFigures:
        """Put the community beside its figures."""
        told = {each.name: getattr(figures, each.name) for each in fields(figures)}
        return cls(community=community, **told)


@plain_texts()
def _worked_out(community: Community, quarter: pd.Period, profile: Profile) -> QuarterFigures:
    """Compute the figures; changes are those of the values shown."""
    exact, changes = community.kept(("exact", quarter), lambda: _exact(community, quarter))
    measures, settings = _measures(community, profile), community.settings
    if profile is Profile.SHARE:
        rounding = Rounding(settings.small_number, community.secret)
        values, changes = _as_shared(community, exact, changes, rounding)
        icons = shared_icons(exact, values, quarter, measures, settings, rounding)
    else:
        values = exact.assign(status=str(ShownAs.IT_IS))
        icons = quarter_icons(values, quarter, measures, settings)
    parts = _told(profile, lambda: part_tables(community, quarter, profile))
    found = QuarterFigures(
        context=AccountContext.of(community),
        quarter=quarter,
        values=values,
        changes=changes,
        parts=parts,
        measures=measures,
        profile=profile,
        icons=icons,
        alike=_told(profile, lambda: _alike(community, quarter, parts[Part.NAMED])),
    )
    return found if profile is Profile.SHARE else InsideFigures.beside(found, community)


def _told(profile: Profile, work_out: Callable[[], Mapping[Key, Value]]) -> Mapping[Key, Value]:
    """Return what is worked out: inside when it is asked for, shared at once: that may hold no community."""
    return work_out() if profile is Profile.SHARE else WhenAsked(work_out)


def _alike(community: Community, quarter: pd.Period, named: pd.DataFrame) -> Mapping[str, int]:
    here = named["quarter"].eq(quarter)
    return alike_counted(community, quarter, named.loc[here, "organisation"])


def _exact(community: Community, quarter: pd.Period) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the indicators of all quarters to a quarter, and their changes, as they are."""
    values = community.indicators(quarters=community.quarters.union(pd.PeriodIndex([quarter])))
    told = with_parts(values, community.indicators)
    return values, changes_and_reasons(told, so_far=community.same_days_before())


def _as_shared(
    community: Community, values: pd.DataFrame, changes: pd.DataFrame, rounding: Rounding
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return values as everybody may see them, and of their exact changes what these bear."""
    quarters = pd.PeriodIndex(values["quarter"].unique())
    behind = Behind(
        community.people_behind(quarters=quarters), community.cell_keys(quarters=quarters)
    )
    shown, so_far = as_shared(values, community, behind), None
    if (before := community.same_days) is not None:
        so_far = as_shared(
            before.indicators(), community, Behind(before.people_behind(), before.cell_keys())
        )
    return shown, shared_changes(changes, shown, so_far, community.measures, rounding)


def _measures(community: Community, profile: Profile) -> Mapping[str, Measure]:
    """Return every measure by its id; shares of people are shared in whole per cents."""
    if profile is not Profile.SHARE:
        return community.measures
    of_people = _own_of_people(community)
    return {
        id: replace(each, unit=Unit.WHOLE_SHARE)
        if each.is_share and (each.counted.is_personal or id in of_people)
        else each
        for id, each in community.measures.items()
    }


def _own_of_people(community: Community) -> set[str]:
    """Return the community's own indicators of which a reading tells of how many people it is."""
    own = [each.id for each in community.own]
    return set(community.people_behind(only=own)["indicator"]) if own else set()


def inside_figures(community: Community, quarter: pd.Period) -> InsideFigures:
    """Return the figures of a quarter as those who lead the community see them."""
    found = QuarterFigures.of(community, quarter, Profile.INTERNAL)
    assert isinstance(found, InsideFigures)
    return found


def shown_cell(row: Mapping[str, object]) -> ReportCell:
    """Return a row's value as a table holds it: a number, `[c]` where withheld, or unknown."""
    return MARK if row.get("status") == ShownAs.WITHHELD else known_number(row["value"])


def known_number(value: object) -> float | None:
    """Return a frame's cell as a number, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else float(str(value))


def known_text(value: object) -> str | None:
    """Return a frame's cell as a text, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else str(value)
