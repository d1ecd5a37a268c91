"""`copmetrics facilitate`: the page names nobody; one file apart from it may, if asked to."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result
from folders import CAMPAIGNS, folder
from openpyxl import load_workbook
from test_reports import MARKED, every_byte

from copmetrics.cli import main
from copmetrics.commands.facilitating import facilitate
from copmetrics.publishing import facilitator_run
from copmetrics.publishing.facilitator_run import open_facilitator_run

pytestmark = pytest.mark.slow

AS_OF = "2026-10-05"
NAME, ADDRESS = MARKED
REASON = "Because Quillfeather asked me"
PLANTED = (NAME, ADDRESS, *NAME.split(), REASON)
ZOOM = (
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent\n"
    f"{NAME},{ADDRESS},09/15/2026 01:00:00 PM,09/15/2026 01:40:00 PM,40,No\n"
    "Guest Quillfeather,guest@planted.example,09/15/2026 01:00:00 PM,09/15/2026 01:40:00 PM,40,No\n"
)
AUDIENCE = (
    "Email Address,First Name,Last Name,Why do you want to join us?,MEMBER_RATING,OPTIN_TIME,"
    "CONFIRM_TIME,LAST_CHANGED,LEID,EUID\n"
    f"{ADDRESS.upper()},Zebedee,Quillfeather,{REASON},2,2026-09-30 09:00:00,2026-09-30 09:00:00,"
    "2026-10-01 09:00:00,1,aa11bb22cc\n"
)
CLICKED = (
    f"Timestamp,IP,Email,Url\n2026-09-30 10:00:00,192.0.2.1,{ADDRESS},https://a.example/card\n"
)


def small(place: Path) -> Path:
    """A community of two marked people: one has just joined, one came and is not on the list."""
    sent = 'After,Hi,List,"Sep 30, 2026 10:00 am",Wednesday,20,20,0,9,9,1,1,0,aa11\n'
    return folder(
        place,
        {
            "zoom.csv": ZOOM,
            "subscribed_members_export_0a1b2c3d4e.csv": AUDIENCE,
            "campaigns.csv": CAMPAIGNS + sent,
            "granular_activity/clicks/1_after.csv": CLICKED,
        },
    )


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of reports after a run that asked for names, beside an ordinary report."""
    place = tmp_path_factory.mktemp("named")
    community = small(place / "cop")
    done = run("facilitate", community, "--as-of", AS_OF, "--out", place / "out", "--with-names")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [Path(line).relative_to(place).as_posix() for line in done.stdout.splitlines()] == [
        "out/cop/monday/2026-10-05/facilitator.html",
        "out/cop/monday/2026-10-05/facilitator.ipynb",
        "out/cop/monday/2026-10-05/facilitator.xlsx",
        "out/cop/private/people-2026-10-05.xlsx",
    ]
    words = ("--as-of", AS_OF, "--out", place / "out", "--jobs", "1")
    assert run("report", community, *words).exit_code == 0
    return place / "out"


def run(*words: object) -> Result:
    """A command beside us: nothing here hangs on a process of its own."""
    return CliRunner().invoke(main, [str(each) for each in words])


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    return {page.title: list(page.values) for page in load_workbook(path)}


def test_only_the_file_apart_names_anybody_even_with_names(named):
    private = named / "cop" / "private" / "people-2026-10-05.xlsx"
    others = [each for each in named.rglob("*") if each.is_file() and each != private]
    assert len(others) == 3 + 6 + 2  # the page, the report, the index and what git is to ignore
    for path in others:
        content = every_byte(path).lower()
        for word in PLANTED:
            assert word.lower().encode() not in content, (path.name, word)
    said = every_byte(private).decode()
    for word in (NAME, ADDRESS, REASON, "guest@planted.example"):
        assert word in said, word


def test_the_first_line_of_every_list_says_what_it_is_and_for_whom(named):
    lists = rows_of(named / "cop" / "private" / "people-2026-10-05.xlsx")
    assert list(lists) == [
        "New joiners",
        "Members to ask",
        "Not returned",
        "Not on the list",
        "Whom to interview",
    ]
    assert lists["New joiners"][0][0] == (
        "RESTRICTED: new joiners of cop, by name and address. For its facilitators only: do not pass "
        "on, and delete after use."
    )
    assert all(str(rows[0][0]).startswith("RESTRICTED: ") for rows in lists.values())
    joined = pd.Timestamp("2026-09-30").to_pydatetime()
    assert lists["New joiners"][4] == (NAME, ADDRESS, "planted.example", None, joined, REASON)
    assert lists["Not on the list"][4][:2] == ("Guest Quillfeather", "guest@planted.example")
    assert len(lists["Not on the list"]) == 5


def test_the_lists_are_for_whoever_ran_it_and_git_never_takes_them(named, tmp_path):
    private = named / "cop" / "private"
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in private.iterdir()}
    assert sorted(modes) == [".gitignore", "people-2026-10-05.xlsx"]
    assert modes["people-2026-10-05.xlsx"] == 0o600
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    subprocess.run(["git", "init", "-q", str(named)], check=True)
    added = subprocess.run(
        ["git", "-C", str(named), "add", "--dry-run", "cop"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "facilitator.html" in added.stdout
    assert "private" not in added.stdout


def test_the_index_of_reports_does_not_link_it(named):
    index = (named / "index.html").read_text(encoding="utf-8")
    assert "quarterly.html" in index
    assert "private" not in index
    assert "people-" not in index


@pytest.fixture(scope="module")
def again(named: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the same, after another run for the same day, of more days and without asking for names."""
    out = shutil.copytree(named, tmp_path_factory.mktemp("again") / "out")
    facilitate(named.parent / "cop", since="2026-09-01", as_of=AS_OF, with_names=False, out=out)
    return out / "cop"


def test_without_asking_there_are_pseudonyms_only(again):
    private = again / "private" / "people-2026-10-05.xlsx"
    said = every_byte(private).lower()
    for word in (NAME, ADDRESS, "zebedee", "guest@planted.example"):
        assert word.lower().encode() not in said, word
    joiner = rows_of(private)["New joiners"][4]
    assert str(joiner[0]).startswith("p")
    assert joiner[-1] == REASON
    assert rows_of(private)["New joiners"][0][0].startswith(
        "RESTRICTED: new joiners of cop, by pseudonym."
    )


def test_running_again_puts_the_new_page_in_the_place_of_the_old(named, again):
    assert sorted(each.name for each in again.iterdir()) == ["2026-27-Q2", "monday", "private"]
    assert [each.name for each in (again / "monday").iterdir()] == ["2026-10-05"]
    page = Path("monday") / "2026-10-05" / "facilitator.html"
    said = "Since 1 Sep 2026: 1 event held, 1 mailing sent, 1 person joined the list."
    assert said in (again / page).read_text(encoding="utf-8")
    assert said not in (named / "cop" / page).read_text(encoding="utf-8")


def test_what_breaks_leaves_neither_page_nor_list(tmp_path):
    community = small(tmp_path / "cop")
    folder(community, {"zoom.csv": ZOOM.replace(",40,", ",half an hour,", 1)})
    done = run("facilitate", community, "--as-of", AS_OF, "--out", tmp_path / "out", "--with-names")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"copmetrics: {community}: zoom.csv, row 2, column 'Duration (minutes)': 'half an hour' is not a "
        "whole number. Mend the cell, or export the file again."
    ]
    assert [each.name for each in (tmp_path / "out").rglob("*") if each.is_file()] == [".gitignore"]


@pytest.mark.parametrize("option", ["--since", "--as-of"])
def test_what_is_no_day_is_wrong_usage(tmp_path, option):
    done = run("facilitate", small(tmp_path / "cop"), option, "Monday")
    assert done.exit_code == 2
    assert f"Invalid value for {option}: 'Monday' is not a day such as 2026-09-30." in done.stderr


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    done = run("facilitate", tmp_path / "nowhere", "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"copmetrics: {tmp_path / 'nowhere'}: is not a folder. Name the folder with the exports."
    ]


def test_since_must_be_before_the_day_of_the_page(tmp_path):
    words = ("--since", AS_OF, "--as-of", AS_OF, "--out", tmp_path / "out")
    done = run("facilitate", small(tmp_path / "cop"), *words)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        f"copmetrics: {tmp_path / 'cop'}: --since 2026-10-05: is not before the day of the page. "
        "Name an earlier day, or a later --as-of."
    ]


def test_run_by_hand_it_saves_nothing_and_tells_the_demos_monday(
    tmp_path, monkeypatch, demo_folder, demo_survey
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(facilitator_run, "survey", lambda folder, as_of: demo_survey)
    monday = open_facilitator_run(str(demo_folder), since="2026-09-21", as_of="2026-10-05")
    monday.save()
    assert list(tmp_path.iterdir()) == []
    said = str(monday.account)
    # ten in the first of the two weeks, three in the second
    assert (
        "Since 21 Sep 2026: no event in the exports, 1 mailing sent, 13 people joined the list."
        in said
    )
    assert "“After the study day” on 24 Sep 2026: 12.0% clicked a link, more than usual" in said
    assert monday.account.section("coming").blocks[0].rows == (
        ("Standards group: the second draft", "2026-11-24", "15:00", None),
        ("Winter nights: study day", "2026-12-03", "09:30", 23.0),
    )
