"""What an open is worth: two days, no verdict across them, and machine opens left out or in."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import NOW, activity, mailings, values
from test_changes import changed

from copmetrics.evaluation.changes import changes
from copmetrics.evaluation.indicators import indicators
from copmetrics.measures import open_rate_eras
from copmetrics.measures.open_rate_eras import MachineOpens

pytestmark = pytest.mark.slow


def sent(day: str, opened: int | None, without: int | None = None, **more) -> dict:
    return {
        "sent_at": f"{day} 10:00",
        "recipients": 100,
        "delivered": 100,
        "unique_opens": opened,
        "unique_clicks": 5,
        "proxy_excluded_unique_opens": without,
        **more,
    }


def told(*sendings: dict, **more) -> pd.DataFrame:
    return indicators({"mailings": mailings(*sendings)}, as_of=NOW, **more)


def notes(frame: pd.DataFrame, indicator: str) -> list[str]:
    return frame.loc[frame["indicator"].eq(indicator), "note"].tolist()


def test_the_eras_begin_on_the_days_themselves():
    assert [open_rate_eras.era(date(2021, 9, 20)), open_rate_eras.era(date(2021, 9, 21))] == [0, 1]
    assert [open_rate_eras.era(date(2024, 6, 21)), open_rate_eras.era(date(2024, 6, 22))] == [1, 2]


def test_a_day_lies_between_two_others_if_they_are_of_two_eras():
    assert (
        open_rate_eras.changes_between(date(2024, 6, 21), date(2024, 6, 22))
        == open_rate_eras.ERA_CHANGES[1:]
    )
    assert open_rate_eras.changes_between(date(2024, 6, 22), date(2026, 1, 1)) == ()
    assert (
        open_rate_eras.changes_between(date(2021, 1, 1), date(2025, 1, 1))
        == open_rate_eras.ERA_CHANGES
    )


def test_a_chart_says_which_days_are_in_it_or_which_era_it_lies_in():
    assert open_rate_eras.era_words(date(2024, 4, 1), date(2024, 9, 30)) == (
        "Since 22 June 2024 Mailchimp can leave out the opens of machines. Opens before and after "
        "are not compared."
    )
    assert open_rate_eras.era_words(date(2025, 4, 1), date(2026, 9, 30)).startswith(
        "All of it lies after 21 "
    )
    assert open_rate_eras.era_words(date(2022, 1, 1), date(2023, 1, 1)).startswith(
        "All of it lies between 21 "
    )
    assert open_rate_eras.era_words(date(2019, 1, 1), date(2020, 1, 1)).startswith(
        "All of it is from before 21 "
    )


# 2024/25 Q1 (April to June 2024) is 2025Q1 to pandas
def test_machine_opens_are_left_out_where_the_source_tells_them_of_every_mailing():
    found = told(
        sent("2024-07-02", 60, 30),
        sent("2024-08-02", 50, 20),
        only=["open_rate", "open_rate_reported", "click_to_open_rate", "click_rate"],
    )
    assert values(found, "2025Q2")["open_rate"] == pytest.approx(50 / 200)
    assert values(found, "2025Q2")["open_rate_reported"] == pytest.approx(110 / 200)
    assert values(found, "2025Q2")["click_to_open_rate"] == pytest.approx(10 / 50)
    assert (
        notes(found, "open_rate")
        == notes(found, "click_to_open_rate")
        == [MachineOpens.LEFT_OUT.note]
    )
    assert notes(found, "open_rate_reported") == notes(found, "click_rate") == [""]


def test_machine_opens_told_of_some_mailings_only_stay_in_all_of_the_quarters():
    found = told(sent("2024-07-02", 60, 30), sent("2024-08-02", 50), only=["open_rate"])
    assert values(found, "2025Q2")["open_rate"] == pytest.approx(110 / 200)
    assert notes(found, "open_rate") == [MachineOpens.TOLD_OF_SOME.note]


def test_a_mailing_whose_opens_nobody_knows_does_not_make_it_some():
    found = told(sent("2024-07-02", 60, 30), sent("2024-08-02", None), only=["open_rate"])
    assert values(found, "2025Q2")["open_rate"] == pytest.approx(30 / 100)
    assert notes(found, "open_rate") == [MachineOpens.LEFT_OUT.note]


def test_what_one_quarter_tells_says_nothing_of_another():
    found = told(sent("2024-07-02", 60, 30), sent("2024-10-02", 50), only=["open_rate"])
    assert values(found, "2025Q2")["open_rate"] == pytest.approx(0.3)
    assert values(found, "2025Q3")["open_rate"] == pytest.approx(0.5)
    assert notes(found, "open_rate") == [MachineOpens.LEFT_OUT.note, ""]


def test_where_nothing_tells_machine_opens_the_rate_is_as_reported():
    found = values(told(sent("2024-07-02", 60), only=["open_rate", "open_rate_reported"]), "2025Q2")
    assert found["open_rate"] == found["open_rate_reported"] == pytest.approx(0.6)


def test_a_running_quarter_says_both_that_it_is_not_over_and_what_is_left_out():
    found = told(sent("2026-10-02", 60, 30), only=["open_rate"])
    (note,) = notes(found, "open_rate")
    assert note == f"the quarter is not over: known to 5 Oct 2026; {MachineOpens.LEFT_OUT.note}"


UP = "up, mailing by mailing (3 beside 3)"


def pair(first: str, indicator: str, **more) -> pd.Series:
    """A share of 30 % of three mailings and then of 60 % of three: up, if the two can be compared.

    Names are pandas' own.
    """
    rows = {
        "indicator": indicator,
        "unit": "share",
        "numerator": [300.0, 600.0],
        "denominator": 1000.0,
        "parts": [[(100, 333), (100, 333), (100, 334)], [(200, 333), (200, 333), (200, 334)]],
        **more,
    }
    return changed([0.3, 0.6], quarter=pd.period_range(first, periods=2, freq="Q-MAR"), **rows)


@pytest.mark.parametrize("indicator", ["open_rate", "open_rate_reported", "click_to_open_rate"])
@pytest.mark.parametrize(
    ("first", "comparable"),
    [
        ("2022Q1", False),
        ("2022Q2", False),
        ("2022Q3", True),  # 21 September 2021 is in 2022Q2
        ("2024Q3", True),
        ("2024Q4", False),
        ("2025Q1", False),
        ("2025Q2", True),
    ],
)
def test_opens_have_no_verdict_across_the_days(indicator, first, comparable):
    found = pair(first, indicator)
    assert (found["state"] == "compared") is comparable
    assert (found["verdict"] == UP) is comparable
    assert pd.notna(found["change"]) is comparable


def test_the_reason_that_opens_are_not_compared_is_told():
    assert pair("2022Q1", "open_rate")["verdict"] == (
        "not comparable: on 21 September 2021 Apple Mail began to fetch images unasked, which looks "
        "like an open"
    )


def test_clicks_are_compared_across_the_days():
    assert pair("2024Q4", "click_rate")["verdict"] == UP


def test_a_quarter_without_machine_opens_is_not_compared_with_one_that_has_them():
    found = changes(
        told(
            sent("2024-07-02", 60, 30),
            sent("2024-10-02", 50),
            only=["open_rate", "open_rate_reported"],
        )
    )
    last = found[found["quarter"].astype(str).eq("2025Q3")].set_index("indicator")
    assert last.at["open_rate", "verdict"] == (
        "not comparable: machine opens are left out of one quarter and not of the other"
    )
    assert last.at["open_rate_reported", "state"] == "compared"


def test_whether_machine_opens_are_in_a_rate_stands_in_a_column_of_its_own():
    found = told(
        sent("2024-07-02", 60, 30),
        sent("2024-10-02", 60, 30),
        sent("2024-10-09", 50),
        sent("2025-01-02", 50),
        only=["open_rate", "open_rate_reported", "click_rate", "attendances"],
    )
    rates = found[found["indicator"].eq("open_rate")]
    assert rates["machine_opens"].tolist() == ["left_out", "told_of_some", "in_it"]
    others = found[found["indicator"].isin(["open_rate_reported", "click_rate", "attendances"])]
    assert others["machine_opens"].isna().all()


def test_a_rate_that_is_not_known_says_nothing_of_machine_opens():
    found = told(sent("2024-07-02", None), only=["open_rate"])
    assert found["machine_opens"].isna().all()


def test_notes_decide_nothing_a_quarter_is_not_compared_by_its_column():
    unlike = {"machine_opens": ["left_out", "in_it"], "note": ""}
    assert pair("2025Q2", "open_rate", **unlike)["verdict"] == (
        "not comparable: machine opens are left out of one quarter and not of the other"
    )
    alike = {"machine_opens": "left_out", "note": ["", "machine opens are left out"]}
    assert pair("2025Q2", "open_rate", **alike)["verdict"] == UP


def test_a_count_of_openers_is_beside_the_quarters_of_its_own_era_only():
    quarters = pd.period_range("2024Q1", periods=13, freq="Q-MAR")  # the day is in the fifth
    found = changed(
        [9, 9, 9, 99, 9, 5, 6, 7, 6, 5, 7, 6, 8], quarter=quarters, indicator="unique_openers"
    )
    assert found["verdict"] == (
        "the highest of the last 8 quarters, as far back as an open was the same thing"
    )


def test_openers_are_counted_with_machines_and_are_not_said_to_be_without():
    found = indicators(
        {
            "mailings": mailings(sent("2024-07-02", 60, 30, mailing="m")),
            "activity": activity(("m", "asha", "open")),
        },
        as_of=NOW,
        only=["unique_openers"],
    )
    assert values(found, "2025Q2")["unique_openers"] == 1
    assert notes(found, "unique_openers") == [""]
