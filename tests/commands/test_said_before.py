"""What `check` said it says again, word for word, as long as it is true, and not an instant longer."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.cli import main
from copmetrics.commands import said_before as saying
from copmetrics.commands.checking import check_folder
from copmetrics.commands.said_before import check_asked, explain_asked, said_before
from copmetrics.community.community import Community
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

PLAIN = check_asked(as_json=False, strict=False)
MEETINGS = {
    f"zoom {day}.csv": zoom("Asha Rao,asha.rao@tidewell.example", day=f"2024-05-{day}")
    for day in ("14", "21")
}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path / "kept"))
    return folder(tmp_path / "tidewell", MEETINGS)


@pytest.fixture
def clock(monkeypatch):
    """Let it be an instant by the clock on the wall."""

    def at(moment: str) -> pd.Timestamp:
        now = pd.Timestamp(moment, tz="Europe/London")
        monkeypatch.setattr(saying.time, "time_ns", lambda: now.value)
        return now

    return at


def checked(place, as_of, **more) -> int:
    return check_folder(place, **{"as_json": False, "review": False, "as_of": as_of, **more})


def test_it_is_said_again_while_nothing_has_changed(place, clock, capsys):
    code = checked(place, clock("2024-07-02 09:00"))
    told = capsys.readouterr()
    assert "Zoom meeting participants: 1 row" in told.out
    for moment in ("2024-07-02 00:00", "2024-07-02 09:00", "2024-07-02 23:59:59"):
        clock(moment)
        said = said_before(place, PLAIN, as_of="")
        said.say()
        assert (said.code, capsys.readouterr()) == (code, told)
        assert said_before(place, PLAIN, as_of="2024-07-02") is None
    for moment in ("2024-07-01 23:59:59", "2024-07-03 00:00"):
        clock(moment)
        assert said_before(place, PLAIN, as_of="") is None
    clock("2024-07-02 10:00")
    assert said_before(place, check_asked(as_json=True, strict=False), as_of="") is None
    assert said_before(place, check_asked(as_json=False, strict=True), as_of="") is None
    folder(place, {"commentary.md": "Words of the editor's."})
    assert said_before(place, PLAIN, as_of="") is None
    (place / "commentary.md").unlink()
    assert said_before(place, PLAIN, as_of="") is not None
    folder(place, {"zoom 14.csv": MEETINGS["zoom 14.csv"].replace("Asha", "Usha")})
    assert said_before(place, PLAIN, as_of="") is None


def test_what_a_program_is_told_is_said_again_in_the_same_bytes(place, clock, capfdbinary):
    checked(place, clock("2024-07-02 09:00"), as_json=True)
    told = capfdbinary.readouterr().out
    said_before(place, check_asked(as_json=True, strict=False), as_of="").say()
    assert capfdbinary.readouterr().out == told
    assert told.startswith(b"{\n")


def test_what_was_said_as_of_a_day_is_true_as_of_that_day_ever_after(place, clock, capsys):
    """`today` is another day tomorrow, and `10:00` too."""
    now = clock("2024-07-02 00:00")
    code = checked(place, now, named_as_of="2024-07-02")
    told = capsys.readouterr()
    clock("2031-01-01 09:00")
    said = said_before(place, PLAIN, as_of="2024-07-02")
    said.say()
    assert (said.code, capsys.readouterr()) == (code, told)
    assert said_before(place, PLAIN, as_of="2024-07-03") is None
    assert said_before(place, PLAIN, as_of="") is None
    clock("2024-07-02 00:00")
    for named in ("today", "10:00", "2024-07"):
        checked(place, now, named_as_of=named)
        assert said_before(place, PLAIN, as_of=named) is None, named


def test_what_explain_said_is_said_again_in_the_same_bytes(place, capfdbinary):
    def explained(format_: str, *, afresh: bool):
        words = ["explain", "attendances", str(place), "--format", format_, "--as-of", "2024-07-02"]
        if not afresh:
            asked = explain_asked("attendances", "latest", (), format_)
            assert said_before(place, asked, as_of="2024-07-02") is not None
        main(words, standalone_mode=False)
        return capfdbinary.readouterr()

    for format_ in ("table", "csv", "json"):
        told = explained(format_, afresh=True)
        assert b"zoom 21.csv" in told.out
        assert told.err.count(b"\n") == 1
        assert explained(format_, afresh=False) == told
    asked = explain_asked("attendances", "2023/24-Q1", (), "table")
    assert said_before(place, asked, as_of="2024-07-02") is None


def test_what_may_change_unseen_is_not_kept(place, clock):
    folder(place, {"commentary.md": "![a chart](chart.png)"})
    checked(place, clock("2024-07-02 09:00"))
    assert said_before(place, PLAIN, as_of="") is None


def test_it_is_true_until_a_day_ends_or_an_event_begins(place):
    def from_until(moment: str) -> list[str]:
        at = Community.of(survey(place, as_of=pd.Timestamp(moment, tz="Europe/London")))
        ends = [each.tz_convert("Europe/London") for each in at.unchanged]
        for each in pd.date_range(*ends, periods=7, inclusive="left"):
            other = Community.of(survey(place, as_of=each))
            assert other.unchanged == at.unchanged
        return [f"{each:%d %H:%M}" for each in ends]

    assert from_until("2024-06-02 10:00") == ["02 00:00", "03 00:00"]
    assert from_until("2024-05-21 14:00") == ["21 13:00", "22 00:00"]
    assert from_until("2024-05-14 14:00") == ["14 13:00", "15 00:00"], "one alone may be a slip"
    folder(place, {"zoom 28.csv": zoom("Asha Rao,asha.rao@tidewell.example", day="2024-05-28")})
    assert from_until("2024-05-14 14:00") == ["14 14:00", "14 14:00"], "there are records of later"


def test_it_takes_none_of_the_libraries_that_answering_takes():
    code = (
        "import sys, copmetrics.cli, copmetrics.commands.said_before, copmetrics.storage.sealing;"
        "print({'pandas', 'pydantic', 'duckdb', 'openpyxl', 'rapidfuzz'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
