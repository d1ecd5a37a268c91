"""The demo community: what copmetrics reads out of the exports is what the simulation put in.

The truth comes from the simulation itself, which knows who came, not from the files.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import DEMO, ROOT

from copmetrics.community.community import Community
from copmetrics.community.explain import SAME, explained
from copmetrics.measures import MEASURES
from copmetrics.quarters import name

pytestmark = pytest.mark.slow

EXACT = (
    "attendances",
    "unique_attendees",
    "new_attendees",
    "events",
    "list_joined",
    "mailings",
    "emails_sent",
    "emails_delivered",
)


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("remade")
    subprocess.run(
        [
            sys.executable,
            str(ROOT / "data" / "make_demo.py"),
            "--out",
            str(place / "data"),
            "--truth",
            str(place / "truth.json"),
        ],
        check=True,
        capture_output=True,
    )
    return place


@pytest.fixture(scope="module")
def truth(remade: Path) -> dict[str, dict[str, float]]:
    return json.loads((remade / "truth.json").read_text(encoding="utf-8"))["quarters"]


@pytest.fixture(scope="module")
def found(demo: Community) -> pd.DataFrame:
    values = demo.indicators()
    return values.assign(quarter=[name(each) for each in values["quarter"]]).pivot(
        index="quarter", columns="indicator", values="value"
    )


def test_the_committed_files_are_those_that_the_script_makes(remade):
    made = {
        path.relative_to(remade / "data"): path
        for path in (remade / "data").rglob("*")
        if path.is_file()
    }
    committed = {
        path.relative_to(DEMO): path
        for path in DEMO.rglob("*")
        if path.is_file() and path.name not in (".copmetrics-key", "people-review.csv")
    }
    assert made.keys() == committed.keys()
    differing = [
        str(each) for each in made if made[each].read_bytes() != committed[each].read_bytes()
    ]
    assert differing == []


@pytest.mark.parametrize("indicator", EXACT)
def test_the_figures_read_are_the_figures_put_in(found, truth, indicator):
    assert found.loc[list(truth), indicator].to_dict() == {
        quarter: told[indicator] for quarter, told in truth.items()
    }


@pytest.mark.parametrize(
    ("rate", "counted"), [("open_rate", "unique_opens"), ("click_rate", "unique_clicks")]
)
def test_the_rates_read_are_the_rates_put_in(found, truth, rate, counted):
    for quarter, told in truth.items():
        assert found.loc[quarter, rate] == pytest.approx(told[counted] / told["emails_delivered"])


def test_the_scanners_suspected_are_those_put_in_and_nobody_else(found, truth):
    here = "2026/27-Q2"  # the one quarter with activity per recipient
    assert found.loc[here, "suspected_scanner_clicks"] == truth[here]["scanned"] == 18
    assert (
        found.loc[here, "unique_clickers"] - found.loc[here, "unique_clickers_without_scanners"]
        == 6
    )
    others = found.drop(index=here)
    assert others["suspected_scanner_clicks"].isna().all()


def test_registrations_are_those_put_in_and_unknown_where_there_is_no_export(found, truth):
    for quarter, told in truth.items():
        value = found.loc[quarter, "registrations"]
        assert pd.isna(value) if told["registrations"] == 0 else value == told["registrations"]


def test_the_list_is_right_but_for_when_the_archived_left(found, truth):
    # three people were archived on a day that no export tells: halfway is one quarter late
    wrong = {
        quarter: found.loc[quarter, "list_members"] - told["list_members"]
        for quarter, told in truth.items()
        if found.loc[quarter, "list_members"] != told["list_members"]
    }
    assert wrong == {"2025/26-Q4": 3}
    assert found.loc["2026/27-Q2", "list_members"] == 303  # Mailchimp's own count


def test_how_many_left_is_an_estimate_between_the_two_exports_alone(demo):
    # of 30 September 2025 and 1 October 2026: on both days, and before the first, it is known
    told = demo.indicators(only=("list_members", "list_left"))
    unsure = (
        told[told["basis"].ne("actual")]
        .groupby("indicator")["quarter"]
        .agg(lambda quarters: [name(each) for each in quarters])
    )
    around = ["2025/26-Q3", "2025/26-Q4", "2026/27-Q1"]
    assert unsure.to_dict() == {"list_members": around, "list_left": [*around, "2026/27-Q2"]}


def test_the_midnight_mailing_belongs_to_july(demo):
    sent = demo.mailings.set_index("title").loc["July 2026 bulletin", "sent_at"]
    assert str(sent) == "2026-06-30 23:10:00+00:00"
    by_title = demo.indicators(by=("title",), only=("mailings",)).set_index("title")
    assert name(by_title.loc["July 2026 bulletin", "quarter"]) == "2026/27-Q2"


def test_rows_read_are_rows_kept_and_rows_left_out(demo):
    for each in demo.files:
        assert each.rows == each.kept + sum(each.left_out.values()), each.file
        assert each.kept >= 0, each.file
    tables = demo.tables["attendance"]
    for file, rows in tables.groupby("source_file"):
        read = next(each.rows for each in demo.files if each.file == file)
        assert rows["source_row"].nunique() == read, file


def test_every_quarter_new_retained_and_reactivated_make_the_unique(found):
    parts = found[["new_attendees", "retained_attendees", "reactivated_attendees"]].sum(axis=1)
    known = found["unique_attendees"].notna()
    assert parts[known].tolist() == found.loc[known, "unique_attendees"].tolist()


def test_every_quarter_the_unique_of_the_one_before_are_retained_or_lapsed(found):
    known = found[found["unique_attendees"].notna()]
    stayed = (known["retained_attendees"] + known["lapsed_attendees"]).iloc[1:]
    assert stayed.tolist() == known["unique_attendees"].iloc[:-1].tolist()


def test_every_quarter_start_plus_joined_less_left_is_the_end(found):
    ends = found["list_members"].dropna()
    change = (found["list_joined"] - found["list_left"]).loc[ends.index]
    assert ends.diff().iloc[1:].tolist() == change.iloc[1:].tolist()


def test_the_events_of_a_quarter_sum_to_its_attendances(demo, found):
    by_event = demo.indicators(by=("event",), only=("attendances",))
    sums = by_event.groupby([name(each) for each in by_event["quarter"]])["value"].sum()
    known = found["attendances"].dropna()
    assert sums.to_dict() == known[known > 0].to_dict()


def test_distinct_people_by_event_do_not_sum_to_the_quarters(demo, found):
    by_event = demo.indicators(by=("event",), only=("unique_attendees",))
    sums = by_event.groupby([name(each) for each in by_event["quarter"]])["value"].sum()
    assert sums["2026/27-Q2"] > found.loc["2026/27-Q2", "unique_attendees"]


@pytest.mark.parametrize(
    "indicator", [id for id, each in MEASURES.items() if not each.is_share and not each.amount]
)
def test_the_lines_behind_a_count_are_as_many_as_it_says(demo, indicator):
    quarter = demo.quarter("2026/27-Q2")
    value = demo.indicators(only=[indicator], quarters=pd.PeriodIndex([quarter]))["value"].iloc[0]
    rows = explained(demo, indicator, quarter)
    lines = rows[rows["counted_as"].notna() & rows["counted_as"].ne(SAME)]
    assert len(lines) == (0 if pd.isna(value) else value)  # nothing is behind what nobody knows
    assert rows.loc[rows["counted_as"].isna(), "why_not"].notna().all()
    assert rows.loc[rows["counted_as"].notna(), "why_not"].isna().all()


def test_the_lines_behind_a_sum_add_up_to_it(demo):
    quarter = demo.quarter("2026/27-Q2")
    rows = explained(demo, "emails_sent", quarter)
    assert rows["counted_as"].dropna().str.replace(",", "").astype(int).sum() == 1624
    left_out = rows["why_not"].dropna().tolist()
    assert left_out == []


def test_a_file_that_is_there_twice_counts_once_and_it_is_said(demo):
    notes = {each.file: each.note for each in demo.files if "the same file as" in each.note}
    assert list(notes) == ["zoom/participants_91234567890_2024_11_19.csv"]


def test_what_is_no_export_is_listed_and_not_fatal(demo):
    unread = [each.file for each in demo.files if not each.format]
    assert unread == [
        "notes.txt",
        "outputs/the wall of notes.png",
        "study day agenda.csv",
    ]


def test_note_takers_are_reported_and_are_nobody(demo):
    counted = sum(
        each.left_out.get("a note-taker or recorder, not a person", 0) for each in demo.files
    )
    assert counted > 5
    assert not demo.attendance["attendee"].str.contains("otter|fireflies", case=False).any()


def test_no_table_that_leaves_the_directory_names_anybody(demo, demo_survey):
    people = demo_survey.people.people
    named = set(people["name"].dropna()) | set(people["address"].dropna())
    for table in ("attendance", "members", "activity"):
        for column in demo.tables[table].select_dtypes("str"):
            if column not in ("source_file", "left_out"):
                assert not named & set(demo.tables[table][column].dropna()), (table, column)
