"""`copmetrics report --network`: one report of all, whole, on the page of all reports, and nobody named in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import EVENTS, folder, zoom

from copmetrics.cli import main
from copmetrics.publishing.network_run import open_network

pytestmark = pytest.mark.slow

WHO = [f"Asha{at} Marker{at},asha{at}@saltby.example" for at in range(15)]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, str, str, int]:
    """Two communities and one with a cell that cannot be read; their report, and what was printed."""
    place = tmp_path_factory.mktemp("network")
    events = (
        EVENTS + "talk,Asha1 Marker1's talk,2024-05-14 13:00,2024-05-14 14:00,online,visits,,,\n"
    )
    for name, people in (("north", WHO), ("south", WHO[5:])):
        folder(
            place / "both" / name,
            {
                "community.toml": f'name = "{name.title()} Wards"\n',
                "events.csv": events,
                "zoom by Asha1 Marker1.csv": zoom(*people),
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
        for word in (b"asha", b"marker", b"reed", b"saltby.example"):
            assert word not in read.lower(), (path, word)


def test_a_notebook_by_hand_tells_the_same(made):
    place, *_ = made
    network = open_network(str(place / "both"), as_of="2024-07-10")
    assert network.account.title == "Network both: 2024/25 Q1"
    network.save()  # of which nothing is kept


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--network", "--audience", "public"], "'--network' is one report for all"),
        (["--network", "--engine", "spark"], "'--engine spark' asks a lake"),
        (["--engine", "spark"], "'--engine' and '--catalog' go with '--network'"),
        (["b", "--network"], "'--network' takes one FOLDER"),
    ],
)
def test_what_does_not_go_with_a_network_is_wrong_usage(tmp_path, words, said):
    ran = CliRunner().invoke(main, ["report", str(tmp_path), *words])
    assert ran.exit_code == 2
    assert said in ran.stderr
