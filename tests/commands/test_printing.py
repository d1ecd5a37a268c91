"""What is printed reaches every console, pipe and file, or one line says why it does not."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import EVENTS, folder, zoom
from read_once import hand_out

from copmetrics.atomic_write import writing
from copmetrics.cli import main
from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.community.community import load
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


@pytest.fixture(scope="module")
def read(welsh):
    """The same, read."""
    return load(welsh, as_of=AS_OF[1])


@pytest.fixture
def welsh_read(welsh, read, monkeypatch):
    """The folder, which every command that is asked of it here has as it was read once."""
    hand_out(read, monkeypatch)
    return welsh


def run(*words, output=subprocess.PIPE, **environment):
    """A command in a process of its own, for what hangs on one."""
    return subprocess.run(
        [sys.executable, "-m", "copmetrics", *map(str, words)],
        stdout=output,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def printed(*words, code_page="utf-8"):
    """A command beside us, whose standard output has this code page."""
    return CliRunner(charset=code_page).invoke(main, [str(each) for each in words])


@pytest.mark.parametrize(
    ("command", "code_page"),
    [("check", "cp1252"), ("check", "cp850"), ("check", "cp437"), ("changes", "cp437")],
)
def test_a_console_that_lacks_a_letter_is_given_its_number(welsh_read, command, code_page):
    done = printed(command, welsh_read, *AS_OF, code_page=code_page)
    assert (done.exit_code, done.stderr) == (0, "")
    if command == "check":
        assert "T\\u0177.csv\n    Zoom meeting participants: 2 rows" in done.stdout_bytes.decode(
            code_page
        ).replace("\r\n", "\n")


def test_a_process_of_its_own_gives_a_console_the_number_of_a_letter_and_programs_utf_8(welsh):
    both = (
        "import sys; from contextlib import suppress; from copmetrics.cli import main\n"
        "with suppress(SystemExit): main()\n"
        "main([*sys.argv[1:], '--json'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", both, "check", str(welsh), *AS_OF],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp437"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    plain, brace, told = done.stdout.partition(b"{")
    assert b"T\\u0177.csv" in plain
    assert '"file": "Tŷ.csv"' in (brace + told).decode("utf-8")


def test_what_is_for_programs_is_utf_8_whatever_the_console(welsh_read):
    words = ["explain", "attendances", welsh_read, "--quarter", "2024/25-Q1", "--format", "csv"]
    plain = printed(*words, *AS_OF, code_page="utf-8").stdout_bytes
    assert "Tŷ.csv" in plain.decode("utf-8")
    for code_page in ("cp1252", "ascii"):
        assert printed(*words, *AS_OF, code_page=code_page).stdout_bytes == plain
    told = printed("check", welsh_read, "--json", *AS_OF, code_page="cp850")
    assert '"file": "Tŷ.csv"' in told.stdout_bytes.decode("utf-8")


def one_line(done):
    return the_line(done.returncode, done.stderr.decode("utf-8"))


def the_line(code, stderr):
    lines = stderr.splitlines()
    assert (code, len(lines)) == (1, 1), lines
    return lines[0]


NO_SPACE = "cannot be written: No space left on device. Make room there, or choose another place."


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no such device on this system")
@pytest.mark.parametrize("format_", ["csv", "json", "parquet", "table"])
def test_a_full_disk_is_one_line_and_exit_1(welsh_read, format_, monkeypatch, capsys):
    words = ["indicators", welsh_read, "--only", "events", "--format", format_, *AS_OF]
    done = printed(*words, "--output", FULL_DISK)
    assert the_line(done.exit_code, done.stderr) == f"copmetrics: /dev/full: {NO_SPACE}"
    with io.TextIOWrapper(FULL_DISK.open("wb"), encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in words])
    told = the_line(ended.value.code, capsys.readouterr().err)
    assert told == f"copmetrics: what was to be printed: {NO_SPACE}"


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no such device on this system")
def test_a_process_of_its_own_ends_with_that_line(welsh):
    with FULL_DISK.open("wb") as full:
        done = run("indicators", welsh, "--only", "events", "--format", "csv", *AS_OF, output=full)
    assert one_line(done) == f"copmetrics: what was to be printed: {NO_SPACE}"


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no such device on this system")
def test_help_that_cannot_be_printed_is_one_line_too():
    with FULL_DISK.open("wb") as full:
        assert one_line(run("--help", output=full)).startswith("copmetrics: what was to be printed")


def test_a_pipe_that_is_closed_is_one_line_and_exit_1(welsh):
    reading, writing_end = os.pipe()
    os.close(reading)
    with os.fdopen(writing_end, "wb") as nobody:
        words = ["indicators", welsh, "--only", "events", "--format", "csv", *AS_OF]
        done = run(*words, output=nobody)
    assert one_line(done) == (
        "copmetrics: whoever was to read this closed it before all was written."
    )


def test_a_folder_that_is_not_there_is_one_line_and_exit_1(welsh_read, tmp_path):
    place = tmp_path / "nowhere" / "values.csv"
    words = ["indicators", welsh_read, "--only", "events", "--format", "csv", "--output", place]
    done = printed(*words, *AS_OF)
    assert the_line(done.exit_code, done.stderr) == (
        f"copmetrics: {place}: cannot be written: No such file or directory. "
        "Make the folder first, or choose another place."
    )


@pytest.mark.parametrize("format_", ["csv", "json", "parquet", "table"])
def test_a_file_that_excel_has_open_is_one_line(read, tmp_path, monkeypatch, format_):
    def is_open(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", is_open)
    values = read.indicators(only=["attendances"])
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
    done = printed("check", place, *AS_OF)
    assert (done.exit_code, done.stderr) == (0, "")
    assert b"'Huddle [2J now'" in done.stdout_bytes
    assert b"\x1b" not in printed("indicators", place, "--by", "event", *AS_OF).stdout_bytes


def test_a_name_for_a_new_community_may_be_whatever_somebody_types(tmp_path):
    folder(tmp_path / "cop", dict.fromkeys(WORKBOOKS, "filled in"))  # blank ones take long to write
    made = printed("new", tmp_path / "cop", "--name", 'A\x0bB\n"C" {x} \\ $$')
    assert made.exit_code == 0
    assert read_settings(tmp_path / "cop").name == "A B 'C' {x}  $$"
