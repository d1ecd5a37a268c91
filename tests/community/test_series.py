"""A measure by month, event or mailing: what is nothing, what is unknown, and what is judged."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from building import NOW, activity, attendance, events, feedback, mailings

from copmetrics.community.community import Community
from copmetrics.community.series import MIXED, PointUnit, judged, series, ways
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.indicators import _no_exports
from copmetrics.measures.base import Better
from copmetrics.schema import TABLES
from copmetrics.settings import Settings, SpcOptions


def community(settings: Settings | None = None, as_of: pd.Timestamp = NOW, **tables) -> Community:
    settings = settings or Settings()
    given = {name: tables.get(name, table.empty()) for name, table in TABLES.items()}
    coverage = covered(given, settings, _no_exports(given))
    return Community(Path(), settings, (), given, coverage, as_of)


# Spring: April one huddle (asha, ben), May two (asha; asha), June none. Summer: nothing known but
# one event in the night to 1 July, half an hour into it, that nobody wrote down who came to.
# Autumn: 3 October, asha and a nurse called cy.
STORY = {
    "events": events(
        april="2024-04-16 13:00",
        may="2024-05-07 13:00",
        visit="2024-05-20 13:00",
        night="2024-07-01 00:30",
        october="2024-10-03 13:00",
    ),
    "attendance": attendance(
        {"event": "april", "person": "asha", "profession": "doctor", "minutes": 40},
        {"event": "april", "person": "ben", "profession": "nurse", "minutes": 20},
        {"event": "may", "person": "asha", "profession": "doctor", "minutes": 60},
        {"event": "visit", "person": "asha", "profession": "doctor"},
        {"event": "october", "person": "asha", "profession": "doctor"},
        {"event": "october", "person": "cy", "profession": "nurse"},
    ),
}


@cache
def told() -> Community:
    """The community of this story, made once."""
    return community(**STORY)


SPRING = pd.Period("2025Q1", freq="Q-MAR")  # 2024/25 Q1


def by_label(points: pd.DataFrame, column: str = "value") -> dict[str, object]:
    pairs = zip(points["label"], points[column], strict=True)
    return {label: None if pd.isna(value) else value for label, value in pairs}


def test_people_are_recounted_in_a_month_not_added_up():
    found = series(told(), "unique_attendees")
    assert by_label(found)["May 2024"] == 1  # asha came twice
    assert by_label(series(told(), "attendances"))["May 2024"] == 2


def test_a_month_without_an_event_has_no_attendance_to_tell_of_and_none_was_held():
    found = series(told(), "attendances").set_index("label").loc["Jun 2024"]
    assert pd.isna(found["value"])
    assert (found["basis"], found["note"]) == ("unknown", "there were no events in the month")
    assert by_label(series(told(), "events"))["Jun 2024"] == 0
    assert by_label(series(told(), "minutes_attended"))["Jun 2024"] is None
    assert by_label(series(told(), "minutes_attended"))["Apr 2024"] == 30


def test_a_month_whose_only_event_nobody_wrote_down_is_unknown():
    found = series(told(), "attendances").set_index("label").loc["Jul 2024"]
    assert pd.isna(found["value"])
    assert found["note"] == "no event of this month has an attendance record"


def test_half_an_hour_into_july_is_july_by_the_clock_on_the_wall():
    assert by_label(series(told(), "events"))["Jul 2024"] == 1
    there = community(Settings(timezone="UTC"), **STORY)
    assert by_label(series(there, "events"))["Jun 2024"] == 1


def test_months_of_a_quarter_that_no_export_reaches_are_unknown():
    told = {**STORY, "mailings": mailings({"sent_at": "2025-03-03", "recipients": 50})}
    found = series(community(**told), "attendances").set_index("label")
    assert found.loc["Dec 2024", "note"] == "there were no events in the month"
    assert pd.isna(found.loc["Jan 2025", "value"])
    assert found.loc["Jan 2025", "note"] == "no attendance export reaches this quarter yet"


def test_months_add_up_to_the_quarter_where_they_count_attendances():
    here = told()
    months = series(here, "attendances")
    spring = months[months["quarter"].eq(SPRING)]["value"].sum()
    whole = here.indicators(only=("attendances",), quarters=pd.PeriodIndex([SPRING]))
    assert spring == whole["value"].item() == 4


def test_the_quarter_of_each_month_is_the_communitys():
    found = series(told(), "events")
    assert found["quarter"].iloc[0] == pd.Period("2025Q1", freq="Q-MAR")
    assert found["at"].iloc[0] == pd.Timestamp("2024-04-01", tz="Europe/London")


def test_a_month_that_is_not_over_is_so_far_and_later_ones_are_not_there():
    now = pd.Timestamp("2024-10-20 09:00", tz="UTC")
    found = series(community(as_of=now, **STORY), "attendances")
    assert found["label"].iloc[-1] == "Oct 2024"
    assert found["basis"].iloc[-1] == "so_far"
    assert found["note"].iloc[-1] == "the month is not over: known to 20 Oct 2024"


def test_where_keeps_the_facts_asked_for_and_months_of_them():
    found = series(told(), "attendances", where={"profession": ["nurse"]})
    assert by_label(found) == {
        "Apr 2024": 1,
        "May 2024": 0,
        "Jun 2024": None,  # no event: nobody could come
        "Jul 2024": None,
        "Aug 2024": None,
        "Sep 2024": None,
        "Oct 2024": 1,
        "Nov 2024": None,
        "Dec 2024": None,
    }


def test_feedback_of_one_month_says_nothing_of_the_next():
    told = {**STORY, "feedback": feedback(("april", 5), ("april", 4))}
    assert by_label(series(community(**told), "feedback_answers"))["Apr 2024"] == 2
    assert by_label(series(community(**told), "feedback_answers"))["May 2024"] is None


def test_an_event_is_told_by_its_day_and_one_that_nobody_wrote_down_is_unknown():
    found = series(told(), "attendances", PointUnit.EVENT)
    assert by_label(found) == {
        "april, 16 Apr 2024": 2,
        "may, 7 May 2024": 1,
        "visit, 20 May 2024": 1,
        "night, 1 Jul 2024": None,
        "october, 3 Oct 2024": 2,
    }
    assert found["basis"].tolist() == ["actual"] * 3 + ["unknown", "actual"]


def test_an_event_that_nobody_of_a_profession_came_to_had_none_of_them():
    found = series(told(), "attendances", "event", where={"profession": ["nurse"]})
    assert [None if pd.isna(each) else each for each in found["value"]] == [1, 0, 0, None, 1]


def test_where_leaves_out_events_of_another_kind_altogether():
    formed = events(
        huddle={"starts_at": "2024-04-16 13:00", "format": "online"},
        visit={"starts_at": "2024-05-20 13:00", "format": "face to face"},
    )
    here = community(events=formed, attendance=attendance(("huddle", "asha"), ("visit", "asha")))
    found = series(here, "attendances", "event", where={"format": ["online"]})
    assert by_label(found) == {"huddle, 16 Apr 2024": 1}


def test_registrations_that_stand_in_for_attendance_make_an_event_an_estimate():
    came = attendance(
        {"event": "april", "person": "asha", "status": "registered", "registered": True}
    )
    here = community(
        Settings(registrations_count_as_attendance=True), events=STORY["events"], attendance=came
    )
    found = series(here, "attendances", "event").set_index("label")
    assert found.loc["april, 16 Apr 2024", ["value", "basis"]].tolist() == [1, "estimate"]


def sent(day: str, opened: int | None = 40, **more) -> dict:
    return {
        "sent_at": f"{day} 10:00",
        "title": "News",
        "recipients": 100,
        "delivered": 100,
        "unique_opens": opened,
        "unique_clicks": 10,
        **more,
    }


def test_a_mailing_has_its_own_rate_and_one_that_is_not_told_is_unknown():
    here = community(mailings=mailings(sent("2025-04-02"), sent("2025-05-02", None)))
    found = series(here, "open_rate", "mailing")
    assert by_label(found) == {"News, 2 Apr 2025": 0.4, "News, 2 May 2025": None}
    assert found["denominator"].iloc[0] == 100


def test_a_mailing_of_the_last_three_days_is_so_far():
    here = community(mailings=mailings(sent("2026-10-01"), sent("2026-10-03")))
    assert series(here, "open_rate", "mailing")["basis"].tolist() == ["actual", "so_far"]


def test_who_clicked_is_unknown_for_a_mailing_without_activity():
    here = community(
        mailings=mailings(sent("2025-04-02", mailing="a"), sent("2025-04-09", mailing="b")),
        activity=activity(("a", "asha", "click")),
    )
    assert series(here, "unique_clickers", "mailing")["value"].tolist()[0] == 1
    assert pd.isna(series(here, "unique_clickers", "mailing")["value"].iloc[1])


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("attendances", ("month", "event")),
        ("open_rate", ("month", "mailing")),
        ("unique_clickers", ("month", "mailing")),
        ("list_members", ("month",)),
        ("feedback_rating", ("month", "event")),
        ("retained_attendees", ()),
        ("our_own", ()),
    ],
)
def test_what_a_measure_has_points_for_follows_from_its_dimensions(indicator, expected):
    assert ways(indicator) == expected


def test_a_wrong_ask_is_told_with_the_right_ones():
    with pytest.raises(ChoiceError) as error:
        series(told(), "open_rate", "event")
    assert str(error.value) == (
        "'event' is not a way to tell open_rate over time. Choose from: month, mailing."
    )
    for wrong in ("opened", "retained_attendees"):
        with pytest.raises(ChoiceError):
            series(told(), wrong)


def test_a_measure_beside_the_quarter_before_has_no_month():
    months = pd.period_range("2024-04", "2024-06", freq="M")
    with pytest.raises(
        ChoiceError, match="'lapsed_attendees' is not an indicator that a month has"
    ):
        told().indicators(only=("lapsed_attendees",), quarters=months)


def points(values: list[float | None], first: str = "2024-01", **more) -> pd.DataFrame:
    months = pd.period_range(first, periods=len(values), freq="M")
    return pd.DataFrame(
        {
            "label": [f"{each:%b %Y}" for each in months],
            "title": "",
            "day": [f"{each:%b %Y}" for each in months],
            "at": months.start_time.tz_localize("Europe/London").tz_convert("UTC"),
            "quarter": months.asfreq("Q-MAR"),
            "value": pd.Series(values, dtype="float64"),
            "numerator": float("nan"),
            "denominator": float("nan"),
            "basis": ["unknown" if each is None else "actual" for each in values],
            "note": "",
            "machine_opens": pd.Series(index=range(len(values)), dtype="str"),
            "era": 0,
        }
    ).assign(**more)


STEADY = [9.0, 11.0] * 6


def test_a_month_so_far_is_drawn_and_not_judged():
    told = points([*STEADY, 1.0])
    assert judged(told, "attendances", Settings()).last["rule"] == "outside the limits"
    running = told.assign(basis=["actual"] * 12 + ["so_far"])
    found = judged(running, "attendances", Settings())
    assert found.last["value"] == 11
    assert found.points["value"].isna().tolist() == [False] * 12 + [True]


def test_a_lower_bound_among_full_counts_is_not_judged_and_is_among_its_like():
    some = points([*STEADY, 1.0], basis=["actual"] * 12 + ["lower_bound"])
    assert judged(some, "attendances", Settings()).last["value"] == 11
    every = points([*STEADY, 1.0], basis="lower_bound")
    assert judged(every, "attendances", Settings()).last["value"] == 1


def test_a_chart_begins_anew_on_the_day_that_the_community_says_by_its_own_clock():
    settings = Settings(rebase={"attendances": (date(2024, 7, 1),)})  # 30 June 23:00 in UTC
    found = judged(points(STEADY), "attendances", settings)
    assert found.points["segment"].tolist() == [0] * 6 + [1] * 6
    other = judged(points(STEADY), "unique_attendees", settings)
    assert set(other.points["segment"]) == {0}


def test_target_run_and_screening_are_the_communitys():
    rising = points([20.0, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 5])
    usual = judged(rising, "attendances", Settings(targets={"attendances": 50.0}))
    assert usual.target == 50
    assert usual.points["rule"].tolist().count("trend") > 0
    longer = judged(rising, "attendances", Settings(spc=SpcOptions(run=8)))
    assert longer.points["rule"].tolist().count("trend") == 0
    whole = judged(rising, "attendances", Settings(spc=SpcOptions(screen=False)))
    assert whole.last["upper"] > usual.last["upper"]


def test_which_way_is_better_comes_from_the_measure_unless_told():
    assert judged(points(STEADY), "unsubscribe_rate", Settings()).better is Better.LOWER
    found = judged(points(STEADY), "unsubscribe_rate", Settings(), better=Better.NEITHER)
    assert found.better is Better.NEITHER


def opened(days: list[str], **more) -> Community:
    return community(mailings=mailings(*(sent(day) for day in days)), **more)


def test_opens_are_never_judged_across_the_days_that_changed_them():
    found = series(
        opened(["2021-09-20", "2021-09-21", "2024-06-21", "2024-06-22"]), "open_rate", "mailing"
    )
    segments = judged(found, "open_rate", Settings()).points["segment"]
    assert segments.tolist() == [0, 1, 1, 2]


def test_clicks_are_judged_across_them():
    found = series(opened(["2021-09-20", "2021-09-21", "2024-06-22"]), "click_rate", "mailing")
    assert set(judged(found, "click_rate", Settings()).points["segment"]) == {0}


def test_the_month_in_which_opens_changed_is_in_no_segment():
    found = series(opened(["2024-05-02", "2024-06-25", "2024-07-02"]), "open_rate")
    known = found["value"].notna()
    assert found.loc[known, "era"].tolist() == [2, MIXED, 4]
    drawn = judged(found, "open_rate", Settings()).points[known.to_numpy()]
    assert drawn["value"].isna().tolist() == [False, True, False]
    assert drawn["segment"].tolist()[::2] == [0, 1]


def test_months_with_and_without_machine_opens_are_of_two_segments():
    cleaned = [sent("2025-07-02", 60, proxy_excluded_unique_opens=30) | {"mailing": "a"}]
    here = community(mailings=mailings(sent("2025-06-02"), *cleaned, sent("2025-08-02")))
    found = judged(series(here, "open_rate"), "open_rate", Settings())
    assert found.known["segment"].tolist() == [0, 1, 2]
    reported = judged(series(here, "open_rate_reported"), "open_rate_reported", Settings())
    assert set(reported.known["segment"]) == {0}


def test_mailings_of_a_quarter_that_is_not_over_are_of_one_kind_with_those_before():
    # machine opens are left out of both; the second is of the quarter that is not over
    told = [
        sent(day, 60, proxy_excluded_unique_opens=30) | {"mailing": day}
        for day in ("2026-09-20", "2026-10-01")
    ]
    found = series(community(mailings=mailings(*told)), "open_rate", PointUnit.MAILING)
    assert found["value"].tolist() == [0.3, 0.3]
    assert found["note"].tolist() == ["machine opens are left out"] * 2
    assert found["era"].nunique() == 1


def test_an_empty_folder_has_no_months():
    assert series(community(), "attendances").empty
    for every, indicator in (("event", "attendances"), ("mailing", "open_rate")):
        nothing = series(community(), indicator, every)
        assert nothing.empty
        assert judged(nothing, indicator, Settings()).last is None
    assert judged(series(community(), "attendances"), "attendances", Settings()).last is None
