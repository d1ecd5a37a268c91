"""Feedback without ratings, by small group and over time; recommendations carried forward until closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from folders import folder, zoom

from copmetrics.accounts.for_audience import account
from copmetrics.community.community import Community, load
from copmetrics.errors import Problems

EVENTS = (
    "event,title,starts,activity\nmay,The May huddle,2024-05-14 13:00,sharing\n"
    "july,The July visit,2024-07-09 13:00,visits\n"
)
REMARKS = "Event,Plus or delta,Remark,Small group\n"
MADE = "Raised on,Recommendation,Event,Topic,Status,Since,What came of it,Consent\n"
KEPT = {
    "events.csv": EVENTS,
    "zoom.csv": zoom("Asha One,asha@example.org"),
    "remarks.csv": f"{REMARKS}may,plus,Time to talk,1\nmay,delta,Send the notes,2\n"
    "The July visit,plus,Seeing beds,\nmay,plus,Time to talk,2\n",
    "made.csv": f"{MADE}2023-05-02,Badges,,,open,,,\n"
    "2024-05-14,Send the notes,may,Notes,done,2024-06-03,Sent,members\n"
    "2024-05-14,A clock,may,,not adopted,2024-07-09,,members\n"
    "2024-06-03,Ask Asha,,,adopted,2024-07-10,She did,public\n"
    "2024-06-20,A warm room,,,adopted,2024-07-11,Blankets,public\n"
    "2024-09-02,Blankets,july,,open,,,\n",
    "agenda.csv": "Raised on,Item,Status,Closed on,Outcome,Consent\n"
    "2024-05-14,Night cover,done,2024-08-01,A rota,members\n2024-05-14,A secret,done,2024-08-01,,\n",
    "community.toml": 'calendar = "calendar"\n',
}
AS_OF = "2024-10-05"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Community:
    return load(folder(tmp_path_factory.mktemp("kept"), KEPT), as_of=AS_OF)


@pytest.fixture(scope="module")
def told(kept: Community) -> Callable[[str], object]:
    return lambda audience: account(kept, "2024-Q3", audience)


def counts(kept: Community, quarter: str) -> dict[str, float]:
    ids = ("made", "of_year", "adopted", "carried")
    found = kept.indicators(only=[f"recommendations_{each}" for each in ids], quarters=[quarter])
    return dict(zip(ids, found["value"].tolist(), strict=True))


def test_what_was_recommended_is_counted_over_its_year_and_carried_until_it_is_closed(kept):
    # of 2024: four of the second quarter, of which the notes were done in it; one of the third
    assert counts(kept, "2024-Q2") == {"made": 4, "of_year": 4, "adopted": 1, "carried": 4}
    assert counts(kept, "2024-Q3") == {"made": 1, "of_year": 5, "adopted": 3, "carried": 4}


def test_leaders_are_told_what_is_carried_forward_and_what_was_closed(told):
    words, carried, closed = told("leaders").section("recommendations").blocks
    assert words.text == (
        "Of 5 recommendations made in the four quarters to 2024 Q3, 3 were adopted. 4 recommendations are "
        "carried forward: open, or adopted and not done yet."
    )
    assert [(row[0], row[3], row[6]) for row in carried.rows] == [
        ("Badges", "open", None),
        ("Ask Asha", "adopted, not done yet", "may name somebody"),
        ("A warm room", "adopted, not done yet", None),
        ("Blankets", "open", None),
    ]
    assert [(row[0], row[2], row[3]) for row in closed.rows] == [
        ("A clock", "The May huddle", "not adopted")
    ]


def test_members_are_told_how_many_and_what_they_may_read_of_it(told):
    words, decided = told("members").section("decided").blocks
    assert (
        words.text == "Of 5 recommendations made in the four quarters to 2024 Q3, 3 were adopted."
    )
    # what names Asha is for the inside, whatever its consent; what has none too
    assert decided.items == (
        "A warm room: Blankets (11 Jul 2024)",
        "Night cover: A rota (1 Aug 2024)",
    )
    for audience in ("sponsors", "public"):
        assert "recommend" not in str(told(audience).sections)


def test_notes_without_a_rating_are_no_answers_and_are_told_by_small_group(kept, told):
    measured = ("plus_remarks", "delta_remarks", "feedback_answers")
    found = kept.indicators(only=measured, quarters=["2024-Q2"]).set_index("indicator")["value"]
    assert found.fillna(-1).to_dict() == {
        "plus_remarks": 2,
        "delta_remarks": 1,
        "feedback_answers": -1,  # no form: that is not known, and not none
    }
    by_group = kept.indicators("small_group", only="plus_remarks", quarters=["2024-Q2"])
    assert dict(zip(by_group["small_group"], by_group["value"], strict=True)) == {"1": 1, "2": 1}
    feedback = {each.id: each for each in told("leaders").section("feedback").blocks}
    assert feedback["feedback-words"].rows == (
        ("The July visit", "What went well", "Seeing beds", 1),
    )
    assert feedback["feedback-activities"].rows == (
        ("Sharing", None, None, 2, 1),
        ("Visits", None, None, 1, 0),
    )
    assert feedback["feedback-time"].rows == (
        ("2024 Q2", None, None, 2, 1),
        ("2024 Q3", None, None, 1, 0),
    )


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        (
            "remarks",
            "mai,plus,Good,",
            "column 'Event': 'mai' is not an event that is known. Did you mean 'may'? Write its short name as "
            "the list of events has it.",
        ),
        (
            "remarks",
            "may,meh,Good,",
            "column 'Plus or delta': 'meh' is not one of plus, delta. Write one of these.",
        ),
        (
            "made",
            "2024-05-14,A clock,,,adopted,,,",
            "column 'Since': it is empty, and should be a day such as 2026-05-14. Write the day, or set its "
            "status back to open.",
        ),
    ],
)
def test_what_is_wrong_with_a_line_is_said_with_its_row(tmp_path: Path, file, line, says):
    heading = {"remarks": REMARKS, "made": MADE}[file]
    files = {"events.csv": EVENTS, f"{file}.csv": f"{heading}{line}\n"}
    with pytest.raises(Problems) as raised:
        load(folder(tmp_path, files), as_of=AS_OF)
    assert [str(each) for each in raised.value.errors] == [f"{file}.csv, row 2, {says}"]
