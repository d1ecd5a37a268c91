"""Indicators of our own are told as the eight are: value, change, trend, aim; each in its own unit."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from narrated import without_parts
from openpyxl import load_workbook
from telling import READINGS, REGISTER

from copmetrics.accounts.account import Account, Headlines, Section
from copmetrics.accounts.own_indicators import own_section
from copmetrics.accounts.quarter_figures import QuarterFigures
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


def figures(place, files, quarter="2024/25-Q2", profile=Profile.INTERNAL) -> QuarterFigures:
    community = load(folder(place, files), as_of=AS_OF)
    with without_parts():
        return QuarterFigures.of(community, community.quarter(quarter), profile)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Section:
    """What is told of these files' own indicators."""
    return own_section(figures(tmp_path_factory.mktemp("own"), FILES))


def test_own_indicators_are_told_cycle_by_cycle_with_change_verdict_and_aim(told):
    (block,) = told.blocks
    assert isinstance(block, Headlines)
    useful, answered = block.rows
    assert (useful.label, useful.value, useful.previous) == ("Useful", 4.4, 4.0)
    assert useful.change_percent is None
    assert (answered.value, round(answered.change, 3), answered.verdict) == (
        0.7,
        0.2,
        "since the quarter before: up",
    )
    assert answered.note == "Realised value. Target 80.0%."


def test_a_community_without_any_is_told_where_they_go(tmp_path):
    (words,) = own_section(figures(tmp_path, {"zoom.csv": FILES["zoom.csv"]}, "latest")).blocks
    assert "indicators.xlsx" in words.text


def test_a_share_of_people_is_shared_in_whole_per_cents_and_its_target_as_it_was_set(tmp_path):
    # 158 of 200 people are 79.0 %; of 200 audited cases, which are nobody, 158 are exact
    files = {
        "zoom.csv": FILES["zoom.csv"],
        "indicators.csv": REGISTER
        + "Answered in time,realised,%,higher,quarterly,90,82.5%,live\n"
        + "Audited in time,realised,%,higher,quarterly,90,82.5%,live\n",
        "readings.csv": READINGS
        + "Answered in time,2024/25-Q2,,158,200,200,\nAudited in time,2024/25-Q2,,158,200,,\n",
    }
    (block,) = own_section(figures(tmp_path, files, profile=Profile.SHARE)).blocks
    assert {row.label: show(row.value, row.unit) for row in block.rows} == {
        "Answered in time": "79%",
        "Audited in time": "79.0%",
    }
    assert {row.note for row in block.rows} == {"Realised value. Target 82.5%."}


def test_each_is_in_its_own_unit_in_the_workbook(told, tmp_path):
    account = Account("C", "2024/25 Q2", "", "leaders", "", (told,))
    write_workbook(account, tmp_path / "it.xlsx")
    page = load_workbook(tmp_path / "it.xlsx")["Indicators of our own"]
    assert [(row[1].value, row[1].number_format) for row in page.iter_rows(min_row=5)] == [
        (4.4, "#,##0.0"),
        (0.7, "0.0%"),
    ]
