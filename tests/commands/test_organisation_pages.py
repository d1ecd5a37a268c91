"""`copmetrics report --audience organisation:NAME`: a folder an organisation, each to be handed its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import folder, zoom

from copmetrics.cli import main

AS_OF = "2026-10-05"
STAKES = (
    "Stakeholder,Expects,Offers,How we meet it,Releases time\n"
    "NORTH trust,fewer calls at night,a room,this page,two hours a month\n"
)


@pytest.mark.slow
def test_each_organisation_has_a_folder_of_its_own_with_what_it_expects_and_nobody_elses(tmp_path):
    """Twelve came from the North Trust and three from the South: about ten or fifteen, and few."""
    people = [f"Ann{n} Bee,a{n}@north.nhs.uk" for n in range(12)]
    people += [f"Bo{n} Cee,b{n}@south.nhs.uk" for n in range(3)]
    place = folder(
        tmp_path / "cop",
        {
            "zoom.csv": zoom(*people, day="2026-07-14"),
            "organisations.csv": "name,variant\nNorth Trust,north.nhs.uk\nSouth Trust,south.nhs.uk\n",
            "stakes.csv": STAKES,
        },
    )

    def report(*audiences: str) -> list[str]:
        words = [
            "--as-of",
            AS_OF,
            "--out",
            str(tmp_path / "out"),
            "--jobs",
            "1",
            "--formats",
            "html",
        ]
        asked = [word for each in audiences for word in ("--audience", each)]
        done = CliRunner().invoke(main, ["report", str(place), *words, *asked])
        assert done.exit_code == 0, done.stderr
        return [
            Path(each).relative_to(tmp_path / "out").as_posix()
            for each in done.stdout.split("\n")
            if each
        ]

    ours = "cop/2026-27-Q2/organisations"
    made = report("organisations")
    assert made == [
        f"{ours}/{name}/organisation.{ending}"
        for name in ("north-trust", "south-trust")
        for ending in ("html", "txt")
    ]
    north, south = ((tmp_path / "out" / each).read_text() for each in made[1::2])
    assert "- Expected: fewer calls at night." in north
    assert "Thank you for the time that you release: two hours a month." in north
    assert "A few people from South Trust" in south
    assert "North Trust" not in south
    assert "Expected" not in south
    assert report("organisation:south trust") == made[2:]
