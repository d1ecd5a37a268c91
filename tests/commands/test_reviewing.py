"""Who may be one person: what a decision would do is said before it is taken, and is obeyed everywhere."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.commands.checking import check_folder
from copmetrics.community.community import load
from copmetrics.errors import CopmetricsError
from copmetrics.identity.review import REVIEW_FILE

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
KEY = {".copmetrics-key": "ab" * 32}
PAPER = "Sign-in {} 2024\nName,Organisation,Email\n"

# Asha signs in with her address in May, without it in June: one person by her name. Ben's two
# addresses are two people until somebody says otherwise; at one of them nobody says where he works.
FILES = {
    **KEY,
    "may.csv": PAPER.format("14 May") + "Asha One,Example Trust,asha@example.org\n",
    "june.csv": PAPER.format("18 June") + "Asha One,Example Trust,\nCy Three,Saltby Trust,\n",
    "july.csv": zoom("Ben Two,ben@home.example", day="2024-07-16"),
    "august.csv": PAPER.format("13 August")
    + "Ben Two,Saltby Trust,ben@work.example\nAsha One,Example Trust,\n",
}
COUNTED = ("attendances", "unique_attendees", "organisations_attending", "new_attendees")


@pytest.fixture
def place(tmp_path):
    return folder(tmp_path, FILES)


def review(place) -> pd.DataFrame:
    check_folder(place, as_json=False, review=True, as_of=AS_OF)
    return pd.read_csv(place / REVIEW_FILE, dtype="str", keep_default_na=False)


@pytest.fixture(scope="module")
def suggested(tmp_path_factory) -> pd.DataFrame:
    """The pairs of which nobody has decided anything yet."""
    return review(folder(tmp_path_factory.mktemp("suggested"), FILES))


def decide(place, found: pd.DataFrame, **decided: str) -> None:
    """Write a decision beside the pair of each first name, as a person would."""
    said = [decided.get(name.split()[0], "") for name in found["name"]]
    found.assign(decision=said).to_csv(place / REVIEW_FILE, index=False)


def summer(place) -> list[int]:
    found = load(place, as_of=AS_OF).indicators(
        only=COUNTED, quarters=pd.PeriodIndex(["2025Q2"], freq="Q-MAR")
    )
    return found.set_index("indicator").loc[list(COUNTED), "value"].astype(int).tolist()


def test_each_pair_says_what_same_and_different_do_to_this_quarters_headlines(suggested):
    told = suggested.set_index("name")[["as_same", "as_different"]]
    assert told.loc["Asha One"].tolist() == [
        "2024/25 Q2: attendances 3, unique attendees 3, organisations 2, new 2",
        "2024/25 Q2: attendances 3, unique attendees 3, organisations 2, new 2",
    ]
    assert told.loc["Ben Two"].tolist() == [
        "2024/25 Q2: attendances 3, unique attendees 3 to 2, organisations 2, new 2 to 1",
        "2024/25 Q2: attendances 3, unique attendees 3, organisations 2, new 2",
    ]


@pytest.mark.parametrize(
    ("decided", "counted"),
    [
        ({}, [3, 3, 2, 2]),
        ({"Ben": "same"}, [3, 2, 2, 1]),
        ({"Ben": "different"}, [3, 3, 2, 2]),
        # whoever signed in without an address came first in June: not new in summer
        ({"Asha": "different"}, [3, 3, 2, 2]),
    ],
)
def test_what_was_said_before_is_what_comes(place, suggested, decided, counted):
    decide(place, suggested, **decided)
    assert summer(place) == counted


def test_different_undoes_a_joining_by_name_and_emptying_it_joins_again(place, suggested):
    before = load(place, as_of=AS_OF).attendance["person"].nunique()
    decide(place, suggested, Asha="different")
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == before + 1
    again = review(place)
    assert again["name"].tolist() == ["Asha One", "Ben Two"]  # not suggested anew
    decide(place, again)
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == before
    (place / REVIEW_FILE).unlink()
    assert load(place, as_of=AS_OF).attendance["person"].nunique() == before


def test_splitting_by_name_moves_who_is_new(tmp_path):
    """Of one name in one quarter, once with an address: two people, both new."""
    place = folder(
        tmp_path,
        {
            **KEY,
            "a.csv": PAPER.format("16 July") + "Asha One,Example Trust,asha@example.org\n",
            "b.csv": PAPER.format("13 August") + "Asha One,Example Trust,\n",
        },
    )
    found = review(place)
    (told,) = found["as_different"]
    assert told == "2024/25 Q2: attendances 2, unique attendees 1 to 2, organisations 1, new 1 to 2"
    decide(place, found, Asha="different")
    assert summer(place) == [2, 2, 1, 2]


def test_one_of_two_lists_of_a_meeting_that_has_a_name_alone_tells_of_the_same_person(tmp_path):
    """Teams' report has addresses, its list of 2020 names: 2 and 3 of them are 3 people, not 5."""
    listed = "Full Name,User Action,Timestamp\n" + "".join(
        f"{name},Joined,16/07/2024 13:00:0{at}\n"
        for at, name in enumerate(("Asha One", "Cy Three", "Di Four"))
    )
    report = zoom("Asha One,asha@home.example", "Cy Three,cy@home.example", day="2024-07-16")
    place = folder(tmp_path, {**KEY, "list.csv": listed, "report.csv": report})
    assert summer(place)[:2] == [3, 3]
    found = review(place)
    assert (
        found["reason"].tolist()
        == ["joined: the same name at one meeting, once without an address"] * 2
    )
    assert found["as_different"][0].startswith(
        "2024/25 Q2: attendances 3 to 4, unique attendees 3 to 4"
    )
    decide(place, found, Asha="different")
    assert summer(place)[:2] == [4, 4]


def test_a_pair_told_apart_and_joined_by_others_is_asked_about(place):
    rows = "decision,person,other\nsame,a,b\nsame,b,c\ndifferent,c,a\n"
    folder(place, {REVIEW_FILE: rows})
    with pytest.raises(CopmetricsError) as caught:
        load(place, as_of=AS_OF)
    assert str(caught.value) == (
        "people-review.csv, row 4, column 'decision': 'different' is not what other rows say: they are "
        "the same. Empty this cell, or the one that joins them."
    )
