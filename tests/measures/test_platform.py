"""Visits to the platform by hand: who was there, every fortnight or not, and what it says of levels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from building import NOW, YEAR, attendance, community, events, members, moment, values
from folders import folder

from copmetrics.community.community import load
from copmetrics.evaluation.indicators import indicators
from copmetrics.quarters import Calendar
from copmetrics.schema import VISITS
from copmetrics.settings import Settings

pytestmark = pytest.mark.slow

AFTER = pd.Timestamp("2024-07-10", tz="UTC")


def visits(*rows: tuple[str | None, str], **more: object) -> pd.DataFrame:
    """Each row is (person, day)."""
    filled = [
        {
            "person": person,
            "visited_at": moment(day),
            "source_file": "visits.csv",
            "source_row": number,
            **more,
        }
        for number, (person, day) in enumerate(rows, start=2)
    ]
    return VISITS.conform(pd.DataFrame(filled))


def told(given: pd.DataFrame, as_of: pd.Timestamp = AFTER) -> dict[str, float | None]:
    """What is known of the second quarter of 2024, which begins on 1 April."""
    found = indicators(
        {"visits": given},
        settings=YEAR,
        as_of=as_of,
        quarters=pd.period_range("2024Q2", "2024Q2", freq="Q-DEC"),
        only=["active_on_platform", "posted_on_platform", "logged_in_fortnightly"],
    )
    return values(found, "2024Q2")


# The six fortnights of that quarter begin on these days; 24 to 30 June are in none.
FORTNIGHTS = ("2024-04-01", "2024-04-15", "2024-04-29", "2024-05-13", "2024-05-27", "2024-06-10")


def test_somebody_was_there_every_fortnight_who_was_there_in_each_of_the_six():
    asha = [("asha", day) for day in FORTNIGHTS]
    ben = [("ben", day) for day in FORTNIGHTS[:5]]  # and once more, after the last fortnight
    found = told(visits(*asha, *ben, ("ben", "2024-06-25")))
    assert (found["active_on_platform"], found["logged_in_fortnightly"]) == (2, 1)


def test_the_last_instant_of_a_fortnight_is_in_it_and_summer_time_moves_none():
    ends = [f"{pd.Timestamp(day) + pd.Timedelta(days=13):%Y-%m-%d} 23:59" for day in FORTNIGHTS]
    assert told(visits(*(("asha", end) for end in ends)))["logged_in_fortnightly"] == 1
    autumn = Settings(
        calendar=Calendar.CALENDAR
    )  # clocks go back on 27 October: the 28th, late, is of the second
    days = (
        "2024-10-01",
        "2024-10-28 23:30",
        "2024-10-29",
        "2024-11-12",
        "2024-11-26",
        "2024-12-10",
    )
    rows = visits(*(("asha", day) for day in days))
    found = indicators({"visits": rows}, settings=autumn, as_of=NOW, only=["logged_in_fortnightly"])
    assert found["value"].tolist() == [1]


def test_while_the_quarter_runs_the_fortnights_that_are_over_are_asked_for():
    on_20_may = moment("2024-05-20")
    first_three = visits(*(("asha", day) for day in FORTNIGHTS[:3]))
    assert told(first_three, on_20_may)["logged_in_fortnightly"] == 1
    on_2_april = told(visits(("asha", "2024-04-01")), moment("2024-04-02"))
    assert on_2_april["logged_in_fortnightly"] is None  # no fortnight is over: not 0


def test_who_posted_is_unknown_where_no_source_says_and_nought_where_one_does():
    assert told(visits(("asha", "2024-05-01")))["posted_on_platform"] is None
    assert told(visits(("asha", "2024-05-01"), posts=0.0))["posted_on_platform"] == 0
    assert told(visits(("asha", "2024-05-01"), posts=2.0))["posted_on_platform"] == 1


def test_a_quarter_without_visits_between_two_is_nought_and_one_after_the_last_is_unknown():
    rows = visits(("asha", "2024-02-01"), ("asha", "2024-08-01"))
    made = community({"visits": rows, "events": events(a="2024-11-05 13:00")})
    found = made.indicators(only=["active_on_platform"])
    assert found["value"].fillna(-1).tolist()[:4] == [1, 0, 1, -1]
    assert found["note"].tolist()[3] == "no platform export reaches this quarter yet"


# On the list since January 2023; nobody of them came but Asha. Mailings there were none.
LISTED = {
    "events": events(may="2024-05-14 13:00"),
    "attendance": attendance(("may", "asha")),
    "members": members(*((each, "2023-01-10", None) for each in ("asha", "ben", "cy"))),
}
COVERED = Settings(
    calendar=Calendar.CALENDAR,
    covered_to={each: pd.Timestamp("2024-06-30").date() for each in ("attendance", "mailings")},
)


def levels(**more: pd.DataFrame) -> dict[str, str]:
    made = community({**LISTED, **more}, COVERED)
    here = made.facts("levels")
    here = here[here["quarter"].eq(pd.Period("2024Q2", "Q-DEC"))]
    return dict(zip(here["person"], here["level"], strict=True))


def test_a_member_who_visits_the_platform_is_neither_quiet_nor_dormant():
    alone = levels()
    seen = levels(visits=visits(("ben", "2024-06-03")))
    assert {alone["ben"], alone["cy"]} <= {"quiet", "dormant"}
    assert (seen["asha"], seen["ben"], seen["cy"]) == (alone["asha"], "peripheral", alone["cy"])


def test_somebody_seen_on_the_platform_who_is_not_on_the_list_is_transactional():
    assert levels(visits=visits(("dee", "2024-06-03")))["dee"] == "transactional"


def test_after_the_last_export_of_the_platform_nobody_is_called_dormant():
    made = community({**LISTED, "visits": visits(("ben", "2024-02-03"))}, COVERED)
    found = made.indicators(only=["dormant_people", "peripheral_people"], quarters=["2024-Q2"])
    assert found["value"].isna().all()
    assert set(found["note"]) == {"no platform export reaches this quarter yet"}


LIST = "address or pseudonym,day,visits,posts\nasha.one@north.example,2024-05-02,3,1\n{},2024-05-03,,\n"
LOG = (
    "Date and time,Name,Email,Action\n"
    "02/05/2024 09:14:07,Asha One,Asha.One@north.example,Logged in\n"
    "15/05/2024 13:03:00,Zoë O'Four,zoe@west.example,Login failed\n"
    "15/05/2024 13:04:00,Zoë O'Four,zoe@west.example,Logged in\n"
    '\n15/05/2024 14:04:00,Zoë O\'Four,zoe@west.example,"Posted a reply, twice"\n'
    "15/05/2024 15:04:00,Zoë O'Four,zoe@west.example,Logged out\n"
)
CAME = (
    "event,title,starts\nmay,May,2024-05-14 13:00\n",
    "Event,Name,Email,Organisation\nmay,Asha One,asha.one@north.example,Northmoor\n",
)


def test_a_list_and_a_log_tell_of_the_same_person_by_address_and_by_a_pseudonym_of_ours(
    tmp_path: Path,
):
    files = {"events.csv": CAME[0], "signed.csv": CAME[1], "log.csv": LOG}
    first = load(folder(tmp_path / "a", files), as_of="2024-08-01")
    (asha,) = first.attendance["person"].unique()
    both = folder(tmp_path / "a", {"visits.csv": LIST.format(asha)})
    found = load(both, as_of="2024-08-01").tables["visits"]
    read = found[found["left_out"].isna()]
    assert read["person"].value_counts().tolist() == [
        3,
        2,
    ]  # Asha by address twice and by pseudonym
    assert read["person"].value_counts().index[0] == asha
    assert found["left_out"].dropna().tolist() == ["the log-in failed", "logging out is no visit"]
    assert read["posts"].sum() == 2  # one in the list, one in the log


def test_a_pseudonym_of_another_community_is_left_out_and_said_so(tmp_path: Path):
    stranger = "p" + 16 * "0"
    place = folder(tmp_path, {"visits.csv": LIST.format(stranger)})
    read = load(place, as_of="2024-08-01").files
    assert [each.left_out for each in read] == [
        {"a pseudonym that nobody of this community has": 1}
    ]


def test_a_visit_without_a_day_is_pointed_at(tmp_path: Path):
    place = folder(
        tmp_path, {"visits.csv": LIST.format("asha.one@north.example").replace("2024-05-03", "")}
    )
    with pytest.raises(Exception, match=r"visits\.csv, row 3, column 'day'"):
        load(place, as_of="2024-08-01")
