"""An answer is written where it belongs, and nothing beside it changes."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copmetrics.errors import CopmetricsError, answer_line
from copmetrics.settings import writing
from copmetrics.settings.writing import with_answer

LINE = "day_first = true"


def test_without_a_file_the_answer_is_all_of_it():
    assert with_answer("", "zoom/x.csv", LINE) == '[files."zoom/x.csv"]\nday_first = true\n'


COMMENTED = """\
# Ours since 2019.
name   = "Our team"      # as the board has it

[files."a.csv"]          # the first one
timezone = "Europe/Paris"

# how we judge
[spc]
run = 8
"""


def test_comments_and_layout_stay_to_the_letter():
    assert (
        with_answer(COMMENTED, "b.csv", LINE) == COMMENTED + '\n[files."b.csv"]\nday_first = true\n'
    )


def test_a_table_that_is_there_gets_the_line():
    assert with_answer(COMMENTED, "a.csv", LINE) == COMMENTED.replace(
        "# the first one\n", "# the first one\nday_first = true\n"
    )


def test_an_answer_takes_the_place_of_an_earlier_one():
    text = '[files."a.csv"]\nevent = "study-day"  # or was it?\nscale = 10\n'
    said = tomllib.loads(with_answer(text, "a.csv", 'event = "huddle"'))
    assert said == {"files": {"a.csv": {"event": "huddle", "scale": 10}}}


def test_a_list_and_a_table_are_added_to():
    text = '[files."a.csv"]\nwithout = ["Guest"]\ncolumns = {Name = "Nom"}\n'
    once = with_answer(text, "a.csv", 'without = ["Email"]')
    said = tomllib.loads(with_answer(once, "a.csv", 'columns = {Email = "Courriel"}'))
    assert said["files"]["a.csv"] == {
        "without": ["Guest", "Email"],
        "columns": {"Name": "Nom", "Email": "Courriel"},
    }


def test_windows_line_ends_stay():
    text = 'name = "A"\r\n'
    assert (
        with_answer(text, "a.csv", LINE)
        == 'name = "A"\r\n\r\n[files."a.csv"]\r\nday_first = true\r\n'
    )


LAYOUTS = {
    "one line for all": 'files = {"a.csv" = {scale = 10}}\nname = "A"\n',
    "a table of tables": '[files]\n"a.csv" = {scale = 10}\n"c.csv" = {ignore = true}\n',
    "dotted keys": 'files."a.csv".scale = 10\nname = "A"\n',
    "dotted keys in the table": '[files]\n"a.csv".scale = 10\n',
    "tables apart": '[files."a.csv"]\nscale = 10\n[spc]\nrun = 8\n[files."c.csv"]\nignore = true\n',
    "no line end": '[files."a.csv"]\nscale = 10',
    "a header without a line end": 'name = "A"\n[files."a.csv"]',
    "a header within a text": 'name = """\n[files."a.csv"]\n"""\n',
    "an empty table": "[files]\n",
    "single quotes": "[files.'a.csv']\nscale = 10\n",
    "spaces in the header": '[ files . "a.csv" ]\nscale = 10\n',
}


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("file", ["a.csv", "b.csv"])
def test_whatever_the_layout_all_that_was_said_is_said(name, file):
    before = tomllib.loads(LAYOUTS[name])
    after = tomllib.loads(with_answer(LAYOUTS[name], file, LINE))
    assert after["files"][file].pop("day_first") is True
    files = before.setdefault("files", {})
    files.setdefault(file, {})
    assert after == before


def test_a_text_in_which_no_place_is_found_is_refused_with_the_line_to_write(monkeypatch):
    for way in ("_under_header", "_appended", "_edited"):
        monkeypatch.setattr(writing, way, lambda *_: "")
    with pytest.raises(CopmetricsError) as raised:
        with_answer("", "a.csv", LINE)
    assert str(raised.value) == (
        "community.toml: is laid out so that the answer finds no place in it. Write it by hand, under "
        '[files."a.csv"]: day_first = true'
    )


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(NAMES, NAMES, st.sampled_from(["", COMMENTED]))
def test_any_file_and_any_event_are_written_as_they_are_called(file, event, text):
    said = tomllib.loads(with_answer(text, file, answer_line("event", event)))
    assert said["files"][file]["event"] == event
