"""How sure a value is: counted, estimated, so far, at least, or not known; and why."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from copmetrics.engine.workspace import Workspace
from copmetrics.evaluation.coverage import Coverage
from copmetrics.framework.basis import Basis
from copmetrics.measures import open_rate_eras
from copmetrics.measures.base import Measures, Source
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import bounds
from copmetrics.settings import Settings

__all__ = ["HowSure", "ValueBasis"]

HISTORY = 4
"""Quarters of records before `new` can be told from `not seen yet`."""


class HowSure(NamedTuple):
    """How sure a value is, why, and whether machine opens are in it, if they could be left out."""

    basis: Basis
    note: str = ""
    machine_opens: MachineOpens | None = None


class ValueBasis:
    """Says of each quarter and source how sure a value is, and why."""

    def __init__(
        self,
        space: Workspace,
        settings: Settings,
        coverage: Coverage,
        as_of: pd.Timestamp,
        quarters: pd.PeriodIndex,
    ) -> None:
        """Ask the facts once what the certainty of a value hangs on."""
        self.coverage, self.as_of, self.settings = coverage, as_of, settings
        held = space.ask(
            "select h.quarter, count(*) as events, sum(h.attendance_known) as known, "
            "count(e.event) as estimated from events_held as h left join "
            "(select distinct event from person_events where estimated = 1) as e "
            "on h.event = e.event group by h.quarter"
        )
        self.held = held.set_index("quarter")
        machines = space.ask(
            "select quarter, min(machine_opens_told) as every_one, max(machine_opens_told) as any_one "
            "from mailings_latest where coalesce(reported_opens, unique_opens) is not null group by quarter"
        )
        self.machines = machines.set_index("quarter")
        spans = bounds(quarters, timezone=settings.timezone, as_of=as_of)
        self.spans = spans.set_index("quarter")
        self.of = cache(self._of)
        self._list = cache(self._list_at)

    def _of(self, quarter: pd.Period, family: Measures, indicator: str) -> HowSure:
        """Return how sure the value of an indicator in a quarter, or month, is."""
        basis, note = self._estimated(quarter, family, *self._known(quarter, family, indicator))
        if basis is Basis.UNKNOWN or indicator not in open_rate_eras.CLEANED:
            return HowSure(basis, note)
        opens = self._machine_opens(quarter)
        return HowSure(basis, "; ".join(filter(None, (note, opens.note))), opens)

    def _estimated(
        self, period: pd.Period, family: Measures, basis: Basis, note: str
    ) -> tuple[Basis, str]:
        """Say so where a file lacks a column on which these measures depend."""
        quarter = period.asfreq(self.settings.calendar.frequency)
        remark = self.coverage.estimated(family.source, quarter)
        if basis is Basis.UNKNOWN or not remark:
            return basis, note
        said = "; ".join(part for part in (note, remark) if part)
        return (Basis.ESTIMATE if basis is Basis.ACTUAL else basis), said

    def _known(self, period: pd.Period, family: Measures, indicator: str) -> tuple[Basis, str]:
        source, quarter = family.source, period.asfreq(self.settings.calendar.frequency)
        if not self.coverage.knows(source, quarter):
            return Basis.UNKNOWN, self.coverage.why_unknown(source, quarter)
        if not self.spans.at[period.ordinal, "over"]:
            what = "month" if period.freqstr == "M" else "quarter"
            return Basis.SO_FAR, f"the {what} is not over: known to {self._day(self.as_of)}"
        if source is Source.MEMBERS:
            return self._list(self.spans.at[period.ordinal, "ends_at"])
        if source in (Source.ATTENDANCE, Source.REGISTRATIONS):
            found = self._attendance(period, source, indicator)
            short = self._short(quarter) if family.looks_back else ""
            return (Basis.ESTIMATE, short) if short and found[0] is Basis.ACTUAL else found
        return Basis.ACTUAL, ""

    def _short(self, quarter: pd.Period) -> str:
        """Say so where the records are shorter than what a level looks back over."""
        window = self.settings.participation.window_quarters
        there = (quarter - min(self.coverage.spans[Source.ATTENDANCE])).n + 1
        return (
            f"from {there} of {window} quarters: the records begin then" if there < window else ""
        )

    def _machine_opens(self, period: pd.Period) -> MachineOpens:
        """Return whether machine opens are left out of a quarter's, or month's, mailings."""
        if period.ordinal not in self.machines.index:
            return MachineOpens.IN_IT
        told = self.machines.loc[period.ordinal]
        if told["every_one"]:
            return MachineOpens.LEFT_OUT
        return MachineOpens.TOLD_OF_SOME if told["any_one"] else MachineOpens.IN_IT

    def _list_at(self, end: pd.Timestamp) -> tuple[Basis, str]:
        known_to = self.coverage.list_known_to(end)
        if known_to is not None:
            what = self.coverage.list_export
            return Basis.SO_FAR, f"the newest {what} is of {self._day(known_to)}"
        if self.coverage.list_is_lower_bound(end):
            return Basis.LOWER_BOUND, "rebuilt without the list of people who unsubscribed"
        return Basis.ACTUAL, ""

    def _attendance(self, quarter: pd.Period, source: Source, indicator: str) -> tuple[Basis, str]:
        here = self.held.loc[quarter.ordinal] if quarter.ordinal in self.held.index else None
        if here is not None and here["estimated"] and indicator != "registrations":
            return Basis.ESTIMATE, "registrations stand in where nobody knows who came"
        unsure = 0 if here is None else int(here["events"] - here["known"])
        if unsure and source is Source.ATTENDANCE:
            if unsure == int(here["events"]):  # type: ignore[index]
                what = "month" if quarter.freqstr == "M" else "quarter"
                return Basis.UNKNOWN, f"no event of this {what} has an attendance record"
            note = f"no attendance record for {unsure} of {int(here['events'])} events"  # type: ignore[index]
            return Basis.LOWER_BOUND, note
        days = self.settings.return_days
        waits = self.spans.at[quarter.ordinal, "ends_at"] > self.as_of - pd.Timedelta(days=days)
        if indicator == "return_rate" and waits:
            return Basis.SO_FAR, f"the {days} days after some events are not over"
        if indicator in ("new_attendees", "returning_attendees"):
            first = min(self.coverage.spans[Source.ATTENDANCE])
            if (quarter.asfreq(first.freqstr) - first).n < HISTORY:
                return Basis.ESTIMATE, "records begin within the year before: some may not be new"
        return Basis.ACTUAL, ""

    def _day(self, moment: pd.Timestamp) -> str:
        local = moment.tz_convert(self.settings.timezone)
        return f"{local.day} {local:%b %Y}"
