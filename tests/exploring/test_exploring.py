"""Questions, answers, rows behind, comparisons, stories, files and lines: all without a browser."""

from __future__ import annotations

import nbformat
import openpyxl
import pandas as pd
import pytest
from building import attendance, community, events, mailings
from click.testing import CliRunner
from folders import folder, zoom
from PIL import Image

import copmetrics
from copmetrics.charts import alt_text
from copmetrics.cli import main
from copmetrics.commands.launch_jupyter import own_notebook
from copmetrics.errors import ChoiceError, CopmetricsError
from copmetrics.exploring import (
    answer,
    choices,
    explore_tab,
    indicators_of,
    lines_of_python,
    picture,
    question,
    rows_behind,
    rows_behind_point,
    send,
    stories_of,
    two_quarters,
    two_slices,
)
from copmetrics.exploring.explorer import Explorer

pytestmark = pytest.mark.slow

# Spring 2024: a webinar of ten nurses (one of them of Eastvale) and two doctors of Northmoor. Summer:
# a visit of six of the nurses and the one doctor of Westford.
NURSES = [
    {
        "person": f"n{i}",
        "profession": "Nurse",
        "organisation": "Eastvale" if i == 0 else "Northmoor",
    }
    for i in range(10)
]
DOCTORS = [
    {"person": f"d{i}", "profession": "Doctor", "organisation": "Northmoor"} for i in range(2)
]
WESTFORD = {"person": "w", "profession": "Doctor", "organisation": "Westford"}
STORY = {
    "events": events(
        web={"starts_at": "2024-05-14 13:00", "format": "online"},
        visit={"starts_at": "2024-08-13 13:00", "format": "face to face"},
    ),
    "attendance": attendance(
        *({"event": "web", **each} for each in (*NURSES, *DOCTORS)),
        *({"event": "visit", **each} for each in (*NURSES[:6], WESTFORD)),
        {"event": "visit", "person": None},
    ),
}
THERE = community(STORY, as_of=pd.Timestamp("2024-10-05", tz="UTC"))
SPRING, SUMMER = "2024-Q2", "2024-Q3"


def told(*args, **more) -> dict[tuple, float]:
    """The values of an answer by quarter and dimension, withheld ones as `c`."""
    asked = question(THERE, *args, **more)
    rows = answer(THERE, asked).values.to_dict("records")
    return {
        (str(row["quarter"]), *(row[each] for each in asked.by)): "c"
        if row["status"]
        else row["value"]
        for row in rows
    }


def test_an_answer_has_the_numbers_of_each_quarter():
    assert told("unique_attendees") == {("2024Q2",): 12, ("2024Q3",): 7}
    assert told("attendances", first=SUMMER) == {("2024Q3",): 8}
    assert told("attendances", where={"format": ["online"]}) == {("2024Q2",): 12, ("2024Q3",): 0}


def test_few_people_of_a_profession_are_withheld_and_so_is_the_filter_that_would_tell_them():
    # two doctors among twelve would follow from the total: the nurses go too
    assert set(told("unique_attendees", by=["profession"], last=SPRING).values()) == {"c"}
    assert told("unique_attendees", where={"profession": ["Doctor"]}, last=SPRING) == {
        ("2024Q2",): "c"
    }
    assert told("unique_attendees", where={"profession": ["Nurse"]}, last=SPRING) == {
        ("2024Q2",): "c"
    }
    everybody = told("unique_attendees", where={"profession": ["Nurse", "Doctor"]}, last=SPRING)
    assert everybody == {("2024Q2",): 12}


def test_what_few_people_did_is_withheld_with_them():
    assert set(told("attendances", by=["organisation"], last=SPRING).values()) == {"c"}
    shown = told("attendances", by=["format"])
    assert shown == {("2024Q2", "online"): 12, ("2024Q3", "face to face"): 8}


def test_what_one_person_did_often_is_withheld_by_how_many_people_they_are():
    # six events, for all of which the one person of Eastvale registered, and ten of Northmoor
    months = [f"2024-0{number}-14 13:00" for number in (4, 5, 6)]
    held = {f"e{place}": start for place, start in enumerate([*months, *months])}
    rows = [
        {"event": event, "person": person, "organisation": of, "status": "registered"}
        for event in held
        for person, of in [("asha", "Eastvale"), *((f"n{i}", "Northmoor") for i in range(10))]
    ]
    registered = attendance(*({**each, "registered": True} for each in rows))
    there = community({"events": events(**held), "attendance": registered})
    asked = question(there, "registrations", by=["organisation"])
    found = answer(there, asked).values
    # Eastvale's six would follow from the total: the sixty of Northmoor go with them
    assert found["status"].tolist() == ["c", "c"]


def test_the_kind_of_picture_follows_from_what_is_asked():
    def kind(*args, **more):
        return answer(THERE, question(THERE, *args, **more)).figure.kind

    assert kind("attendances") == "lines"
    assert kind("attendances", by=["format"]) == "lines"
    assert kind("attendances", by=["format"], first=SUMMER) == "ranked_bars"
    assert kind("attendances", by=["format", "role"]) == "dots"
    assert kind("attendances", every="month") == "xmr"
    assert kind("attendances", every="event") == "xmr"


def test_the_title_says_the_last_number_and_the_first():
    figure = answer(THERE, question(THERE, "unique_attendees")).figure
    assert figure.title == "Different people who attended: 7 people in 2024 Q3, 12 in 2024 Q2"


def test_a_chart_of_opens_has_the_days_that_changed_them():
    sent = [
        {
            "sent_at": f"2024-{month:02}-10 10:00",
            "recipients": 100,
            "delivered": 100,
            "unique_opens": 40,
            "unique_clicks": 9,
        }
        for month in (5, 6, 7)
    ]
    mailed = community({"mailings": mailings(*sent)}, as_of=pd.Timestamp("2024-10-05", tz="UTC"))
    figure = answer(mailed, question(mailed, "open_rate")).figure
    assert [mark.label for mark in figure.marks] == ["22 Jun 2024: machine opens can be told"]
    both = two_quarters(mailed, question(mailed, "open_rate"), SUMMER, SPRING)
    assert both.table["verdict"].tolist() == [
        "not comparable: since 22 June 2024 Mailchimp can leave out the opens of machines"
    ]
    sliced = two_slices(mailed, question(mailed, "open_rate"), "title", ["m2"], ["m3", "m4"])
    assert sliced.figure.marks == figure.marks
    clicks = two_quarters(mailed, question(mailed, "click_rate"), SUMMER, SPRING)
    assert clicks.table["verdict"].tolist() == ["too few mailings to tell (1 beside 2)"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"indicator": "attendees"}, r"'attendees' is not an indicator\. Did you mean"),
        ({"by": ["colour"]}, "'colour' is not a dimension of attendances"),
        (
            {"by": ["format", "role", "title"]},
            "'format and role and title' is not a choice of dimensions",
        ),
        ({"where": {"colour": ["red"]}}, "'colour' is not a dimension of attendances"),
        ({"first": "2019-Q1"}, "'2019-Q1' is not a quarter of this community"),
        ({"first": SUMMER, "last": SPRING}, "'2024-Q2' is not a last quarter"),
        ({"every": "week"}, "'week' is not what attendances has a point for"),
        (
            {"indicator": "core_people", "every": "month"},
            "'month' is not what core_people has a point for",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(asked, message):
    with pytest.raises(ChoiceError, match=message):
        question(THERE, **{"indicator": "attendances", **asked})


def test_the_values_of_a_dimension_to_choose_from_have_the_unknown_one_last():
    assert choices(THERE, "attendances", "profession") == ("Doctor", "Nurse", None)
    assert choices(THERE, "unique_attendees", "format") == ("face to face", "online")


def test_the_rows_behind_a_part_are_those_that_count_in_it(demo):
    asked = question(demo, "unique_attendees", by=["format"])
    quarter = demo.quarter("2026/27-Q2")
    value = demo.indicators(
        by=["format"], only=["unique_attendees"], quarters=pd.PeriodIndex([quarter])
    )
    online = value.set_index("format").at["online", "value"]
    rows = rows_behind(demo, asked, quarter, {"format": "online"})
    assert (rows["counted_as"] == "1").sum() == online
    everybody = rows_behind(demo, asked, quarter)
    assert len(rows) < len(everybody)
    assert everybody["why_not"].notna().any()


def test_two_quarters_side_by_side_have_their_difference():
    compared = two_quarters(THERE, question(THERE, "attendances", by=["format"]), SUMMER, SPRING)
    rows = compared.table.set_index("part")
    assert rows.loc["online", ["one", "other", "change", "change_percent"]].tolist() == [
        0,
        12,
        -12,
        -1,
    ]
    assert rows.loc["face to face", ["one", "other", "change"]].tolist() == [8, 0, 8]
    assert pd.isna(rows.at["face to face", "change_percent"])
    assert compared.names == ("2024 Q3", "2024 Q2")
    shown = compared.shown.set_index("part")
    assert shown.at["online", "difference"] == "−12 (−100.0%)"
    few = two_quarters(
        THERE, question(THERE, "unique_attendees", by=["profession"]), SUMMER, SPRING
    )
    assert set(few.shown["2024 Q2"]) == {"[c]", "0"}  # nobody whose profession is not known
    with pytest.raises(ChoiceError, match="'2024-Q3' is not another quarter"):
        two_quarters(THERE, question(THERE, "attendances"), SUMMER, SUMMER)


def test_shares_side_by_side_have_an_interval():
    compared = two_quarters(THERE, question(THERE, "cross_organisation_share"), SUMMER, SPRING)
    assert pd.isna(compared.table["low"].iloc[0])  # pairs share people: no interval
    # of 50 registered at each of two events 45 and 41 came in spring, 20 and 24 of 50 in summer
    came = {"web": 45, "talk": 41, "visit": 20, "round": 24}
    held = events(
        web="2024-05-02 12:00",
        talk="2024-06-02 12:00",
        visit="2024-07-02 12:00",
        round="2024-08-02 12:00",
    )
    signed = attendance(
        *(
            {
                "event": event,
                "person": f"p{i}",
                "registered": True,
                "status": "attended" if i < number else "absent",
            }
            for event, number in came.items()
            for i in range(50)
        )
    )
    there = community(
        STORY | {"events": held, "attendance": signed}, as_of=pd.Timestamp("2024-10-05", tz="UTC")
    )
    row = two_quarters(there, question(there, "show_up_rate"), SUMMER, SPRING).table.iloc[0]
    assert (row["one"], row["other"], row["change"]) == (0.44, 0.86, pytest.approx(-0.42))
    # the events differ no more than by chance; t(2) = 4.303 and Wilson's limits of 44 and 86 of 100
    # are 0.2530 to 0.6458 and 0.6555 to 0.9520, which the root of 1 + 18.516/100 makes as wide as 100
    # alone do: 0.2355 to 0.6632 and 0.6423 to 0.9652
    assert row["low"] == pytest.approx(-0.42 - (0.2045**2 + 0.1052**2) ** 0.5, abs=1e-3)
    assert row["high"] == pytest.approx(-0.42 + (0.2232**2 + 0.2177**2) ** 0.5, abs=1e-3)
    assert row["verdict"] == "down, event by event (2 beside 2)"


def test_two_slices_side_by_side_by_quarter():
    compared = two_slices(
        THERE, question(THERE, "attendances"), "format", ["online"], ["face to face", None]
    )
    assert compared.names == ("online", "face to face or not known")
    assert compared.table[["one", "other"]].to_numpy().tolist() == [[12, 0], [0, 8]]
    with pytest.raises(ChoiceError, match="'colour' is not a dimension of attendances"):
        two_slices(THERE, question(THERE, "attendances"), "colour", ["red"], ["blue"])


def test_from_a_story_to_its_indicators_and_back(demo):
    steps = indicators_of(demo, "S01")
    cited = steps["indicator"].dropna().tolist()
    assert cited
    for indicator in cited:
        assert "S01" in stories_of(demo, indicator)["story"].tolist()
    private = demo.stories.query("consent == 'private'")["story"].iloc[0]
    with pytest.raises(ChoiceError, match="is not a story that may be read"):
        indicators_of(demo, private)
    assert (
        private
        not in pd.concat([stories_of(demo, each) for each in demo.measures])["story"].tolist()
    )


def test_the_three_lines_make_the_same_picture(demo, demo_folder, monkeypatch):
    monkeypatch.setattr(copmetrics, "load", {str(demo_folder): demo}.__getitem__)
    asked = question(
        demo,
        "attendances",
        by=["format"],
        first="2025/26-Q1",
        last="2026/27-Q2",
        where={"channel": ["video", None]},
    )
    lines = lines_of_python(demo, asked)
    assert lines.count("\n") == 2
    place: dict[str, object] = {}
    *before, last = lines.splitlines()
    exec("\n".join(before), place)
    pasted = eval(last, place)
    assert pasted.figure == answer(demo, asked).figure
    assert alt_text(pasted.figure).split(". ")[0] in pasted._repr_html_()
    assert str(demo_folder) in lines


def test_the_page_says_where_its_code_is_shown(demo, tmp_path):
    told = Explorer(demo, tmp_path).explore.lines.value
    assert "copmetrics.picture(community, &#x27;attendances&#x27;" in told
    assert f"copmetrics explore --lab {demo.folder}" in told


def test_a_picture_is_named_by_its_message_and_has_its_numbers():
    drawn = picture(THERE, "unique_attendees")
    assert repr(drawn) == "<Different people who attended: 7 people in 2024 Q3, 12 in 2024 Q2>"
    assert drawn.values["value"].tolist() == [12, 7]
    assert copmetrics.picture is picture
    assert picture(THERE, "unique_attendees", by="format").figure.title.endswith("by format")


def test_what_is_on_the_screen_goes_to_a_table_a_workbook_and_a_picture(tmp_path):
    answered = answer(THERE, question(THERE, "unique_attendees", by=["format"]))
    (csv,) = send(THERE, answered, "csv", tmp_path)
    assert csv.name == "unique-attendees-by-format-2024-Q2-to-2024-Q3.csv"
    assert pd.read_csv(csv)["value"].tolist() == [12, 7]
    (book,) = send(THERE, answered, "xlsx", tmp_path)
    cells = {cell.value for sheet in openpyxl.load_workbook(book) for row in sheet for cell in row}
    assert {12, 7, "face to face"} <= cells
    drawing, words = send(THERE, answered, "png", tmp_path)
    with Image.open(drawing) as shown:
        assert shown.info["Description"] == alt_text(answered.figure)
    assert words.read_text(encoding="utf-8").strip() == alt_text(answered.figure)


def test_what_cannot_be_sent_says_so_in_a_line(tmp_path):
    answered = answer(THERE, question(THERE, "unique_attendees"))
    with pytest.raises(ChoiceError, match="'pptx' is not a kind of file"):
        send(THERE, answered, "pptx", tmp_path)
    (tmp_path / "there").write_text("a file")
    with pytest.raises(CopmetricsError, match="cannot be written"):
        send(THERE, answered, "csv", tmp_path / "there")
    nothing = answer(THERE, question(THERE, "unique_attendees", by=["profession"], last=SPRING))
    with pytest.raises(CopmetricsError, match="has nothing to draw"):
        send(THERE, nothing, "png", tmp_path)


def test_the_controls_ask_what_is_chosen_and_keep_what_can_stay(demo, tmp_path):
    explore = Explorer(demo, tmp_path).explore
    before = explore.picture.html
    explore.choices.indicator.value = "unique_attendees"
    assert explore.answered.measure.id == "unique_attendees"
    assert explore.picture.html != before
    explore.choices.by.value = "format"
    explore.choices.only.value = "channel"
    explore.choices.values.value = ("video",)
    assert explore.answered.question.where == {"channel": ("video",)}
    explore.choices.indicator.value = "events"
    assert explore.answered.question.by == ("format",)  # events have formats too
    explore.choices.indicator.value = "list_members"
    assert explore.answered.question.by == ()  # and members have none
    assert explore.answered.question.where == {}


def test_what_the_mark_of_a_withheld_number_means_is_said_once_above_the_numbers(tmp_path):
    # by profession: ten nurses and two doctors, of whom less than five are not told
    explore = Explorer(THERE, tmp_path).explore
    assert "[c]" not in explore.how_read.value
    explore.choices.by.value = "profession"
    assert "[c] is withheld to protect small numbers of people." in explore.how_read.value
    assert any("[c]" in row for row in explore.table.rows)
    assert not any("withheld" in cell for row in explore.table.rows for cell in row)


def test_what_is_seen_is_marked_as_it_stands_while_another_answer_is_worked_out(
    demo, tmp_path, monkeypatch
):
    explore, marked = Explorer(demo, tmp_path).explore, []

    def slowly(*asked):
        marked.append(explore_tab.WORKING in explore.seen._dom_classes)
        return answer(*asked)

    monkeypatch.setattr(explore_tab, "answer", slowly)
    explore.choices.indicator.value = "events"
    assert marked == [True]
    assert explore_tab.WORKING not in explore.seen._dom_classes


def test_a_choice_that_cannot_be_asked_is_told_and_what_was_there_stays(demo, tmp_path):
    explore = Explorer(demo, tmp_path).explore
    shown = explore.answered
    explore.ask_link("indicator=attendances&first=2026%2F27-Q2&last=2025%2F26-Q1")
    assert "is not a last quarter" in explore.told.value
    assert "role='alert'" in explore.told.value
    assert shown is explore.answered
    assert explore.choices.ask().is_as(shown.question)


def test_a_row_of_the_table_shows_the_lines_behind_it(demo, tmp_path):
    explore = Explorer(demo, tmp_path).explore
    last = len(explore.answered.values) - 1
    explore.table.selected_rows = [last]
    assert explore.behind.told.value == "<p role='status'>Behind 277 attendances (2026/27 Q2):</p>"
    assert explore.behind.shown.layout.display == ""


def test_a_point_of_a_control_chart_shows_the_lines_behind_it(demo, tmp_path):
    explore = Explorer(demo, tmp_path).explore
    for every, words in (
        ("month", "147 attendances (Sep 2026)"),
        ("event", "92 attendances (Two years on: study day, 17 Sep 2026)"),
    ):
        explore.choices.every.value = every
        points = explore.answered.points
        assert len(points) == len(explore.answered.figure.data.rows) == len(explore.answered.table)
        explore.table.selected_rows = [0]  # the newest
        assert explore.behind.told.value == f"<p role='status'>Behind {words}:</p>"
        counted = rows_behind_point(demo, explore.answered.question, points.iloc[-1])["counted_as"]
        assert (counted == "1").sum() == points["value"].iloc[-1]


def test_stories_lead_to_the_first_tab_and_back(demo, tmp_path):
    explorer = Explorer(demo, tmp_path)
    explorer.stories.story.value = "S01"
    steps = indicators_of(demo, "S01")
    place = int(steps["indicator"].notna().idxmax())
    explorer.tabs.selected_index = 2
    explorer.stories.steps.selected_rows = [place]
    assert explorer.explore.choices.indicator.value == steps.at[place, "indicator"]
    assert explorer.tabs.selected_index == 0
    explorer.stories.story.value = ""
    told_of = stories_of(demo, explorer.explore.choices.indicator.value)["story"].tolist()
    explorer.stories.back.selected_rows = [told_of.index("S01")]
    assert explorer.stories.story.value == "S01"


def test_stories_are_found_by_cycle_consent_completeness_activity_and_topic(demo, tmp_path):
    """Only of what all of these say; a story chosen elsewhere opens whatever the list was narrowed to."""
    tab = Explorer(demo, tmp_path).stories
    whole = len(tab.kept)
    assert tab.story.options[0][0] == f"choose one of {whole} stories"
    tab.only["goes"].value = "all the way, with numbers"
    tab.only["cycles"].value = "Reframing value"
    assert tab.kept["title"].tolist() == ["A mother's worry at two in the morning"]
    assert [shown for shown, _ in tab.story.options[1:]] == tab.kept["title"].tolist()
    tab.only["cycles"].value = ""
    tab.only["activity"].value = "Producing assets"
    assert tab.kept["title"].tolist() == ["The card by the phone"]
    tab.only["goes"].value = tab.only["activity"].value = ""
    tab.only["topics"].value = "Escalation"
    assert tab.kept["story"].tolist() == ["S03", "S05"]  # one of two topics, and of that one alone
    tab.only["consent"].value = "public"
    tab._open("S05")
    assert tab.story.value == "S05"
    assert len(tab.kept) == whole
    assert "private" not in dict(tab.only["consent"].options)


def test_the_notebook_of_a_community_keeps_the_cells_that_were_added(demo_folder, tmp_path):
    place = own_notebook(demo_folder, tmp_path, as_of="2026-10-05")
    assert place == tmp_path / "acute-deterioration" / "explored" / "explore.ipynb"
    notebook = nbformat.read(place, as_version=4)
    notebook.cells[-1].source = "my_own = 1"
    nbformat.write(notebook, place)
    again = nbformat.read(own_notebook(demo_folder, tmp_path), as_version=4)
    assert again.cells[-1].source == "my_own = 1"
    given = [
        each.source
        for each in again.cells
        if "injected-parameters" in each.metadata.get("tags", [])
    ]
    assert len(given) == 1
    assert 'as_of = ""' in given[0]
    place.write_text("no notebook", encoding="utf-8")
    with pytest.raises(CopmetricsError, match="is not a notebook any more"):
        own_notebook(demo_folder, tmp_path)


def test_a_folder_with_a_fault_is_told_in_one_line_before_jupyter_starts(tmp_path):
    wrong = folder(
        tmp_path / "wrong", {"zoom.csv": zoom("Asha,asha@example.org").replace("60", "an hour")}
    )
    done = CliRunner().invoke(main, ["explore", str(wrong), "--out", str(tmp_path), "--no-browser"])
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "'an hour' is not a whole number" in done.stderr
    assert not (tmp_path / "wrong" / "explored").exists()
