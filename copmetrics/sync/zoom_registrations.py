"""Who registered for what was on Zoom: for a day of its own, or for the days of a series.

Who registers for all of a series at once is told of no day of it, and so is not fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from copmetrics.sync.cells import at, labels_above, moment, moment_at
from copmetrics.sync.declaring import NOT_THERE, OF, File, Listing, Row

__all__ = ["MOST", "REGISTRATIONS", "SETTLED"]

MOST: Final = {"page_size": 300}
SETTLED: Final = timedelta(days=2)
"""So long after a meeting its report may still lack somebody."""
ONE_DAY_ONLY: Final = (2, 5)
SERIES: Final = (8, 9)
"""The kinds that are on several fixed days."""
BY_THE_DAY: Final = (2, 3)
"""How one may register for a series if for its days; who registers once for all of it is told of no day."""


def _answers(row: Row) -> Mapping[str, object]:
    """Return what somebody said of themselves when they registered, where they were asked."""
    usual = {"Organization": row.get("org"), "Job Title": row.get("job_title")}
    asked = {each["title"]: each.get("value") for each in row.get("custom_questions") or ()}
    return {**{heading: given for heading, given in usual.items() if given}, **asked}


def _days(series: Row) -> Iterator[Row]:
    """Return the days of a series in the month asked for, if one registers for these."""
    month = series[OF][OF]
    if (series.get("settings") or {}).get("registration_type") not in BY_THE_DAY:
        return
    for day in series.get("occurrences") or ():
        began = moment_at(day["start_time"])
        if began is not None and month["from"] <= f"{began.date()}" <= month["to"]:
            yield {
                **day,
                "id": series["id"],
                "topic": series["topic"],
                "began": str(day["start_time"]).replace(":", ""),
                "end_time": (began + timedelta(minutes=day["duration"])).isoformat(),
            }


def _series(kind: str, path: str) -> tuple[Listing, ...]:
    """Declare the days of series, asked for once a month that one was in."""
    return (
        Listing(
            name=f"{kind}_in_a_series",
            of=kind,
            counts=lambda row: row["type"] in SERIES,
            distinct_by="in_month",
        ),
        Listing(
            name=f"{kind}_series",
            of=f"{kind}_in_a_series",
            path=f"{path}/{{id}}",
            params={"show_previous_occurrences": "true"},
            paginator={"type": "single_page"},
            none_if=(NOT_THERE,),
        ),
        Listing(
            name=f"{kind}_days",
            of=f"{kind}_series",
            each=_days,
            counts=lambda row: row.get("status") != "deleted",
        ),
    )


def _registrants(path: str, *, of: str, **more: object) -> Listing:
    return Listing(
        name=f"{of}_registrants",
        of=of,
        path=f"{path}/{{id}}/registrants",
        params={"status": "approved", **more, **MOST},
        rows="registrants",
        none_if=(
            NOT_THERE,  # Zoom forgets a meeting a month after it
            {"status_code": 400, "content": "egistration"},  # nobody had to register
        ),
        settled_by="end_time",
        settles_after=SETTLED,
        files=(
            File(
                path="registrations/{id} {began}.csv",
                if_empty=False,
                above=labels_above(
                    {"Topic": at("topic"), "ID": at("id"), "Scheduled Time": moment("start_time")}
                ),
                columns={
                    "First Name": at("first_name"),
                    "Last Name": at("last_name"),
                    "Email": at("email"),
                    "Registration Time": moment("create_time"),
                    "Approval Status": at("status"),
                },
                more=_answers,
            ),
        ),
    )


REGISTRATIONS: Final = (
    Listing(
        name="meeting_on_one_day", of="meeting", counts=lambda row: row["type"] in ONE_DAY_ONLY
    ),
    Listing(
        name="webinar_on_one_day", of="webinar", counts=lambda row: row["type"] in ONE_DAY_ONLY
    ),
    _registrants("meetings", of="meeting_on_one_day"),
    _registrants("webinars", of="webinar_on_one_day"),
    *_series("meeting", "meetings"),
    *_series("webinar", "webinars"),
    _registrants("meetings", of="meeting_days", occurrence_id="{occurrence_id}"),
    _registrants("webinars", of="webinar_days", occurrence_id="{occurrence_id}"),
)
