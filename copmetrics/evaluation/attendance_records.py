"""Which events have a record of who came, quarter by quarter, and how far the records reach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

import pandas as pd

from copmetrics.engine.workspace import Workspace
from copmetrics.evaluation.coverage import Coverage
from copmetrics.settings import Settings

__all__ = ["AttendanceRecords", "DaysAfter", "EventsHeld", "StaysKnown"]

Found = TypeVar("Found")


_HELD: Final = (
    "select h.quarter, count(*) as events, sum(h.attendance_known) as recorded, {estimated} as estimated "
    "from events_held as h left join (select distinct event from person_events where estimated = 1) as e "
    "on h.event = e.event group by h.quarter"
)


def _estimated(settings: Settings) -> str:
    """Return the SQL of how many events registrations stand in for; none, where the settings say so."""
    return "count(e.event)" if settings.registrations_count_as_attendance else "0"


class EventsHeld(NamedTuple):
    """The events of a quarter or month: those with a record of who came, and those without."""

    events: int = 0
    recorded: int = 0
    estimated: int = 0
    """Events without a record for which registrations stand in."""

    @property
    def unrecorded(self) -> int:
        """How many events have no record of who came, and no registrations that stand in for one."""
        return self.events - self.recorded - self.estimated

    @property
    def told(self) -> int:
        """How many events tell of anybody, be it by registrations that stand in."""
        return self.recorded + self.estimated


class DaysAfter(NamedTuple):
    """What is not known of the days after a quarter's attendances."""

    waiting: int = 0
    """Attendances whose days reach beyond the last record."""
    unrecorded: int = 0
    """The most events without a record that any attendance has within its days."""


class StaysKnown(NamedTuple):
    """How far it is known how long people stayed at the events of a quarter or month that they came to."""

    attended: int = 0
    by_length: int = 0
    """Events of which somebody's stay is known by the event's own length alone."""
    unknown: int = 0
    """Events of which it is not known how long somebody stayed."""


class AttendanceRecords:
    """What is recorded of who came; each question is asked of the engine once."""

    def __init__(
        self, space: Workspace, settings: Settings, coverage: Coverage, *, frequency: str
    ) -> None:
        """Take what will be asked, by quarter or month (`frequency`)."""
        self._space, self._settings = space, settings
        self.reached = coverage.recorded_to
        self._frequency = frequency

    @cached_property
    def _held(self) -> Mapping[int, EventsHeld]:
        question = _HELD.format(estimated=_estimated(self._settings))
        return _by_period(self._space.ask(question).astype("int64"), EventsHeld)

    @cached_property
    def _by_quarter(self) -> Mapping[int, EventsHeld]:
        periods = pd.PeriodIndex.from_ordinals(list(self._held), freq=self._frequency)
        quarters = periods.asfreq(self._settings.calendar.frequency).astype("int64")
        found: dict[int, EventsHeld] = {}
        for quarter, held in zip(quarters.tolist(), self._held.values(), strict=True):
            before = found.get(quarter, EventsHeld())
            found[quarter] = EventsHeld(*map(sum, zip(before, held, strict=True)))
        return found

    @cached_property
    def _after(self) -> Mapping[int, DaysAfter]:
        after = self._space.ask(
            "select quarter, sum(waits) as waiting, max(unrecorded_after) as unrecorded "
            "from repeat_attendance group by quarter"
        ).astype("int64")
        return _by_period(after, DaysAfter)

    @cached_property
    def _stays(self) -> Mapping[int, StaysKnown]:
        stays = self._space.ask(
            "select quarter, count(distinct event) as attended, "
            "count(distinct case when minutes is null and hours is not null then event end) as by_length, "
            "count(distinct case when hours is null then event end) as unknown "
            "from event_people group by quarter"
        ).astype("int64")
        return _by_period(stays, StaysKnown)

    def stays(self, period: pd.Period) -> StaysKnown:
        """Return how far it is known how long people stayed in a quarter, or month."""
        return self._stays.get(period.ordinal, StaysKnown())

    def of(self, period: pd.Period) -> EventsHeld:
        """Return the events of a quarter or month."""
        return self._held.get(period.ordinal, EventsHeld())

    def of_quarter(self, quarter: pd.Period) -> EventsHeld:
        """Return the events of a quarter, where months are asked for too."""
        return self._by_quarter.get(quarter.ordinal, EventsHeld())

    def after(self, period: pd.Period) -> DaysAfter:
        """Return what is not known of the days after a quarter's, or month's, attendances."""
        return self._after.get(period.ordinal, DaysAfter())


def _by_period(rows: pd.DataFrame, made: Callable[..., Found]) -> dict[int, Found]:
    """Return what is told of each period, by its ordinal."""
    return {int(ordinal): made(*told) for ordinal, *told in rows.itertuples(index=False)}
