"""An organisation's page tells its own stories, where their tellers agreed, and suggests a name that was meant."""

from __future__ import annotations

import pytest
from folders import folder, zoom

from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.organisation import organisation_account, organisation_figures
from copmetrics.community.community import load
from copmetrics.errors import ChoiceError

STORIES = (
    "Story,Title,Consent,Organisation,Collected on\n"
    "S1,Of the North,public,north trust,2026-07-20\n"
    "S2,For members,members,North Trust,2026-07-20\n"
    "S3,Of nobody in particular,public,,2026-07-20\n"
)
STEPS = "Story,Cycle,What it says\n" + "".join(
    f"{story},Potential,I took a card home\n{story},Applied,We use it\n"
    for story in ("S1", "S2", "S3")
)
PROSE = (
    "Title: Of the North too\nConsent: public\nOrganisation: NORTH TRUST\nCollected on: 2026-07-21\n\n"
    "We met. (Immediate value) We changed the rota. (Applied value)\n"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    people = [f"Ann{n} Bee,a{n}@north.nhs.uk" for n in range(12)]
    people += [f"Bo{n} Cee,b{n}@south.nhs.uk" for n in range(12)]
    files = {
        "zoom.csv": zoom(*people, day="2026-07-14"),
        "organisations.csv": "name,variant\nNorth Trust,north.nhs.uk\nSouth Trust,south.nhs.uk\n",
        "stories.csv": STORIES,
        "steps.csv": STEPS,
        "of the north.md": PROSE,
    }
    made = load(folder(tmp_path_factory.mktemp("cop"), files), as_of="2026-10-05")
    quarter = made.quarter("2026/27-Q2")
    evidence, figures = (
        evidence_for(made, "2026/27-Q2", "public"),
        organisation_figures(made, quarter),
    )
    return lambda name: organisation_account(evidence, figures, name)


def test_a_page_tells_the_public_stories_that_are_its_own_and_else_one_of_the_community(page):
    north, south = page("North Trust").section("story"), page("South Trust").section("story")
    assert north.title == "Stories of your people"
    assert {each.title for each in north.blocks} == {"Of the North", "Of the North too"}
    assert south.title == "A story from the community"
    assert len(south.blocks) == 1


def test_a_name_that_is_not_known_asks_which_was_meant_and_says_how_all_are_made(page):
    next_step = "--audience organisations makes the page of each."
    with pytest.raises(ChoiceError) as raised:
        page("north")
    assert str(raised.value) == (
        "'north' is not an organisation that came in the year. Did you mean 'North Trust'? "
        + next_step
    )
    with pytest.raises(ChoiceError) as raised:
        page("Elsewhere")
    assert (
        str(raised.value)
        == f"'Elsewhere' is not an organisation that came in the year. {next_step}"
    )
