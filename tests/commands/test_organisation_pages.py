"""`copmetrics report --audience organisation:NAME`: a folder an organisation, each to be handed its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from folders import folder, zoom
from read_once import read_once_for_reports

from copmetrics.cli import main

AS_OF = "2026-10-05"
STAKES = (
    "Stakeholder,Expects,Offers,How we meet it,Releases time\n"
    "NORTH trust,fewer calls at night,a room,this page,two hours a month\n"
)


@pytest.mark.slow
def test_each_organisation_has_a_folder_of_its_own_with_what_it_expects_and_nobody_elses(
    tmp_path, monkeypatch
):
    """Twelve came from the North Trust and three from the South: about ten or fifteen, and few."""
    people = [f"Ann{n} Bee,a{n}@north.nhs.uk" for n in range(12)]
    people += [f"Bo{n} Cee,b{n}@south.nhs.uk" for n in range(3)]
    place = folder(
        tmp_path / "cop",
        {
            "community.toml": 'name = "Care at Night"\n',
            "zoom.csv": zoom(*people, day="2026-07-14"),
            "organisations.csv": "name,variant\nNorth Trust,north.nhs.uk\nSouth Trust,south.nhs.uk\n",
            "stakes.csv": STAKES,
        },
    )

    read_once_for_reports(monkeypatch)

    def report(*words: str) -> Result:
        plain = ["--as-of", AS_OF, "--out", str(tmp_path / "out"), "--jobs", "1"]
        return CliRunner().invoke(main, ["report", str(place), *plain, *words])

    done = report("--audience", "organisations", "--formats", "html,txt,docx")
    assert done.exit_code == 0, done.stderr
    paths = [Path(each) for each in done.stdout.splitlines()]
    ours = "cop/2026-27-Q2/organisations"
    assert [each.relative_to(tmp_path / "out").as_posix() for each in paths] == [
        f"{ours}/{name}/{file}"
        for name in ("north-trust", "south-trust")
        for file in ("manifest.json", "organisation.docx", "organisation.html", "organisation.txt")
    ]
    north, south = (each.read_text() for each in paths if each.suffix == ".txt")
    assert "- Expected: fewer calls at night." in north
    assert "Thank you for the time that you release: two hours a month." in north
    assert "A few people from South Trust" in south
    # what stands beside it tells no more than the page, and of nobody else
    of_north, of_south = (each for each in paths if each.suffix == ".json")
    assert json.loads(of_north.read_text())["figures"]["unique_attendees"] in (10, 15)
    told = json.loads(of_south.read_text())
    assert (told["audience"], told["shared"]) == ("organisation:South Trust", True)
    assert told["figures"] == {"unique_attendees": None, "attendances": None}
    assert not [
        each for each in paths if "south" in str(each) and b"North Trust" in each.read_bytes()
    ]
    index = (tmp_path / "out" / "index.html").read_text()
    assert "<h1>Care at Night</h1>" in index
    assert f'<li>South Trust: <a href="{ours}/south-trust/organisation.html">page' in index
    assert f'<a href="{ours}/south-trust/organisation.docx">Word' in index
    # one alone, by a name that is the same organisation; and one that is not known
    alone = report("--audience", "organisation:SOUTH TRUST", "--json")
    lines = [json.loads(each) for each in alone.stdout.splitlines()]
    assert [each["event"] for each in lines] == ["begun", "made", "ended"]
    assert lines[1]["audience"] == "organisation:SOUTH TRUST"
    assert [Path(each).parent.name for each in lines[1]["paths"]] == ["south-trust"] * 3
    unknown = report("--audience", "organisation:Suth Trust")
    assert unknown.exit_code == 1
    assert unknown.stderr == (
        "copmetrics: 'Suth Trust' is not an organisation that came in the year. Did you mean 'South Trust'? "
        "--audience organisations makes the page of each.\n"
    )


@pytest.mark.slow
def test_an_organisation_that_came_where_few_did_is_told_to_have_no_page_and_not_that_it_did_not_come(
    tmp_path, monkeypatch
):
    """Four people of two organisations: how many came is withheld, and which."""
    people = [f"Ann{n} Bee,a{n}@north.nhs.uk" for n in range(2)]
    people += [f"Bo{n} Cee,b{n}@south.nhs.uk" for n in range(2)]
    files = {
        "zoom.csv": zoom(*people, day="2026-07-14"),
        "organisations.csv": "name,variant\nNorth Trust,north.nhs.uk\nSouth Trust,south.nhs.uk\n",
    }
    place = folder(tmp_path / "cop", files)

    read_once_for_reports(monkeypatch)

    def said(audience: str) -> tuple[int, str]:
        out = ("--as-of", AS_OF, "--out", str(tmp_path / "out"), "--jobs", "1")
        done = CliRunner().invoke(main, ["report", str(place), *out, "--audience", audience])
        assert "Traceback" not in done.output
        return done.exit_code, done.stderr

    why = (
        "in no quarter in which they came did enough people come for organisations to be named. "
        "The account for leaders tells of it: --audience leaders.\n"
    )
    assert said("organisations") == (
        0,
        f"copmetrics: {place}: 2 organisations that came have no page: {why}",
    )
    assert said("organisation:NORTH trust") == (
        1,
        f"copmetrics: organisation:NORTH trust: came, and has no page of its own: {why}",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--formats", "xlsx"], "'xlsx' is not one of html, txt, docx, pdf (the formats of org"),
        (["--formats", "docx", "--audience", "leaders"], "'docx' leaves nothing of one of them"),
    ],
)
def test_a_format_that_no_page_has_is_wrong_usage(tmp_path, words, said):
    asked = ["report", str(tmp_path), "--audience", "organisations", *words]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", "").split())
