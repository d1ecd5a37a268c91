"""Indicators of our own are told as the eight are: value, change, trend, aim; each in its own unit."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from openpyxl import load_workbook
from telling import READINGS, REGISTER

from copmetrics.accounts.account import Headlines
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community.community import load
from copmetrics.render.workbook import write_workbook
from copmetrics.settings import Profile
from copmetrics.units import show

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
FILES = {
    "zoom.csv": zoom("Asha,asha@example.org"),
    "indicators.csv": REGISTER
    + "Answered in time,realised,%,higher,quarterly,90,80%,live\n"
    + "Useful,potential,score out of 5,higher,quarterly,20,,live\nOld,applied,views,,,,,retired\n",
    "readings.csv": READINGS
    + "Answered in time,2024/25-Q1,,100,200,,\nAnswered in time,2024/25-Q2,,140,200,,\n"
    + "Useful,2024/25-Q1,4.0,,,,\nUseful,2024/25-Q2,4.4,,,,\n",
}


def told(place, files=FILES, quarter="2024/25-Q2"):
    community = load(folder(place, files), as_of=AS_OF)
    return quarterly_account(QuarterFigures.of(community, community.quarter(quarter)))


def test_own_indicators_are_told_cycle_by_cycle_with_change_verdict_and_aim(tmp_path):
    (block,) = told(tmp_path).section("own").blocks
    assert isinstance(block, Headlines)
    useful, answered = block.rows
    assert (useful.label, useful.value, useful.previous) == ("Useful", 4.4, 4.0)
    assert useful.change_percent is None
    assert (answered.value, round(answered.change, 3), answered.verdict) == (0.7, 0.2, "up")
    assert answered.note == "Realised value. Target 80.0%."


def test_a_community_without_any_is_told_where_they_go(tmp_path):
    (words,) = told(tmp_path, {"zoom.csv": FILES["zoom.csv"]}, "2024/25-Q1").section("own").blocks
    assert "indicators.xlsx" in words.text


def test_a_share_of_people_is_shared_in_whole_per_cents_and_its_target_as_it_was_set(tmp_path):
    # 158 of 200 people are 79.0 %; of 200 audited cases, which are nobody, 158 are exact
    people = READINGS + "Answered in time,2024/25-Q2,,158,200,200,\n"
    files = {**FILES, "indicators.csv": FILES["indicators.csv"].replace(",90,80%", ",90,82.5%")}
    for place, readings, said in (
        ("people", people, "79%"),
        ("audit", people.replace("200,200,", "200,,"), "79.0%"),
    ):
        community = load(folder(tmp_path / place, {**files, "readings.csv": readings}), as_of=AS_OF)
        quarter = community.quarter("2024/25-Q2")
        facts = QuarterFigures.of(community, quarter, Profile.SHARE)
        (block,) = own_section(facts).blocks
        (row,) = [each for each in block.rows if each.label == "Answered in time"]
        assert show(row.value, row.unit) == said
        assert row.note == "Realised value. Target 82.5%."


def test_each_is_in_its_own_unit_in_the_workbook(tmp_path):
    write_workbook(told(tmp_path), tmp_path / "it.xlsx")
    page = load_workbook(tmp_path / "it.xlsx")["Indicators of our own"]
    assert [(row[1].value, row[1].number_format) for row in page.iter_rows(min_row=5)] == [
        (4.4, "#,##0.0"),
        (0.7, "0.0%"),
    ]
