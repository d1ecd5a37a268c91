"""Small communities by hand for Monday's page: events, clicks and mailings in, a week out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from building import events, moment

from copmetrics.accounts.account import Section
from copmetrics.community.community import Community
from copmetrics.evaluation.coverage import covered
from copmetrics.facilitation import Week, monday_account, page
from copmetrics.schema import ACTIVITY, TABLES
from copmetrics.settings import Facilitation, Settings

LONDON = "Europe/London"
MONDAY = moment("2026-10-05 00:00")
BEFORE = moment("2026-09-28 00:00")
NO_EXPORTS = pd.DataFrame({"export": [], "audience": [], "exported_at": [], "complete": []})


def held(*rows: tuple[str, float | None], **more: object) -> pd.DataFrame:
    """Events as the engine tells them; each row is (start, attendances)."""
    return pd.DataFrame(
        {
            "event": [f"e{place}" for place in range(len(rows))],
            "title": [f"Event {place}" for place in range(len(rows))],
            "starts_at": pd.to_datetime([moment(start) for start, _ in rows], utc=True),
            "time_known": True,
            "activity": "sharing",
            "attendances": pd.Series([count for _, count in rows], dtype="float64"),
            **more,
        }
    )


def community(
    *,
    exported: str | None = "2026-10-04 09:00",
    as_of: pd.Timestamp = MONDAY,
    rules: Mapping[str, int] | None = None,
    **tables: pd.DataFrame,
) -> Community:
    """A community of tables by hand, its list exported on one day; `rules` are its [facilitation]."""
    whole = {name: tables.get(name, table.empty()) for name, table in TABLES.items()}
    exports = (
        NO_EXPORTS
        if exported is None
        else pd.DataFrame(
            {
                "export": ["a"],
                "audience": ["list"],
                "exported_at": [moment(exported)],
                "complete": [True],
            }
        )
    )
    exports = exports.assign(exported_at=pd.to_datetime(exports["exported_at"], utc=True))
    settings = Settings(name="Sepsis Circle", facilitation=Facilitation(**(rules or {})))
    return Community(Path(), settings, (), whole, covered(whole, settings, exports), as_of)


def week(**told: object) -> Week:
    return Week.of(community(**told))  # type: ignore[arg-type]


def bulletin(day: str, delivered: int, opens: int, clicks: int) -> dict[str, object]:
    return {
        "sent_at": f"{day} 10:00",
        "recipients": delivered,
        "delivered": delivered,
        "unique_opens": opens,
        "unique_clicks": clicks,
        "title": f"Bulletin of {day}",
    }


NOBODY = pd.DataFrame({"mailing": [], "person": []})


def clicks(*rows: tuple[str, str | None, str | None, str]) -> pd.DataFrame:
    """Each row is (mailing, person, when, link)."""
    told = [
        {
            "mailing": mailing,
            "person": person,
            "action": "click",
            "happened_at": moment(when),
            "url": url,
        }
        for mailing, person, when, url in rows
    ]
    return ACTIVITY.conform(pd.DataFrame(told))


HUDDLES = events(
    h1="2025-05-13 12:30",
    h2="2025-09-09 12:30",
    h3="2025-12-09 12:30",
    h4="2026-03-10 12:30",
    h5="2026-05-12 12:30",
    h6="2026-09-08 12:30",
)
HELD = pd.concat([HUDDLES, events(now="2026-10-01 12:30")], ignore_index=True)
"""The same and one of these days, so that the records of who came reach them."""


def section(told: Week, id: str) -> Section:
    """One section of the page: whom to ask and the others of which nothing is said here take long."""
    found: Section = getattr(page, f"{id}_section")(told)
    assert found.id == id
    return found


def words_of(told: Week) -> str:
    return str(monday_account(told))
