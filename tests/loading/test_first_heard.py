"""By what people first heard of the community: as they answered, as it is declared, and unknown otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import folder

from copmetrics.community.community import Community, load
from copmetrics.framework.heard_from import HeardFrom, heard_from

DECLARED = {"A friend": HeardFrom.COLLEAGUE, "Ward meeting, Leeds": HeardFrom.EVENT}


@pytest.mark.parametrize(
    ("answer", "stands_for"),
    [
        ("a  Friend ", {"colleague"}),
        ("ward meeting, leeds", {"event"}),  # the whole comes before its parts
        ("Search; something else", {"search"}),
        ("A friend, Search", {"colleague", "search"}),
        ("My friend Asha", set()),  # a word in it is no answer that is declared
    ],
)
def test_an_answer_stands_for_what_is_declared_of_it_and_is_never_guessed_at(answer, stands_for):
    assert heard_from(answer, DECLARED) == stands_for


# Asha answers when she joins, and later as she books; Ben books first, and books again; Cy ticks two things; Dee
# and Eve are only known to have signed up by a form, and Eve's is declared; Fay and Gus answer alike in words of
# their own, and Hal in others that name somebody.
LIST = (
    "Email Address,First Name,How did you hear about us?,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID,"
    "SOURCE\n"
    "asha@example.org,Asha,A friend,3,2024-04-02 09:00:00,2024-04-02 09:00:00,2024-06-30 09:00:00,1,Web page\n"
    "dee@example.org,Dee,,3,2024-04-03 09:00:00,2024-04-03 09:00:00,2024-06-30 09:00:00,2,List Import\n"
    "eve@example.org,Eve,,3,2024-04-04 09:00:00,2024-04-04 09:00:00,2024-06-30 09:00:00,3,Web page\n"
    "fay@example.org,Fay,Radio show,3,2024-04-05 09:00:00,2024-04-05 09:00:00,2024-06-30 09:00:00,4,\n"
    "gus@example.org,Gus,Radio show,3,2024-04-06 09:00:00,2024-04-06 09:00:00,2024-06-30 09:00:00,5,\n"
    "hal@example.org,Hal,Jo Penrose at home,3,2024-04-07 09:00:00,2024-04-07 09:00:00,2024-06-30 09:00:00,6,\n"
)
FORM = (
    "Timestamp,Email Address,Your full name,Why would you like to join our community?,How did you hear of us?\n"
    '2024-04-13 09:00:00,cy@example.org,Cy Three,To learn,"A friend, Search"\n'
)
BOOKED = "Order no.,Order Date,First Name,Surname,Email,Quantity,Ticket Type,Attendee no.,Attendee Status,"
BOOKINGS = {
    "may.csv": (
        f"{BOOKED}How did you hear about this event?\n"
        "1,2024-05-01 09:00:00,Ben,Two,ben@example.org,1,General,11,Checked In,Forward\n"
        "2,2024-05-01 09:00:00,Asha,One,asha@example.org,1,General,12,Checked In,Search\n"
    ),
    "june.csv": (
        f"{BOOKED}How did you hear about this event?\n"
        "3,2024-06-01 09:00:00,Ben,Two,ben@example.org,1,General,13,Checked In,Event\n"
        "4,2024-06-01 09:00:00,Ivy,Nine,ivy@example.org,1,General,14,Checked In,\n"
    ),
}
FILES = {
    "list/subscribed.csv": LIST,
    "join.csv": FORM,
    **BOOKINGS,
    "events.csv": "event,title,starts\nmay,May,2024-05-14 13:00\njune,June,2024-06-11 13:00\n",
    "community.toml": 'calendar = "calendar"\n[heard_from]\n"A friend" = "colleague"\n"web page" = "search"\n'
    '[files."may.csv"]\nevent = "may"\n[files."june.csv"]\nevent = "june"\n',
}
Q2 = "2024-Q2"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Community:
    return load(folder(tmp_path_factory.mktemp("heard"), FILES), as_of="2024-10-05")


def by_source(told: Community, indicator: str) -> dict[str, float]:
    found = told.indicators("heard_from", only=indicator, quarters=[Q2])
    return dict(zip(found["heard_from"].fillna("unknown"), found["value"], strict=True))


def test_new_members_are_told_by_what_they_said_when_they_joined(told):
    # Asha; Eve by her form; Fay, Gus and Hal in their own words; of Dee nothing is declared
    assert by_source(told, "list_joined") == {
        "colleague": 1,
        "search": 1,
        "other": 3,
        "unknown": 1,
    }


def test_of_a_booking_only_the_first_tells_how_somebody_heard(told):
    # Asha said so before; Ben's first is of May; Ivy did not answer
    assert by_source(told, "new_attendees") == {"colleague": 1, "forward": 1, "unknown": 1}
    assert by_source(told, "came_with_colleague").keys() == {"colleague", "forward", "unknown"}
    lines = told.explain("new_attendees", Q2, where={"heard_from": ["forward"], "event": ["may"]})
    assert lines["counted_as"].notna().sum() == 1


def test_who_named_two_things_is_unknown_and_nobody_s_own_words_are_repeated(told):
    assert len(told.tables["first_heard"]) == 6  # Cy named two, Dee and Ivy nothing
    (said,) = (each for each in told.notes if "heard of the community" in each)
    assert said == (
        "what 3 people answered on how they heard of the community counts as 'other', such as 'Radio show': say "
        "what each answer stands for under [heard_from] in community.toml, as in "
        '"A friend at work" = "colleague" (event, forward, search, colleague, other)'
    )


def test_a_community_that_asks_nobody_says_nothing_of_it(tmp_path: Path):
    asks = {"events.csv": FILES["events.csv"]}
    plain = load(folder(tmp_path, asks), as_of="2024-10-05")
    assert plain.tables["first_heard"].empty
    assert not [each for each in plain.notes if "heard" in each]
