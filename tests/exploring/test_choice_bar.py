"""What is offered, what is hidden, what is kept: the choices of the explorer, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest
from building import attendance, community, events
from folders import folder
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.errors import ChoiceError, FileError
from copmetrics.exploring.choice_bar import ChoiceBar
from copmetrics.exploring.explorer import Explorer
from copmetrics.exploring.indicator_groups import grouped
from copmetrics.exploring.question_link import choices_in, link_of
from copmetrics.exploring.remembered import KEPT_IN, Choices, forget, keep, kept
from copmetrics.exploring.sentences import sentence
from copmetrics.measures import MEASURES
from copmetrics.measures.base import About

pytestmark = pytest.mark.slow

# Twelve nurses at a webinar in spring; of them six at a visit and all at a huddle in summer.
FORMATS = {"web": "webinar", "visit": "visit", "huddle": "huddle"}
STARTS = {"web": "2024-05-14 13:00", "visit": "2024-08-13 13:00", "huddle": "2024-08-20 13:00"}
MANY = {"web": 12, "visit": 6, "huddle": 12}
THERE = community(
    {
        "events": events(
            **{
                event: {"starts_at": STARTS[event], "format": what}
                for event, what in FORMATS.items()
            }
        ),
        "attendance": attendance(
            *[
                {"event": event, "person": f"n{number}", "profession": "Nurse"}
                for event, many in MANY.items()
                for number in range(many)
            ]
        ),
    },
    as_of=pd.Timestamp("2024-10-05", tz="UTC"),
)


@pytest.fixture
def bar() -> ChoiceBar:
    made = ChoiceBar(THERE, lambda: changes.append(sentence(THERE, made.ask())))
    changes: list[str] = []
    made.changes = changes
    return made


def shown(bar: ChoiceBar) -> set[str]:
    return {
        each.description if hasattr(each, "description") else each.label
        for each in bar.shown
        if each.layout.display != "none"
    }


def test_every_indicator_is_in_one_group_and_a_community_s_own_are_the_last(demo):
    groups = grouped(demo)
    listed = [each.id for those in groups.values() for each in those]
    assert sorted(listed) == sorted(demo.measures)
    assert list(groups) == [each for each in About if each in groups]
    assert list(groups)[-1] is About.OWN
    assert not {each.id for each in groups[About.OWN]} & set(MEASURES)
    assert max(map(len, groups.values())) <= 16
    assert [each.id for each in groups[About.REGISTERED]] == ["registrations", "show_up_rate"]


def test_only_what_has_a_meaning_is_offered(bar):
    always = {"Indicator", "Split by", "From", "to", "Filter by"}
    assert shown(bar) == always | {"Each point"}
    bar.by.value = "format"
    assert shown(bar) == always | {"and by"}
    assert [each for _, each in bar.and_by.options if each == "format"] == []
    bar.only.value = "channel"
    assert shown(bar) == always | {"and by", "keep", "these"}
    bar.indicator.value = "people_for_half"  # is told by nothing but the quarter
    assert shown(bar) == {"Indicator", "From", "to"}


def test_a_change_of_several_choices_is_told_once(bar):
    bar.by.value, bar.and_by.value = "format", "profession"
    bar.changes.clear()
    bar.indicator.value = "list_members"  # has no formats, but professions
    assert bar.changes == ["People on the mailing list, 2024 Q2 to 2024 Q3"]


def test_the_sentence_says_what_is_seen_and_names_what_is_fewer(bar):
    assert sentence(THERE, bar.ask()) == "Attendances at events, 2024 Q2 to 2024 Q3"
    bar.by.value = "profession"
    bar.only.value = "format"
    bar.values.value = ("webinar",)
    assert bar.changes[-1] == (
        "Attendances at events, by profession, 2024 Q2 to 2024 Q3, only webinar (format)"
    )
    bar.keeps.value = "all but"
    assert bar.ask().where == {"format": ("huddle", "visit")}
    assert bar.changes[-1] == (
        "Attendances at events, by profession, 2024 Q2 to 2024 Q3, without webinar (format)"
    )
    bar.by.value = ""
    bar.every.value = "event"
    bar.first.value = "2024-Q3"
    assert bar.changes[-1] == (
        "Attendances at events, event by event, 2024 Q3, without webinar (format)"
    )
    bar.by.value = "format"
    bar.and_by.value = "activity"
    assert bar.changes[-1].startswith("Attendances at events, by format and activity, 2024 Q3,")


def test_the_last_quarter_is_never_before_the_first(bar):
    bar.last.value = "2024-Q2"
    bar.first.value = "2024-Q3"
    assert bar.changes[-1] == "Attendances at events, 2024 Q3"
    assert [*bar.last.options] == [("2024 Q3", "2024-Q3")]
    bar.first.value = "2024-Q2"
    assert bar.changes[-1] == "Attendances at events, 2024 Q2 to 2024 Q3"
    bar.choose(Choices("attendances", first="2024-Q3"))
    bar.choose(Choices("attendances", last="2024-Q2"))
    assert (bar.first.value, bar.last.value) == ("2024-Q2", "2024-Q2")


def test_what_leaves_nothing_is_said(tmp_path):
    explore = Explorer(THERE, tmp_path).explore
    before = explore.seen.value
    explore.choices.only.value = "format"
    explore.choices.keeps.value = "all but"
    explore.choices.values.value = ("huddle", "visit", "webinar")
    assert "Nothing is left to count" in explore.told.value
    assert explore.seen.value == before
    explore.choices.values.value = ("huddle", "visit")
    assert "only webinar (format)" in explore.seen.value


def test_a_question_is_kept_and_comes_back_and_the_newest_quarter_stays_the_newest(tmp_path):
    explore = Explorer(THERE, tmp_path).explore
    chosen, remembering = explore.choices, explore.remembering
    assert remembering.there.layout.display == "none"
    chosen.by.value, chosen.and_by.value = "format", "profession"
    chosen.only.value, chosen.values.value, chosen.keeps.value = "format", ("visit",), "all but"
    asked = chosen.ask()
    assert "Remembered: Attendances at events, by format and" in remembering.remember()
    remembering.name.value = "  The webinar  "
    chosen.values.value, chosen.keeps.value = ("webinar",), "only"
    remembering.remember()
    (kept_first, first), (kept_second, _) = kept(tmp_path).items()
    assert (first.last, first.without, first.values) == ("", True, ("visit",))
    assert kept_second == "The webinar"
    later = Explorer(THERE, tmp_path).explore
    assert [each for _, each in later.remembering.bring_back.options] == [kept_second, kept_first]
    later.choices.by.value = "profession"  # which would leave no room for the second dimension
    later.remembering.bring_back.value = kept_first
    later.remembering._choose()
    assert later.choices.ask().is_as(asked)
    forget(tmp_path, kept_second)
    assert list(kept(tmp_path)) == [kept_first]


def test_a_question_of_what_there_is_no_more_is_a_sentence_and_what_was_chosen_stays(bar, tmp_path):
    for gone, words in (
        (Choices("steps_taken"), "'steps_taken' is not an indicator"),
        (Choices("attendances", first="2019-Q1"), "'2019-Q1' is not a quarter of this community"),
        (Choices("attendances", only="format", values=("radio",)), "'radio' is not a format"),
    ):
        keep(tmp_path, "it", gone)
        with pytest.raises(ChoiceError, match=words):
            bar.choose(kept(tmp_path)["it"])
    assert bar.changes == []
    with pytest.raises(ChoiceError, match="'another' is not a question that is kept"):
        forget(tmp_path, "another")


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "{",
        '{"it": {"colour": "red"}}',
        '{"it": 3}',
        '{"it": {"indicator": "events", "first": 3}}',
    ],
)
def test_a_file_of_questions_that_is_none_is_said_in_a_line(text, tmp_path):
    place = folder(tmp_path / "explored", {KEPT_IN: text})
    with pytest.raises(FileError, match=r"is no list of questions any more\. Move it away"):
        kept(place)
    assert "is no list of questions" in Explorer(THERE, place).explore.remembering.said.value


def test_a_mark_that_is_pressed_shows_the_lines_of_its_number(tmp_path):
    explore = Explorer(THERE, tmp_path).explore
    explore.choices.by.value = "format"
    said = [each["label"] for each in explore.picture.marks]
    # no huddle and no visit in spring: gaps, and nothing to press
    assert said == ["2024 Q2, webinar: 12", "2024 Q3, huddle: 12", "2024 Q3, visit: 6"]
    explore.picture.press(2)
    assert (
        explore.behind.told.value == "<p role='status'>Behind 6 attendances (2024 Q3, visit):</p>"
    )
    assert len(explore.behind.table.rows) == 6
    assert (explore.picture.chosen, explore.numbers.layout.display) == (2, "none")
    explore.picture.press(0)
    assert "Behind 12 attendances (2024 Q2, webinar)" in explore.behind.told.value
    explore._back()
    assert (explore.picture.chosen, explore.numbers.layout.display) == (-1, "")
    assert explore.behind.shown.layout.display == "none"
    explore.table.selected_rows = [
        explore.answered.shows[1][0]
    ]  # the huddle, the larger of the two
    assert explore.picture.chosen == 1


def test_a_point_of_a_control_chart_that_is_pressed_shows_its_own_lines(tmp_path):
    explore = Explorer(THERE, tmp_path).explore
    explore.choices.every.value = "event"
    assert [each["label"].split(": ")[1] for each in explore.picture.marks] == [
        "12, without limits",
        "6, without limits",
        "12, without limits",
    ]
    explore.picture.press(1)
    assert "Behind 6 attendances" in explore.behind.told.value
    assert explore.table.selected_rows == [1]  # of three, the newest first
    explore.picture.press(0)
    assert explore.table.selected_rows == [2]


def test_numbers_are_columns_of_numbers_and_words_are_not(tmp_path):
    explore = Explorer(THERE, tmp_path).explore
    explore.choices.by.value = "format"
    told = {each["name"]: each["number"] for each in explore.table.columns}
    assert told == {"quarter": False, "format": False, "value": True}


TEXTS = st.text(max_size=8)


@given(
    st.builds(
        Choices,
        indicator=TEXTS,
        by=st.lists(TEXTS, max_size=2).map(tuple),
        every=TEXTS,
        first=TEXTS,
        last=TEXTS,
        only=TEXTS,
        values=st.lists(TEXTS.filter(bool), max_size=3).map(tuple),
        without=st.booleans(),
    ),
    st.booleans(),
)
def test_a_link_asks_what_was_chosen_whatever_letters_are_in_it(chosen, with_what_is_not_known):
    if with_what_is_not_known:
        chosen = replace(chosen, values=(*chosen.values, None))
    link = link_of(chosen)
    assert re.fullmatch(r"[\w.~%=&-]*", link, re.ASCII)
    assert choices_in(link) == chosen
    assert choices_in(f"http://127.0.0.1:8866/?token=a#{link}") == chosen


def test_the_address_keeps_the_question_and_a_link_that_asks_nothing_says_so(tmp_path):
    explorer = Explorer(THERE, tmp_path)
    tab = explorer.explore
    tab.choices.indicator.value = "unique_attendees"
    tab.choices.only.value = "format"
    tab.choices.values.value = ("visit",)
    link = "indicator=unique_attendees&only=format&value=visit"
    assert tab.frame.question == link
    tab.ask_link("indicator=attendances&by=format&first=2024-Q3")
    said = "Attendances at events, by format, 2024 Q3"
    assert said in tab.seen.value
    for fault, words in (
        ("indicator=nonsense", "is not an indicator"),
        ("ask=me", "is not a part of a link to a question"),
        ("", "one with indicator="),
        ("indicator=attendances&by=format&every=day", "day"),
        ("indicator=attendances&by=format&by=format", "format"),
        ("indicator=attendances&only=mailing&value=x", "mailing"),
        ("indicator=attendances&only=format&value=picnic", "is not a format of today"),
        ("indicator=attendances&first=soon", "soon"),
    ):
        tab.ask_link(fault)
        assert "role='alert'" in tab.told.value, fault
        assert words in tab.told.value, fault
        assert said in tab.seen.value  # what was seen before stays
    tab.ask_link(link)
    assert "only visit (format)" in tab.seen.value
    assert "alert" not in tab.told.value
