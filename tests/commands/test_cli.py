"""The commands that scripts rely on: what they print, in which form, and their exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pandas as pd
import pytest
from click.testing import CliRunner
from folders import CAMPAIGNS, EVENTS, ZOOM, folder, zoom
from openpyxl import load_workbook
from read_once import hand_out

from copmetrics.cli import main
from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.community.community import load
from copmetrics.community.explain import explained, explanation_words
from copmetrics.measures import MEASURES
from copmetrics.render.printing import write_frame

pytestmark = pytest.mark.slow

AS_OF = ["--as-of", "2024-10-05"]
BROKEN = ZOOM + "Asha,,2024-05-14 13:00,,x,No\nBen,,2024-05-14 13:00,,y,No\n"


def run(*words):
    return CliRunner().invoke(main, [str(each) for each in words])


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Two huddles and a mailing in the first NHS quarter of 2024/25, a third huddle in the second.

    All tests of this file share the folder: none writes into it.
    """
    return folder(
        tmp_path_factory.mktemp("small") / "sepsis-circle",
        {
            "may.csv": zoom("Asha One,asha@example.org", "Ben Two,ben@example.org", "Otter.ai,"),
            "june.csv": zoom("Asha One,asha@example.org", day="2024-06-18"),
            "july.csv": zoom("Asha Onee,asha1@example.org", day="2024-07-16"),
            "campaigns.csv": CAMPAIGNS
            + 'June,Hi,List,"Jun 04, 2024 10:00 am",Tuesday,20,20,0,9,9,1,1,0,aa11\n',
            "agenda.txt": "Minutes of the last meeting\n",
            "copies/may.csv": zoom(
                "Asha One,asha@example.org", "Ben Two,ben@example.org", "Otter.ai,"
            ),
        },
    )


@pytest.fixture(scope="module")
def read(small):
    """The same, read."""
    return load(small, as_of=AS_OF[1])


@pytest.fixture
def small_read(small, read, monkeypatch):
    """The folder, which every command that is asked of it here has as it was read once."""
    hand_out(read, monkeypatch)
    return small


def test_check_says_what_each_file_is_and_what_is_covered(small):
    done = run("check", small, *AS_OF)
    assert done.exit_code == 0
    assert done.stdout.replace(str(small), "FOLDER") == (
        "sepsis circle (FOLDER)\n\n"
        "agenda.txt\n    not read: not an export that copmetrics knows\n"
        "campaigns.csv\n    Mailchimp campaigns report: 1 row, 4 Jun 2024\n"
        "copies/may.csv\n    Zoom meeting participants: 3 rows, 14 May 2024\n"
        "    left out: 1 a note-taker or recorder, not a person\n"
        "july.csv\n    Zoom meeting participants: 1 row, 16 Jul 2024\n"
        "june.csv\n    Zoom meeting participants: 1 row, 18 Jun 2024\n"
        "may.csv\n    Zoom meeting participants: 3 rows\n    left out: 3 in another file of the same content\n"
        "    the same file as copies/may.csv\n"
        "\nQuarters covered:\n"
        "    event: 2024/25 Q1 to 2024/25 Q2\n"
        "    attendance: 2024/25 Q1 to 2024/25 Q2\n"
        "    registration: none\n    mailing list (audience): none\n"
        "    mailing: 2024/25 Q1\n    mailing activity: none\n    feedback: none\n"
        "Known to: 2024/25 Q2 ends on 30 Sep 2024, and of mailings the newest row is of 4 Jun 2024. If it was "
        "exported later and nothing was sent since, say so in community.toml, under [covered_to]: mailings = "
        "2024-09-30\n"
        "Not read (if that is right, say ignore = true of it in community.toml):\n"
        "    agenda.txt: not an export that copmetrics knows\n"
        "A report can be made: copmetrics report FOLDER\n"
    )


def test_check_tells_a_program_the_same(small):
    told = json.loads(run("check", small, "--json", *AS_OF).stdout)
    assert told["community"] == "sepsis circle"
    assert told["ready"] is True
    assert told["problems"] == []
    by_file = {each["file"]: each for each in told["files"]}
    assert by_file["copies/may.csv"] == {
        "file": "copies/may.csv",
        "format": "Zoom meeting participants",
        "rows": 3,
        "kept": 2,
        "left_out": {"a note-taker or recorder, not a person": 1},
        "first": "2024-05-14T12:00:00",
        "last": "2024-05-14T12:00:00",
        "note": "",
        "not_used": [],
        "missed": False,
    }
    assert by_file["agenda.txt"]["format"] is None
    assert told["quarters"]["attendance"] == ["2024/25-Q1", "2024/25-Q2"]


def test_check_lists_every_bad_row_of_every_file_and_exits_1(tmp_path):
    place = folder(tmp_path, {"bad.csv": BROKEN, "worse.csv": BROKEN.replace("May", "Jun")})
    done = run("check", place, *AS_OF)
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    mend = "is not a whole number. Mend the cell, or export the file again."
    assert lines == [
        f"copmetrics: bad.csv, row 2, column 'Duration (minutes)': 'x' {mend}",
        f"copmetrics: bad.csv, row 3, column 'Duration (minutes)': 'y' {mend}",
        f"copmetrics: worse.csv, row 2, column 'Duration (minutes)': 'x' {mend}",
        f"copmetrics: worse.csv, row 3, column 'Duration (minutes)': 'y' {mend}",
    ]  # the second file has the same bytes, and masks nothing
    assert (
        "bad.csv\n    Zoom meeting participants: 2 things to mend or to answer, see below\n"
        in done.stdout
    )
    told = json.loads(run("check", place, "--json", *AS_OF).stdout)
    assert told["ready"] is False
    assert len(told["problems"]) == 4


def test_check_suggests_and_never_joins_unasked(tmp_path):
    rows = "Asha One,{},asha@one.example\nBen Two,{},ben@two.example\n"
    heads = "Sign-in {} 2024\nName,Organisation,Email\n"
    place = folder(
        tmp_path,
        {
            "a.csv": heads.format("14 May")
            + rows.format('"Northmoor, Hospitals"', "Saltby General"),
            "b.csv": heads.format("18 June")
            + rows.format('"Northmoor, Hospital"', "Saltby General"),
            "c.csv": heads.format("19 June") + "Asha One,,asha@home.example\n",
        },
    )
    done = run("check", place, *AS_OF)
    told = done.stdout.replace(str(place), "FOLDER")
    assert (
        "May be one organisation: 'Northmoor, Hospital' and 'Northmoor, Hospitals'. If so, add a line to\n"
        '    organisations.csv (variant,name): "Northmoor, Hospitals","Northmoor, Hospital"\n'
    ) in told
    assert (
        "1 pair of people may be one person: joining them moves unique attendees, in all "
        "quarters together, from 3 to 2.\n    To decide: copmetrics check FOLDER --review\n"
    ) in told


def test_review_writes_the_suggestions_and_keeps_what_was_decided(tmp_path):
    place = folder(
        tmp_path,
        {
            "a.csv": zoom("Asha One,asha@example.org"),
            "b.csv": zoom("Asha One,asha@home.example", day="2024-06-18"),
        },
    )
    assert run("check", place, "--review", *AS_OF).exit_code == 0
    path = place / "people-review.csv"
    review = pd.read_csv(path, dtype="str", keep_default_na=False)
    assert review["reason"].tolist() == ["the same name at two addresses"]
    assert review["as_same"].tolist() == [
        "2024/25 Q1: attendances 2, unique attendees 2 to 1, organisations 0, new 2 to 1"
    ]
    review.assign(decision="different").to_csv(path, index=False)
    run("check", place, "--review", *AS_OF)
    assert pd.read_csv(path)["decision"].tolist() == ["different"]


@pytest.mark.parametrize("format_", ["csv", "json", "parquet"])
def test_indicators_come_in_every_form_with_the_columns_of_the_contract(
    small_read, format_, tmp_path
):
    path = tmp_path / "out"
    done = run("indicators", small_read, "--format", format_, "--output", path, *AS_OF)
    assert (done.exit_code, done.stdout) == (0, "")
    read = {"csv": pd.read_csv, "json": pd.read_json, "parquet": pd.read_parquet}[format_]
    found = read(path)
    assert list(found.columns) == [
        "quarter",
        "indicator",
        "value",
        "numerator",
        "denominator",
        "unit",
        "basis",
        "note",
    ]
    assert len(found) == 2 * len(MEASURES)
    first = found[(found["quarter"] == "2024/25-Q1")].set_index("indicator")["value"]
    assert first[["attendances", "unique_attendees", "events", "emails_sent"]].tolist() == [
        3,
        2,
        2,
        20,
    ]
    assert first["open_rate"] == 0.45


def test_indicators_by_a_dimension_recount_people(small_read):
    done = run(
        "indicators",
        small_read,
        "--by",
        "event",
        "--only",
        "unique_attendees",
        "--quarter",
        "2024/25-Q1",
        "--format",
        "csv",
        *AS_OF,
    )
    found = pd.read_csv(io.StringIO(done.stdout))
    assert found["value"].tolist() == [2, 1]
    assert found["event"].tolist() == ["2024-05-14-meeting", "2024-06-18-meeting"]


def test_changes_have_the_columns_of_the_contract_first(small_read):
    done = run("changes", small_read, "--quarter", "2024/25-Q2", "--format", "csv", *AS_OF)
    found = pd.read_csv(io.StringIO(done.stdout))
    assert list(found.columns)[:9] == [
        "quarter",
        "indicator",
        "value",
        "previous",
        "change",
        "change_percent",
        "low",
        "high",
        "verdict",
    ]
    row = found.set_index("indicator").loc["attendances"]
    assert (row["value"], row["previous"], row["change"]) == (1, 3, -2)
    assert round(row["change_percent"], 3) == -0.667


def test_explain_lists_the_lines_behind_a_number_and_those_left_out(small_read):
    done = run(
        "explain", "attendances", small_read, "--quarter", "2024/25-Q1", "--format", "csv", *AS_OF
    )
    found = pd.read_csv(io.StringIO(done.stdout), dtype="str", keep_default_na=False)
    assert found[["file", "row", "counted_as", "why_not"]].to_numpy().tolist() == [
        ["copies/may.csv", "2", "1", ""],
        ["copies/may.csv", "3", "1", ""],
        ["june.csv", "2", "1", ""],
        ["copies/may.csv", "4", "", "a note-taker or recorder, not a person"],
    ]
    assert done.stderr == (
        "Attendances at events, 2024/25 Q1: 3. Behind it: 3 lines that count, 0 that repeat one of "
        "them, 1 left out.\n"
    )


def test_explain_of_people_says_which_lines_repeat_somebody(small_read):
    done = run(
        "explain",
        "unique_attendees",
        small_read,
        "--quarter",
        "2024/25-Q1",
        "--format",
        "csv",
        *AS_OF,
    )
    found = pd.read_csv(io.StringIO(done.stdout), dtype="str", keep_default_na=False)
    counted = found["counted_as"].value_counts().to_dict()
    assert counted == {"1": 2, "counted already": 1, "": 1}


@pytest.mark.parametrize("indicator", MEASURES)
def test_every_indicator_can_be_explained(read, indicator, capsys):
    rows = explained(read, indicator, read.quarter())
    write_frame(rows, "table", None)
    assert capsys.readouterr().out
    assert explanation_words(read, indicator, read.quarter(), rows).startswith(
        MEASURES[indicator].label
    )


@pytest.mark.parametrize(
    ("indicator", "told"),
    [
        ("attendances", "Attendances at events, 2024/25 Q2: 1. Behind it: 1 line that counts, "),
        ("open_rate", "Emails opened, 2024/25 Q2: –"),
        ("core_people", "Core participants, 2024/25 Q2: 0 (from 2 of 4 quarters: "),
    ],
)
def test_explain_is_of_the_latest_quarter_and_for_the_eye(small_read, indicator, told):
    done = run("explain", indicator, small_read, *AS_OF)
    assert done.exit_code == 0
    assert done.stderr.startswith(told)
    assert done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["explain", "atendances", "FOLDER"],
            "copmetrics: 'atendances' is not an indicator. Did you mean 'attendances'? Or "
            "attendance_gini, uncertain_attendances, new_attendees? copmetrics indicators FOLDER lists them "
            "all.\n",
        ),
        (
            ["indicators", "FOLDER", "--quarter", "2024-Q9"],
            "copmetrics: '2024-Q9' is not a quarter of this community's calendar. Write it as "
            "2017/18-Q3 or latest.\n",
        ),
        (
            ["report", "nowhere"],
            "copmetrics: nowhere: is not a folder. Name the folder with the exports.\n",
        ),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_1(small_read, words, message):
    done = run(*(small_read if each == "FOLDER" else each for each in words), *AS_OF)
    assert (done.exit_code, done.stderr) == (1, message)


@pytest.mark.parametrize(
    "words",
    [
        ["reprot", "FOLDER"],
        ["report"],
        ["report", "FOLDER", "--formats", "docx"],
        ["report", "FOLDER", "--brief", "--formats", "xlsx"],
        ["report", "FOLDER", "--jobs", "0"],
        ["report", "FOLDER", "--as-of", "soon"],
        ["indicators", "FOLDER", "--format", "xls"],
        ["indicators"],
    ],
)
def test_wrong_usage_is_exit_2_without_a_traceback(small, words):
    done = run(*(small if each == "FOLDER" else each for each in words))
    assert done.exit_code == 2
    assert "Usage:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_stops_listening_is_no_error(tmp_path):
    place = folder(tmp_path, {"may.csv": zoom("Asha One,asha@example.org")})
    command = f"{sys.executable} -m copmetrics indicators {place} --format csv | head -1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert done.stdout.startswith("quarter,indicator,value")
    assert done.stderr == ""


def test_a_folder_that_new_makes_can_be_filled_in_and_read(tmp_path):
    place = tmp_path / "new-community"
    done = run("new", place, "--name", 'Falls "prevention"', "--calendar", "calendar")
    assert done.exit_code == 0
    assert [line.rpartition("/")[2] for line in done.stdout.splitlines()] == [
        "community.toml",
        "organisations.csv",
        "sign-in.xlsx",
        "stories.xlsx",
        "indicators.xlsx",
        "agenda.xlsx",
        "feedback.xlsx",
        "outputs.xlsx",
    ]
    book = load_workbook(place / "sign-in.xlsx")
    assert book.sheetnames == ["Guidance", "Events", "Sign-in", "Visits"]
    book["Events"].append(
        [
            "may-huddle",
            "Huddle",
            pd.Timestamp("2024-05-14 13:00").to_pydatetime(),
            None,
            "online",
            "sharing",
        ]
    )
    for name in ("Asha One", "Ben O'Two"):
        book["Sign-in"].append(["may-huddle", name, None, "Example Trust", "Nurse"])
    book.save(place / "sign-in.xlsx")
    found = run(
        "indicators",
        place,
        "--quarter",
        "2024-Q2",
        "--format",
        "csv",
        "--only",
        "attendances",
        "--only",
        "events",
        *AS_OF,
    )
    assert pd.read_csv(io.StringIO(found.stdout))["value"].tolist() == [2, 1]
    told = json.loads(run("check", place, "--json", *AS_OF).stdout)
    assert told["community"] == "Falls 'prevention'"
    assert told["quarters"]["events"] == ["2024-Q2"]


def test_new_never_overwrites_anything(tmp_path):
    ours = {"organisations.csv": "variant,name\na,b\n", **dict.fromkeys(WORKBOOKS, "ours")}
    place = folder(tmp_path / "mine", {"community.toml": "", **ours})
    done = run("new", place)
    assert done.exit_code == 1
    assert done.stderr.replace(str(place), "FOLDER") == (
        "copmetrics: FOLDER: has a community.toml already. Edit that file, or name another folder.\n"
    )
    (place / "community.toml").unlink()
    assert run("new", place).exit_code == 0
    assert {name: (place / name).read_text() for name in ours} == ours


def test_a_quarter_in_which_nothing_happened_counts_none_if_the_community_says_so(tmp_path):
    files = {"events.csv": EVENTS + "a,A,2024-05-14 13:00,,,,,,\n"}
    place = folder(tmp_path, files)
    words = ["indicators", place, "--only", "events", "--format", "csv", *AS_OF]
    assert pd.read_csv(io.StringIO(run(*words).stdout))["value"].tolist() == [1]
    folder(place, {"community.toml": "[covered_to]\nattendance = 2024-09-30\n"})
    assert pd.read_csv(io.StringIO(run(*words).stdout))["value"].tolist() == [1, 0]


def test_help_lists_every_command():
    told = run("--help").stdout
    for command in ("check", "indicators", "changes", "explain", "report", "new"):
        assert f"  {command} " in told
    assert "..." not in told.split("Commands:")[1], "what a command is for is said whole"
