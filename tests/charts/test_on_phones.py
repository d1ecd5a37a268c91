"""What a phone shows of a chart: its letters as large as the text, or its bars in rows."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sample_account import FIGURES, NASTY, figure
from test_registry import example

from copmetrics import charts
from copmetrics.accounts.chart_details import CostPlace, MapMark, MapPlace, Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.declaration import OnPhones
from copmetrics.charts.phone_rows import Bar, BarPart, BarRow
from copmetrics.charts.registry import CHARTS
from copmetrics.charts.style import few_quarter_labels
from copmetrics.framework.withheld import MARK
from copmetrics.units import Unit

ROOM = 358
"""Pixels that a phone of 390 has between our margins."""
TEXT = "{http://www.w3.org/2000/svg}text"
NARROW = [kind for kind in ChartKind if CHARTS[kind].on_phones is OnPhones.NARROW]


@pytest.mark.parametrize("kind", NARROW)
def test_the_letters_of_a_narrow_picture_are_nearly_as_large_as_the_text(kind):
    drawn = ElementTree.fromstring(charts.narrow_svg(example(kind)))
    pixels = ROOM / float(drawn.get("viewBox").split()[2])
    styles = [each.get("style") for each in drawn.iter(TEXT)]
    sizes = [float(re.search(r"([\d.]+)px", each).group(1)) * pixels for each in styles]
    assert sizes
    assert min(sizes) >= 13
    assert max(sizes) <= 17


def texts(kind, details):
    drawn = replace(example(kind), details=details)
    return [
        "".join(each.itertext())
        for each in ElementTree.fromstring(charts.narrow_svg(drawn)).iter(TEXT)
    ]


def test_dots_have_numbers_and_their_names_stand_below():
    """Beside it a name of three words would take half of a phone."""
    places = (
        MapPlace("Sharing cases", -2, -2, 3.0, "inside", MapMark.ACTIVITY),
        MapPlace("Building tools", 1, 1, 0.0, "inside", MapMark.ACTIVITY),
        MapPlace("2026/27 Q1", 0, 0, 1.0, "inside", MapMark.QUARTER),
    )
    told = texts(ChartKind.ACTIVITY_MAP, places)
    assert {"1", "2", "1  Sharing cases (3)", "2  Building tools (not used lately)"} <= set(told)
    told = texts(ChartKind.COST, (CostPlace("Downloads", 30.0, 2.0), CostPlace("Calls", 5.0, 1.0)))
    assert {"1  Downloads", "2  Calls"} <= set(told)


def test_the_days_of_a_week_go_across_and_its_hours_down():
    told = texts(ChartKind.SLOTS, (Slot(1, 12, 27.0, 25), Slot(4, 14, None, 3)))
    assert [each for each in told if each[:1].isalpha()] == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert {"12:00", "13:00", "14:00", "27", "\u2013"} <= set(told)


def test_what_the_lines_of_a_funnel_are_stands_in_a_key():
    told = texts(ChartKind.FUNNEL, example(ChartKind.FUNNEL).details)
    assert told[-3:] == ["95 in 100", "998 in 1,000", "as much wider as they differ"]


def test_a_row_has_its_name_its_bar_and_its_number():
    drawn = figure(
        "ranked_bars", (("West", 20), ("East", 5), ("South", MARK), ("?", None)), "People"
    )
    assert charts.bar_rows(drawn) == (
        BarRow("West", (Bar((BarPart(0, 100.0),), "20"),)),
        BarRow("East", (Bar((BarPart(0, 25.0),), "5"),)),
        BarRow("South", (Bar((), MARK),)),
        BarRow("?", (Bar((), "not known"),)),
    )


def test_of_a_bar_in_parts_each_part_is_said_and_the_whole_of_it():
    assert charts.bar_rows(FIGURES[1]) == (
        BarRow(
            NASTY,
            (Bar((BarPart(0, 42.9), BarPart(1, 57.1)), "7"),),
            ((0, "New 3"), (1, "Returning 4")),
        ),
        BarRow("A quiet one", (Bar((), "not known"),)),
    )


def test_numbers_that_do_not_add_up_have_a_bar_each():
    drawn = figure("dots", (("Note", 0.4, 0.1),), "Opened", "Clicked", unit=Unit.SHARE)
    assert charts.bar_rows(drawn) == (
        BarRow(
            "Note",
            (
                Bar((BarPart(0, 100.0),), "40.0% Opened"),
                Bar((BarPart(1, 25.0),), "10.0% Clicked"),
            ),
        ),
    )


def test_the_last_quarter_is_named_and_each_years_first_that_is_not_beside_it():
    quarters = [f"{year} Q{each}" for year in ("2024/25", "2025/26") for each in (1, 2, 3, 4)]
    assert few_quarter_labels(quarters[2:], range(6)) == [
        "Q3\n2024/25", "", "Q1\n2025/26", "", "", "Q4\n2025/26",
    ]  # fmt: skip
    assert few_quarter_labels(quarters[:5], [0, 10, 20, 30, 31]) == [
        "Q1\n2024/25", "", "", "", "Q1\n2025/26",
    ]  # fmt: skip
