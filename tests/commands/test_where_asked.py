"""`--where DIMENSION=VALUE` of `indicators`, `changes` and `explain`: the same as `where` in Python."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from folders import folder, zoom

import copmetrics
from copmetrics.cli import main
from copmetrics.commands.where_asked import WhereAsked
from copmetrics.engine.opening import Engine, open_workspace
from copmetrics.engine.workspace import Workspace
from copmetrics.errors import ChoiceError
from copmetrics.exploring.questions import question
from copmetrics.exploring.small_group_filter import values_inside
from copmetrics.lake import asking
from copmetrics.lake.asking import Lake, lake_changes, lake_indicators

THERE = {"profession": {"Nurse", "Doctor"}, "organisation": set(), "format": set()}


def values_of(dimension: str, wanted, only=None) -> set[str]:
    """What a community has that has two professions, and no organisation or format."""
    return THERE[dimension]


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ([], {}),
        (["profession=Nurse"], {"profession": ("Nurse",)}),
        (["profession = nurse", "profession=DOCTOR"], {"profession": ("Nurse", "Doctor")}),
        (["profession=nurse", "profession="], {"profession": ("Nurse", None)}),
        (["organisation="], {"organisation": (None,)}),
    ],
)
def test_values_are_as_they_are_written_and_nothing_is_what_is_not_known(words, where):
    assert WhereAsked.of(words).of_one(values_of) == where


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nurse", "'nurse' is not a dimension with a value. Write it as format=online."),
        ("=Nurse", "'=Nurse' is not a dimension with a value. Write it as format=online."),
        (
            "profesion=Nurse",
            "'profesion' is not a dimension. Did you mean 'profession'? Choose from",
        ),
        (
            "profession=Nurze",
            "'Nurze' is not a value of profession here. Did you mean 'Nurse'? Choose from: Doctor, Nurse.",
        ),
        (
            "organisation=North",
            "'North' is not a value of organisation here. It has none: a column of an export says it; "
            "organisation_columns in community.toml names one called otherwise.",
        ),
        (
            "format=online",
            "'online' is not a value of format here. It has none: the column 'format' of events.csv, or of "
            "the sheet Events of sign-in.xlsx, says it of each event.",
        ),
    ],
)
def test_what_is_not_there_is_refused_with_what_is_like_it(words, said):
    with pytest.raises(ChoiceError) as refused:
        WhereAsked.of([words]).of_one(values_of)
    assert str(refused.value).startswith(said)


def test_of_many_values_it_is_said_how_all_are_found():
    many = {f"Trust {each}" for each in range(30)}
    with pytest.raises(ChoiceError) as refused:
        WhereAsked.of(["organisation=Trust 3O"]).of_one(lambda *_: many)
    assert str(refused.value) == (
        "'Trust 3O' is not a value of organisation here. Did you mean 'Trust 3'? "
        "Ask by organisation to see the 30 there are."
    )


def test_of_several_communities_a_value_is_in_one_of_them_at_least():
    asked = WhereAsked.of(["profession=nurse", "profession=Porter"])
    assert asked.settled(values_of) == {"profession": ("Nurse",)}
    with pytest.raises(ChoiceError, match="'Porter' is not a value of profession here"):
        asked.check()
    assert asked.settled(lambda *_: {"porter"}) == {"profession": ("porter",)}
    asked.check()


# Asha comes to both events, Ben to that on sepsis alone
FILES = {
    "community.toml": '[files."may.csv"]\nevent = "may"\n[files."june.csv"]\nevent = "june"\n',
    "organisations.csv": "name,variant\nNorth Trust,one.example\nSouth Trust,two.example\n",
    "events.csv": "event,title,starts,format,topic\n"
    "may,May,2024-05-14 13:00,online,Sepsis\njune,June,2024-06-11 13:00,in person,Falls\n",
    "may.csv": zoom("Asha,asha@one.example", "Ben,ben@two.example"),
    "june.csv": zoom("Asha,asha@one.example", day="2024-06-11"),
}


def ran(place: Path, *words: str) -> Result:
    asked = [*words, "--quarter", "2024/25-Q1", "--as-of", "2024-10-05", "--format", "csv"]
    return CliRunner().invoke(main, [*asked[:-6], str(place), *asked[-6:]])


@pytest.mark.slow
def test_the_commands_tell_of_what_was_chosen(tmp_path):
    place = folder(tmp_path, FILES)
    north = ("--where", "organisation=north trust")

    def table(*words: str) -> pd.DataFrame:
        return pd.read_csv(io.StringIO(ran(place, *words).stdout))

    both = ("--where", "topic=sepsis", "--where", "topic=Falls")
    formats = table("indicators", "--only", "attendances", *north, *both, "--by", "format")
    told = dict(zip(formats["format"], formats["value"], strict=True))
    assert told == {"online": 1, "in person": 1}
    moved = table("changes", *north).set_index("indicator")["value"]
    assert (moved["attendances"], moved["unique_attendees"]) == (2, 1)
    lines = ran(place, "explain", "attendances", *north)
    assert [line.split(",")[0] for line in lines.stdout.splitlines()] == [
        "file",
        "june.csv",
        "may.csv",
    ]
    assert lines.stderr.startswith("Attendances at events, 2024/25 Q1: 2. Behind it: 2 lines")
    refused = ran(place, "explain", "attendances", "--where", "topic=sepsi")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == (
        "copmetrics: 'sepsi' is not a value of topic here. Did you mean 'Sepsis'? Choose from: Falls, Sepsis.\n"
    )


def ways(place: Path, lake: Path) -> dict[str, Callable[..., object]]:
    """Every way to ask for what is kept by a dimension, from Python: of a folder, of tables, of a lake."""
    there = copmetrics.load(place, as_of="2024-10-05")
    packed = Lake.of(lake, as_of=there.as_of)
    few = {"only": ["attendances"]}
    return {
        "indicators": partial(there.indicators, "format", **few),
        "indicators by month": partial(there.indicators, **few, quarters=there.months),
        "changes": there.changes,
        "changes of values": partial(there.changes, there.indicators(where={"topic": "Sepsis"})),
        "explain": partial(there.explain, "attendances", "2024/25-Q1"),
        "picture": partial(copmetrics.picture, there, "attendances", every="month"),
        "tables": partial(copmetrics.indicators, there.tables, as_of=there.as_of, **few),
        "lake": partial(lake_indicators, packed, **few),
        "changes of a lake": partial(lake_changes, packed, engine=Engine.DUCKDB),
    }


def asked_in(monkeypatch) -> list[Workspace]:
    """The engines that a lake is asked in from now on: on Spark each takes minutes."""
    opened = []

    def one_more(*given, **more) -> Workspace:
        opened.append(open_workspace(*given, **more))
        return opened[-1]

    monkeypatch.setattr(asking, "open_workspace", one_more)
    return opened


@pytest.mark.slow
def test_a_value_that_nothing_has_is_no_0_however_it_is_asked(tmp_path, monkeypatch):
    # the rest of a list may be there: of both it would be a count of one
    place, lake = folder(tmp_path / "all" / "huddles", FILES), tmp_path / "lake"
    assert CliRunner().invoke(main, ["pack", str(place), "--to", str(lake)]).exit_code == 0
    for name, ask in ways(place, lake).items():
        with pytest.raises(ChoiceError) as refused:
            ask(where={"topic": ["Falls", "Sepsi"]})
        said = "'Sepsi' is not a value of topic here. Did you mean 'Sepsis'? Choose from: Falls, Sepsis."
        assert str(refused.value) == said, name
    engines = asked_in(monkeypatch)
    for words in (("indicators", "--only", "attendances"), ("changes",)):
        right = [*words, str(lake), "--where", "topic=sepsis", "--as-of", "2024-10-05"]
        assert CliRunner().invoke(main, right).exit_code == 0
    assert len(engines) == 2  # one each: what values there are is asked of the same
    asked = ("--where", "topic=Sepsi", "--as-of", "2024-10-05")
    for words in (
        ("indicators", place),
        ("indicators", place.parent, "--by", "community", "--by", "format"),
        ("indicators", lake, "--only", "attendances"),
        ("changes", place.parent, "--by", "community"),
        ("explain", "attendances", place, "--quarter", "2024/25-Q1"),
    ):
        refused = CliRunner().invoke(main, [*map(str, words), *asked])
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == f"copmetrics: {said}\n", words


def test_an_explorer_may_ask_for_what_a_community_has_not(tmp_path):
    # a filter that it was left with, or a target that nobody came from: by right that is nobody
    there = copmetrics.load(folder(tmp_path, FILES), as_of="2024-10-05")
    asked = question(there, "unique_attendees", where={"organisation": ["East Trust"]})
    assert values_inside(there, asked)["value"].tolist() == [0]
