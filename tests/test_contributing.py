"""The worked examples of CONTRIBUTING.md, carried out as they stand there, in a copy of the checkout.

A block of the page that follows a line such as "`copmetrics/x.py`, a new file:" is that file; one of
kind `diff` changes a file that is there. The page's three walks may enter no other file.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"^`(?P<path>[^`\n]+)`, [^\n]+:\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COPIED = ("copmetrics", "tests", "docs", "notebooks", "pyproject.toml", "CONTRIBUTING.md")

# What each walk enters: in HOUSE's words, a vendor its reader and sample, a measure one declaration
# (and its page, which is made), a section the accounts.
ENTERED = {
    "A reader": {
        "copmetrics/readers/__init__.py",
        "copmetrics/readers/quillmeet.py",
        "tests/samples/quillmeet/Room 5.csv",
        "tests/samples/quillmeet/expected_attendance.csv",
        "tests/samples/quillmeet/expected_readers.txt",
    },
    "A measure": {
        "copmetrics/measures/attendance.py",
        "docs/indicators.md",
        "tests/measures/test_full_hour_attendances.py",
    },
    "A section": {
        "copmetrics/accounts/formats.py",
        "copmetrics/accounts/part_tables.py",
        "copmetrics/accounts/quarterly.py",
        "tests/accounts/test_formats.py",
    },
}

# Runs in the copy, and says what is seen there of what was added.
PROBE = """
import json, sys
from pathlib import Path
from click.testing import CliRunner
import copmetrics
from copmetrics.cli import main

folder = sys.argv[1]
ASKED = ("--only", "attendances", "--only", "unique_attendees", "--only", "full_hour_attendances")

def said(*words):
    done = CliRunner().invoke(main, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output

community = copmetrics.load(folder, as_of="2023-10-05")
from copmetrics.exploring.indicator_groups import grouped
seen = {
    "package": copmetrics.__file__,
    "check": said("check", folder),
    "indicators": said("indicators", folder, *ASKED, "--format", "json", "--as-of", "2023-10-05"),
    "explorer": [each.label for those in grouped(community).values() for each in those],
    "report": said("report", folder, "--out", "out", "--formats", "html,csv", "--jobs", "1",
                   "--as-of", "2023-10-05"),
}
print(json.dumps(seen))
"""


class Change(NamedTuple):
    """One file that a walk makes or changes."""

    path: str
    kind: str
    text: str


def walks() -> dict[str, list[Change]]:
    """The changes of each example, by its heading."""
    part = PAGE.split("\n## Three changes")[1].split("\n## ")[0]
    titled = (each.split("\n", 1) for each in part.split("\n### ")[1:])
    return {
        title: [Change(*each.groups()) for each in BLOCK.finditer(text)] for title, text in titled
    }


def put_in(change: Change, checkout: Path) -> None:
    """Write a new file, or change one that is there; say what does not fit, if it does not."""
    path = checkout / change.path
    if change.kind != "diff":
        assert not path.exists(), f"{change.path} is there already: it is no new file"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(change.text, encoding="utf-8")
        return
    for hunk in change.text.split("@@\n"):
        lines = hunk.splitlines(keepends=True)
        before = "".join(line[1:] or line for line in lines if not line.startswith("+"))
        after = "".join(line[1:] or line for line in lines if not line.startswith("-"))
        found = path.read_text(encoding="utf-8")
        if (times := found.count(before)) != 1:
            pytest.fail(
                f"CONTRIBUTING.md's change to {change.path} does not fit: these lines stand there "
                f"{times} times, not once:\n{before}",
                pytrace=False,
            )
        path.write_text(found.replace(before, after), encoding="utf-8")


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the copy, with the copy's package."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=checkout,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(checkout), "SOURCE_DATE_EPOCH": "1790000000"},
    )


def files_in(place: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, but for what Python leaves behind."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def entered() -> dict[str, set[str]]:
    """Which files each walk entered, filled as `checkout` is made."""
    return {}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, entered: dict[str, set[str]]) -> Path:
    """A copy of this checkout in which the three examples were carried out, one after the other."""
    place = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, place / name)
    before = files_in(place)
    for title, changes in walks().items():
        for each in changes:
            put_in(each, place)
        if title == "A measure":
            page = run(place, "-m", "copmetrics.measures.indicator_list")
            assert page.returncode == 0, page.stderr
            (place / "docs" / "indicators.md").write_text(page.stdout, encoding="utf-8")
        now = files_in(place)
        entered[title] = {path for path in now if now[path] != before.get(path)}
        before = now
    return place


@pytest.fixture(scope="module")
def seen(checkout: Path) -> dict[str, object]:
    """What the commands say of a folder with one Quillmeet file, and where its report is."""
    folder = checkout / "evening talks"
    folder.mkdir()
    shutil.copy(checkout / "tests" / "samples" / "quillmeet" / "Room 5.csv", folder)
    done = run(checkout, "-c", PROBE, str(folder))
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert Path(found["package"]).parent.parent == checkout, "the copy is what was run"
    report = checkout / "out" / "evening talks" / "2023-24-Q2"
    return found | {"pages": {path.name: path for path in report.iterdir()}}


def test_each_walk_enters_the_files_it_is_said_to_and_no_others(checkout, entered):
    assert entered == ENTERED
    assert {title: {each.path for each in changes} for title, changes in walks().items()} == {
        title: paths - {"docs/indicators.md"} for title, paths in ENTERED.items()
    }


def test_the_examples_are_written_as_the_house_is(checkout):
    named = [path for paths in ENTERED.values() for path in paths if path.endswith(".py")]
    for command in (["ruff", "check"], ["ruff", "format", "--check"]):
        done = run(checkout, "-m", *command, *named)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"


def test_the_examples_pass_their_own_tests_and_the_houses(checkout):
    added = [path for paths in ENTERED.values() for path in paths if "/test_" in path]
    files = [*sorted(added), "tests/readers/test_samples.py", "tests/test_house.py"]
    own = "full_hour or test_formats or quillmeet or every_reader or every_sample"
    chosen = f"{own} or point_one_way or indicators_page or every_measure"
    options = ("-n", "0", "-p", "no:cacheprovider", "-k", chosen)
    done = run(checkout, "-m", "pytest", *options, *files)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_vendors_file_is_read_and_counted(seen):
    assert "Room 5.csv\n    Quillmeet attendance: 3 rows" in seen["check"]
    values = {row["indicator"]: row["value"] for row in json.loads(seen["indicators"])}
    assert (values["attendances"], values["unique_attendees"]) == (2, 2)  # Ann joined twice


def test_the_measure_is_in_every_list_of_indicators(checkout, seen):
    values = {row["indicator"]: row["value"] for row in json.loads(seen["indicators"])}
    assert values["full_hour_attendances"] == 0  # Ann stayed 45 minutes in all, Zoë 50
    page = (checkout / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert "\n## Attendances of an hour or more\n\n`full_hour_attendances`. " in page
    assert "full_hour_attendances" in seen["pages"]["indicators.csv"].read_text(encoding="utf-8")
    assert "full_hour_attendances" in seen["pages"]["changes.csv"].read_text(encoding="utf-8")
    assert "Attendances of an hour or more" in seen["explorer"]


def test_the_section_is_in_the_page_and_in_its_contents(seen):
    html = seen["pages"]["quarterly.html"].read_text(encoding="utf-8")
    assert '<a href="#formats">Online and in person</a>' in html
    assert html.index('id="events"') < html.index('id="formats"') < html.index('id="people"')
    assert "Attendances of 2023/24 Q2" in html
