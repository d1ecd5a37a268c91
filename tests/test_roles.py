"""The page of roles is true: what it names is there, and its figures are what the demo gives."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from copmetrics.accounts.account import Account, Section
from copmetrics.cli import main
from copmetrics.community.community import Community
from copmetrics.facilitation import Week, monday_account
from copmetrics.loading.survey import Loaded
from copmetrics.quarters import label
from copmetrics.units import show

PAGE = (Path(__file__).parent.parent / "docs" / "roles.md").read_text(encoding="utf-8")
PLACE = re.compile(r"`(leaders|sponsors|members|public|monday)#([\w-]+)`")
MEASURE = re.compile(r"`(\w+)`")
FIGURE = re.compile(r"`(\w+)` (?:is (?:exactly )?)?\*\*([^*]+)\*\*")
QUOTED = re.compile(r"“([^”]+)”")


class Row(NamedTuple):
    question: str
    where: str
    shown: str


def rows() -> list[Row]:
    """The rows of all tables; of the week's the day goes with what there is to do."""
    lines = [each for each in PAGE.splitlines() if each.startswith("| ")]
    cells = [[cell.strip() for cell in line[1:-1].split("|")] for line in lines]
    return [
        Row(" ".join(asked), where, shown)
        for *asked, where, shown in cells
        if where != "where it is answered"
    ]


@pytest.fixture(scope="module")
def section(
    demo: Community, demo_survey: Loaded, demo_account: Callable[[str], Account]
) -> Callable[[str, str], Section]:
    """A section of what the demo tells leaders, sponsors, members, the public, or on Monday, 5 October."""

    @cache
    def told(account: str) -> dict[str, Section]:
        if account == "monday":
            said = demo_survey.assembled.changes_said
            found = monday_account(Week.of(demo, changes_said=said))
        else:
            found = demo_account(account)
        return {each.id: each for each in found.sections}

    return lambda account, name: told(account)[name]


def test_every_role_and_day_has_rows_and_a_row_has_an_answer_or_says_that_people_have_it():
    headings = re.findall(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    assert len(headings) == 8  # seven roles and the facilitator's week
    assert len(rows()) > 50
    for row in rows():
        assert row.where, row.question
        answered = PLACE.search(row.where) or "](" in row.where or "`" in row.where
        assert answered or "left to people" in row.where, row.question


def test_every_command_that_the_page_names_is_one_and_has_the_options():
    for words in re.findall(r"`copmetrics ([^`]+)`", PAGE):
        command, *rest = words.split()
        options = {option for each in main.commands[command].params for option in each.opts}
        assert {each for each in rest if each.startswith("--")} <= options, words


@pytest.mark.slow
def test_every_section_that_the_page_names_is_in_that_account(section):
    for account, name in PLACE.findall(PAGE):
        assert section(account, name).id == name


@pytest.mark.slow
def test_every_figure_of_a_measure_is_what_the_demo_gives_and_no_other_figure_stands_alone(demo):
    quarter = demo.quarter("2026/27-Q2")
    assert label(quarter) in PAGE
    values = demo.indicators()
    here = values[values["quarter"].eq(quarter)].set_index("indicator")["value"]
    for row in rows():
        for name, said in FIGURE.findall(row.shown):
            assert show(here[name], demo.measures[name].unit) == said, name
        left = QUOTED.sub("", FIGURE.sub("", row.shown))
        assert set(MEASURE.findall(left)) - set(demo.measures) - {"private"} == set(), row
        assert not re.search(r"\d", PLACE.sub("", left)), row.shown
    everywhere = set(MEASURE.findall("\n".join(row.where for row in rows())))
    assert everywhere <= set(demo.measures)


@pytest.mark.slow
def test_words_in_quotes_stand_in_a_section_that_their_row_names(section):
    for row in rows():
        told = "".join(str(section(*place)) for place in PLACE.findall(f"{row.where} {row.shown}"))
        for words in QUOTED.findall(row.shown):
            assert words in told, words
