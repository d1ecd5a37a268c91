"""A control chart as an account tells it: the verdict of the last point, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from building import attendance, events, mailings
from building import community as whole_community
from matplotlib.figure import Figure
from test_charts import contrast
from test_series import STEADY, STORY, community, points, sent

from copmetrics import charts
from copmetrics.accounts import control
from copmetrics.accounts.account import Account, ReportFigure, Section
from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.chart_markers import marks_within
from copmetrics.accounts.charted_attendance import charted_attendance
from copmetrics.accounts.control import control_figure
from copmetrics.accounts.headlines import eight_measures
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.trends import control_charts
from copmetrics.accounts.verdicts import _noise
from copmetrics.charts import control as charts_control
from copmetrics.charts.control import SIGNALS
from copmetrics.framework.audiences import Audience
from copmetrics.render.workbook import write_workbook
from copmetrics.settings import Profile, Settings, SpcOptions
from copmetrics.units import Unit

pytestmark = pytest.mark.slow

REBASED = Settings(rebase={"attendances": (date(2025, 1, 1),)})


def drawn(monkeypatch, values, indicator="attendances", settings=None, **more) -> ReportFigure:
    """The control chart of twelve or so months from January 2024."""
    told = points(values, **more)
    monkeypatch.setattr(control, "series", lambda *_, **__: told)
    return control_figure(community(settings), indicator)


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([], "Attendances at events: nothing is known"),
        ([None, None], "Attendances at events: nothing is known"),
        ([3, 4, 5], "Attendances at events: too few points to judge (3; it takes 7)"),
        ([5] * 13, "Attendances at events: it hardly moves, so there are no limits to judge by"),
        (STEADY, "Attendances at events: 11 in Dec 2024, within the usual ups and downs"),
        (STEADY[:8], "Attendances at events: 11 in Aug 2024, within trial limits"),
        (
            [*STEADY, 30],
            "Attendances at events: 30 in Jan 2025, above the upper limit: an improvement beyond "
            "the usual ups and downs",
        ),
        (
            [*STEADY, 0],
            "Attendances at events: 0 in Jan 2025, below the lower limit: a concern, beyond the "
            "usual ups and downs",
        ),
        (
            [9, 11, 9, 11, 9, 11, 9, 30],
            "Attendances at events: 30 in Aug 2024, above the upper limit: an early sign of improvement",
        ),
    ],
)
def test_the_title_is_the_verdict_of_the_last_point(monkeypatch, values, title):
    assert drawn(monkeypatch, values).title == title


def test_fewer_unsubscribes_are_an_improvement(monkeypatch):
    found = drawn(monkeypatch, [0.1, 0.12] * 6 + [0.01], "unsubscribe_rate")
    assert found.title.endswith(
        "below the lower limit: an improvement beyond the usual ups and downs"
    )


def test_a_measure_of_which_neither_way_is_better_has_a_change(monkeypatch):
    found = drawn(monkeypatch, [*STEADY, 30], "events")
    assert found.title.endswith("above the upper limit: a change beyond the usual ups and downs")


def test_a_part_that_has_just_begun_has_too_few_points_since_its_first(monkeypatch):
    found = drawn(monkeypatch, [*STEADY, 19, 21], settings=REBASED)
    assert found.title == (
        "Attendances at events: too few points since Jan 2025 to judge (2; it takes 7)"
    )


def test_the_subtitle_has_mean_and_limits_and_none_below_nothing(monkeypatch):
    found = drawn(monkeypatch, [1, 3] * 6)  # mean 2, limits 2 ± 5.32
    assert found.subtitle == (
        "Attendances at events, by month, Jan 2024 to Dec 2024. Mean 2, upper limit 7.3; no lower one, "
        "as it would be below 0."
    )
    assert found.data.rows[0][2:5] == (2, None, pytest.approx(7.32))
    assert {each.lower for each in found.details} == {None}
    axes = charts_control.control(found.details, Figure().subplots(), Unit.ATTENDANCES)
    assert (
        min(line.get_ydata().min() for line in axes.lines) >= 1
    )  # the lowest that is drawn is a point
    assert not any("lower" in each.get_text() for each in axes.texts)


def test_no_share_has_a_limit_over_all(monkeypatch):
    found = drawn(monkeypatch, [0.9, 1.0] * 6, "click_rate")
    assert found.subtitle.endswith(
        "Mean 95.0%, lower limit 68.4%; no upper one, as it would be above 100.0%."
    )
    assert found.data.rows[0][3:5] == (pytest.approx(0.684), None)


def test_a_share_that_may_be_anything_has_no_limits(monkeypatch):
    found = drawn(monkeypatch, [0.1, 0.9] * 6, "click_rate")  # 0.5 ± 2.13
    assert found.subtitle.endswith(
        "Mean 50.0%; no limits, as they would be below 0.0% and above 100.0%."
    )


def test_clicks_to_opens_may_have_a_limit_over_all(monkeypatch):
    found = drawn(monkeypatch, [0.9, 1.0] * 6, "click_to_open_rate")
    assert found.subtitle.endswith("Mean 95.0%, limits 68.4% to 121.6%.")


def test_points_that_lie_to_one_side_are_said_to_be_skewed(monkeypatch):
    # twelve months of about 10 and three of 30 to 60: skewness 2.1, and 1.16 is two standard errors
    few_high = [10, 11, 9, 60, 10, 9, 11, 30, 10, 9, 11, 10, 45, 9, 10]
    said = (
        "The points are skewed: most lie below the mean and a few far above it. The limits expect as much "
        "on either side, so that a point above them is a weaker sign than it seems."
    )
    assert said in drawn(monkeypatch, few_high).notes
    few_low = [60 - each for each in few_high]
    turned = said.replace("below", "…").replace("above", "below").replace("…", "above")
    assert turned in drawn(monkeypatch, few_low).notes
    assert not any("skewed" in each for each in drawn(monkeypatch, STEADY).notes)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (20.0, "Target 20: as things are, no month will meet it."),
        (10.0, "Target 10: as things are, some months will meet it and some will not."),
        (2.0, "Target 2: as things are, every month will meet it."),
    ],
)
def test_a_target_is_told_by_what_the_limits_promise(monkeypatch, target, words):
    found = drawn(monkeypatch, STEADY, settings=Settings(targets={"attendances": target}))
    assert found.subtitle.endswith(words)
    assert {row[5] for row in found.data.rows} == {target}


OF_TWELVE = "Of charts of 12 points in which nothing changed, one in sixteen has such a sign."


@pytest.mark.parametrize(
    ("points", "share"), [(8, 16), (18, 16), (19, 5), (32, 5), (33, 3), (80, 3)]
)
def test_how_often_noise_makes_a_sign_is_told_of_a_chart_of_about_as_many_points(points, share):
    words = {16: "one in sixteen", 5: "one in five", 3: "one in three"}
    assert f", {words[share]} has such a sign." in _noise(points)


def test_signals_before_the_last_point_are_history(monkeypatch):
    found = drawn(monkeypatch, [*STEADY[:6], 30, *STEADY[6:]])
    assert found.title.endswith("within the usual ups and downs")
    assert found.notes[0] == (
        f"Earlier signals, now history: Jul 2024 (improvement: above the upper limit). {OF_TWELVE}"
    )


def test_a_signal_is_that_of_its_point_though_another_has_its_name(monkeypatch):
    # two events of one title on one day: the first is far beyond the others, the second like them
    told = points([*STEADY[:6], 30, *STEADY[6:]])
    named = told["label"].mask(told.index == 7, told["label"].iloc[6])
    monkeypatch.setattr(control, "series", lambda *_, **__: told.assign(label=named, day=named))
    note, *_ = control_figure(community(), "attendances").notes
    assert note == (
        f"Earlier signals, now history: Jul 2024 (improvement: above the upper limit). {OF_TWELVE}"
    )


def test_a_month_so_far_is_drawn_hollow_and_said_to_be_unjudged(monkeypatch):
    found = drawn(monkeypatch, [*STEADY, 1], basis=["actual"] * 12 + ["so_far"])
    assert found.title.endswith("11 in Dec 2024, within the usual ups and downs")
    assert found.notes == ("Jan 2025 is not over yet, and is not judged.",)
    assert found.details[-1].signal == "not judged"
    assert charts.alt_text(found).endswith("Not judged: Jan 2025.")


def test_unknown_months_have_no_part_and_no_signal(monkeypatch):
    figure = drawn(monkeypatch, [*STEADY[:6], None, *STEADY[6:]])
    point, row = figure.details[6], figure.data.rows[6]
    assert point.label == row[0] == "Jul 2024"
    assert (point.signal, point.why, point.limits, point.part) == ("", "", None, None)
    assert row[5:9] == ("", "", "", None)


def test_the_words_of_a_chart_name_its_signals(monkeypatch):
    found = drawn(monkeypatch, [20, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 6])
    assert charts.alt_text(found) == (
        "Attendances at events: 6 in Dec 2024, within the usual ups and downs. Attendances at "
        "events, by month, Jan 2024 to Dec 2024. Mean 5.8, limits 3.4 to 8.1. Attendances at "
        "events: 20 in Jan 2024, 6 in Dec 2024; highest 20 (Jan 2024), lowest 1 (Feb 2024). "
        "Signals: Jan 2024 improvement (above the upper limit); Feb 2024 to Apr 2024 concern "
        "(below the lower limit); May 2024 to Aug 2024 improvement (in a steady rise)."
    )


@pytest.mark.parametrize(
    "values",
    [STEADY, [5] * 13, [1, 2, 3], STEADY[:8], [0] * 12, [*STEADY[:6], None, *STEADY[6:], 30]],
)
def test_every_kind_is_drawn_the_same_each_time(monkeypatch, values):
    found = drawn(monkeypatch, values, settings=Settings(targets={"attendances": 14.0}))
    assert charts.why_not(found) == ""
    assert charts.chart_svg(found) == charts.chart_svg(found)


def test_a_rebased_chart_is_drawn_in_parts(monkeypatch):
    found = drawn(monkeypatch, [*STEADY, *[19, 21] * 6], settings=REBASED)
    assert [each.part for each in found.details] == [1] * 12 + [2] * 12
    assert [each.mean for each in found.details] == [10] * 12 + [20] * 12


def test_one_point_is_a_sentence_and_no_picture(monkeypatch):
    assert charts.why_not(drawn(monkeypatch, [None, 4])) == (
        "Only Feb 2024 is known (Attendances at events: 4): one point makes no trend."
    )
    assert charts.why_not(drawn(monkeypatch, [])) == "There is nothing to draw yet."


@pytest.mark.parametrize("colour", [colour for colour, _ in SIGNALS.values()])
def test_the_colours_of_points_pass_3_to_1_on_white(colour):
    assert contrast(colour) >= 3


def test_what_a_point_means_is_told_by_its_shape_too():
    meant = ("usual", "improvement", "change")
    assert len({SIGNALS[each][1] for each in meant}) == 3
    assert SIGNALS["improvement"][1] == SIGNALS["concern"][1] == "^"  # and turned when it is low


def test_a_chart_ends_with_the_quarter_it_is_told_for():
    spring = pd.Period("2025Q1", freq="Q-MAR")
    found = control_figure(community(**STORY), "attendances", until=spring)
    assert [row[0] for row in found.data.rows] == ["Apr 2024", "May 2024", "Jun 2024"]


def test_a_chart_begins_with_the_first_quarter_that_has_a_known_point():
    told = mailings(sent("2023-05-02"), sent("2024-05-02"))
    found = control_figure(community(mailings=told, **STORY), "attendances")
    assert found.data.rows[0][0] == "Apr 2024"


def opened(*days: str) -> ReportFigure:
    here = community(mailings=mailings(*(sent(day) for day in days)))
    return control_figure(here, "open_rate", "mailing")


def test_the_days_are_marked_between_the_mailings_that_they_part():
    found = opened("2021-09-20", "2021-09-21", "2024-06-21", "2024-06-22")
    assert [(each.place, each.label[:11]) for each in found.marks] == [
        (0.5, "21 Sep 2021"),
        (2.5, "22 Jun 2024"),
    ]
    assert "Marked: 22 Jun 2024: machine opens can be told." in charts.alt_text(found)
    assert any("Opens before and after are not compared." in each for each in found.notes)


def test_a_chart_after_both_days_says_so_and_that_machines_are_in_it():
    found = opened("2025-04-02", "2025-05-02")
    assert found.marks == ()
    assert any(each.startswith("All of it lies after 21 September 2021") for each in found.notes)
    assert "Machine opens are in it here, so read it as a ceiling." in found.notes


def test_a_withheld_rate_is_said_to_be_without_machine_opens_if_it_is():
    few = sent("2025-05-02", 6, recipients=20, delivered=20, proxy_excluded_unique_opens=2)
    here = whole_community({"mailings": mailings(few)}, Settings())
    facts = QuarterFigures.of(here, pd.Period("2026Q1", freq="Q-MAR"), Profile.SHARE)
    rows = eight_measures(facts).rows
    rate = next(each for each in rows if each.indicator == "open_rate")
    assert rate.value == "[c]"
    assert rate.card.caveat.endswith("Machine opens are left out here, as the source tells them.")


def test_a_chart_of_clicks_marks_nothing():
    here = community(mailings=mailings(sent("2024-05-02"), sent("2024-07-02")))
    found = control_figure(here, "click_rate", "mailing")
    assert (found.marks, found.notes) == ((), ())


def test_a_day_is_marked_inside_the_month_or_quarter_that_it_falls_in():
    (month,) = marks_within("open_rate", pd.period_range("2024-05", "2024-07", freq="M"))
    assert month.place == pytest.approx(0.5 + 21 / 30, abs=0.01)  # June is from 0.5 to 1.5
    (quarter,) = marks_within("open_rate", pd.period_range("2025Q1", periods=2, freq="Q-MAR"))
    assert quarter.place == pytest.approx(-0.5 + 82 / 91, abs=0.02)
    assert marks_within("click_rate", pd.period_range("2024-05", "2024-07", freq="M")) == ()


def test_the_month_of_both_kinds_of_opens_is_said_not_to_be_judged():
    here = community(mailings=mailings(*(sent(f"2024-{month:02}-25") for month in range(1, 10))))
    found = control_figure(here, "open_rate")
    assert "Jun 2024 is of both kinds of opens and is not judged." in found.notes
    (june,) = [each for each in found.details if each.label == "Jun 2024"]
    assert june.signal == "not judged"


def test_a_longer_run_is_the_communitys_to_ask_for(monkeypatch):
    values = [20, 1, 2, 3, 4, 5, 6, 7, 5, 5, 5, 6]
    found = drawn(monkeypatch, values, settings=Settings(spc=SpcOptions(run=8)))
    assert "steady rise" not in " ".join(found.notes)


def charted(*titles_and_months: tuple[str, str], **more):
    """What attendance is charted by: events of a title in a month each, ten people at each."""
    held = {
        f"e{number}": {"title": title, "starts_at": f"{month}-10 12:00", **more}
        for number, (title, month) in enumerate(titles_and_months)
    }
    came = attendance(*((event, f"p{i}") for event in held for i in range(10)))
    return charted_attendance(community(events=events(**held), attendance=came), WINTER)


WINTER = pd.Period("2025Q3", "Q-MAR")
MONTHS = [f"2024-{month:02}" for month in range(1, 10)]


def test_attendance_is_charted_by_the_events_of_the_commonest_title():
    talks = [("Talk", month) for month in MONTHS[:7]]
    huddles = [("Huddle", month) for month in MONTHS[:8]]
    assert charted(*talks, *huddles) == ("event", {"title": ["Huddle"]})


def test_or_by_those_of_the_commonest_activity_where_titles_are_all_different():
    visits = [(f"Visit to ward {month}", month) for month in MONTHS]
    assert charted(*visits, activity="visits") == ("event", {"activity": ["visits"]})


def test_months_without_an_event_are_said_to_have_no_point():
    held = events(**{f"e{place}": f"{MONTHS[place]}-10 12:00" for place in (0, 1, 2, 5, 8)})
    came = attendance(*((event, f"p{place}") for event in held["event"] for place in range(10)))
    figure = control_figure(community(events=held, attendance=came), "attendances", until=WINTER)
    assert (
        figure.notes[0] == "4 months have no point, and no part in the mean: there were no events."
    )


def test_or_by_month_where_most_months_have_an_event_and_none_are_of_one_kind():
    assert charted(*((f"Talk {month}", month) for month in MONTHS)) == ("month", {})
    few = [MONTHS[0], MONTHS[4], MONTHS[8]]  # three of nine months
    assert charted(*((f"Talk {month}", month) for month in few)) == ("event", {})


def kinds(account, section: str = "trends") -> list[str]:
    found = [each for each in account.sections if each.id == section]
    return [
        block.kind for each in found for block in each.blocks if isinstance(block, ReportFigure)
    ]


def test_leaders_and_the_quarterly_report_have_control_charts(demo_report, demo_account):
    assert kinds(demo_report) == ["xmr", "xmr", "xmr", "lines"]
    assert kinds(demo_account("leaders")) == ["xmr"] * 3


def told_as_shared(demo) -> Account:
    """The leaders' account of a community that sets `[privacy] leaders = "share"`: see `test_ready`."""
    facts = QuarterFigures.of(demo, demo.quarter(), Profile.SHARE)
    tables = readable_by(Audience.LEADERS, demo.narrative_tables)
    return audience_account(AudienceEvidence(facts, Audience.LEADERS, tables))


@pytest.mark.parametrize("audience", ["leaders", "sponsors", "members", "public"])
def test_an_account_that_is_shared_has_no_control_chart(demo, demo_account, audience):
    account = told_as_shared(demo) if audience == "leaders" else demo_account(audience)
    figures = [
        each
        for section in account.sections
        for each in section.blocks
        if isinstance(each, ReportFigure)
    ]
    assert "xmr" not in {each.kind for each in figures}


def test_facts_that_are_shared_have_no_control_chart_whoever_asks(demo):
    assert control_charts(QuarterFigures.of(demo, demo.quarter(), Profile.SHARE)) == ()


def test_the_demos_huddles_have_grown_and_its_rates_moved_no_more_than_they_do(demo_figures):
    titles = [each.title for each in control_charts(demo_figures)[1:]]
    assert titles == [
        "Attendances at events (Acute deterioration monthly huddle): 41 (15 Sep 2026), above the upper "
        "limit: an improvement beyond the usual ups and downs",
        "Links clicked: 12.0% (After the study day, 24 Sep 2026), within the usual ups and downs",
        "Emails opened: 50.8% (After the study day, 24 Sep 2026), within the usual ups and downs",
    ]


def test_the_small_trend_of_opens_marks_the_day_and_says_so(demo_figures):
    rows = {each.indicator: each for each in eight_measures(demo_figures).rows}
    assert charts.sparkline_alt_text(rows["open_rate"]).endswith(
        "; marked: 22 Jun 2024: machine opens can be told"
    )
    assert rows["click_rate"].marks == ()
    assert (
        b""
        != charts.sparkline_svg(rows["open_rate"])
        != charts.sparkline_svg(replace(rows["open_rate"], marks=()))
    )


def test_a_workbook_has_the_numbers_of_a_control_chart_and_says_its_days(demo_figures, tmp_path):
    from openpyxl import load_workbook

    figures = control_charts(demo_figures)
    account = Account(
        "C", "2026/27 Q2", "", "leaders", "", (Section("trends", "Over time", figures),)
    )
    write_workbook(account, tmp_path / "book.xlsx")
    page = load_workbook(tmp_path / "book.xlsx")["Control open rate mailing"]
    assert "22 Jun 2024: machine opens can be told." in page["A2"].value
    assert [cell.value for cell in page[4]][:4] == [
        "Mailing",
        "Emails opened",
        "Mean",
        "Lower limit",
    ]
    assert page["B5"].value == pytest.approx(0.463, abs=0.001)
    (chart,) = page._charts  # the rate and what it is judged by, none of the words behind
    assert [each.tx.strRef.f[-4:] for each in chart.series] == ["'!B4", "'!C4", "'!D4", "'!E4"]
    assert [each.marker.symbol for each in chart.series] == ["circle", None, None, None]
