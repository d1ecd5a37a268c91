"""The week as a grid: a number and of how many in each cell, too few as a dash, all of it in words."""

from __future__ import annotations

import pytest
from test_charts import contrast

from copmetrics import charts
from copmetrics.accounts.account import ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_details import Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.charts.time_slots import RAMP
from copmetrics.units import Unit

MONDAY, TUESDAY, THURSDAY, FRIDAY, SATURDAY = 0, 1, 3, 4, 5
TOLD = (
    Slot(MONDAY, 10, None, 2),
    Slot(TUESDAY, 12, 27.0, 25),
    Slot(THURSDAY, 9, 68.0, 5),
    Slot(SATURDAY, 9, 53.5, 8),
)


def slots(*told: Slot) -> ReportFigure:
    columns = (
        ReportColumn("Day"),
        ReportColumn("From"),
        ReportColumn("Attendances", Unit.ATTENDANCES),
        ReportColumn("Events", Unit.EVENTS),
    )
    rows = tuple((str(each.day), str(each.hour), each.value, each.count) for each in told)
    data = ReportTable("data", "", columns, rows)
    return ReportFigure(
        "slots", "Thursday drew most", "By day and hour", ChartKind.SLOTS, data, details=told
    )


@pytest.mark.parametrize(("colour", "ink"), RAMP)
def test_every_number_passes_4_5_to_1_on_its_cell(colour, ink):
    assert contrast("#FFFFFF" if ink == "white" else ink, colour) >= 4.5


def test_the_words_say_every_slot_that_is_told_and_which_are_not():
    assert charts.alt_text(slots(*TOLD)) == (
        "Thursday drew most. By day and hour. Tuesday from 12:00: 27 (of 25); Thursday from 09:00: 68 "
        "(of 5); Saturday from 09:00: 53.5 (of 8). Too few to tell: Monday from 10:00."
    )


def test_each_cell_has_its_number_and_of_how_many_and_too_few_are_a_dash(monkeypatch):
    from matplotlib.figure import Figure as Canvas

    from copmetrics.charts.time_slots import slots as drawn

    axes = Canvas().subplots()
    drawn(TOLD, axes, Unit.ATTENDANCES)
    said = {each.get_text(): each.get_position() for each in axes.texts}
    assert said.keys() == {"–", "of 2", "27", "of 25", "68", "of 5", "53.5", "of 8"}
    assert [each.get_text() for each in axes.get_yticklabels()] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    ]
    assert [each.get_text() for each in axes.get_xticklabels()] == [
        "09:00",
        "10:00",
        "11:00",
        "12:00",
    ]
    assert said["27"] == (3, 1 - 0.14)  # noon is the fourth hour, Tuesday the second day


def test_of_many_hours_each_cell_has_its_number_alone():
    from matplotlib.figure import Figure as Canvas

    from copmetrics.charts.time_slots import slots as drawn

    axes = Canvas().subplots()
    drawn((*TOLD, Slot(FRIDAY, 22, 3.0, 3)), axes, Unit.PEOPLE)
    assert [each.get_text() for each in axes.texts] == ["–", "27", "68", "53.5", "3"]


def test_the_same_slots_give_the_same_bytes():
    assert charts.chart_svg(slots(*TOLD)) == charts.chart_svg(slots(*TOLD))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ((), "There is nothing to draw yet."),
        (
            (TOLD[0],),
            "No slot has enough to tell anything yet, so there is no chart.",
        ),
    ],
)
def test_where_no_slot_is_told_a_sentence_says_so(told, sentence):
    assert charts.why_not(slots(*told)) == sentence
