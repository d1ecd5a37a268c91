"""Which quarters the exports reach: what is unknown because no file says so, and what is zero.

Events, attendance, mailings, the list, visits to the platform and what a community keeps of its agenda,
recommendations and outputs are known from the first to the last quarter that their files have a date in (a
quarter between with nothing in it is a zero), and as far as `covered_to` in `community.toml` says. What is
of a time that has not come counts when it has, and lengthens nothing beyond the present; what is there by a
slip of the year lengthens nothing (`_slips`). Registrations, activity per recipient and feedback are known
only in the quarters that have some: most communities take them for some events and mailings only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

import pandas as pd

from copmetrics.framework.attendance import WHETHER_CAME, AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.quarters import quarter_at, quarters_of
from copmetrics.settings import Settings
from copmetrics.storage.plain_texts import plain_texts

__all__ = [
    "CLOSE",
    "LISTS",
    "OPTIONAL",
    "SPARSE",
    "WORDS",
    "Coverage",
    "Remark",
    "covered",
    "file_of",
    "stated_to",
]

CLOSE = pd.Timedelta(days=7)
"""An export made this shortly before a quarter's end stands for the end."""
AHEAD = pd.Timedelta(days=366)
"""What is dated further beyond the present says nothing of what was before it."""
SEVERAL = 2
"""So many events with a record say that later records are there: one alone may have a slip in its date."""

SPARSE = (Source.REGISTRATIONS, Source.ACTIVITY, Source.FEEDBACK, Source.REMARKS)
"""What is taken for some events and mailings only: where there is none, nothing is known."""

WORDS = {
    Source.EVENTS: "event",
    Source.ATTENDANCE: "attendance",
    Source.REGISTRATIONS: "registration",
    Source.MEMBERS: "mailing list (audience)",
    Source.MAILINGS: "mailing",
    Source.ACTIVITY: "mailing activity",
    Source.FEEDBACK: "feedback",
    Source.REMARKS: "list of remarks on events",
    Source.AGENDA: "agenda",
    Source.VISITS: "platform",
    Source.RECOMMENDATIONS: "list of recommendations",
    Source.OUTPUTS: "list of outputs",
}
LISTS = (Source.REMARKS, Source.AGENDA, Source.RECOMMENDATIONS, Source.OUTPUTS)
"""What a community keeps itself: nobody exports it."""
OPTIONAL = (*LISTS, Source.VISITS)
"""What many a community has none of: where it is missing nothing is said of it."""


@dataclass(frozen=True)
class Remark:
    """What a file does not say, so that the numbers of a source are estimates in its quarters."""

    says: str
    source: Source
    first: pd.Period | None = None
    """The first of its quarters; every one where the file has no date."""
    last: pd.Period | None = None
    measures: tuple[str, ...] = ()
    """The only measures that it bears on, of which nobody was asked: a 0 of one is then not known."""

    def bears_on(self, source: Source, quarter: pd.Period, measure: str) -> bool:
        """Whether it bears on a measure of a source in a quarter."""
        if source is not self.source or (self.measures and measure not in self.measures):
            return False
        return self.first is None or self.last is None or self.first <= quarter <= self.last


@dataclass(frozen=True)
class Coverage:
    """The quarters that each source reaches."""

    spans: Mapping[Source, frozenset[pd.Period]]
    exports: pd.DataFrame
    """The audience exports: `export`, `audience`, `exported_at`, `complete` (it says who unsubscribed) and,
    if need be, `cleaned` (it says whose addresses were), `left_since` and `back_since` (the export since
    which somebody left, or came back, on a day that no export tells)."""
    touched: frozenset[pd.Period]
    """Quarters in which anything happened, or nothing did as the community says. What is planned tells of
    quarters that are over; the running one has begun once something happened in it."""
    recorded_to: pd.Timestamp | None = None
    """The last moment of which it is known who came: that the last event with a record began, or the
    end of the day that `covered_to` states."""
    unplaced: Mapping[Source, str] = field(default_factory=dict)
    """What the folder has of a source that is of no quarter, in words."""
    remarks: tuple[Remark, ...] = ()
    """What files do not say, and which numbers are estimates because of it."""
    empty_files: int = 0
    """How many files of the folder have nothing in them: any may be the export that is missed."""

    def knows(self, source: Source, quarter: pd.Period) -> bool:
        """Whether the exports of a source reach a quarter."""
        return quarter in self.spans[source]

    def up_to(self, now: pd.Timestamp, settings: Settings) -> Coverage:
        """Return the same without quarters that have not begun at an instant: nothing is told of these."""
        running = quarter_at(now, calendar=settings.calendar, timezone=settings.timezone)
        if max((*self.touched, *chain(*self.spans.values())), default=running) <= running:
            return self
        spans = {source: _begun_by(running, each) for source, each in self.spans.items()}
        return replace(self, spans=spans, touched=_begun_by(running, self.touched))

    def ends_before(self, source: Source, quarter: pd.Period) -> bool:
        """Whether a source has exports, and the last that they reach is before a quarter."""
        last = max(self.spans[source], default=None)
        return last is not None and last < quarter

    def estimated(self, source: Source, quarter: pd.Period, measure: str) -> str:
        """Return why a source's measure is an estimate in a quarter; nothing where it is none."""
        bearing = (each for each in self.remarks if each.bears_on(source, quarter, measure))
        return "; ".join(dict.fromkeys(each.says for each in bearing))

    def was_asked(self, source: Source, quarter: pd.Period, measure: str) -> bool:
        """Whether all whom a source tells of in a quarter were asked what a measure counts: 0 is known."""
        return not any(
            each.measures and each.bears_on(source, quarter, measure) for each in self.remarks
        )

    def why_unknown(self, source: Source, quarter: pd.Period) -> str:
        """Return the reason that a source's measures are unknown in a quarter."""
        told = (self._not_reached(source, quarter), self.unplaced.get(source, ""))
        return "; ".join(filter(None, told))

    def _not_reached(self, source: Source, quarter: pd.Period) -> str:
        """Say where a quarter lies from those that are known; nothing if what is there is of none."""
        known = self.spans[source]
        if not known and source in self.unplaced:
            return ""
        if not known:
            return f"no {file_of(source)} is in the folder{self.or_empty}"
        if quarter < min(known):
            return f"before the first {_entry_of(source)}"
        if quarter > max(known):
            what = self.list_export if source is Source.MEMBERS else file_of(source)
            return f"no {what} reaches this quarter yet"
        return f"no {file_of(source)} has anything in this quarter"

    @property
    def or_empty(self) -> str:
        """Say that a file has nothing in it: it may be what is missed. Sponsors read it, so it names none."""
        if not self.empty_files:
            return ""
        if self.empty_files == 1:
            return ", though an empty file is"
        return f", though {self.empty_files} empty files are"

    def list_lacks(self, end: pd.Timestamp) -> str:
        """Return which of those who left before an instant may be missing from the list rebuilt; or none."""
        later = self.exports[self.exports["exported_at"] >= end]
        first = later.drop_duplicates("audience") if len(later) else self.exports.tail(1)
        if not first["complete"].all():
            return "the list of people who unsubscribed"
        if "cleaned" in first and not first["cleaned"].all():
            return "the list of cleaned addresses, if there is one"
        return ""

    def leaving_shows(self, begins: pd.Timestamp, ends: pd.Timestamp) -> bool:
        """Whether anything shows who left the list between two instants.

        A later export that has the unsubscribed does, and so do two exports between which it was.
        """
        columns = (self.exports[each] for each in ("audience", "exported_at", "complete"))
        exports = list(zip(*columns, strict=True))
        later = [each for each in exports if each[1] >= begins]
        first: dict[str, pd.Timestamp] = {}
        for audience, made, _ in exports:
            if made < ends:
                first[audience] = min(made, first.get(audience, made))
        return any(
            complete or (audience in first and made > first[audience])
            for audience, made, complete in later
        )

    def day_unknown(
        self, column: str, moment: pd.Timestamp
    ) -> tuple[pd.Timestamp, pd.Timestamp] | None:
        """Return the two exports between which somebody left before an instant or after it, as nobody knows.

        `column` is `left_since` or `back_since`. An export within a week of the instant stands for it.
        """
        if column not in self.exports:
            return None
        pairs = self.exports[[column, "exported_at"]].dropna().itertuples(index=False)
        around = (pair for pair in pairs if pair[0] + CLOSE < moment < pair[1] - CLOSE)
        return next(((since, to) for since, to in around), None)

    def list_known_to(self, end: pd.Timestamp) -> pd.Timestamp | None:
        """Return when every audience was exported last, if that is well before `end`."""
        newest = _known_to(self.exports)
        return newest if newest is not None and newest < end - CLOSE else None

    @property
    def list_export(self) -> str:
        """The export that the list is known by: of several audiences, that exported longest ago."""
        newest = self.exports.groupby("audience")["exported_at"].max().sort_values(kind="stable")
        several = len(newest) > 1
        return f"export of the audience '{newest.index[0]}'" if several else "audience export"


def _begun_by(running: pd.Period, quarters: frozenset[pd.Period]) -> frozenset[pd.Period]:
    """Return those of some quarters that have begun while one is running."""
    return frozenset(each for each in quarters if each <= running)


def _days_of(log: pd.DataFrame, *columns: str) -> pd.Series:
    """Return every day that a log has in some columns."""
    return pd.concat([log[each] for each in columns])


def file_of(source: Source) -> str:
    """Return what is to be in the folder of a source: an export, or a list that a community keeps."""
    return WORDS[source] if source in LISTS else f"{WORDS[source]} export"


def _entry_of(source: Source) -> str:
    """Return what a source begins with."""
    return f"line of the {WORDS[source]}" if source in LISTS else file_of(source)


@plain_texts()
def covered(
    tables: Mapping[str, pd.DataFrame],
    settings: Settings,
    exports: pd.DataFrame,
    *,
    as_of: pd.Timestamp | None = None,
) -> Coverage:
    """Work out from the tables which quarters each source reaches.

    With `as_of` what is dated after its day is in no quarter. It does say that what was before it is known:
    an event that is planned, of those held to that day; records of who came, of who came again by then; but
    not slips (`_slips`).
    """
    until = None if as_of is None else _end_of(as_of.tz_convert(settings.timezone).date(), settings)
    events = tables["events"].set_index("event")["starts_at"]
    rows = tables["attendance"]
    counted = rows["left_out"].isna()
    told = list(WHETHER_CAME)
    if settings.registrations_count_as_attendance:
        told.append(AttendanceStatus.REGISTERED)
    members, mailings = tables["members"], tables["mailings"]
    # an export of a later day knows of an earlier one too
    exported = exports["exported_at"].clip(upper=until)
    agenda = _days_of(tables["agenda"], "raised_at", "closed_at")
    recommended = _days_of(tables["recommendations"], "raised_at", "decided_at")
    answers = tables["feedback"]
    noted = answers["noted"].fillna(False).astype(bool)
    remarks = answers[answers[["plus", "delta"]].notna().any(axis=1)]
    moments = {
        Source.EVENTS: events,
        Source.ATTENDANCE: _begun(events, rows["event"][counted & rows["status"].isin(told)]),
        Source.REGISTRATIONS: _begun(
            events, rows["event"][counted & rows["registered"].fillna(False)]
        ),
        Source.MEMBERS: pd.concat([members["joined_at"], exported]),
        Source.MAILINGS: mailings["sent_at"],
        Source.ACTIVITY: _sent(tables),
        Source.FEEDBACK: _begun(events, answers["event"][~noted].dropna()),
        Source.REMARKS: _begun(events, remarks["event"].dropna()),
        Source.AGENDA: agenda,
        Source.VISITS: tables["visits"].loc[tables["visits"]["left_out"].isna(), "visited_at"],
        Source.RECOMMENDATIONS: recommended,
        Source.OUTPUTS: tables["outputs"]["shared_at"],
    }
    changed = [
        events,
        mailings["sent_at"],
        members["joined_at"],
        members["left_at"],
        moments[Source.VISITS],
        agenda,
        recommended,
        moments[Source.OUTPUTS],
    ]
    begun = moments[Source.ATTENDANCE]
    if until is not None:
        slips = _slips(events, begun, until)
        told_of, begun = events.drop(slips), begun.drop(slips, errors="ignore")
        come = {source: each[each <= until] for source, each in moments.items()}
        # a list of what is planned is known to the present
        moments = {**come, Source.EVENTS: told_of.clip(upper=until)}
        changed = [each[each <= until] for each in changed]
        planned = told_of[told_of > until]
        changed.append(_over_by(planned, come[Source.EVENTS].max(), until, settings))
    known_to = _known_to(exports)
    if known_to is not None and exports["audience"].nunique() > 1:
        # the list is known for as long as every audience of it is
        moments[Source.MEMBERS] = moments[Source.MEMBERS].loc[lambda each: each <= known_to]
    return Coverage(
        spans={source: _reached(source, when, settings, until) for source, when in moments.items()},
        exports=exports,
        touched=_stated(settings, until).union(*(_quarters(each, settings) for each in changed)),
        recorded_to=_recorded_to(begun, settings, until),
    )


def _slips(events: pd.Series, begun: pd.Series, until: pd.Timestamp) -> pd.Index:
    """Return the events of a time to come whose date is taken for a slip: they say nothing of what is known.

    That somebody came to an event that has not come is a slip, or a record of after the day that is asked of,
    as when an earlier quarter is told again. Where only one event says so, it is taken for a slip.
    """
    to_come = events[events > until]
    near = to_come[to_come <= until + AHEAD]
    recorded = near[near.index.isin(begun.index)]
    one_alone = recorded if recorded.nunique() < SEVERAL else recorded.iloc[:0]
    return to_come.index.difference(near.index).union(one_alone.index)


def _recorded_to(
    begun: pd.Series, settings: Settings, until: pd.Timestamp | None
) -> pd.Timestamp | None:
    """Return the last moment of which it is known who came, from when the events recorded began."""
    stated = stated_to(Source.ATTENDANCE, settings, until)
    known = [*begun.dropna(), *([] if stated is None else [stated])]
    return max(known, default=None)


def stated_to(
    source: Source, settings: Settings, until: pd.Timestamp | None = None
) -> pd.Timestamp | None:
    """Return the last second of the day that `covered_to` states of a source; of none after `until`.

    Asked as of an earlier day the community knew no more than that day.
    """
    stated = settings.covered_to.get(source.value)
    if stated is None:
        return None
    end = _end_of(stated, settings)
    return end if until is None else min(end, until)


def _end_of(day: date, settings: Settings) -> pd.Timestamp:
    """Return the last second of a day by the community's clock."""
    after = pd.Timestamp(day) + pd.Timedelta(days=1)
    local = after.tz_localize(settings.timezone, ambiguous=True, nonexistent="shift_forward")
    return local.tz_convert("UTC") - pd.Timedelta(seconds=1)


def _known_to(exports: pd.DataFrame) -> pd.Timestamp | None:
    """Return the instant to which every audience is known: the oldest of their newest exports."""
    newest: pd.Timestamp = exports.groupby("audience")["exported_at"].max().min()
    return None if pd.isna(newest) else newest


def _over_by(
    planned: pd.Series, begun: pd.Timestamp, until: pd.Timestamp, settings: Settings
) -> pd.Series:
    """Return up to when nothing happened, as events to come tell since the last that was held.

    That is the end of the last quarter that is over. Where no event was held yet, it is the present.
    """
    running = quarter_at(until, calendar=settings.calendar, timezone=settings.timezone)
    over = _end_of((running - 1).end_time.date(), settings)
    return planned.clip(upper=until if pd.isna(begun) else max(begun, over))


def _begun(starts: pd.Series, events: pd.Series) -> pd.Series:
    """When the events began that are named here."""
    return starts.reindex(events.unique())


def _sent(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """When the mailings were sent that activity per recipient is known of."""
    if tables["activity"].empty:
        return tables["mailings"]["sent_at"].iloc[:0]
    sent = tables["mailings"].dropna(subset="mailing").drop_duplicates("mailing")
    return sent.set_index("mailing")["sent_at"].reindex(tables["activity"]["mailing"].unique())


def _quarters(moments: pd.Series, settings: Settings) -> frozenset[pd.Period]:
    if moments.empty or (known := pd.Series(moments.dropna().unique())).empty:
        return frozenset()
    calendar, timezone = settings.calendar, settings.timezone
    return frozenset(quarters_of(known, calendar=calendar, timezone=timezone).unique())


def _stated(settings: Settings, until: pd.Timestamp | None) -> frozenset[pd.Period]:
    """Return the quarters that `covered_to` names."""
    ends = (stated_to(Source(each), settings, until) for each in settings.covered_to)
    return frozenset(_quarter_of(each, settings) for each in ends if each is not None)


def _quarter_of(moment: pd.Timestamp, settings: Settings) -> pd.Period:
    return quarter_at(moment, calendar=settings.calendar, timezone=settings.timezone)


def _reached(
    source: Source, moments: pd.Series, settings: Settings, until: pd.Timestamp | None
) -> frozenset[pd.Period]:
    found = set(_quarters(moments, settings))
    if source in SPARSE:
        return frozenset(found)
    stated = stated_to(Source.ATTENDANCE if source is Source.EVENTS else source, settings, until)
    if stated is not None:
        found.add(_quarter_of(stated, settings))
    return frozenset(pd.period_range(min(found), max(found))) if found else frozenset()
