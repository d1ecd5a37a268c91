"""What the models run over: a community's tables, its quarters, its rules, its words and our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import pandas as pd

from copmetrics.engine.opening import Engine, open_workspace
from copmetrics.engine.stored_tables import TableGiven
from copmetrics.engine.workspace import Workspace
from copmetrics.evaluation.coverage import Coverage
from copmetrics.framework.attendance import WHETHER_CAME, AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.quarters import bounds
from copmetrics.settings import Participation, Settings

__all__ = ["inputs", "workspace"]

DAYS: Final = 14
"""A fortnight."""


def workspace(
    tables: Mapping[str, TableGiven],
    settings: Settings,
    quarters: pd.PeriodIndex,
    as_of: pd.Timestamp,
    *,
    coverage: Coverage,
    cuts: Mapping[int, pd.Timestamp] | None = None,
    secret: str = "",
    engine: Engine = Engine.DUCKDB,
) -> Workspace:
    """Return the engine with a community's tables, quarters, rules and words in it.

    `cuts` end quarters early: by their ordinals, the instants at which they end. Record keys hang on
    the `secret`.
    """
    own = inputs(settings, quarters, as_of, coverage=coverage, cuts=cuts)
    return open_workspace({**tables, **own}, secret=secret, engine=engine)


def inputs(
    settings: Settings,
    quarters: pd.PeriodIndex,
    as_of: pd.Timestamp,
    *,
    coverage: Coverage,
    cuts: Mapping[int, pd.Timestamp] | None = None,
) -> dict[str, pd.DataFrame]:
    """Return what the models run over beside a community's tables: its quarters, rules and words."""
    spans = bounds(quarters, timezone=settings.timezone, as_of=as_of)
    for quarter, end in (cuts or {}).items():
        spans["ends_at"] = spans["ends_at"].mask(spans["quarter"] == quarter, end)
    spans = spans.assign(
        known_to=spans["ends_at"].clip(upper=as_of.tz_convert("UTC")),
        list_covered=_covered(Source.MEMBERS, quarters, settings, coverage),
        mailings_covered=_covered(Source.MAILINGS, quarters, settings, coverage),
        visits_missing=_missing_after(Source.VISITS, quarters, settings, coverage),
    )
    rules = {
        "minimum_minutes": [settings.minimum_minutes],
        "minimum_recipients": [settings.minimum_recipients],
        "return_days": [settings.return_days],
        "registrations_count_as_attendance": [settings.registrations_count_as_attendance],
        "as_of": [as_of],
        "recorded_to": [_recorded_to(coverage, as_of)],
        "complete_to": pd.array([_complete_to(spans, coverage)], dtype="Int64"),
    }
    thresholds, words = _participation(settings.participation)
    ruled = pd.DataFrame({**rules, **thresholds})
    return {
        "quarters": spans,
        "fortnights": _fortnights(spans, quarters, settings, as_of),
        "rules": ruled,
        "words": words,
        "attendance_statuses": _statuses(),
    }


@cache
def _statuses() -> pd.DataFrame:
    """Return each status of an attendance, and whether it tells who came (1) or cannot (0)."""
    return pd.DataFrame(
        {
            "status": [str(each) for each in AttendanceStatus],
            "tells_who_came": [int(each in WHETHER_CAME) for each in AttendanceStatus],
        }
    ).astype({"status": "str"})


def _covered(
    source: Source, periods: pd.PeriodIndex, settings: Settings, coverage: Coverage
) -> list[int]:
    """Return of each quarter, or month, whether the exports of a source reach it: 1 or 0."""
    quarters = periods.asfreq(settings.calendar.frequency)
    return [int(coverage.knows(source, each)) for each in quarters]


def _missing_after(
    source: Source, periods: pd.PeriodIndex, settings: Settings, coverage: Coverage
) -> list[int]:
    """Return of each quarter, or month, whether it is after the last that a source reaches: 1 or 0.

    Of a community that has no export of the source at all nothing is missing.
    """
    quarters = periods.asfreq(settings.calendar.frequency)
    return [int(coverage.ends_before(source, each)) for each in quarters]


def _fortnights(
    spans: pd.DataFrame, periods: pd.PeriodIndex, settings: Settings, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Return the whole fortnights of each quarter, or month, by the community's clock: a row each.

    `is_over` is 1 where it had ended at `as_of`, and by the end of the quarter, which may be cut.
    """
    days = [each.start_time.normalize() for each in periods]
    whole = [
        ((each.end_time - first).days + 1) // DAYS
        for each, first in zip(periods, days, strict=True)
    ]
    rows = pd.DataFrame(
        [
            (quarter, number, first + pd.Timedelta(days=DAYS * number), end)
            for quarter, first, count, end in zip(
                spans["quarter"].tolist(), days, whole, spans["ends_at"], strict=True
            )
            for number in range(count)
        ],
        columns=["quarter", "fortnight", "starts", "quarter_ends"],
    )
    starts, ends = (
        pd.DatetimeIndex(each)
        .tz_localize(settings.timezone, ambiguous=True, nonexistent="shift_forward")
        .tz_convert("UTC")
        for each in (rows["starts"], rows["starts"] + pd.Timedelta(days=DAYS))
    )
    quarter_ends = pd.DatetimeIndex(pd.to_datetime(rows["quarter_ends"], utc=True))
    over = (ends <= as_of) & (ends <= quarter_ends)
    return rows[["quarter", "fortnight"]].assign(
        starts_at=starts, ends_at=ends, is_over=over.astype("int64")
    )


def _recorded_to(coverage: Coverage, as_of: pd.Timestamp) -> pd.Timestamp:
    """Return the last moment of which it is known who came; the beginning of time where none is."""
    reached = coverage.recorded_to
    return pd.Timestamp(0, tz="UTC") if reached is None else min(reached, as_of)


def _complete_to(spans: pd.DataFrame, coverage: Coverage) -> int | None:
    """Return the last quarter that is over and whose attendance is known."""
    over = set(spans.loc[spans["over"], "quarter"])
    known = (each.ordinal for each in coverage.spans[Source.ATTENDANCE])
    return max((each for each in known if each in over), default=None)


def _participation(settings: Participation) -> tuple[dict[str, list[float]], pd.DataFrame]:
    """Return the thresholds by name, and each word of a role or format with what it stands for."""
    kinds = {
        "hosting": settings.hosting_roles,
        "guest": settings.guest_roles,
        "online": settings.online_formats,
        "in person": settings.in_person_formats,
        "broadcast": settings.broadcast_formats,
    }
    words = [(kind, word) for kind, each in kinds.items() for word in each]
    thresholds = {name: [value] for name, value in settings if isinstance(value, int | float)}
    return thresholds, pd.DataFrame(words, columns=["kind", "word"], dtype="str")
