"""What is printed reaches every console, pipe and file, or one line says why it does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from folders import EVENTS, folder, zoom

from copmetrics.atomic_write import writing
from copmetrics.errors import FileError
from copmetrics.identity.review import write_review
from copmetrics.render.printing import write_frame
from copmetrics.settings import read_settings

pytestmark = pytest.mark.slow

AS_OF = ["--as-of", "2024-10-05"]
FULL_DISK = Path("/dev/full")


@pytest.fixture(scope="module")
def welsh(tmp_path_factory):
    """A community in Wales: its name and a file's have letters that few code pages know."""
    place = tmp_path_factory.mktemp("wales") / "Tŷ Sepsis"
    return folder(
        place,
        {"Tŷ.csv": zoom("Siân Tŷ,sian@example.org", "Ben,ben@example.org"), "notes.txt": "Tŷ"},
    )


def run(*words, output=subprocess.PIPE, **environment):
    return subprocess.run(
        [sys.executable, "-m", "copmetrics", *map(str, words)],
        stdout=output,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


@pytest.mark.parametrize("code_page", ["cp1252", "cp850", "cp437"])
@pytest.mark.parametrize("command", ["check", "changes"])
def test_a_console_that_lacks_a_letter_is_given_its_number(welsh, command, code_page):
    done = run(command, welsh, *AS_OF, PYTHONIOENCODING=code_page)
    assert (done.returncode, done.stderr) == (0, b"")
    if command == "check":
        assert "T\\u0177.csv\n    Zoom meeting participants: 2 rows" in done.stdout.decode(
            code_page
        ).replace("\r\n", "\n")


def test_what_is_for_programs_is_utf_8_whatever_the_console(welsh):
    words = ["explain", "attendances", welsh, "--quarter", "2024/25-Q1", *AS_OF]
    plain = run(*words, "--format", "csv", PYTHONIOENCODING="utf-8")
    assert "Tŷ.csv" in plain.stdout.decode("utf-8")
    for code_page in ("cp1252", "ascii"):
        assert run(*words, "--format", "csv", PYTHONIOENCODING=code_page).stdout == plain.stdout
    told = run("check", welsh, "--json", *AS_OF, PYTHONIOENCODING="cp850")
    assert '"file": "Tŷ.csv"' in told.stdout.decode("utf-8")


def one_line(done):
    lines = done.stderr.decode("utf-8").splitlines()
    assert (done.returncode, len(lines)) == (1, 1), lines
    return lines[0]


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no such device on this system")
@pytest.mark.parametrize("format_", ["csv", "json", "parquet", "table"])
def test_a_full_disk_is_one_line_and_exit_1(welsh, format_):
    words = ["indicators", welsh, "--format", format_, *AS_OF]
    with FULL_DISK.open("wb") as full:
        printed = run(*words, output=full)
    assert one_line(printed) == (
        "copmetrics: what was to be printed: cannot be written: No space left on device. "
        "Make room there, or choose another place."
    )
    assert one_line(run(*words, "--output", FULL_DISK)) == (
        "copmetrics: /dev/full: cannot be written: No space left on device. "
        "Make room there, or choose another place."
    )


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no such device on this system")
def test_help_that_cannot_be_printed_is_one_line_too():
    with FULL_DISK.open("wb") as full:
        assert one_line(run("--help", output=full)).startswith("copmetrics: what was to be printed")


def test_a_pipe_that_is_closed_is_one_line_and_exit_1(welsh):
    reading, writing_end = os.pipe()
    os.close(reading)
    with os.fdopen(writing_end, "wb") as nobody:
        done = run("indicators", welsh, "--format", "csv", *AS_OF, output=nobody)
    assert one_line(done) == (
        "copmetrics: whoever was to read this closed it before all was written."
    )


def test_a_folder_that_is_not_there_is_one_line_and_exit_1(welsh, tmp_path):
    place = tmp_path / "nowhere" / "values.csv"
    done = run("indicators", welsh, "--format", "csv", "--output", place, *AS_OF)
    assert one_line(done) == (
        f"copmetrics: {place}: cannot be written: No such file or directory. "
        "Make the folder first, or choose another place."
    )


@pytest.mark.parametrize("format_", ["csv", "json", "parquet", "table"])
def test_a_file_that_excel_has_open_is_one_line(demo, tmp_path, monkeypatch, format_):
    def is_open(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", is_open)
    values = demo.indicators(only=["attendances"])
    with pytest.raises(FileError) as caught:
        write_frame(values, format_, tmp_path / "values")
    assert str(caught.value) == (
        f"{tmp_path}/values: cannot be written: Permission denied. "
        "Close it in other programs, or choose another place."
    )


def test_a_review_that_excel_has_open_stays_as_it_is(tmp_path, monkeypatch):
    import pandas as pd

    decided = "decision,name,other_name,person,other\nsame,A,B,p1,p2\n"
    place = folder(tmp_path, {"people-review.csv": decided})

    def is_open(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", is_open)
    nobody = pd.DataFrame(columns=["name", "person", "other"])
    with pytest.raises(FileError, match="Close it in other programs"):
        write_review(place, nobody)
    assert {each.name: each.read_text() for each in place.iterdir()} == {
        "people-review.csv": decided
    }


def test_what_the_system_does_not_number_is_told_in_its_own_words():
    with pytest.raises(FileError) as caught, writing("values.csv"):
        raise OSError("the tape has run out")
    assert str(caught.value) == "values.csv: cannot be written: the tape has run out."


def test_what_a_file_says_gives_a_terminal_no_orders(tmp_path):
    """A title that would clear the screen (ESC [2J) and turn the rest of the line is printed as words."""
    events = EVENTS + '"e1","Huddle \x1b[2J\u202e now",2024-05-14 13:00,,,,,,\n'
    place = folder(tmp_path / "cop", {"events.csv": events, "may.csv": zoom("Asha,a@example.org")})
    done = run("check", place, *AS_OF)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"'Huddle [2J now'" in done.stdout
    assert b"\x1b" not in run("indicators", place, "--by", "event", *AS_OF).stdout


def test_a_name_for_a_new_community_may_be_whatever_somebody_types(tmp_path):
    made = run("new", tmp_path / "cop", "--name", 'A\x0bB\n"C" {x} \\ $$')
    assert made.returncode == 0
    assert read_settings(tmp_path / "cop").name == "A B 'C' {x}  $$"
