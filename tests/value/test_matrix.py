"""The matrix by hand: which cell holds what, the heads, the foot, and both lists of gaps."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from folders import folder, zoom
from narrated import evidence_of
from telling import READINGS, REGISTER, STEPS, STORIES, step, story, way

from copmetrics.community.community import load
from copmetrics.framework.cycles import Cycle, CycleSet
from copmetrics.value.matrix import Matrix

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
LISTED = REGISTER + (
    "Audit passed,realised,%,higher,quarterly,90,,live\nDownloads,potential,downloads,,,10,,live\n"
    "Minutes saved,applied,minutes,,,10,,planned\nOld,applied,views,,,10,,retired\n"
)
READ = READINGS + "Audit passed,2024/25-Q1,60%,,,,\nDownloads,2024/25-Q1,41,,,,\n"
STEPS_TOLD = (
    step("S1", "immediate", text="We met.", cites="attendances")
    + step("S1", "potential", text="A card.")
    + step("S1", "potential", text="And a pen.", cites="Downloads")
    + step("S1", "realised", text="It helped.", explains="Audit passed", suggests="Calls answered")
    + step("S2", "applied", text="It did not.", contradicts="Downloads", suggests="Minutes saved")
    + step(
        "S3",
        "realised",
        text="One day.",
        status="aspired",
        ask="2025-01-01",
        suggests="Audit passed",
    )
)


@pytest.fixture(scope="module")
def matrix(tmp_path_factory) -> Matrix:
    files = {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "stories.csv": STORIES + story("S3") + story("S2") + story("S1"),
        "steps.csv": STEPS + STEPS_TOLD,
        "indicators.csv": LISTED,
        "readings.csv": READ,
    }
    place = folder(tmp_path_factory.mktemp("matrix"), files)
    return evidence_of(load(place, as_of=AS_OF), "2024/25-Q1").matrix


def test_stories_stand_by_name_and_aspirations_apart_at_the_end(matrix):
    assert [row.story for row in matrix.rows] == ["S1", "S2", "S3"]


def test_a_cell_holds_what_the_story_says_there_and_the_indicators_it_is_linked_to(matrix):
    first = matrix.rows[0].cells
    assert list(first) == ["immediate", "potential", "realized"]
    told = [(each.text, each.hoped, each.links) for each in first[Cycle.POTENTIAL]]
    assert told == [("A card.", False, ()), ("And a pen.", False, (("cites", "downloads"),))]
    assert first[Cycle.REALIZED][0].links == (("explains", "audit_passed"),)
    assert [(each.text, each.hoped) for each in matrix.rows[2].cells[Cycle.REALIZED]] == [
        ("One day.", True)
    ]


def test_each_head_lists_the_indicators_of_its_cycle_but_no_retired_one(matrix):
    assert matrix.heads[Cycle.POTENTIAL] == ("downloads",)
    assert matrix.heads[Cycle.APPLIED] == ("minutes_saved",)
    assert matrix.heads[Cycle.REALIZED] == ("audit_passed",)
    assert matrix.heads[Cycle.REFRAMING] == ()
    assert set(matrix.heads[Cycle.IMMEDIATE]) >= {"attendances", "events", "open_rate"}


def test_the_foot_counts_what_happened_and_the_indicators_passed_there(matrix):
    # suggestions pass through nothing, and nor does what is hoped for
    counted = {each: (matrix.stories_in(each), matrix.links_in(each)) for each in matrix.cycles}
    assert counted == {
        "immediate": (1, 1),
        "potential": (1, 1),
        "applied": (1, 1),
        "realized": (1, 1),
        "reframing": (0, 0),
    }


def test_a_story_passes_no_indicator_that_it_suggests_or_that_its_hope_cites(tmp_path):
    steps = step("S1", "applied", suggests="Downloads") + step(
        "S1", "realised", status="aspired", cites="Audit passed"
    )
    files = {
        "stories.csv": STORIES + story("S1"),
        "steps.csv": STEPS + steps,
        "indicators.csv": LISTED,
        "readings.csv": READ,
    }
    found = evidence_of(load(folder(tmp_path, files), as_of=AS_OF), "2024/25-Q1").matrix
    assert [found.stories_of(each) for each in ("downloads", "audit_passed")] == [(), ()]
    assert [found.links_in(each) for each in (Cycle.APPLIED, Cycle.REALIZED)] == [0, 0]
    assert found.unexplained == ("audit_passed", "downloads")


def test_an_indicator_with_a_value_that_no_story_passes_is_unexplained(matrix):
    # of the one event and its attendance only the attendance is in a story; whether that person came
    # again, and of the list and the mailings, nothing is known, so there is nothing to explain
    assert matrix.unexplained == ("events",)


def test_to_contradict_an_indicator_is_to_speak_of_it(matrix):
    assert [row.story for row in matrix.stories_of("downloads")] == ["S1", "S2"]


def test_a_suggestion_is_a_claim_until_an_indicator_of_that_name_has_a_value(matrix):
    # audit_passed has a reading; minutes_saved is planned and has none; calls answered is unknown
    assert [(each.story, each.claim) for each in matrix.claims] == [
        ("S1", "Calls answered"),
        ("S2", "Minutes saved"),
    ]


def test_a_cycle_with_neither_story_nor_indicator_is_a_question_to_ask(matrix):
    assert matrix.empty == (Cycle.REFRAMING,)


def test_a_cycle_with_a_planned_indicator_alone_is_still_a_question(tmp_path):
    files = {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "indicators.csv": REGISTER + "Trust,reframing,score,higher,,,,planned\n",
    }
    found = evidence_of(load(folder(tmp_path, files), as_of=AS_OF), "2024/25-Q1").matrix
    assert found.heads[Cycle.REFRAMING] == ("trust",)
    assert found.empty == (Cycle.POTENTIAL, Cycle.APPLIED, Cycle.REALIZED, Cycle.REFRAMING)


def test_the_core_set_has_five_columns_and_more_where_a_story_speaks_of_more(tmp_path):
    files = {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "stories.csv": STORIES + story("S1"),
        "steps.csv": STEPS + way("S1", "immediate"),
    }
    beside = files | {"steps.csv": STEPS + way("S1", "immediate", "enabling")}
    of_five, of_more = (
        load(folder(tmp_path / name, each), as_of=AS_OF)
        for name, each in (("core", files), ("more", beside))
    )
    eight = of_five.settings.model_copy(update={"cycle_set": CycleSet.FULL8})
    core, more, full = (
        evidence_of(each, "2024/25-Q1").matrix
        for each in (of_five, of_more, replace(of_five, settings=eight))
    )
    assert [len(each.cycles) for each in (core, more, full)] == [5, 6, 8]
    assert list(more.rows[0].cells) == ["immediate", "enabling"]
    assert more.stories_in(Cycle.ENABLING) == 1


def test_a_story_collected_after_the_quarter_is_not_in_its_matrix(tmp_path):
    files = {
        "zoom.csv": zoom("Asha,asha@example.org"),
        "stories.csv": STORIES + story("S1", day="2024-06-30") + story("S2", day="2024-07-01"),
        "steps.csv": STEPS + way("S1", "immediate") + way("S2", "immediate"),
    }
    found = load(folder(tmp_path, files), as_of=AS_OF)
    assert [row.story for row in evidence_of(found, "2024/25-Q1").matrix.rows] == ["S1"]
    assert [row.story for row in evidence_of(found, "2024/25-Q2").matrix.rows] == ["S1", "S2"]
