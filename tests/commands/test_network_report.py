"""`copmetrics report --network`: one report of all, whole, on the page of all reports, and nobody named in it."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import EVENTS, folder, zoom

from copmetrics.cli import main
from copmetrics.errors import ChoiceError
from copmetrics.publishing.network_run import open_network
from copmetrics.publishing.packing_together import packed_together

pytestmark = pytest.mark.slow

WHO = [f"Asha{at} Marlow{at},asha{at}@saltby.example" for at in range(15)]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str, str, int]:
    """Two communities and one with a cell that cannot be read; their report, and what was printed."""
    place = tmp_path_factory.mktemp("network")
    events = (
        EVENTS + "talk,Asha1 Marlow1's talk,2024-05-14 13:00,2024-05-14 14:00,online,visits,,,\n"
    )
    for name, people in (("north", WHO), ("south", WHO[5:])):
        folder(
            place / "both" / name,
            {
                "community.toml": f'name = "{name.title()} Wards"\n',
                "events.csv": events,
                "zoom by Asha1 Marlow1.csv": zoom(*people),
            },
        )
    broken = zoom("Bo Reed,bo@elm.example").replace(",60,", ",an hour,")
    folder(place / "both" / "west", {"community.toml": 'name = "W"\n', "by Bo Reed.csv": broken})
    asked = ["report", str(place / "both"), "--network", "--out", str(place / "reports")]
    ran = CliRunner().invoke(main, [*asked, "--as-of", "2024-07-10", "--jobs", "1"])
    return place, ran.stdout, ran.stderr, ran.exit_code


def test_one_that_cannot_be_read_is_named_and_the_others_make_the_report(made):
    place, printed, errors, code = made
    assert code == 3
    report = place / "reports" / "both" / "network" / "2024-25-Q1"
    names = "activities.csv indicators.csv network.html network.ipynb network.json network.xlsx"
    assert printed.split() == [
        *(str(report / each) for each in names.split()),
        str(place / "reports" / "index.html"),
    ]
    assert errors == (
        f"copmetrics: {place / 'both' / 'west'}: by Bo Reed.csv, row 2, column 'Duration (minutes)': "
        "'an hour' is not a whole number. Mend the cell, or export the file again.\n"
    )
    page = (report / "network.html").read_text("utf-8")
    assert "west: there is a cell that cannot be read; copmetrics check says which" in page
    assert "about 25 attendances" in page  # 15 and 10, which rounding leaves as they are
    index = (place / "reports" / "index.html").read_text("utf-8")
    assert 'href="both/network/2024-25-Q1/network.html"' in index
    assert "Network both, 2024/25 Q1, 2 communities (1 could not be read)" in index


def test_nobody_is_named_in_any_of_its_files(made):
    place, *_ = made
    for path in (place / "reports").rglob("*.*"):
        read = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(read)) as book:
                read = b"".join(map(book.read, book.namelist()))
        for word in (b"asha", b"marlow", b"reed", b"saltby.example"):
            assert word not in read.lower(), (path, word)


def test_the_brief_for_a_schedule_has_a_line_an_event_and_stays_beside_the_report(made):
    place, *_ = made
    asked = ["report", str(place / "both"), "--network", "--out", str(place / "reports")]
    ran = CliRunner().invoke(
        main, [*asked, "--brief", "--json", "--as-of", "2024-07-10", "--jobs", "1"]
    )
    told = [json.loads(each) for each in ran.stdout.splitlines()]
    assert (ran.exit_code, ran.stderr) == (3, "")
    brief = place / "reports" / "both" / "network" / "2024-25-Q1" / "brief"
    why = told[3].pop("why")
    assert why.startswith(f"{place / 'both' / 'west'}: by Bo Reed.csv, row 2")
    paths = [str(brief / each) for each in ("brief.html", "brief.txt", "network.json")]
    assert told == [
        {"event": "begun", "reports": 1, "communities": 3},
        {"event": "read", "community": "north", "done": 1, "of": 3},
        {"event": "read", "community": "south", "done": 2, "of": 3},
        {"event": "unread", "community": "west", "done": 3, "of": 3},
        {"event": "made", "network": "both", "unread": 1, "paths": paths},
        {
            "event": "ended",
            "made": 1,
            "failed": 0,
            "index": str(place / "reports" / "index.html"),
            "exit_code": 3,
        },
    ]
    for path in brief.iterdir():
        assert not re.search(r"\b(north|south|west)\b", path.read_text("utf-8"), re.IGNORECASE)
    index = (place / "reports" / "index.html").read_text("utf-8")
    assert 'href="both/network/2024-25-Q1/brief/brief.txt"' in index
    assert "Network both in brief, 2024/25 Q1, 2 communities" in index
    assert (brief.parent / "network.html").exists()


def test_a_report_that_cannot_be_made_ends_with_a_line_too(made):
    place, *_ = made
    (place / "none").mkdir(exist_ok=True)
    shutil.copytree(place / "both" / "west", place / "none" / "west", dirs_exist_ok=True)
    asked = ["report", str(place / "none"), "--network", "--json", "--out", str(place / "reports")]
    ran = CliRunner().invoke(main, [*asked, "--jobs", "1"])
    told = [json.loads(each) for each in ran.stdout.splitlines()]
    assert [each["event"] for each in told] == ["begun", "unread", "failed", "ended"]
    assert told[2]["why"].startswith(f"{place / 'none'}: has no community that can be read.")
    assert (told[3]["made"], told[3]["index"], told[3]["exit_code"], ran.exit_code) == (
        0,
        None,
        1,
        1,
    )


def test_a_notebook_by_hand_tells_the_same(made):
    place, *_ = made
    network = open_network(str(place / "both"), as_of="2024-07-10")
    assert network.account.title == "Network both: 2024/25 Q1"
    network.save()  # of which nothing is kept
    with pytest.raises(ChoiceError, match="public"):
        open_network(str(place / "both"), audience="leaders")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--network", "--audience", "leaders"],
            "an account for leaders would have exact numbers, which stay inside each community",
        ),
        (["--network", "--audience", "sponsors"], "is the network's report itself"),
        (["--network", "--audience", "organisation:X"], "X is told by one community"),
        (["--network", "--brief", "--audience", "public"], "names no community"),
        (["--network", "--strict"], "'copmetrics check FOLDER --strict' says of a community"),
        (["--network", "--engine", "spark"], "'--engine spark' asks a lake"),
        (["--engine", "spark"], "'--engine' and '--catalog' go with '--network'"),
        (["b", "--network"], "'--network' takes one FOLDER"),
    ],
)
def test_what_does_not_go_with_a_network_is_wrong_usage(tmp_path, words, said):
    ran = CliRunner().invoke(main, ["report", str(tmp_path), *words])
    assert ran.exit_code == 2
    assert said in ran.stderr


def test_of_an_empty_folder_others_read_that_it_has_no_export_and_not_that_a_file_is_amiss(
    tmp_path,
):
    place = folder(tmp_path / "north", {"community.toml": 'name = "N"\n'})
    (packed,) = packed_together([place], tmp_path / "lake", jobs=1)
    assert packed.why == "there is no export with a row in its folder"
    assert f"{place}: holds no export that copmetrics knows" in packed.error
