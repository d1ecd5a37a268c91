"""Tables of one's own as frames, Arrow tables, Parquet files or patterns of them: the same numbers, the same errors."""

from __future__ import annotations

import re
from itertools import product

import pandas as pd
import pyarrow as pa
import pytest
from building import NOW, YEAR, activity, attendance, events, feedback, mailings, members
from pandas.testing import assert_frame_equal

import copmetrics
from copmetrics.engine.opening import open_workspace
from copmetrics.errors import ChoiceError, EngineError, FileError, TableError
from copmetrics.schema import TABLES

GOOD = {
    "events": events(a="2024-05-14 13:00", b="2024-06-14 13:00"),
    "attendance": attendance(("a", "ann"), ("a", None), ("b", "ann")),
    "members": members(("ann", "2024-05-01", None), ("ben", "2024-05-01", "2024-06-01")),
    "mailings": mailings({"mailing": "m", "sent_at": "2024-05-14 13:00", "recipients": 20}),
    "feedback": feedback(("a", 5)),
}


def in_arrow(frame: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(frame, preserve_index=False)


def written(place, **frames):
    """Each frame as a Parquet file of its own, and where it is."""
    paths = {name: place / f"{name}.parquet" for name in frames}
    for name, frame in frames.items():
        frame.to_parquet(paths[name])
    return paths


def test_frames_arrow_paths_folders_and_patterns_give_the_same_of_every_measure(demo, tmp_path):
    told = {"settings": demo.settings, "as_of": demo.as_of}
    frames = {name: table.tail(200) for name, table in demo.tables.items()}
    paths = written(tmp_path, **frames)
    for part, rows in enumerate((frames["attendance"][:90], frames["attendance"][90:])):
        (tmp_path / "parts").mkdir(exist_ok=True)
        rows.to_parquet(tmp_path / "parts" / f"attendance-{part}.parquet")
    ways = {
        "arrow and a pattern": {
            **{name: in_arrow(frame) for name, frame in frames.items()},
            "attendance": str(tmp_path / "parts" / "attendance-*.parquet"),
        },
        "paths, a folder, a frame and arrow": {
            **{name: str(path) for name, path in paths.items()},
            "members": paths["members"],
            "attendance": tmp_path / "parts",
            "targets": frames["targets"],
            "events": in_arrow(frames["events"]),
        },
    }
    usual = copmetrics.indicators(frames, **told)
    assert usual["indicator"].nunique() > 60
    for way, tables in ways.items():
        assert_frame_equal(copmetrics.indicators(tables, **told), usual, obj=way)
    parted = {**told, "by": ["organisation"], "where": {"format": ["online", None]}}
    parted["only"] = ["unique_attendees", "attendances"]
    assert_frame_equal(
        copmetrics.indicators(paths, **parted), copmetrics.indicators(frames, **parted)
    )


def asked(**tables):
    return copmetrics.indicators(
        {**GOOD, **tables},
        settings=YEAR,
        as_of=NOW,
        only=["attendances", "members_attending", "feedback_favourable", "open_rate"],
    )


@pytest.mark.parametrize(
    ("table", "column", "value", "line"),
    [
        ("members", "person", 7.5, "column 'person' is not a column of texts"),
        ("members", "joined_at", "yesterday", "column 'joined_at' is not a column of instants"),
        ("mailings", "recipients", "many", "column 'recipients' is not a column of numbers"),
        ("attendance", "registered", 3, "column 'registered' is not a column of true and false"),
        (
            "attendance",
            "status",
            "came",
            "(zoom.csv, row 2), column 'status': 'came' is not one of "
            "attended, absent, registered, cancelled",
        ),
        (
            "attendance",
            "attendee",
            "bob",
            "(zoom.csv, row 2), column 'attendee': 'bob' is not the person, who is known",
        ),
        (
            "events",
            "event",
            "a",
            "column 'event': 'a' is not there once: no two rows have the same",
        ),
        (
            "events",
            "starts_at",
            None,
            "(events.csv, row 2), column 'starts_at': it is empty, and should be an instant",
        ),
        (
            "feedback",
            "rating",
            7.0,
            "(form.csv, row 2), column 'rating': '7.0' is not between 1 and 5",
        ),
        (
            "attendance",
            "minutes",
            -5.0,
            "(zoom.csv, row 2), column 'minutes': '-5.0' is not 0 or more",
        ),
        ("mailings", "recipients", -5.0, "column 'recipients': '-5.0' is not 0 or more"),
        (
            "members",
            "left_at",
            pd.Timestamp("2024-04-01", tz="UTC"),
            "(list.csv, row 2), column 'left_at': '2024-04-01 00:00:00' is not at or after 'joined_at'",
        ),
        (
            "mailings",
            "mailing",
            None,
            "column 'mailing': it is empty, and should be known, as it is known when",
        ),
    ],
)
def test_a_column_that_is_not_as_declared_is_pointed_at_in_one_line(
    tmp_path, table, column, value, line
):
    frame = GOOD[table].copy()
    if "column of" in line:
        frame[column] = value
    else:
        frame.loc[frame.index[-1] if column == "event" else 0, column] = value
    for given in (in_arrow(frame), written(tmp_path, **{table: frame})[table]):
        with pytest.raises(TableError) as caught:
            asked(**{table: given})
        said = str(caught.value)
        assert said.startswith(f"table '{table}'")
        assert line in said
        assert said.endswith("Mend the frame and ask again.")
        assert "\n" not in said
        assert (caught.value.table, caught.value.column) == (table, column)


def test_what_is_not_there_and_what_is_no_parquet_file_is_named(tmp_path):
    (tmp_path / "list.parquet").write_text("person,joined_at\n", encoding="utf-8")
    with pytest.raises(FileError, match=r"nowhere-\*\.parquet.*is not there"):
        asked(members=tmp_path / "nowhere-*.parquet")
    with pytest.raises(FileError, match=r"list\.parquet.*is no Parquet file"):
        asked(members=tmp_path / "list.parquet")
    with pytest.raises(FileError, match=r"^'': is no path"):
        asked(members="")
    with pytest.raises(ChoiceError, match="'list' is not a table"):
        asked(members=[tmp_path / "list.parquet"])


def test_of_a_table_that_no_measure_asked_for_needs_the_rows_stay_unread(tmp_path):
    wrong = pd.DataFrame({"mailing": [None], "person": ["ann"], "action": ["danced"]})
    paths = written(tmp_path, activity=wrong.astype("str"))
    assert asked(**paths)["value"].notna().any()
    with pytest.raises(TableError, match="danced"):
        copmetrics.indicators({**GOOD, **paths}, settings=YEAR, as_of=NOW)


def test_strange_names_of_files_and_columns_of_ones_own_do_no_harm(tmp_path):
    place = tmp_path / "it's [new]; drop"
    place.mkdir()
    own = GOOD["members"].assign(**{"Remark; drop table x": "x", "when": 1})
    path = written(place, members=own)["members"]
    assert_frame_equal(asked(members=path), asked())


def test_instants_of_any_unit_and_zone_are_the_same_instants(tmp_path):
    local = GOOD["members"].assign(
        joined_at=GOOD["members"]["joined_at"].dt.tz_convert("Asia/Kolkata").dt.as_unit("ns"),
        left_at=GOOD["members"]["left_at"].dt.tz_localize(None).dt.as_unit("s"),
    )
    path = written(tmp_path, members=local)["members"]
    for given in (in_arrow(local), path):
        assert_frame_equal(asked(members=given), asked())


ONE_A_SOURCE = (
    *("events", "attendances", "registrations", "return_rate", "core_people", "list_members"),
    *("emails_sent", "unique_openers", "feedback_favourable", "agenda_open", "active_on_platform"),
)
"""Measures of each source by which a quarter is known, and of some that hang on other quarters."""


def test_which_quarters_are_known_is_the_same_where_much_begins_at_once(tmp_path):
    """One event and mailing stand for those of one moment; who came is known of b, not of a, and not in autumn.

    Quarters are the NHS's: 2025Q1 begins in April 2024.
    """
    frames = {
        "events": events(a="2024-05-14 13:00", b="2024-05-14 13:00", c="2024-11-14 13:00"),
        "attendance": attendance(
            ("b", "ann"),
            {"event": "c", "person": "ann", "status": "registered"},
        ),
        "mailings": mailings(
            {"mailing": "l", "sent_at": "2024-05-14 13:00", "recipients": 20},
            {"mailing": "m", "sent_at": "2024-05-14 13:00", "recipients": 20},
            {"mailing": "m", "sent_at": "2024-11-14 13:00", "recipients": 20},
            {"mailing": "n", "sent_at": "2024-11-14 13:00", "recipients": 20},
        ),
        "activity": activity(("m", "ann", "open")),
        "feedback": feedback(("b", 5)),
    }
    told = {"as_of": pd.Timestamp("2025-02-01", tz="UTC"), "only": ONE_A_SOURCE}
    usual = copmetrics.indicators(frames, **told)
    known = usual[usual["basis"] != "unknown"].groupby("indicator")["quarter"].agg(list)
    quarters = {name: [str(each) for each in known[name]] for name in known.index}
    assert quarters["attendances"] == ["2025Q1"]
    assert len(quarters["emails_sent"]) == 3
    assert quarters["feedback_favourable"] == ["2025Q1"]
    assert quarters["unique_openers"] == ["2025Q1"]
    for given in (
        written(tmp_path, **frames),
        {**frames, "activity": in_arrow(frames["activity"])},
    ):
        assert_frame_equal(copmetrics.indicators(given, **told), usual)


CELLS = {
    "text": ("a", "b", None),
    "number": (-0.5, 0.5, 1.0, 3.0, 5.0, 6.0, None),
    "instant": (pd.Timestamp("2024-05-01", tz="UTC"), pd.Timestamp("2024-06-01", tz="UTC"), None),
}
RULES = [
    pytest.param(table, rule, id=f"{table.name}-{rule.column}")
    for table in TABLES.values()
    for rule in table.rules
    if rule.condition
]


@pytest.mark.parametrize(("table", "rule"), RULES)
def test_a_rule_says_the_same_of_frames_and_in_sql(table, rule):
    named = [name for name in table.columns if re.search(rf"\b{name}\b", rule.condition)]
    rows = product(*(CELLS[table.columns[name].kind] for name in named))
    frame = table.conform(pd.DataFrame(list(rows), columns=named).reset_index(names="source_row"))
    with open_workspace({table.name: frame}) as space:
        found = space.ask(f"select source_row from {table.name} where {rule.condition}")
    broken = frame["source_row"][rule.broken(frame)]
    assert found["source_row"].tolist() == broken.tolist()
    assert 0 < len(broken) < len(frame)


def test_every_rule_of_a_table_that_is_counted_from_is_also_said_in_sql():
    assert all(rule.condition or rule.once for table in TABLES.values() for rule in table.rules)


def test_a_catalogues_table_is_sparks_and_an_engine_is_one_of_two():
    named = copmetrics.CatalogTable("nation.communities.events")
    with pytest.raises(EngineError, match=re.escape(f"the table '{named.name}'. Ask Spark for it")):
        copmetrics.indicators({"events": named})
    with pytest.raises(ChoiceError, match=r"'polars' is not an engine. Choose from: duckdb, spark"):
        copmetrics.indicators(GOOD, engine="polars")


def test_an_event_is_of_the_topics_that_its_own_column_names_where_no_table_says_so(tmp_path):
    frames = {
        "events": events(
            a={"starts_at": "2024-05-14 13:00", "topic": "Nights; Cards"},
            b={"starts_at": "2024-06-14 13:00", "topic": "Nights"},
            c="2024-06-15 13:00",
        ),
        "attendance": attendance(("a", "ann"), ("a", "ben"), ("b", "ann"), ("c", "cy")),
    }
    paths = {name: str(path) for name, path in written(tmp_path, **frames).items()}
    for given in (frames, paths):
        found = copmetrics.indicators(
            given, settings=YEAR, as_of=NOW, by=["topic"], only=["attendances"]
        )
        told = dict(zip(found["topic"].fillna("none"), found["value"], strict=True))
        assert told == {"Nights": 3, "Cards": 2, "none": 1}
