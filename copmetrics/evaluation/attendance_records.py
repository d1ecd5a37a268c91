"""Which events have a record of who came, quarter by quarter, and how far the records reach.

It is told of a part of a quarter too, such as one event, a format or an organisation: of the events, and of
the people, that are of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

import pandas as pd

from copmetrics.engine.workspace import Workspace
from copmetrics.evaluation.asked_facts import Facts, events_asked, facts_asked
from copmetrics.evaluation.coverage import Coverage
from copmetrics.evaluation.measure_queries import conditions
from copmetrics.evaluation.parts import WHOLE, Part, PartsAsked
from copmetrics.measures.attendance import EVENTS, TOPIC
from copmetrics.measures.base import Measures
from copmetrics.settings import Settings

__all__ = ["AttendanceRecords", "DaysAfter", "EventsHeld", "StaysKnown"]

_HELD: Final = "count(*) as events, sum(attendance_known) as recorded, {estimated} as estimated"
_STAND_IN: Final = (
    " left join (select distinct event_number as stood_in_for from person_events where estimated = 1) as e "
    "on facts.number = e.stood_in_for"
)
_STAYS: Final = (
    "count(distinct event) as attended, "
    "count(distinct case when minutes is null and hours is not null then event end) as by_length, "
    "count(distinct case when hours is null then event end) as unknown"
)
_AFTER: Final = "sum(waits) as waiting, max(unrecorded_after) as unrecorded"


def _held(settings: Settings) -> str:
    """Return the SQL of how many events there were; registrations stand in where the settings say so."""
    stand_in = settings.registrations_count_as_attendance
    return _HELD.format(estimated="count(stood_in_for)" if stand_in else "0")


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
        self._asked: dict[tuple[str, PartsAsked], Mapping[tuple[object, ...], Sequence[int]]] = {}

    @cached_property
    def _by_quarter(self) -> Mapping[int, EventsHeld]:
        held = self._events(WHOLE)
        ordinals = [ordinal for (ordinal,) in held]
        periods = pd.PeriodIndex.from_ordinals(ordinals, freq=self._frequency)
        quarters = periods.asfreq(self._settings.calendar.frequency).astype("int64")
        found: dict[int, EventsHeld] = {}
        for quarter, each in zip(quarters.tolist(), held.values(), strict=True):
            before = found.get(quarter, EventsHeld())
            found[quarter] = EventsHeld(*map(sum, zip(before, each, strict=True)))
        return found

    def of(self, period: pd.Period, part: Part) -> EventsHeld:
        """Return the events of a part of a quarter, or month.

        What is no dimension of events, such as an organisation, parts none of them: anybody of it may have
        been at any.
        """
        whole = EventsHeld(*self._events(WHOLE).get((period.ordinal,), ()))
        if not whole.unrecorded and not whole.estimated:
            return whole
        of_events = part.by(EVENTS.dimensions)
        found = self._events(of_events.asked)
        return EventsHeld(*found.get((period.ordinal, *of_events.values), ()))

    def unsaid(self, period: pd.Period, part: Part) -> Mapping[str, int]:
        """Return of each dimension that chooses events how many others may belong: of which it is not known.

        They are of the same part in everything else. There are none where those of which it is unknown are
        chosen too; and an event without a topic is of none.
        """
        chosen, found = part.by(EVENTS.dimensions), dict[str, int]()
        for name, values in chosen.asked.where:
            if name == TOPIC or None in values or name in chosen.asked.by:
                continue
            others = tuple(each for each in chosen.asked.where if each[0] != name)
            held = self._events(PartsAsked((name, *chosen.asked.by), others))
            unknown = EventsHeld(*held.get((period.ordinal, None, *chosen.values), ()))
            if unknown.events:
                found[name] = unknown.events
        return found

    def of_quarter(self, quarter: pd.Period) -> EventsHeld:
        """Return the events of a quarter, where months are asked for too."""
        return self._by_quarter.get(quarter.ordinal, EventsHeld())

    def stays(self, period: pd.Period, family: Measures, part: Part) -> StaysKnown:
        """Return how far it is known how long people stayed in a part of a quarter, or month."""
        whole = StaysKnown(*self._told(_STAYS, period, family, Part(WHOLE)))
        if not whole.by_length and not whole.unknown:
            return whole
        return StaysKnown(*self._told(_STAYS, period, family, part))

    def after(self, period: pd.Period, family: Measures, part: Part) -> DaysAfter:
        """Return what is not known of the days after a part of a quarter's, or month's, attendances."""
        whole = DaysAfter(*self._told(_AFTER, period, family, Part(WHOLE)))
        return DaysAfter(*self._told(_AFTER, period, family, part)) if any(whole) else whole

    def _events(self, asked: PartsAsked) -> Mapping[tuple[object, ...], Sequence[int]]:
        return self._of_each(
            _held(self._settings), asked, events_asked(asked.by, asked.kept), _STAND_IN
        )

    def _told(self, columns: str, period: pd.Period, family: Measures, part: Part) -> Sequence[int]:
        """Return what facts tell of a part of a quarter, or month; nothing where it has none."""
        facts = facts_asked(family, part.asked.by, part.asked.kept, to_count=True)
        return self._of_each(columns, part.asked, facts).get((period.ordinal, *part.values), ())

    def _of_each(
        self, columns: str, asked: PartsAsked, facts: Facts, beside: str = ""
    ) -> Mapping[tuple[object, ...], Sequence[int]]:
        """Return what is told of each period and part, by its ordinal and the part's values; asked once."""
        if (columns, asked) not in self._asked:
            kept, parameters = conditions(facts.where)
            groups = ", ".join(("quarter", *asked.by))
            rows = self._space.ask(
                f"select {groups}, {columns} from {facts.source}{beside} where {kept} group by {groups}",
                {**parameters, **facts.parameters},
            )
            numbers = rows.drop(columns=["quarter", *asked.by]).astype("int64")
            told = map(tuple, numbers.to_numpy().tolist())
            self._asked[columns, asked] = dict(zip(asked.keys_of(rows), told, strict=True))
        return self._asked[columns, asked]
