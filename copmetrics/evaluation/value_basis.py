"""How sure a value is: counted, estimated, so far, at least, or not known; and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Final, NamedTuple

import pandas as pd

from copmetrics.engine.workspace import Workspace
from copmetrics.evaluation.attendance_records import AttendanceRecords
from copmetrics.evaluation.columns_absent import NOTHING_ABSENT, Absent
from copmetrics.evaluation.coverage import CLOSE, Coverage, stated_to
from copmetrics.evaluation.days_unknown import JOINED_BY, when_unknown
from copmetrics.evaluation.origins import Origins
from copmetrics.evaluation.parts import WHOLE, Part
from copmetrics.framework.basis import Basis
from copmetrics.measures import MEASURES, open_rate_eras
from copmetrics.measures.attendance import EVENTS
from copmetrics.measures.base import Looks, Measure, Measures, OfList, Source
from copmetrics.measures.counted import Counted
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import MONTH, bounds, label
from copmetrics.settings import Settings
from copmetrics.units import Unit

__all__ = ["HowSure", "ValueBasis"]

HISTORY: Final = 4
"""Quarters of records before `new` can be told from `not seen yet`."""
STAND_IN: Final = "registrations stand in where nobody knows who came"
WHOSE: Final = "the {} of some who came is not known"
NO_LEAVERS: Final = "the part of the list with those who unsubscribed is not in the folder"
LEAST_SURE_FIRST: Final = (Basis.UNKNOWN, Basis.SO_FAR, Basis.ESTIMATE, Basis.LOWER_BOUND)


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
        absent: Absent = NOTHING_ABSENT,
    ) -> None:
        """Take the facts; what the certainty of a value hangs on is asked of them once."""
        self.coverage, self.as_of, self.settings = coverage, as_of, settings
        self._absent = absent
        self.records = AttendanceRecords(space, settings, coverage, frequency=quarters.freqstr)
        self._space, self._origins = space, Origins(space)
        spans = bounds(quarters, timezone=settings.timezone, as_of=as_of)
        ordinals = spans["quarter"].tolist()
        self._over = dict(zip(ordinals, spans["over"].tolist(), strict=True))
        instants = zip(spans["starts_at"], spans["ends_at"], strict=True)
        self._spans = dict(zip(ordinals, instants, strict=True))
        self._quarters = dict(
            zip(ordinals, quarters.asfreq(settings.calendar.frequency), strict=True)
        )
        self._told: dict[tuple[pd.Period, str, Part], HowSure] = {}
        self._list_stated_to = stated_to(Source.MEMBERS, settings)
        self._list_known_to = cache(self._known_of_list)
        self._list_lacks = cache(coverage.list_lacks)
        self._leaving_shows = cache(coverage.leaving_shows)

    @cached_property
    def machines(self) -> pd.DataFrame:
        """By quarter: whether every mailing tells its opens by machines, and whether any does."""
        told = self._space.ask(
            "select quarter, min(machine_opens_told) as every_one, max(machine_opens_told) as any_one "
            "from mailings_latest where coalesce(reported_opens, unique_opens) is not null group by quarter"
        )
        return told.set_index("quarter")

    def of(self, quarter: pd.Period, family: Measures, indicator: str, part: Part) -> HowSure:
        """Return how sure the value of an indicator in a quarter, or month, is, or in a part of it.

        What concerns other quarters, the mailing list, the opens of machines and what a file does not say is
        of the whole quarter: anybody may have been at any event before, and a list has no such parts.
        """
        asked = (quarter, indicator, part)  # a measure is of one fact table
        if asked not in self._told:
            self._told[asked] = self._of(*asked, family)
        return self._told[asked]

    def of_value(
        self, value: float, quarter: pd.Period, family: Measures, indicator: str, part: Part
    ) -> HowSure:
        """Return the same of a value that is known: a 0 of what not all were asked is not known.

        Nor is what cannot be: more emails opened than were delivered. A share that is at least all is all.
        """
        found = self.of(quarter, family, indicator, part)
        if found.basis is not Basis.UNKNOWN and (cannot := MEASURES[indicator].cannot_be(value)):
            return HowSure(Basis.UNKNOWN, _joined((cannot, found.note)))
        if found.basis is Basis.LOWER_BOUND and value >= MEASURES[indicator].bounds[1]:
            return HowSure(Basis.ACTUAL)  # it is all there can be
        asked = self.coverage.was_asked(family.source, self._quarters[quarter.ordinal], indicator)
        return found if value != 0 or asked else HowSure(Basis.UNKNOWN, found.note)

    def _of(self, quarter: pd.Period, indicator: str, part: Part, family: Measures) -> HowSure:
        found = _together(self._doubts(quarter, part, family, MEASURES[indicator]))
        if found.basis is Basis.UNKNOWN or indicator not in open_rate_eras.CLEANED:
            return found
        opens = self._machine_opens(quarter)
        return HowSure(found.basis, _joined((found.note, opens.note)), opens)

    def _doubts(
        self, period: pd.Period, part: Part, family: Measures, measure: Measure
    ) -> Iterator[HowSure]:
        """Say all that makes a value less sure than a count of what is there."""
        quarter = self._quarters[period.ordinal]
        for source in (family.source, *measure.also):
            if not self.coverage.knows(source, quarter):
                yield HowSure(Basis.UNKNOWN, self.coverage.why_unknown(source, quarter))
                return
        for source in measure.where_kept:
            if self.coverage.ends_before(source, quarter):
                yield HowSure(Basis.UNKNOWN, self.coverage.why_unknown(source, quarter))
                return
        lacking = self._absent.why_unknown(family, measure)
        if lacking:
            yield HowSure(Basis.UNKNOWN, lacking)
            return
        of_list = Source.MEMBERS in (family.source, *measure.also)
        if not self._over[period.ordinal]:
            what = "month" if period.freqstr == MONTH else "quarter"
            known_to = (self._list_known_to(self.as_of) if of_list else None) or self.as_of
            yield HowSure(Basis.SO_FAR, f"the {what} is not over: known to {self._day(known_to)}")
        if of_list:
            yield from self._list(period, measure)
        if family.source in (Source.ATTENDANCE, Source.REGISTRATIONS):
            yield from self._attendance(period, part, family.source, measure)
        if part.asked.where and "event" in family.dimensions:
            yield from self._chosen(period, part, measure)
        if measure.counted is Counted.HOURS:
            yield from self._stays(period, part, family)
        looks = family.looks_of(measure)
        if Looks.BEFORE in looks:
            yield from self._before(quarter)
        if Looks.EVER in looks:
            yield from self._ever(quarter)
        if Looks.WINDOW in looks:
            yield from self._window(quarter)
        if Looks.WAYS in looks:
            yield from self._ways(quarter)
        if Looks.WHOSE in looks:
            yield from self._whose(quarter, measure)
        if Looks.DAYS_AFTER in looks:
            yield from self._days_after(period, part, family)
        if Looks.QUARTERS_AFTER in looks:
            yield from self._quarters_after(quarter, measure)
        remark = self.coverage.estimated(family.source, quarter, measure.id)
        if remark:
            yield HowSure(Basis.ESTIMATE, remark)

    def _attendance(
        self, period: pd.Period, part: Part, source: Source, measure: Measure
    ) -> Iterator[HowSure]:
        """Say what the events of the quarter, or month, itself do not tell, or those of a part of it."""
        held = self.records.of(period, part)
        if held.estimated and measure.id != "registrations":
            yield HowSure(Basis.ESTIMATE, STAND_IN)
        if not held.unrecorded or source is not Source.ATTENDANCE:
            return
        if not held.told:
            what = "month" if period.freqstr == MONTH else "quarter"
            of = "" if part.by(EVENTS.dimensions).asked == WHOLE else "part of the "
            yield HowSure(Basis.UNKNOWN, f"no event of this {of}{what} has an attendance record")
        note = f"no attendance record for {held.unrecorded} of {Unit.EVENTS.of(held.events)}"
        yield HowSure(Basis.LOWER_BOUND if measure.is_bound else Basis.ESTIMATE, note)

    def _chosen(self, period: pd.Period, part: Part, measure: Measure) -> Iterator[HowSure]:
        """Whether events may belong to those that are chosen, of which it is not known."""
        for name, count in self.records.unsaid(period, part).items():
            note = f"the {name} of {Unit.EVENTS.of(count)}, which may belong, is not known"
            yield HowSure(Basis.LOWER_BOUND if measure.is_bound else Basis.ESTIMATE, note)

    def _whose(self, quarter: pd.Period, measure: Measure) -> Iterator[HowSure]:
        """Whether somebody came who may have been of an organisation, or a profession, that is missed.

        How many they are is not said: it is of people.
        """
        if measure.id == "targets_reached":
            for kind in self._origins.missed(quarter):
                yield HowSure(Basis.LOWER_BOUND, WHOSE.format(kind))
        elif self._origins.unknown(quarter, "organisation"):
            yield HowSure(Basis.ESTIMATE, f"{WHOSE.format('organisation')}: fewer may be absent")

    def _stays(self, period: pd.Period, part: Part, family: Measures) -> Iterator[HowSure]:
        """Whether everybody's stay was recorded, or how long the event was has to stand in.

        It is said in events: how many people it is about is not for everybody to read.
        """
        stays = self.records.stays(period, family, part)
        events = Unit.EVENTS.of(stays.attended)
        if stays.by_length:
            note = f"at {stays.by_length} of {events} the event's length stands in for stays not recorded"
            yield HowSure(Basis.ESTIMATE, note)
        if stays.unknown:
            note = f"how long people stayed is not known of {stays.unknown} of {events}"
            yield HowSure(Basis.LOWER_BOUND, note)

    def _before(self, quarter: pd.Period) -> Iterator[HowSure]:
        """Who came in the quarter before, or nobody knows."""
        before = quarter - 1
        if not self.coverage.knows(Source.ATTENDANCE, before):
            yield HowSure(
                Basis.UNKNOWN,
                f"the records of who came begin after {label(before)}, the quarter before",
            )
            return
        held = self.records.of_quarter(before)
        if held.unrecorded and not held.told:
            yield HowSure(
                Basis.UNKNOWN, f"nobody recorded who came in {label(before)}, the quarter before"
            )
            return
        if held.estimated:
            yield HowSure(Basis.ESTIMATE, STAND_IN)
        if held.unrecorded:
            note = f"no attendance record for {held.unrecorded} of {held.events} events of {label(before)}"
            yield HowSure(Basis.ESTIMATE, note)

    def _ever(self, quarter: pd.Period) -> Iterator[HowSure]:
        """Whether all who came before are in the records, as far as a year back."""
        why = []
        if (quarter - min(self.coverage.spans[Source.ATTENDANCE])).n < HISTORY:
            why.append("records begin within the year before")
        missed = self._missed(quarter - ago for ago in range(1, HISTORY + 1))
        if missed:
            why.append(f"no attendance record for {Unit.EVENTS.of(missed)} of the year before")
        if why:
            yield HowSure(Basis.ESTIMATE, f"{'; '.join(why)}: some may not be new")

    def _window(self, quarter: pd.Period) -> Iterator[HowSure]:
        """Whether the quarters that a level looks back over are all recorded."""
        window = self.settings.participation.window_quarters
        there = (quarter - min(self.coverage.spans[Source.ATTENDANCE])).n + 1
        if there < window:
            note = f"from {there} of {window} quarters: the records begin then"
            yield HowSure(Basis.ESTIMATE, note)
        missed = self._missed(quarter - ago for ago in range(1, window))
        if missed:
            note = f"no attendance record for {Unit.EVENTS.of(missed)} of the earlier quarters"
            yield HowSure(Basis.ESTIMATE, note)

    def _ways(self, quarter: pd.Period) -> Iterator[HowSure]:
        """Whether each event of the window is known to have been online or face to face.

        Any other may have been of either kind: so at least so many came both ways, and where none is known to
        be of one kind nobody can tell.
        """
        window = self.settings.participation.window_quarters
        within = range(quarter.ordinal - window + 1, quarter.ordinal + 1)
        online, in_person, unsaid, events = self._event_ways.reindex(within, fill_value=0).sum()
        if not unsaid:
            return
        lacking = "online" if not online else "face to face" if not in_person else ""
        note = (
            f"whether {unsaid} of {Unit.EVENTS.of(events)} were online or face to face is not known"
        )
        if lacking:
            yield HowSure(Basis.UNKNOWN, f"no event is known to be {lacking}, and {note}")
        yield HowSure(Basis.LOWER_BOUND, note)

    @cached_property
    def _event_ways(self) -> pd.DataFrame:
        """By quarter: events that were online, that were face to face, and of which neither is known."""
        told = self._space.ask(
            "select quarter, sum(online) as online, sum(in_person) as in_person, "
            "count(case when online = 0 and in_person = 0 then 1 end) as unsaid, count(*) as events "
            "from events_held group by quarter"
        )
        return told.set_index("quarter").astype("int64")

    def _days_after(self, period: pd.Period, part: Part, family: Measures) -> Iterator[HowSure]:
        """Whether the records reach so many days beyond every attendance."""
        days = self.settings.return_days
        after = self.records.after(period, family, part)
        if after.waiting:
            reached = self.records.reached
            told = reached is not None and reached < self.as_of
            are = (
                f"reach beyond the last record of {self._day(reached)}" if told else "are not over"
            )
            yield HowSure(Basis.SO_FAR, f"the {days} days after some events {are}")
        if after.unrecorded:
            what = Unit.EVENTS.of(after.unrecorded)
            note = f"no attendance record for {what} within the {days} days after"
            yield HowSure(Basis.LOWER_BOUND, note)

    def _quarters_after(self, quarter: pd.Period, measure: Measure) -> Iterator[HowSure]:
        """Whether the quarters in which somebody may have come again are recorded."""
        count = self.settings.participation.newcomer_quarters
        later = [quarter + each for each in range(1, count + 1)]
        missed = self._missed(later)
        if missed and not any(self.records.of_quarter(each).told for each in later):
            yield HowSure(Basis.UNKNOWN, "nobody recorded who came in the quarters after")
        elif missed:
            note = f"no attendance record for {Unit.EVENTS.of(missed)} of the quarters after"
            yield HowSure(Basis.LOWER_BOUND if measure.is_share else Basis.ESTIMATE, note)

    def _missed(self, quarters: Iterable[pd.Period]) -> int:
        """Return how many events of some quarters have no record of who came."""
        return sum(self.records.of_quarter(each).unrecorded for each in quarters)

    def _machine_opens(self, period: pd.Period) -> MachineOpens:
        """Return whether machine opens are left out of a quarter's, or month's, mailings."""
        if period.ordinal not in self.machines.index:
            return MachineOpens.IN_IT
        told = self.machines.loc[period.ordinal]
        if told["every_one"]:
            return MachineOpens.LEFT_OUT
        return MachineOpens.TOLD_OF_SOME if told["any_one"] else MachineOpens.IN_IT

    def _list(self, period: pd.Period, measure: Measure) -> Iterator[HowSure]:
        """Whether the list reaches the end, and whether an export says who left it."""
        begins, end = self._spans[period.ordinal]
        shown = self._nobody_left(begins) or self._leaving_shows(begins, end)
        if measure.of_list is OfList.LEFT and not shown:
            yield HowSure(Basis.UNKNOWN, NO_LEAVERS)
            return
        known_to = self._list_known_to(end)
        if known_to is not None:
            if self._over[period.ordinal]:
                what = self.coverage.list_export
                yield HowSure(Basis.SO_FAR, f"the newest {what} reaches to {self._day(known_to)}")
        elif lacks := self._list_lacks(end):
            at_least = measure.of_list is not OfList.OFF and not measure.is_ratio
            said = f"rebuilt without {lacks}"
            yield HowSure(Basis.LOWER_BOUND if at_least else Basis.ESTIMATE, said)
        yield from self._days_unknown(begins, end, measure.of_list)

    def _days_unknown(
        self, begins: pd.Timestamp, end: pd.Timestamp, of_list: OfList
    ) -> Iterator[HowSure]:
        """Whether somebody left, or came back, on a day unknown that may lie on either side of a bound.

        Who is on the list is asked at the end alone, who left or joined within both bounds.
        """
        moments = (end,) if of_list in (OfList.ON, OfList.OFF) else (begins, end)
        columns = {
            "left_since": "" if of_list is OfList.JOINED else "left",
            "back_since": "" if of_list is OfList.LEFT else "came back to",
        }
        for column, did in columns.items():
            found = (self.coverage.day_unknown(column, each) for each in moments if did)
            if between := next(filter(None, found), None):
                first, last = map(self._day, between)
                yield HowSure(Basis.ESTIMATE, when_unknown(did, first, last))

    def _known_of_list(self, end: pd.Timestamp) -> pd.Timestamp | None:
        """Return when the list is known to, if that is well before `end`: by its exports, or as is stated."""
        exported, stated = self.coverage.list_known_to(end), self._list_stated_to
        if exported is None or stated is None:
            return exported
        return None if stated >= end - CLOSE else max(exported, stated)

    def _nobody_left(self, begins: pd.Timestamp) -> bool:
        """Whether a quarter began after the newest export, and it is stated that nothing happened in it."""
        newest, stated = self.coverage.exports["exported_at"].max(), self._list_stated_to
        return bool(stated is not None and newest < begins <= stated)

    def _day(self, moment: pd.Timestamp) -> str:
        local = moment.tz_convert(self.settings.timezone)
        return f"{local.day} {local:%b %Y}"


def _together(doubts: Iterable[HowSure]) -> HowSure:
    """Take the least sure of several doubts, and say them all; what is unknown needs one reason."""
    told = list(doubts)
    for basis in LEAST_SURE_FIRST:
        notes = [each.note for each in told if each.basis is basis]
        if notes and basis is Basis.UNKNOWN:
            return HowSure(basis, notes[0])
        if notes:
            return HowSure(basis, _joined(each.note for each in told))
    return HowSure(Basis.ACTUAL)


def _joined(notes: Iterable[str]) -> str:
    return JOINED_BY.join(dict.fromkeys(filter(None, notes)))
