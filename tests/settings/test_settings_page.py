"""The page of settings and their schema are those that the declarations make, and both are true."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from test_settings import WRONG

from copmetrics.commands.template import SCHEMA, SETTINGS, make_community
from copmetrics.settings import FILE_NAME, Participation, Settings, read_settings
from copmetrics.settings.page import schema, schema_text, settings_page

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)


def test_the_settings_page_is_the_one_that_the_declarations_make():
    assert settings_page() == PAGE


def test_the_schema_is_the_one_that_the_declarations_make():
    assert (ROOT / "docs" / "community.schema.json").read_text(encoding="utf-8") == schema_text()


def test_every_example_of_the_page_can_be_read_as_it_stands(tmp_path):
    assert len(EXAMPLES) == 12
    (tmp_path / FILE_NAME).write_text("\n".join(EXAMPLES), encoding="utf-8")
    found = read_settings(tmp_path)
    assert found.participation == Participation()
    assert found.files["feedback/study day.xlsx"].scale == 10
    assert found.activities["journal club"]["from_with"] == 2


def test_every_key_is_on_the_page_and_says_what_it_is():
    for key, field in Settings.model_fields.items():
        assert field.description, key
        assert f"`{key}`" in PAGE or f"[{key}" in PAGE, key


# The schema, as an editor reads a file by it


def plain(value: object) -> object:
    """What an editor makes of TOML: days and times are texts of their format."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@cache
def checker() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker())


def fits(text: str) -> bool:
    return checker().is_valid(plain(tomllib.loads(text)))


def test_the_schema_is_one_and_knows_what_is_right():
    jsonschema.Draft7Validator.check_schema(schema())
    demo = ROOT / "data" / "acute-deterioration" / FILE_NAME
    uncommented = re.sub(r"^# (?=\[|\w+ = )", "", SETTINGS, flags=re.MULTILINE)
    offered = uncommented.format(schema=SCHEMA, name="A", calendar="nhs")
    assert "[facilitation]\ndays = 7" in offered
    for text in ("", demo.read_text(encoding="utf-8"), offered, *EXAMPLES):
        assert fits(text), text


# What a schema cannot say: which zones there are, that 5.0 is no whole number, that a day has no quotes
ONLY_COPMETRICS_SEES = {
    'timezone = "London"',
    'timezone = "../etc/passwd"',
    'timezone = "Europe/London "',
    '[files."a.csv"]\ntimezone = "Londno"',
    "minimum_minutes = 5.0",
    "[spc]\nrun = 7.0",
    "[facilitation]\ncame_quarters = 4.0",
    "name = 2026-01-01",
    "reason_columns = [2026-01-01]",
    '[files."a.csv"]\nstarts = "2026-06-13"',
    "[milestones.attendances]\nvalue = 9\nby = '2027-03-31'",
    "[participation]\ncore_share = nan",
    '[activities."journal club"]\ninformal_formal = nan',
}


@pytest.mark.parametrize("text", WRONG)
def test_the_schema_marks_what_copmetrics_refuses(text):
    if WRONG[text].startswith("cannot be read"):
        return
    assert fits(text) == (text in ONLY_COPMETRICS_SEES)


def test_the_schema_stands_where_the_key_does_with_default_bounds_and_words():
    found = schema()["properties"]
    assert found["calendar"]["enum"] == ["nhs", "calendar"]
    assert found["return_days"] | {"title": ""} == {
        "title": "",
        "description": "somebody came again if they were at another event within so many days",
        "type": "integer",
        "default": 90,
        "minimum": 7,
        "maximum": 730,
    }
    assert found["spc"]["properties"]["run"]["minimum"] == 5
    assert list(found["privacy"]["properties"]) == ["sponsors", "leaders", "members", "public"]
    assert found["privacy"]["additionalProperties"] is False
    assert found["files"]["additionalProperties"]["properties"]["starts"]["format"] == "date"
    assert "$ref" not in schema_text()
    assert "](" not in schema_text()


def test_new_writes_the_schema_beside_the_settings_that_name_it(tmp_path):
    make_community(tmp_path, name="Falls", calendar="nhs")
    first = (tmp_path / FILE_NAME).read_text(encoding="utf-8").splitlines()[0]
    place = tmp_path / first.removeprefix("#:schema ")
    assert json.loads(place.read_text(encoding="utf-8")) == schema()
    assert read_settings(tmp_path).name == "Falls"
