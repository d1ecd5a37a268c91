"""Reports: whole or not at all, the same each time, naming nobody."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from conftest import DEMO

from copmetrics.atomic_write import building, swap_in
from copmetrics.cli import main
from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError, FileError
from copmetrics.publishing import report_run
from copmetrics.publishing.notebook_runner import ReportRequest, communities_in, render

pytestmark = pytest.mark.slow

AS_OF = "2026-10-05"
MARKED = ("Zebedee Quillfeather", "zebedee.quillfeather@planted.example")
ZOOM = """Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent
{name},{address},{day} 01:00:00 PM,{day} 01:40:00 PM,40,No
Ann Other,ann.other@elsewhere.example,{day} 01:00:00 PM,{day} 01:30:00 PM,30,No
"""
AUDIENCE = """Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,EUID
{address},{first},{last},2,2026-04-02 09:00:00,2026-04-02 09:00:00,2026-09-29 09:00:00,1,aa11bb22cc
"""


def small_community(place: Path, *, day: str = "09/15/2026") -> Path:
    """A community of two people, one of whom is marked."""
    place.mkdir(parents=True)
    name, address = MARKED
    first, last = name.split()
    (place / "community.toml").write_text(f'name = "{place.name}"\n', encoding="utf-8")
    (place / "zoom.csv").write_text(
        ZOOM.format(name=name, address=address, day=day), encoding="utf-8"
    )
    (place / "list.csv").write_text(
        AUDIENCE.format(address=address.upper(), first=first, last=last), encoding="utf-8"
    )
    return place


def copmetrics(*words: object) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, for what hangs on one."""
    return subprocess.run(
        [sys.executable, "-m", "copmetrics", *map(str, words)],
        capture_output=True,
        text=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1790000000"},
    )


def contents(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


def every_byte(path: Path) -> bytes:
    """What a file says: unzipped where it is zipped, pictures and all."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(each) for each in archive.namelist())


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Two communities reported on at once, one of them broken: where they are, and what was said."""
    place = tmp_path_factory.mktemp("small")
    small_community(place / "communities" / "small cop")
    broken = small_community(place / "communities" / "broken")
    told = ZOOM.format(name="A", address="a@b.example", day="09/15/2026")
    (broken / "zoom.csv").write_text(told.replace(",40,", ",half an hour,"), encoding="utf-8")
    words = ("--out", place / "reports", "--as-of", AS_OF, "--jobs", "2")
    return place, copmetrics("report", place / "communities", *words)


@pytest.fixture(scope="module")
def small(done) -> tuple[Path, Path]:
    """The small community, reported on once: its folder, and the folder of reports."""
    place, _ = done
    return place / "communities" / "small cop", place / "reports"


def test_the_demo_report_is_there_in_every_usual_format(demo, demo_folder, tmp_path, monkeypatch):
    monkeypatch.setattr(report_run, "load", lambda folder, as_of: demo)
    paths = render(ReportRequest(demo_folder, tmp_path, as_of=AS_OF))
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"acute-deterioration/2026-27-Q2/{name}"
        for name in (
            "changes.csv",
            "indicators.csv",
            "manifest.json",
            "quarterly.html",
            "quarterly.ipynb",
            "quarterly.xlsx",
        )
    ]
    html = paths[3].read_text(encoding="utf-8")
    assert "held 6 events with 277 attendances: 183 people from 16 organisations" in html
    manifest = json.loads(paths[2].read_text(encoding="utf-8"))
    assert manifest["figures"]["attendances"] == 277
    history = manifest["history"]
    assert (len(history), next(reversed(history))) == (12, "2026/27-Q2")
    assert [history[f"2025/26-Q{each}"]["attendances"] for each in (1, 2, 3)] == [298, 137, 50]
    assert history["2026/27-Q2"]["open_rate"] == manifest["figures"]["open_rate"]


def test_nothing_that_report_writes_names_anybody(small):
    _, reports = small
    said = [*MARKED, *MARKED[0].split()]
    looked_at = [path for path in reports.rglob("*") if path.is_file()]
    assert len(looked_at) == 7  # the index too
    for path in looked_at:
        content = every_byte(path).lower()
        for word in said:
            assert word.lower().encode() not in content, (path.name, word)


def test_the_marked_person_was_counted_all_the_same(small):
    folder, _ = small
    values = load(folder, as_of=AS_OF).indicators(
        only=["unique_attendees", "list_members"], quarters=pd.PeriodIndex(["2027Q2"], freq="Q-MAR")
    )
    assert values["value"].tolist() == [2, 1]


def test_running_again_with_nothing_new_at_another_time_and_place_only_the_stamp_differs(
    small, tmp_path, monkeypatch
):
    folder, reports = small
    shutil.copytree(reports, tmp_path / "out")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    words = ["report", str(folder), "--out", str(tmp_path / "out"), "--as-of", AS_OF]
    done = CliRunner().invoke(main, words)  # alone, and in this process
    assert (done.exit_code, done.stderr) == (0, "")
    stamp = re.compile(rb"Made on \d+ \w+ \d{4} at \d\d:\d\d")
    first = reports / "small cop" / "2026-27-Q2"
    second = tmp_path / "out" / "small cop" / "2026-27-Q2"
    assert sorted(contents(second)) == sorted(contents(first))
    assert contents(second) != contents(first)
    for path in sorted(first.iterdir()):
        once, again = every_byte(path), every_byte(second / path.name)
        assert stamp.sub(b"", once) == stamp.sub(b"", again), path.name


def test_no_machines_path_is_in_what_is_written(small):
    folder, reports = small
    for path in (reports / "small cop" / "2026-27-Q2").iterdir():
        assert str(folder.parent).encode() not in every_byte(path), path.name


def test_one_broken_community_does_not_stop_the_others(done):
    place, said = done
    assert said.returncode == 3
    assert said.stderr.splitlines() == [
        f"copmetrics: {place / 'communities' / 'broken'}: zoom.csv, row 2, column 'Duration (minutes)': "
        "'half an hour' is not a whole number. Mend the cell, or export the file again."
    ]
    out = place / "reports"
    assert (out / "small cop" / "2026-27-Q2" / "quarterly.html").exists()
    assert not (out / "broken" / "2026-27-Q2").exists()
    index = (out / "index.html").read_text(encoding="utf-8")
    assert "small%20cop/2026-27-Q2/quarterly.html" in index
    assert "zoom.csv, row 2, column &#39;Duration (minutes)&#39;: what stands there is not" in index
    assert "half an hour" not in index
    assert not list(out.rglob(".building-*"))


def test_a_single_broken_community_is_one_line_and_exit_1(tmp_path):
    folder = small_community(tmp_path / "cop")
    (folder / "community.toml").write_text("calendar = 'lunar'\n", encoding="utf-8")
    words = ["report", str(folder), "--out", str(tmp_path / "out"), "--jobs", "1"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"copmetrics: {folder}: community.toml: 'lunar' is not a calendar. "
        "Did you mean 'calendar'? Choose from: nhs, calendar."
    ]


def copied(small: tuple[Path, Path], tmp_path: Path) -> tuple[Path, Path]:
    """The small community and its reports, to change: a copy of them."""
    folder, reports = small
    shutil.copytree(folder, tmp_path / folder.name)
    shutil.copytree(reports, tmp_path / "out")
    return tmp_path / folder.name, tmp_path / "out"


def test_a_late_file_makes_the_next_report_say_what_it_restates(small, tmp_path, monkeypatch):
    """And the one after that, when nothing more is new, in which no byte is another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    folder, out = copied(small, tmp_path)
    late = ZOOM.format(name="Late Comer", address="late@late.example", day="09/15/2026")
    (folder / "late.csv").write_text(late, encoding="utf-8")
    place = out / folder.name / "2026-27-Q2"
    monkeypatch.setattr(report_run, "load", cache(load))  # nothing in it changes from here
    render(ReportRequest(folder, out, as_of=AS_OF))
    restated = contents(place)
    assert (
        "2026/27 Q2 restated: attendances at events were 2 when published, 3 as now known and "
        "different people who attended were 2 when published, 3 as now known "
        "(new or changed since: late.csv)."
    ) in restated["quarterly.html"].decode()
    render(ReportRequest(folder, out, as_of=AS_OF))
    assert contents(place) == restated


def test_a_killed_run_leaves_the_old_report_whole(small, tmp_path):
    folder, out = copied(small, tmp_path)
    place = out / folder.name / "2026-27-Q2"
    before = contents(place)
    shutil.copy(folder / "zoom.csv", folder / "again.csv")
    with (folder / "again.csv").open("a", encoding="utf-8") as file:
        file.write("New One,new@new.example,09/15/2026 01:00:00 PM,09/15/2026 01:30:00 PM,30,No\n")
    run = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "copmetrics",
            "report",
            str(folder),
            "--out",
            str(out),
            "--as-of",
            AS_OF,
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not list(place.parent.glob(".building-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert run.poll() is None, "it was killed in the middle"
    run.kill()
    run.wait()
    assert contents(place) == before


# The command as it is, but for its notebook, of which it is enough here that it leaves files: twenty times.
REPORTING = """
import sys
from pathlib import Path
from click.testing import CliRunner
from nbformat.v4 import new_notebook
from copmetrics.cli import main
from copmetrics.publishing import notebook_runner
from copmetrics.publishing.manifest import write_manifest

def execute(notebook, parameters, **_):
    workspace = Path(parameters["workspace"])
    for name in ("changes.csv", "indicators.csv"):
        (workspace / name).write_text(name)
    told = {"community": "cop", "quarter": "2026/27-Q2", "stamp": "", "figures": {}}
    write_manifest(told, workspace / "manifest.json")
    return new_notebook()

notebook_runner.execute = execute
for _ in range(20):
    assert CliRunner().invoke(main, sys.argv[1:], catch_exceptions=False).exit_code == 0
"""


def test_two_runs_at_once_leave_one_whole_report(tmp_path):
    folder = small_community(tmp_path / "cop")
    words = ["report", str(folder), "--out", str(tmp_path / "out"), "--as-of", AS_OF]
    command = [sys.executable, "-c", REPORTING, *words, "--formats", "csv"]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    place = tmp_path / "out" / "cop" / "2026-27-Q2"
    assert sorted(contents(place)) == [
        "changes.csv",
        "indicators.csv",
        "manifest.json",
    ]
    assert [path.name for path in place.parent.iterdir()] == ["2026-27-Q2"]


def test_a_folder_changes_places_with_the_new_one_in_one_step(tmp_path):
    place = tmp_path / "report"
    place.mkdir()
    (place / "old").write_text("old")
    with building(tmp_path) as built:
        (built / "new").write_text("new")
        swap_in(built, place)
    assert [path.name for path in place.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_breaks_while_building_leaves_nothing_behind(tmp_path):
    def break_off() -> None:
        with building(tmp_path) as built:
            (built / "half").write_text("half")
            raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        break_off()
    assert list(tmp_path.iterdir()) == []


def test_two_communities_of_one_name_are_refused_before_anything_is_made(tmp_path):
    small_community(tmp_path / "a" / "cop")
    small_community(tmp_path / "b" / "cop")
    with pytest.raises(FileError) as caught:
        communities_in([tmp_path / "a" / "cop", tmp_path / "b" / "cop"])
    assert str(caught.value) == (
        "cop: is the name of several folders. Rename one: reports go into a folder of that name."
    )


def test_a_parameter_that_the_notebook_does_not_declare_is_refused(tmp_path, monkeypatch):
    from copmetrics.publishing import notebook_execution

    stranger = tmp_path / "quarterly.ipynb"
    text = (DEMO.parent.parent / "notebooks" / "quarterly.ipynb").read_text(encoding="utf-8")
    stranger.write_text(text.replace("workspace = ", "place = "), encoding="utf-8")
    monkeypatch.setattr(notebook_execution, "notebook_named", lambda name: stranger)
    folder = small_community(tmp_path / "cop")
    with pytest.raises(CopmetricsError, match="does not declare the parameter 'workspace'"):
        render(ReportRequest(folder, tmp_path / "out", as_of=AS_OF))


def test_a_pdf_without_a_browser_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    folder = small_community(tmp_path / "cop")
    with pytest.raises(FileError) as caught:
        render(ReportRequest(folder, tmp_path / "out", formats=("pdf",), as_of=AS_OF))
    assert str(caught.value) == (
        "--formats pdf: needs Chromium, Chrome or Edge to make a PDF, and none was found. "
        "Install one, or print the HTML from a browser."
    )
