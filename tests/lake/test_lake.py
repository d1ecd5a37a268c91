"""A lake: communities packed once, nobody named, each asked as if its folder were asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pandas as pd
import pyarrow.parquet as pq
import pytest
from folders import EVENTS, SUBSCRIBED, folder, zoom
from lakes import begin, pack_made_up

import copmetrics
from copmetrics.cli import main
from copmetrics.commands.packing import pack_all
from copmetrics.errors import FileError
from copmetrics.lake import packing
from copmetrics.lake.asking import Lake, lake_changes, lake_indicators
from copmetrics.lake.hiding import COLUMNS, Goes
from copmetrics.lake.mark import LAKE_FILE
from copmetrics.lake.packing import folders_to_pack, lake_mark, pack
from copmetrics.schema import TABLES

NOW = pd.Timestamp("2024-08-20", tz="UTC")
TOML = 'name = "{}"\n{}\n'


def wards(place: Path) -> Path:
    """A community with two meetings, whose second title names somebody who came."""
    events = EVENTS + (
        "talk,Asha Marker on sepsis,2024-05-14 13:00,2024-05-14 14:00,online,Asha Marker's talk,,,\n"
        "visit,Ward visit,2024-07-02 13:00,2024-07-02 14:00,face to face,visit,,,\n"
    )
    people = ("Asha Marker,asha@saltby.example", "Bo Reed,bo@elm.example", "Cy Lund,cy@elm.example")
    return folder(
        place,
        {
            "community.toml": TOML.format("Wards", "minimum_minutes = 10"),
            "events.csv": events,
            "zoom may.csv": zoom(*people, day="2024-05-14"),
            "zoom july by Asha Marker.csv": zoom(*people[:2], day="2024-07-02"),
            "list.csv": SUBSCRIBED + "asha@saltby.example,Asha,Marker,2,2024-04-02 10:00:00,,1,1\n",
        },
    )


def clinics(place: Path) -> Path:
    """A community by the calendar's quarters, with a person of the other in it."""
    events = EVENTS + "talk,Talk,2024-06-11 13:00,2024-06-11 14:00,online,talk,,,\n"
    return folder(
        place,
        {
            "community.toml": TOML.format("Clinics", 'calendar = "calendar"'),
            "events.csv": events,
            "zoom.csv": zoom("Asha Marker,asha@saltby.example", day="2024-06-11"),
        },
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory) -> Path:
    """Two communities and the lake that they were packed into."""
    place = tmp_path_factory.mktemp("packed")
    wards(place / "both" / "Wards")
    clinics(place / "both" / "Clinics & Co.")
    assert pack_all([place / "both"], place / "lake", jobs=1) == 0
    return place


def texts_in(lake: Path) -> str:
    """All that can be read in a lake: its files' names, its JSON, and every cell of its tables."""
    told = []
    for path in sorted(lake.rglob("*")):
        told.append(str(path.relative_to(lake)))
        if path.suffix == ".json":
            told.append(path.read_text("utf-8"))
        if path.suffix == ".parquet":
            file = pq.ParquetFile(path)
            told += [str(file.schema_arrow.metadata), file.read().to_pandas().to_csv()]
    return "\n".join(told).casefold()


def test_each_community_is_told_as_its_own_folder_is(places):
    lake = Lake.of(places / "lake", as_of=NOW)
    values, by_place = lake_indicators(lake), lake_indicators(lake, by=["format", "standing"])
    changed = lake_changes(lake)
    for name in ("Wards", "Clinics & Co."):
        own = copmetrics.load(places / "both" / name, as_of=NOW)
        told = own.settings.name
        for found, expected in (
            (values, own.indicators()),
            (by_place, own.indicators(by=["format", "standing"])),
            (changed, own.changes()),
        ):
            part = found[found["community"] == told].drop(columns="community")
            part = part.assign(quarter=pd.PeriodIndex(list(part["quarter"])))
            pd.testing.assert_frame_equal(part.reset_index(drop=True), expected)
    came = values[values["indicator"].eq("unique_attendees") & values["value"].gt(0)]
    assert came[["community", "value"]].to_numpy().tolist() == [
        ["Clinics", 1.0],
        ["Wards", 3.0],
        ["Wards", 2.0],
    ]


def test_on_a_day_before_it_was_packed_a_lake_tells_no_quarter_to_come(places):
    early = pd.Timestamp("2024-06-20", tz="UTC")
    found = lake_indicators(Lake.of(places / "lake", as_of=early), only=["events", "attendances"])
    own = copmetrics.load(places / "both" / "Wards", as_of=early)
    expected = own.indicators(only=["events", "attendances"])
    wards = found[found["community"].eq("Wards")].drop(columns="community").reset_index(drop=True)
    wards = wards.assign(quarter=pd.PeriodIndex(list(wards["quarter"])))
    pd.testing.assert_frame_equal(wards, expected)
    assert [str(each) for each in wards["quarter"].unique()] == ["2025Q1"]


def test_the_lake_names_nobody_and_its_communities_have_no_pseudonym_in_common(places):
    read = texts_in(places / "lake")
    for word in ("asha", "marker", "reed", "lund", "saltby.example", "@", ".copmetrics-key"):
        assert word not in read, word
    for each in places.glob("both/*/.copmetrics-key"):
        assert each.read_text().strip() not in read
    whose = [
        set(pq.read_table(place / "attendance.parquet")["person"].to_pylist())
        for place in sorted((places / "lake").glob("community=*"))
    ]
    assert [len(each) for each in whose] == [1, 3]
    assert whose[0].isdisjoint(whose[1])


def test_titles_that_name_somebody_are_withheld_and_count_all_the_same(places):
    found = lake_indicators(Lake.of(places / "lake", as_of=NOW), by=["title"], only=["attendances"])
    titles = found[found["community"] == "Wards"]["title"].tolist()
    assert [each.startswith("withheld-") for each in titles] == [True, False]


@pytest.mark.slow
def test_nobody_of_the_demos_directory_is_in_its_lake(
    tmp_path, monkeypatch, demo_folder, demo_survey
):
    monkeypatch.setattr(packing, "survey", lambda _: demo_survey)
    pack(demo_folder, begin(tmp_path / "lake"))
    read = texts_in(tmp_path / "lake")
    people = demo_survey.people.people
    names = [each.casefold() for each in people["name"].dropna() if " " in each]
    addresses = [each.casefold() for each in people["address"].dropna()]
    assert len(names) > 100
    assert len(addresses) > 100
    assert [each for each in (*names, *addresses) if each in read] == []
    feedback = demo_survey.assembled.tables["feedback"]
    comments = [*feedback["plus"].dropna(), *feedback["delta"].dropna()]
    assert len(comments) > 50
    assert [each for each in comments if len(each) > 12 and each.casefold() in read] == []


def test_what_did_not_change_is_not_read_again_and_what_cannot_be_read_stays_as_it_was(
    tmp_path, capsys, monkeypatch
):
    both, lake = tmp_path / "both", tmp_path / "lake"
    wards(both / "Wards")
    clinics(both / "Clinics")
    assert pack_all([both], lake, jobs=1) == 0
    before = (lake / "community=wards" / "attendance.parquet").read_bytes()
    read = []
    survey = packing.survey
    monkeypatch.setattr(packing, "survey", lambda place: read.append(place.name) or survey(place))
    (both / "Wards" / "zoom may.csv").write_text(zoom("Bo,bo@elm.example", day="x"))
    assert pack_all([both], lake, jobs=1) == 3
    assert read == ["Wards"]
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "Clinics: unchanged"
    assert told.err.count("\n") == 1
    assert "zoom may.csv, row 2" in told.err
    assert (lake / "community=wards" / "attendance.parquet").read_bytes() == before
    assert not list(lake.glob(".building-*"))


def test_a_lake_of_another_version_and_a_folder_that_is_none_are_refused_in_a_line(tmp_path):
    lake = begin(tmp_path / "lake")
    with pytest.raises(FileError, match="holds no community"):
        Lake.of(lake)
    (lake / LAKE_FILE).write_text(json.dumps({**lake_mark(), "has": "what it had before"}))
    for refused in (lambda: Lake.of(lake), lambda: pack_all([], lake, jobs=1)):
        with pytest.raises(FileError, match="is a lake that another version of copmetrics packed"):
            refused()
    with pytest.raises(FileError, match="is no lake, and is not empty"):
        pack_all([], tmp_path, jobs=1)


def test_folders_of_names_that_are_alike_are_refused_and_any_name_becomes_a_plain_one(tmp_path):
    for name in ("East Ward", "east-ward"):
        folder(tmp_path / name, {"community.toml": ""})
    with pytest.raises(FileError, match="would be called 'east-ward' in the lake"):
        folders_to_pack([tmp_path / "East Ward", tmp_path / "east-ward"])
    names = [packing.name_in_lake(tmp_path / each) for each in ("Ärzte", "a.b. ", "Врачи")]
    assert names[:2] == ["arzte", "a-b"]
    assert re.fullmatch("[0-9a-f]{8}", names[2])


def test_another_community_of_the_same_name_is_not_put_in_its_place(tmp_path):
    lake = begin(tmp_path / "lake")
    pack(clinics(tmp_path / "one" / "Clinics"), lake)
    with pytest.raises(FileError, match="is called as another community is in"):
        pack(clinics(tmp_path / "two" / "Clinics"), lake)


def test_of_every_column_it_is_said_whether_it_goes_into_a_lake():
    for name, table in TABLES.items():
        assert set(COLUMNS[name]) == set(table.columns), name
        texts = {each for each, column in table.columns.items() if column.kind == "text"}
        plain = {each for each in texts if COLUMNS[name][each] is Goes.AS_IT_IS}
        chosen = {each for each, column in table.columns.items() if column.words}
        assert plain <= chosen | {"person", "left_out"}, name


def test_the_commands_ask_a_lake(places, tmp_path, capsys):
    out = tmp_path / "told.csv"
    words = ["indicators", str(places / "lake"), "--only", "attendances", "--by", "community"]
    main(
        [*words, "--as-of", "2024-08-20", "--format", "csv", "--output", str(out)],
        standalone_mode=False,
    )
    told = pd.read_csv(out)
    assert told.groupby("community")["value"].sum().to_dict() == {"Clinics": 1.0, "Wards": 5.0}
    words = ["changes", str(places / "lake"), "--quarter", "latest", "--as-of", "2024-08-20"]
    main([*words, "--format", "csv", "--output", str(out)], standalone_mode=False)
    assert set(pd.read_csv(out)["community"]) == {"Clinics", "Wards"}
    with pytest.raises(SystemExit):
        main(["explain", "attendances", str(places / "lake")], standalone_mode=False)
    assert "lake: is a lake, which has neither exports nor their rows." in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--engine", "duckdb"], []])
def test_a_catalogue_that_nobody_would_look_into_is_wrong_usage(places, words):
    asked = ["changes", str(places / "lake"), "--catalog", "nation.communities", *words]
    with pytest.raises(click.UsageError, match="goes with a lake and '--engine spark'"):
        main(asked, standalone_mode=False)


def test_a_lake_of_made_up_communities_is_asked_as_one(tmp_path):
    """On 20 August five of a community's six mailings have been sent."""
    lake = begin(tmp_path / "lake")
    for seed in range(3):
        pack_made_up(lake, seed)
    found = lake_indicators(Lake.of(lake, as_of=NOW), only=["mailings", "attendances"])
    sent = found[found["indicator"] == "mailings"].groupby("community")["value"].sum()
    assert sent.to_dict() == {"Community 0": 5.0, "Community 1": 5.0, "Community 2": 5.0}
