"""Which stories an account tells: those that somebody chose, in their order, as far as their tellers agreed."""

from __future__ import annotations

import pytest
from folders import folder
from narrated import problems_in
from story_evidence import beside
from telling import STEPS, STORIES, story, way

from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.story_blocks import Story
from copmetrics.commands.readiness import settled
from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError
from copmetrics.framework.audiences import Audience
from copmetrics.loading.survey import survey
from copmetrics.value.tell import places_told

pytestmark = pytest.mark.slow
CHAIN = ("immediate", "potential", "applied", "realised")
TOLD = (
    story("Whole", day="2024-05-01"),
    story("Short", tell="sponsors 2; public"),
    story("Long", tell="sponsors 1"),
    story("Closed", consent="members", tell="all 1"),
    story("Later", tell="sponsors", day="2024-07-01"),
)
STEPS_OF = way("Whole", *CHAIN) + "".join(
    way(each, "immediate") for each in ("Short", "Long", "Closed", "Later")
)


@pytest.fixture(scope="module", params=["sponsors", "public", "members", "leaders"])
def told(request, tmp_path_factory) -> tuple[str, list[str]]:
    place = tmp_path_factory.mktemp("chosen")
    evidence = beside(place, *TOLD, steps=STEPS_OF, audience=Audience(request.param))
    account = audience_account(evidence)
    blocks = (block for section in account.sections for block in section.blocks)
    found = [each.title.removeprefix("Title of ") for each in blocks if isinstance(each, Story)]
    return request.param, found


def test_an_account_tells_what_was_chosen_for_it_and_consent_goes_before(told):
    """`Later` is of the next quarter; `Closed` is for members, though somebody would tell it to all."""
    audience, found = told
    assert (
        found
        == {
            "sponsors": ["Long", "Short"],
            "public": ["Short"],
            "members": ["Closed"],
            "leaders": [
                "Closed",
                "Whole",
                "Long",
                "Short",
            ],  # the chosen one first, then the furthest
        }[audience]
    )


CHOSEN = """\
# 2024/25 Q1
## Stories
Tell: title of short; Closed
Chosen with the core group.
## Stories (public)
tell: Whole
# 2024/25 Q2
## Stories
Tell: Long
"""


@pytest.mark.parametrize(
    ("audience", "chosen"),
    [("sponsors", ["Short"]), ("members", ["Short", "Closed"]), ("public", ["Short", "Whole"])],
)
def test_what_the_editor_chooses_for_a_quarter_goes_before_what_the_stories_say(
    audience, chosen, tmp_path
):
    """`Closed` is for members; what is chosen for the next quarter is of no account on this one."""
    evidence = beside(tmp_path, *TOLD, steps=STEPS_OF, audience=Audience(audience), words=CHOSEN)
    assert [row.title.removeprefix("Title of ") for row in evidence.chosen(2)] == chosen
    assert evidence.editor.passages == (("stories", "Chosen with the core group."),)


def test_a_story_that_there_is_not_is_an_error_with_the_nearest_there_is(tmp_path):
    files = {
        "stories.csv": STORIES + story("S1") + story("S2"),
        "steps.csv": STEPS + way("S1", "immediate") + way("S2", "immediate"),
        "commentary.md": "## Stories\nTell: Title of S1; Titel of S2\n",
    }
    place = folder(tmp_path, files)
    message = (
        "commentary.md, row 2: 'Titel of S2' is not the title of a story. Did you mean 'Title of S2'? "
        "Choose from: Title of S1, Title of S2."
    )
    assert [str(each) for each in settled(survey(place))[0].problems] == [message]
    with pytest.raises(CopmetricsError, match="Titel of S2"):
        evidence_for(load(place), "2024/25-Q1", "members")


@pytest.mark.parametrize(
    ("tell", "places"),
    [
        ("sponsors 1; members 2", {"sponsors": 1, "members": 2}),
        ("Sponsors:3", {"sponsors": 3}),
        ("public", {"public": float("inf")}),
        ("2", {"sponsors": 2, "leaders": 2, "members": 2, "public": 2}),
        ("all, sponsors 1", {"sponsors": 1, **dict.fromkeys(("leaders", "members", "public"), float("inf"))}),
        (float("nan"), {}),
    ],
)  # fmt: skip
def test_what_stands_under_tell_is_read_as_it_is_meant(tell, places):
    assert places_told(tell) == places


def test_an_audience_that_there_is_not_is_one_line_that_says_what_to_do(tmp_path):
    files = {
        "stories.csv": STORIES + story("S1", tell="sponsors 1; board 2"),
        "steps.csv": STEPS + way("S1", "immediate"),
    }
    assert problems_in(tmp_path, files) == [
        "stories.csv, row 2, column 'Tell': 'board 2' is not an audience, and a number if it matters which "
        "story comes first. Write sponsors, leaders, members, public or all, several with a semicolon: "
        "sponsors 1; members 2."
    ]
