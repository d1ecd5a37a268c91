"""Small tables by hand: a story's rows in, canonical frames out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.evaluation.coverage import covered
from copmetrics.quarters import Calendar
from copmetrics.schema import (
    ACTIVITY,
    ATTENDANCE,
    EVENTS,
    FEEDBACK,
    MAILINGS,
    MEMBERS,
    NARRATIVE_TABLES,
    TABLES,
)
from copmetrics.settings import Settings

YEAR = Settings(calendar=Calendar.CALENDAR)
NOW = pd.Timestamp("2026-10-05 09:00", tz="UTC")
LONDON = "Europe/London"


def moment(local: str | None, zone: str = LONDON) -> pd.Timestamp | None:
    return None if local is None else pd.Timestamp(local).tz_localize(zone).tz_convert("UTC")


def events(**starts: str | dict[str, Any]) -> pd.DataFrame:
    rows = []
    for name, told in starts.items():
        facts = dict(told) if isinstance(told, dict) else {"starts_at": told}
        facts["starts_at"] = moment(facts["starts_at"])
        rows.append(
            {
                "event": name,
                "title": name,
                "time_known": True,
                "source_file": "events.csv",
                "source_row": len(rows) + 2,
                **facts,
            }
        )
    return EVENTS.conform(pd.DataFrame(rows))


def attendance(*rows: tuple[str, str | None] | dict[str, Any]) -> pd.DataFrame:
    """Each row is (event, person), attended, or a dict with more; nobody's attendee is `unnamed`."""
    filled = []
    for number, row in enumerate(rows, start=2):
        facts = dict(row) if isinstance(row, dict) else {"event": row[0], "person": row[1]}
        given = {
            "status": "attended",
            "certainty": "address",
            "source_file": "zoom.csv",
            "source_row": number,
            **facts,
        }
        given.setdefault("attendee", given["person"] or f"unnamed {number}")
        for each in ("joined_at", "left_at"):
            given[each] = moment(given.get(each))
        filled.append(given)
    return ATTENDANCE.conform(pd.DataFrame(filled))


def members(*rows: tuple[str, str, str | None] | dict[str, Any]) -> pd.DataFrame:
    """Each row is (person, joined, left), or a dict with more."""
    filled = []
    for number, row in enumerate(rows, start=2):
        names = ("person", "joined_at", "left_at")
        facts = dict(row) if isinstance(row, dict) else dict(zip(names, row, strict=True))
        facts["joined_at"] = moment(facts["joined_at"])
        facts["left_at"] = moment(facts.get("left_at"))
        filled.append(
            {"audience": "list", "source_file": "list.csv", "source_row": number, **facts}
        )
    return MEMBERS.conform(pd.DataFrame(filled))


def mailings(*rows: dict[str, Any]) -> pd.DataFrame:
    filled = []
    for number, row in enumerate(rows, start=2):
        given = {"source_file": "campaigns.csv", "source_row": number, **row}
        given["sent_at"] = moment(given["sent_at"])
        given.setdefault("mailing", f"m{number}")
        given.setdefault("title", given["mailing"])
        filled.append(given)
    return MAILINGS.conform(pd.DataFrame(filled))


def activity(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    """Each row is (mailing, person, action), of a click also when it was and which link."""
    names = ("mailing", "person", "action", "happened_at", "url")
    filled = [dict(zip(names, row, strict=False)) for row in rows]
    timed = [{**row, "happened_at": moment(row.get("happened_at"))} for row in filled]
    return ACTIVITY.conform(pd.DataFrame(timed))


def values(frame: pd.DataFrame, quarter: str) -> dict[str, float | None]:
    """Return the indicators of one quarter, unknown ones as None; `2024Q2` is pandas' own name."""
    here = frame[frame["quarter"].astype(str) == quarter]
    pairs = here[["indicator", "value"]].itertuples(index=False)
    return {indicator: None if pd.isna(value) else value for indicator, value in pairs}


def feedback(*rows: tuple[str | None, int | None], answered: str = "2024-07-01") -> pd.DataFrame:
    """Each row is (event, rating)."""
    filled = [
        {
            "event": event,
            "rating": rating,
            "answered_at": moment(answered),
            "source_file": "form.csv",
            "source_row": number,
        }
        for number, (event, rating) in enumerate(rows, start=2)
    ]
    return FEEDBACK.conform(pd.DataFrame(filled))


def community(
    tables: dict[str, pd.DataFrame], settings: Settings = YEAR, *, as_of: pd.Timestamp = NOW
) -> Community:
    """A community of these tables, whose list is known to `as_of`; by calendar quarters unless set."""
    full = {name: table.conform(tables.get(name, pd.DataFrame())) for name, table in TABLES.items()}
    narratives = {name: table.empty() for name, table in NARRATIVE_TABLES.items()}
    exports = pd.DataFrame(
        {"export": ["a"], "audience": ["a"], "exported_at": [as_of], "complete": [True]}
    )
    known = covered(full, settings, exports)
    return Community(Path(), settings, (), full, known, as_of, narrative_tables=narratives)
