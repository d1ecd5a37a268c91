"""One measure in order of time: by month, by event or by mailing, and judged as a control chart.

Distinct people are recounted in every month, never added up. What a quarter's exports do not reach
is unknown in its months too; so is the attendance of a month without an event, and what became of
emails in one without a mailing: nothing was held of which nobody came. How many events or mailings
there were, and who joined the list, is 0 in a month without any.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypedDict

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.asked_facts import Where
from copmetrics.evaluation.days_unknown import basis_compared
from copmetrics.evaluation.spc import Xmr, xmr
from copmetrics.framework.attendance import WHETHER_CAME
from copmetrics.framework.basis import Basis
from copmetrics.measures import MEASURES, family_of, measure, open_rate_eras
from copmetrics.measures.attendance import EVENTS
from copmetrics.measures.base import Better, Source
from copmetrics.measures.mailing import MAILING
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import MONTH, bounds, months_of
from copmetrics.settings import Settings

__all__ = [
    "COLUMNS",
    "MIXED",
    "PointUnit",
    "SeriesPoint",
    "attendance_told",
    "eras",
    "judged",
    "series",
    "ways",
]

MIXED: Final = -1
"""The era of a month in which an open came to mean something else."""
FRESH = pd.Timedelta(hours=72)
"""A mailing younger than this is still being opened."""
NEEDED: Final = {Source.ATTENDANCE: "events", Source.MAILINGS: "mailings"}
"""What there must be of in a month for a measure of a source to say something of it."""


class PointUnit(StrEnum):
    """What a picture has a point for; all but `quarter` make a series in time, judged as one."""

    QUARTER = "quarter"
    MONTH = "month"
    EVENT = "event"
    MAILING = "mailing"


class SeriesPoint(TypedDict):
    """One point of a series: a row of what `series` returns, which says what its columns are."""

    label: str
    title: str
    day: str
    key: str
    at: pd.Timestamp
    quarter: pd.Period
    value: float
    numerator: float
    denominator: float
    basis: str
    note: str
    machine_opens: str | float
    era: float


NOTHING, IN_MONTH = "there were no", "in the month"
"""How it is said why a month has no number: there were no events in the month."""
COLUMNS = tuple(SeriesPoint.__annotations__)


def ways(indicator: str) -> tuple[PointUnit, ...]:
    """Return what a measure's series can have a point for; none if it is only told by quarter."""
    if indicator not in MEASURES:
        return ()
    family = family_of(indicator)
    found = [PointUnit.MONTH] if family.by_month else []
    return (
        *found,
        *(each for each in (PointUnit.EVENT, PointUnit.MAILING) if each in family.dimensions),
    )


def series(
    community: Community,
    indicator: str,
    every: PointUnit = PointUnit.MONTH,
    *,
    where: Where | None = None,
) -> pd.DataFrame:
    """Return one row a month, event or mailing, in order of time.

    Columns: `label`, such as `May 2026` or `Clinic, 5 May 2026`, of which `title` and `day` are the
    parts (months have no title); `key` (the month, such as `2026-05`, or the id of the event or
    mailing); `at` (when it began); `quarter`; `value`, `numerator`, `denominator`, `basis`, `note` and
    `machine_opens` as `evaluation.indicators` has them; and `era`: of measures of opens, which points
    are of one kind (see `open_rate_eras`). `where` keeps the facts whose dimensions have one of the
    values given. The running month is there as `so_far`.
    """
    measure(indicator)
    possible = ways(indicator)
    if every not in possible:
        raise ChoiceError(f"a way to tell {indicator} over time", every, possible)
    told = {PointUnit.MONTH: _by_month, PointUnit.EVENT: _by_event, PointUnit.MAILING: _by_mailing}
    points = told[every](community, indicator, dict(where or {}))
    of_kind = eras(points, indicator, community.settings)
    ordered = points.assign(era=of_kind).sort_values(["at", "label"], ignore_index=True)
    return ordered[list(COLUMNS)]


def judged(
    points: pd.DataFrame, indicator: str, settings: Settings, *, better: Better | None = None
) -> Xmr:
    """Work out the control chart of a series: its points are in the series' order.

    Left out of judging are what is not over, what counts less surely than most of the others (a
    lower bound among full counts), and a month in which opens came to mean something else. A new
    segment begins where `[rebase]` says, and where opens do. `better` overrules the measure.
    """
    counted = points["value"].where(_alike(points))
    known = points[counted.notna()]
    turned = known["at"][known["era"].ne(known["era"].shift()).to_numpy()]
    zone = settings.timezone
    stated = [pd.Timestamp(day).tz_localize(zone) for day in settings.rebase.get(indicator, ())]
    return xmr(
        pd.Series(counted.array, index=pd.DatetimeIndex(points["at"]), name=indicator),
        better=measure(indicator).better if better is None else better,
        rebase=[*stated, *turned],
        target=settings.targets.get(indicator),
        run=settings.spc.run,
        screen=settings.spc.screen,
    )


def _alike(points: pd.DataFrame) -> pd.Series:
    """Say which points may be set beside one another."""
    sure = points["value"].notna() & points["basis"].ne(Basis.SO_FAR) & points["era"].ne(MIXED)
    basis = pd.Series(
        map(basis_compared, points["basis"], points["note"]), points.index, dtype="str"
    )
    usual = basis[sure].mode()
    return sure & basis.isin(usual[:1])


def _by_month(community: Community, indicator: str, where: Where) -> pd.DataFrame:
    settings = community.settings
    months = months_of(community.quarters)
    spans = bounds(months, timezone=settings.timezone, as_of=community.as_of)
    begun = months[(spans["starts_at"] <= community.as_of).to_numpy()]
    found = community.indicators_unchecked(only=(indicator,), quarters=begun, where=where)
    found = _without_empty_months(found, community, indicator, begun, where)
    month = pd.PeriodIndex(found["quarter"], freq=MONTH)
    starts = spans.set_index("quarter")["starts_at"]
    return found.assign(
        label=[f"{each:%b %Y}" for each in month],
        title="",
        day=[f"{each:%b %Y}" for each in month],
        key=month.astype("str"),
        at=starts.reindex(month.astype("int64")).array,
        quarter=month.asfreq(settings.calendar.frequency),
        ends=month.end_time,
    )


def _without_empty_months(
    found: pd.DataFrame, community: Community, indicator: str, months: pd.PeriodIndex, where: Where
) -> pd.DataFrame:
    """Make unknown what a month without an event, or a mailing, cannot tell."""
    needed = NEEDED.get(family_of(indicator).source)
    if needed is None or indicator == needed:
        return found
    placed = {name: each for name, each in where.items() if name in family_of(needed).dimensions}
    there = community.indicators_unchecked(only=(needed,), quarters=months, where=placed)
    none = found["quarter"].isin(there.loc[there["value"].eq(0), "quarter"])
    numbers = found[["value", "numerator", "denominator"]].mask(none)
    return found.assign(
        **numbers,
        basis=found["basis"].mask(none, str(Basis.UNKNOWN)),
        note=found["note"].mask(none, f"{NOTHING} {needed} {IN_MONTH}"),
    )


def _by_event(community: Community, indicator: str, where: Where) -> pd.DataFrame:
    """Take every event that `where` may keep: an event that nobody of it came to has a point too."""
    placed = {name: values for name, values in where.items() if name in EVENTS.dimensions}
    held = community.indicators_unchecked(by=("event", "title"), only=("events",), where=placed)
    found = community.indicators_unchecked(by=("event",), only=(indicator,), where=where)
    rows = _beside(held, found, "event")
    starts = community.events.drop_duplicates("event").set_index("event")["starts_at"]
    told = attendance_told(community)
    is_told = rows["event"].isin(told)
    if family_of(indicator).source is Source.ATTENDANCE and measure(indicator).when_none == 0:
        rows = rows.assign(value=rows["value"].mask(rows["value"].isna() & is_told, 0.0))
    known = rows["value"].notna()
    basis = pd.Series(str(Basis.ACTUAL), index=rows.index)
    if family_of(indicator).source in (Source.ATTENDANCE, Source.EVENTS):
        basis = basis.mask(~is_told, str(Basis.ESTIMATE))
    return _dated(rows, starts.reindex(rows["event"]).set_axis(rows.index), community).assign(
        basis=basis.mask(~known, str(Basis.UNKNOWN)),
        note=pd.Series("", index=rows.index).mask(~known, "no export tells it of this event"),
        machine_opens=pd.Series(index=rows.index, dtype="str"),
    )


def attendance_told(community: Community) -> pd.Series:
    """Return the events of which some source says who came, or who did not."""
    rows = community.attendance
    said = rows["left_out"].isna() & rows["status"].isin(WHETHER_CAME)
    return rows.loc[said, "event"]


def _by_mailing(community: Community, indicator: str, where: Where) -> pd.DataFrame:
    placed = {name: values for name, values in where.items() if name in MAILING.dimensions}
    sent = community.indicators_unchecked(by=("mailing", "title"), only=("mailings",), where=placed)
    found = community.indicators_unchecked(by=("mailing",), only=(indicator,), where=where)
    rows = _beside(sent, found, "mailing")
    moments = community.mailings.groupby("mailing")["sent_at"].max()
    dated = _dated(rows, moments.reindex(rows["mailing"]).set_axis(rows.index), community)
    known, fresh = rows["value"].notna(), dated["at"] > community.as_of - FRESH
    basis = pd.Series(str(Basis.ACTUAL), index=rows.index).mask(fresh, str(Basis.SO_FAR))
    opens = rows["machine_opens"].map({str(each): each.note for each in MachineOpens})
    return dated.assign(
        basis=basis.mask(~known, str(Basis.UNKNOWN)),
        note=opens.fillna("").mask(
            ~known, _why_unknown(rows, "no export tells it of this mailing")
        ),
    )


def _why_unknown(rows: pd.DataFrame, otherwise: str) -> pd.Series:
    """Return why a value that was asked for is unknown; what is said otherwise where none was found."""
    return rows["note"].where(rows["note"].ne(""), otherwise)


def _beside(listed: pd.DataFrame, found: pd.DataFrame, key: str) -> pd.DataFrame:
    """Set the values found beside everything that is listed."""
    values = found[[key, "value", "numerator", "denominator", "note", "machine_opens"]]
    rows = listed[["quarter", key, "title"]].merge(values, on=key, how="left", validate="1:1")
    return rows.assign(note=rows["note"].fillna(""), key=rows[key])


def _dated(rows: pd.DataFrame, moments: pd.Series, community: Community) -> pd.DataFrame:
    """Add when each began, and a label that says so."""
    local = moments.dt.tz_convert(community.settings.timezone)
    days = [f"{each.day} {each:%b %Y}" for each in local]
    labels = [f"{title}, {day}" for title, day in zip(rows["title"], days, strict=True)]
    return rows.assign(label=labels, day=days, at=moments, ends=local.dt.tz_localize(None))


def eras(points: pd.DataFrame, indicator: str, settings: Settings) -> pd.Series:
    """Say which points of a measure of opens are of one kind: of one era, machines in it or not."""
    if indicator not in open_rate_eras.COUNTED:
        return pd.Series(0, index=points.index)
    local = points["at"].dt.tz_convert(settings.timezone)
    first = [open_rate_eras.era(each.date()) for each in local]
    last = [open_rate_eras.era(each.date()) for each in points["ends"]]
    cleaned = points["machine_opens"].eq(MachineOpens.LEFT_OUT)
    kinds = [
        before * 2 + clean if before == after else MIXED
        for before, after, clean in zip(first, last, cleaned, strict=True)
    ]
    return pd.Series(kinds, index=points.index)
