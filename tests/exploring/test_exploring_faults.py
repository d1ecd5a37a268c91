"""Faults that a first use of the explorer met, each as the sentence that now holds."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from building import NOW, attendance, community, events

from copmetrics.charts.dots import dots
from copmetrics.charts.lines import lines
from copmetrics.charts.style import styled
from copmetrics.community.community import Community
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.coverage import covered
from copmetrics.exploring import answer, indicators_of, question, send, two_quarters, two_slices
from copmetrics.exploring.controls import fill, table, titled
from copmetrics.exploring.explorer import Explorer
from copmetrics.render.html import figure_html
from copmetrics.schema import TABLES
from copmetrics.settings import Settings
from copmetrics.units import Unit

pytestmark = pytest.mark.slow

LONG = "Helmsgate Teaching Hospitals NHS Foundation Trust"
SPRING, SUMMER = "2024/25-Q1", "2024/25-Q2"


@pytest.fixture
def axes():
    from matplotlib.figure import Figure as Canvas

    with styled():
        yield Canvas(figsize=(7.4, 3.3)).subplots()


def boxes(axes):
    """Where the words of a chart are, in points of the picture, without empty ones."""
    axes.figure.canvas.draw()
    return [each.get_window_extent() for each in axes.texts if each.get_text()]


def meet(found):
    return [
        (one, other)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one.overlaps(other)
    ]


def test_names_of_several_lines_at_the_ends_of_lines_do_not_meet(axes):
    names = [f"{LONG} {number}" for number in range(4)]
    data = pd.DataFrame([[9.0, 9.0, 8.0, 9.0]] * 2, columns=names, index=["2024 Q1", "2024 Q2"])
    lines(data, axes, Unit.PEOPLE)
    assert len(boxes(axes)) == 4
    assert meet(boxes(axes)) == []


def test_numbers_of_marks_that_are_near_do_not_meet(axes):
    nan = float("nan")
    data = pd.DataFrame(
        [[100.0, 102.0], [100.0, 100.0], [20.0, 100.0], [nan, nan]],
        columns=["online", "face to face"],
        index=["a", "b", "c", "d"],
    )
    dots(data, axes, Unit.PEOPLE)
    numbers = [each.get_text() for each in axes.texts]
    assert numbers == ["100", "102", "100", "20", "100", "not known"]  # one for marks that meet
    assert meet(boxes(axes)) == []


def meetings(**titles: str) -> Community:
    """Two people in spring and one in summer, at events of the titles given."""
    told = events(
        may={"starts_at": "2024-05-10 10:00", "title": titles["may"], "format": "online"},
        aug={"starts_at": "2024-08-10 10:00", "title": titles["aug"], "format": "online"},
    )
    came = attendance(("may", "p1"), ("may", "p2"), ("aug", "p1"))
    given = {"events": told, "attendance": came}
    whole = {name: given.get(name, table.empty()) for name, table in TABLES.items()}
    exports = pd.DataFrame({"export": [], "audience": [], "exported_at": [], "complete": []})
    exports["exported_at"] = pd.to_datetime(exports["exported_at"], utc=True)
    settings = Settings(name="Sepsis Circle", small_number_internal=0)
    return Community(Path(), settings, (), whole, covered(whole, settings, exports), NOW)


SAME = {"may": "Huddle", "aug": "Huddle"}


def test_values_that_are_of_one_quarter_each_are_bars_not_a_line_of_single_points():
    there = meetings(**SAME)
    assert answer(there, question(there, "attendances", by=["event"])).figure.kind == "ranked_bars"


def test_a_control_chart_is_of_no_dimension():
    there = meetings(**SAME)
    with pytest.raises(ChoiceError) as told:
        question(there, "attendances", by=["format"], every="event")
    assert str(told.value) == (
        "'event' is not what a picture by a dimension has a point for. Choose from: quarter."
    )


def test_a_control_chart_and_a_comparison_say_what_they_are_of():
    there = meetings(**SAME)
    asked = question(there, "attendances", where={"title": ["Huddle"]}, every="event")
    assert answer(there, asked).figure.subtitle.endswith(" (only title: Huddle)")
    both = two_quarters(there, asked, SUMMER, SPRING)
    assert both.figure.subtitle == "Attendances at events, two quarters (only title: Huddle)"
    slices = two_slices(there, asked, "format", ["online"], ["face to face"])
    assert slices.figure.subtitle.endswith("two slices by format (only title: Huddle)")


def test_a_quarter_in_which_nothing_of_that_kind_happened_has_a_known_nothing():
    # the only visit is in August: of visits, nobody came in spring, and that is known
    there = meetings(may="Huddle", aug="Visit")
    asked = question(there, "attendances", by=["format"], where={"title": ["Visit"]})
    both = two_quarters(there, asked, SUMMER, SPRING)
    assert both.shown.iloc[:, 1:3].to_numpy().tolist() == [["1", "0"]]
    assert both.table["change"].tolist() == [1]
    assert both.table["verdict"].tolist() != ["one of them is not known"]


def test_points_are_named_by_their_day_where_all_have_one_title():
    def names(there):
        drawn = answer(there, question(there, "attendances", every="event")).figure
        return [row[0] for row in drawn.data.rows]

    assert names(meetings(**SAME)) == ["10 May 2024", "10 Aug 2024"]
    assert names(meetings(may="Huddle", aug="Visit")) == [
        "Huddle, 10 May 2024",
        "Visit, 10 Aug 2024",
    ]


def test_no_change_has_no_percentage():
    there = meetings(**SAME)
    both = two_quarters(there, question(there, "events"), SUMMER, SPRING)
    assert both.shown["difference"].tolist() == ["no change"]


def test_the_steps_of_a_story_are_whole_numbers(demo):
    assert indicators_of(demo, "S01")["step"].astype("str").tolist()[:2] == ["1", "2"]


def test_a_caption_goes_where_its_table_goes_and_rows_come_unchosen():
    shown = table("Numbers")
    caption, _ = titled("Numbers.", shown).children
    assert caption.layout.display == "none"
    fill(shown, pd.DataFrame({"a": [1, 2, 3]}))
    assert caption.layout.display == ""
    shown.selected_rows = [2]
    heard = []
    shown.observe(lambda change: heard.append(change.name), ["selected_rows", "rows"])
    fill(shown, pd.DataFrame({"a": [1]}))
    assert heard == [
        "selected_rows",
        "rows",
    ]  # else the browser looks for a row that is not there


def test_choosing_a_dimension_puts_the_points_of_a_control_chart_aside(demo, tmp_path):
    explore = Explorer(demo, tmp_path).explore
    explore.choices.every.value = "month"
    assert explore.answered.figure.kind == "xmr"
    explore.choices.by.value = "format"
    assert explore.choices.every.layout.display == "none"
    assert explore.answered.figure.kind == "lines"
    explore.choices.by.value = ""
    assert explore.answered.figure.kind == "xmr"


def test_a_filter_stays_where_the_next_indicator_knows_it_and_is_let_go_before_its_values(
    demo, tmp_path
):
    explore = Explorer(demo, tmp_path).explore
    explore.choices.only.value = "format"
    explore.choices.values.value = ("online",)
    heard = []
    explore.choices.values.observe(
        lambda change: heard.append(change.name), ["index", "_options_labels"]
    )
    explore.choices.indicator.value = "unique_attendees"
    assert explore.answered.question.where == {"format": ("online",)}
    explore.choices.only.value = "activity"
    assert explore.answered.question.where == {}
    assert heard.index("index") < heard.index("_options_labels")  # else the browser stumbles


def test_slices_without_a_choice_are_asked_for_in_words(demo, tmp_path):
    compare = Explorer(demo, tmp_path).compare
    buttons = [
        each
        for each in _inside(compare.shown)
        if getattr(each, "description", "") == "Compare slices"
    ]
    buttons[0].click()
    assert "Choose what to slice by, and one or more values" in compare.told.value


def _inside(widget):
    for each in getattr(widget, "children", ()):
        yield each
        yield from _inside(each)


def test_advice_for_narrow_pages_is_hidden_where_our_style_sheet_is_not():
    there = meetings(**SAME)
    drawn = figure_html(answer(there, question(there, "attendances")).figure)
    assert '<p class="sideways" hidden>' in drawn


def test_the_cover_of_a_sent_workbook_has_no_empty_brackets(tmp_path):
    there = meetings(**SAME)
    (place,) = send(there, answer(there, question(there, "attendances")), "xlsx", tmp_path)
    cover = [row[0].value for row in openpyxl.load_workbook(place).worksheets[0].iter_rows()]
    assert "Explored, 2024/25 Q1 to 2024/25 Q2" in cover


def test_a_picture_that_has_only_some_of_the_values_says_so():
    came = attendance(*({"event": "may", "person": f"p{i}", "role": f"role {i}"} for i in range(6)))
    held = {"events": events(may="2024-05-10 10:00", aug="2024-08-10 10:00"), "attendance": came}
    there = community(held, Settings(small_number_internal=0))
    over_time = answer(there, question(there, "attendances", by=["role"])).figure
    assert over_time.notes == ("The picture has 4 of 6; the numbers have all.",)
    assert "more" not in over_time.subtitle


def test_of_means_those_known_most_often_are_drawn_and_not_what_was_high_once():
    # role 0 stays half an hour in both quarters, five others 50 minutes in one of them
    days = {"may": "2024-05-10", "aug": "2024-08-10"}
    stays = [("may", 0, 30), ("aug", 0, 30), *(("may", role, 50) for role in range(1, 6))]
    came = attendance(
        *(
            {
                "event": event,
                "person": f"p{role}",
                "role": f"role {role}",
                "joined_at": f"{days[event]} 10:00",
                "left_at": f"{days[event]} 10:{minutes}",
            }
            for event, role, minutes in stays
        )
    )
    held = {"events": events(may="2024-05-10 10:00", aug="2024-08-10 10:00"), "attendance": came}
    there = community(held, Settings(small_number_internal=0))
    drawn = answer(there, question(there, "minutes_attended", by=["role"])).figure.data
    assert [each.label for each in drawn.columns] == ["Quarter", *(f"role {n}" for n in range(4))]


@pytest.mark.parametrize("by", [["format"], ["event"], ["format", "channel"]])
def test_a_value_that_nothing_has_is_a_picture_of_nothing(by):
    there = meetings(**SAME)
    found = answer(there, question(there, "attendances", by=by, where={"title": ["Retreat"]}))
    assert found.figure.title == "Attendances at events: nothing of what was chosen"
    assert "Retreat" in figure_html(found.figure)
