"""Every kind of chart is declared once, and all of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure as Canvas
from sample_account import figure

from copmetrics import charts
from copmetrics.accounts.account import ReportFigure, ReportTable
from copmetrics.accounts.chart_details import (
    ControlPoint,
    CostPlace,
    Detail,
    FunnelLine,
    FunnelPoint,
    MapMark,
    MapPlace,
    PathStep,
    PointSignal,
    Slot,
    StripRow,
)
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.declaration import ChartDeclaration, NativeColours, NoNativeChart
from copmetrics.charts.registry import CHARTS
from copmetrics.charts.story_paths import PATHS, paths, paths_alt_text
from copmetrics.evaluation.funnel import Place, Range
from copmetrics.evaluation.spc import Limits
from copmetrics.framework.cycles import Cycle
from copmetrics.value.journeys import StepLink

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-chart.md"


def path_step(story: str, cycle: Cycle, *, title: str = "Rounds") -> PathStep:
    return PathStep(story, title, 1, cycle, hoped=False, stations=(), step_link=StepLink.ON)


DETAILS: dict[ChartKind, tuple[Detail, ...]] = {
    ChartKind.PATHS: (path_step("S1", Cycle.IMMEDIATE), path_step("S1", Cycle.APPLIED)),
    ChartKind.ACTIVITY_MAP: (MapPlace("Sharing", -2, -2, 3.0, "inside", MapMark.ACTIVITY),),
    ChartKind.COST: (CostPlace("Downloads", 30.0, 2.0),),
    ChartKind.SLOTS: (Slot(1, 12, 27.0, 25),),
    ChartKind.STRIP: (StripRow("Visits", (4.0, 9.5, 12.0), 9.5),),
    ChartKind.FUNNEL: (
        FunnelLine(50, 0.4, Range(0.25, 0.53), Range(0.2, 0.6), Range(0.05, 0.75)),
        FunnelLine(90, 0.4, Range(0.3, 0.5), Range(0.25, 0.55), Range(0.1, 0.7)),
        FunnelPoint("East Ward", 50, 0.4, Place.WITHIN),
        FunnelPoint("West Ward", 90, 0.71, Place.BEYOND),
    ),
    ChartKind.XMR: tuple(
        ControlPoint(
            month,
            5.0,
            None,
            None,
            None,
            None,
            PointSignal.WITHOUT_LIMITS,
            "",
            False,
            Limits.NONE,
            1,
            "2026/27 Q1",
        )
        for month in ("Apr 2026", "May 2026", "Jun 2026")
    ),
}


def example(kind: ChartKind) -> ReportFigure:
    """A figure of each kind; what is drawn from details has them, the others series."""
    month, other = ("Apr 2026", "May 2026")
    drawn = figure(kind, ((month, 3.0, 4.0), (other, 1.0, 2.0)), "New", "Returning")
    if CHARTS[kind].most_series == 1:
        drawn = figure(kind, ((month, 3.0), (other, 1.0)), "New")
    details = DETAILS.get(kind, ())
    return ReportFigure(drawn.id, drawn.title, drawn.subtitle, kind, drawn.data, details=details)


def declarations() -> list[ChartDeclaration]:
    return [CHARTS[kind] for kind in ChartKind]


def test_every_kind_is_declared_and_no_other():
    assert set(CHARTS) == set(ChartKind)
    assert all(kind == declared.kind for kind, declared in CHARTS.items())


@pytest.mark.parametrize("declared", declarations(), ids=lambda each: each.kind)
def test_every_kind_says_what_it_is_for_its_table_and_why_a_workbook_has_no_chart(declared):
    assert declared.use
    assert declared.table.startswith("a row a")
    if isinstance(declared.native, NoNativeChart):
        assert declared.native.why
    drawn_from_series = declared.kind not in DETAILS
    assert (declared.most_series is not None) is drawn_from_series


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_is_drawn_and_said_in_words(kind):
    drawn = example(kind)
    assert charts.why_not(drawn) == ""
    assert charts.chart_svg(drawn)
    opening = f"{drawn.title}. {drawn.subtitle}. "
    words = charts.alt_text(drawn)
    assert words.startswith(opening)
    assert len(words) > len(opening)
    nothing = ReportFigure(drawn.id, "", "", kind, ReportTable("none", "", drawn.data.columns, ()))
    assert charts.why_not(nothing) == "There is nothing to draw yet."


@pytest.mark.parametrize(
    "declared",
    [each for each in declarations() if each.most_series is not None],
    ids=lambda each: each.kind,
)
def test_more_series_than_a_kind_tells_apart_are_refused(declared):
    names = [f"Series {number}" for number in range(declared.most_series + 1)]
    rows = tuple((month, *range(1, len(names) + 1)) for month in ("Apr 2026", "May 2026"))
    with pytest.raises(ValueError, match=f"at most {declared.most_series} series"):
        charts.chart_svg(figure(declared.kind, rows, *names))


def test_stories_of_one_title_have_a_lane_each():
    steps = (path_step("S1", Cycle.IMMEDIATE), path_step("S2", Cycle.APPLIED))
    axes = Canvas().subplots()
    paths(steps, axes)
    assert [each.get_text() for each in axes.get_yticklabels()] == ["Rounds", "Rounds"]
    assert paths_alt_text(steps) == "Rounds: immediate. Rounds: applied."
    drawn = ReportFigure("p", "", "", ChartKind.PATHS, ReportTable("t", "", (), ()), details=steps)
    assert PATHS.height(drawn) == 0.9 + 0.5 * 2


def test_the_page_for_whoever_adds_a_chart_lists_every_kind():
    page = PAGE.read_text(encoding="utf-8")
    for each in CHARTS.values():
        drawn = "drawn too"
        if isinstance(each.native, NoNativeChart):
            drawn = each.native.why
        elif isinstance(each.native, NativeColours):
            drawn = "its numbers are coloured by their size"
        assert f"| `{each.kind}` | {each.use} | {each.table} | {drawn} |" in page
