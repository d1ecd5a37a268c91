"""What `copmetrics report` tells a schedule: its exit code, and why on stderr."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from folders import folder, zoom

from copmetrics.cli import main
from copmetrics.commands import reporting

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
