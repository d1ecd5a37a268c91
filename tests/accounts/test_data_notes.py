"""What the data are: the settings that numbers hang on, in words that stand in community.toml."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import attendance, events
from building import community as whole_community
from narrated import figures_of

from copmetrics.accounts.account import ReportTable
from copmetrics.accounts.data_notes import data_notes
from copmetrics.settings import Participation, Settings

pytestmark = pytest.mark.slow
COUNTED = ("events", "attendances", "uncertain_attendances")


def table_of(settings: Settings) -> ReportTable:
    """The table of settings."""
    tables = {
        "events": events(a={"starts_at": "2026-05-14 13:00"}),
        "attendance": attendance(("a", "asha")),
    }
    here = whole_community(tables, settings)
    section = data_notes(figures_of(here, pd.Period("2027Q1", freq="Q-MAR"), COUNTED))
    (table,) = (
        each for each in section.blocks if isinstance(each, ReportTable) and each.id == "settings"
    )
    return table


def told(settings: Settings) -> dict[str, object]:
    """The values in the table of settings, by their keys."""
    return {key: value for _, value, key in table_of(settings).rows}


def words_of(settings: Settings) -> dict[str, object]:
    """What each setting is, by its key."""
    return {key: words for words, _, key in table_of(settings).rows}


def test_each_threshold_of_a_level_has_its_line_as_community_toml_has_it():
    found = told(Settings(participation=Participation(core_share=0.75, guest_roles=("visitor",))))
    assert found["participation.core_share"] == "0.75"
    assert found["participation.core_hosting_quarters"] == "2"
    assert found["participation.guest_roles"] == "visitor"
    assert found["participation.online_formats"] == (
        "online, virtual, webinar, video, phone, telephone and tweetchat"
    )
    assert "participation" not in found


def test_each_setting_says_in_words_what_it_is():
    section = words_of(Settings(minimum_minutes=5))
    assert section["minimum_minutes"] == "Stays shorter than this are not attendances"
    assert section["participation.core_share"] == (
        "Core: and to this share of what they could have been at"
    )
    assert section["small_number"].endswith("in accounts that leave the community")
    for words in section.values():
        assert not set("`*[]") & set(words)


def test_no_setting_is_told_in_python():
    milestones = {"attendances": {"value": 40, "by": date(2027, 3, 31)}}
    found = told(Settings.model_validate({"minimum_minutes": 5, "milestones": milestones}))
    assert found["milestones"] == "attendances: 40 by 2027-03-31"
    for name, words in found.items():
        assert isinstance(words, str), name
        assert not set("()[]{}=") & set(words), (name, words)


def test_how_many_attendances_are_of_people_known_by_name_only_is_told():
    """Asha gave her address in May and only her name in June: two people, as far as anybody can tell."""
    tables = {
        "events": events(a={"starts_at": "2026-05-14 13:00"}, b={"starts_at": "2026-06-14 13:00"}),
        "attendance": attendance(
            ("a", "asha"), {"event": "b", "person": "asha by name", "certainty": "name"}
        ),
    }
    here = whole_community(tables, Settings())
    quarter = pd.Period("2027Q1", freq="Q-MAR")
    said = str(data_notes(figures_of(here, quarter, COUNTED)).blocks)
    assert "Of 2 attendances, 1 was of somebody known by name only" in said
    assert "there may be fewer people than are counted" in said
    sure = whole_community({**tables, "attendance": attendance(("a", "asha"))}, Settings())
    assert "who may be one person" not in str(data_notes(figures_of(sure, quarter, COUNTED)).blocks)
