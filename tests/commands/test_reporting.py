"""What `copmetrics report` tells a schedule: its exit code, and why on stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import folder, zoom

from copmetrics.cli import main
from copmetrics.commands import reporting
from copmetrics.errors import FileError
from copmetrics.publishing.notebook_runner import Outcome

WARDS = "Ward,Lead\nNorth,Zelda Unmistakable\n"
IGNORED = '[files."wards.csv"]\nignore = true\n'


@pytest.fixture(autouse=True)
def no_report_is_really_made(monkeypatch):
    monkeypatch.setattr(reporting, "render", lambda request, progress: (request.reports / "made",))
    monkeypatch.setattr(reporting, "write_index", lambda *_: None)


def reported(place, *options):
    words = ["report", str(place), "--out", str(place / "out"), "--as-of", "2024-11-05", *options]
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        ({"wards.csv": WARDS}, ["--strict"], 3),
        ({"wards.csv": WARDS}, [], 0),
        ({"wards.csv": WARDS, "community.toml": IGNORED}, ["--strict"], 0),
        ({"poll.csv": "Poll Report\n#,User Name\n1,Zelda\n"}, ["--strict"], 0),
    ],
    ids=["unread", "not strict", "left out", "not needed"],
)
def test_strict_makes_the_report_and_minds_a_file_that_was_not_read(files, options, code, tmp_path):
    place = folder(tmp_path / "team", {"may.csv": zoom("Asha,asha@example.org"), **files})
    done = reported(place, *options)
    assert done.exit_code == code, done.output
    assert done.stdout == f"{place / 'out' / 'made'}\n"
    told = f"copmetrics: {place / 'wards.csv'}: not read: not an export that copmetrics knows\n"
    assert done.stderr == (told if code else "")


def events_of(done) -> list[dict[str, object]]:
    """The lines of JSON that a scheduler read, each whole by itself."""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_scheduler_is_told_of_one_report_in_lines_of_json(tmp_path):
    place = folder(
        tmp_path / "team", {"may.csv": zoom("Asha,asha@example.org"), "wards.csv": WARDS}
    )
    done = reported(place, "--json", "--strict")
    made = {"community": "team", "audience": None, "done": 1, "of": 1}
    assert events_of(done) == [
        {"event": "begun", "reports": 1},
        {"event": "made", **made, "paths": [str(place / "out" / "made")]},
        {
            "event": "unread",
            "file": str(place / "wards.csv"),
            "why": "not an export that copmetrics knows",
        },
        {
            "event": "ended",
            "made": 1,
            "failed": 0,
            "index": str(place / "out" / "index.html"),
            "exit_code": 3,
        },
    ]
    assert (done.exit_code, done.stderr) == (3, "")


def test_a_scheduler_is_told_why_the_one_report_was_not_made(tmp_path, monkeypatch):
    def refused(request, progress):
        raise FileError("may.csv", "is empty")

    monkeypatch.setattr(reporting, "render", refused)
    done = reported(folder(tmp_path / "team", {"may.csv": ""}), "--json", "--audience", "sponsors")
    _, failed, ended = events_of(done)
    assert failed == {
        "event": "failed",
        "community": "team",
        "audience": "sponsors",
        "done": 1,
        "of": 1,
        "why": "may.csv: is empty.",
    }
    assert (ended["made"], ended["failed"], ended["index"], ended["exit_code"]) == (0, 1, None, 1)
    assert (done.exit_code, done.stderr) == (1, "copmetrics: may.csv: is empty.\n")


def test_of_several_each_is_told_as_it_comes_and_the_end_counts_them(tmp_path, monkeypatch):
    def all_of(requests, *, jobs, done):
        outcomes = [
            Outcome(requests[0], (Path("a"), Path("b"))),
            Outcome(requests[1], error="x: y."),
        ]
        for each in reversed(outcomes):  # the second was done first
            done(each)
        return outcomes

    monkeypatch.setattr(reporting, "render_all", all_of)
    for name in ("asthma", "falls"):
        folder(tmp_path / name, {"community.toml": ""})
    done = reported(tmp_path, "--json")
    told = [(each["event"], each.get("community"), each.get("done")) for each in events_of(done)]
    assert told == [
        ("begun", None, None),
        ("failed", "falls", 1),
        ("made", "asthma", 2),
        ("ended", None, None),
    ]
    assert (events_of(done)[-1]["made"], events_of(done)[-1]["exit_code"]) == (1, 3)
    assert done.exit_code == 3
    plain = reported(tmp_path)
    assert plain.stdout.splitlines() == ["a", "b", str(tmp_path / "out" / "index.html")]
    assert plain.stderr == "copmetrics: x: y.\n"


@pytest.mark.parametrize(
    "words",
    [
        "check s3://bucket/team",
        "report https://trust.example/team",
        "report team --out s3://bucket/reports",
        "facilitate gs://bucket/team",
        "indicators team --output abfss://a@b.example/i.csv",
        "pack team --to s3a://bucket/lake",
        "new s3://bucket/team",
    ],
)
def test_an_address_in_place_of_a_folder_is_refused_in_one_line(words, tmp_path, monkeypatch):
    folder(tmp_path / "team", {"may.csv": zoom("Asha,asha@example.org")})
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, words.split())
    (address,) = [each for each in words.split() if "://" in each]
    assert done.exit_code == 1
    assert done.stderr == (
        f"copmetrics: {address}: is an address, not a folder or file of this computer. Fetch it first, "
        "and name the copy.\n"
    )
    assert [each.name for each in tmp_path.iterdir()] == ["team"]


def test_a_drive_of_windows_is_no_address():
    done = CliRunner().invoke(main, ["check", "C:/communities/team"])
    assert done.stderr.startswith("copmetrics: C:/communities/team: is not a folder.")
