"""Which export is of which mailing list: what shows is taken, what does not is asked."""

from __future__ import annotations

import pandas as pd
import pytest
from building import moment
from folders import CLEANED, SUBSCRIBED, UNSUBSCRIBED, folder
from test_membership import JULY, OCTOBER, contact, contacts

from copmetrics.community.community import Community, load
from copmetrics.loading.membership import rebuild
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

AS_OF = "2026-01-10"
MAY = moment("2025-05-01 09:00")


def audiences(*rows: dict) -> dict[str, str]:
    exports = rebuild(contacts(*rows)).exports
    return dict(zip(exports["export"], exports["audience"], strict=True))


def questions(*rows: dict) -> list[str]:
    return [str(each) for each in rebuild(contacts(*rows)).problems]


def list_of(*people: str, export: str, at: pd.Timestamp, joined: str = "2025-01-10", **more):
    return [contact(each, joined, export=export, at=at, **more) for each in people]


def test_an_export_of_quite_other_people_is_asked_about():
    rows = (*list_of("asha", "ben", export="july", at=JULY), *list_of("cy", export="b", at=OCTOBER))
    assert questions(*rows) == [
        "b.csv: of which mailing list is it? The people in it do not tell. Answer in "
        'community.toml, under [files."b.csv"]: audience = "list"  # as july or '
        'audience = "another list"'
    ]


def test_two_lists_of_one_day_are_not_told_apart_by_their_order():
    one = list_of("asha", "ben", "cy", export="a", at=JULY)
    other = list_of("dee", "eve", "fay", export="b", at=JULY)
    assert len(questions(*one, *other)) == 1


def test_a_small_list_within_a_large_one_is_asked_about_in_either_order():
    """Everybody of the small list is in the large one, where most had joined before."""
    large = list_of("asha", "ben", "cy", "dee", "eve", export="large", at=OCTOBER)
    small = list_of("asha", "ben", export="small", at=JULY, joined="2025-03-03")
    assert len(questions(*small, *large)) == 1
    earlier = [{**row, "exported_at": MAY} for row in large]
    assert len(questions(*earlier, *small)) == 1


def test_who_was_there_before_and_in_no_earlier_export_is_of_another_list():
    """Asha and Ben joined both lists at once; Cy, Dee and Eve had joined the other by July."""
    small = list_of("asha", "ben", export="small", at=JULY)
    large = list_of("asha", "ben", "cy", "dee", "eve", export="large", at=OCTOBER)
    assert len(questions(*small, *large)) == 1


def test_more_than_half_gone_from_one_list_is_a_fact_that_is_shown():
    july = list_of("asha", "ben", "cy", "dee", "eve", export="july", at=JULY)
    october = list_of("asha", "ben", export="october", at=OCTOBER)
    found = rebuild(contacts(*july, *october))
    assert found.problems == ()
    assert found.members["left_at"].notna().sum() == 3
    assert found.notes == (
        "3 people archived or deleted between two exports, counted as leaving halfway between them",
        "3 of the 5 people on the list in july are in no part of its next export, october",
    )


def test_who_joined_since_makes_no_other_list_of_it():
    july = list_of("asha", "ben", export="july", at=JULY)
    later = list_of("asha", "ben", export="october", at=OCTOBER)
    new = list_of(*"cdefghij", export="october", at=OCTOBER, joined="2025-08-08")
    assert audiences(*july, *later, *new) == {"july": "list", "october": "list"}


def test_what_community_toml_says_is_taken_and_half_gone_is_shown():
    rows = (
        *list_of("asha", "ben", export="july", at=JULY, audience="partners"),
        *list_of("cy", export="october", at=OCTOBER, audience="partners"),
    )
    found = rebuild(contacts(*rows))
    assert (found.problems, len(found.notes)) == ((), 2)
    assert found.members["left_at"].notna().sum() == 2


def test_a_new_export_beside_lists_that_have_names_is_asked_about():
    """Taken for a list of its own, it would leave those who left on the other for ever."""
    july = list_of("asha", "ben", export="july", at=JULY, audience="members")
    october = list_of("asha", export="october", at=OCTOBER)
    assert questions(*july, *october) == [
        "october.csv: of which mailing list is it? The people in it do not tell. Answer in "
        'community.toml, under [files."october.csv"]: audience = "members"  # as july or '
        'audience = "another list"'
    ]


# Two lists of four, each exported in March and in September, when two of each had left.
def listed(people: str, newest: str) -> str:
    return SUBSCRIBED + "".join(
        f"{each}@{each}.example,{each},One,2,2025-01-10 10:00:00,{newest} 10:00:00,1,e{each}\n"
        for each in people
    )


TWO = {
    "a march/subscribed.csv": listed("abcd", "2025-03-31"),
    "a september/subscribed.csv": listed("ab", "2025-09-30"),
    "a september/cleaned.csv": CLEANED,
    "a september/unsubscribed.csv": UNSUBSCRIBED
    + "c@c.example,c,One,2,2025-01-10 10:00:00,2025-05-05 10:00:00,1,ec\n"
    + "d@d.example,d,One,2,2025-01-10 10:00:00,2025-05-05 10:00:00,1,ed\n",
    "b march/subscribed.csv": listed("wxyz", "2025-03-31"),
    "b september/subscribed.csv": listed("wx", "2025-09-30"),
    "b september/cleaned.csv": CLEANED,
    "b september/unsubscribed.csv": UNSUBSCRIBED
    + "y@y.example,y,One,2,2025-01-10 10:00:00,2025-05-05 10:00:00,1,ey\n"
    + "z@z.example,z,One,2,2025-01-10 10:00:00,2025-05-05 10:00:00,1,ez\n",
}
TOLD = "".join(f'[files."b {month}"]\naudience = "partners"\n' for month in ("march", "september"))


def test_two_lists_are_asked_about_until_they_are_told_apart(tmp_path):
    asked = survey(folder(tmp_path, TWO), as_of=AS_OF).problems
    assert [each.file for each in asked] == [
        "b march/subscribed.csv",
        "b september/subscribed.csv",
    ]
    found = load(folder(tmp_path, {"community.toml": TOLD}), as_of=AS_OF).members
    assert (found["left_at"].isna().sum(), found["left_at"].notna().sum()) == (4, 4)


@pytest.mark.parametrize(
    ("files", "basis", "note"),
    [
        (TWO, "actual", ""),
        (
            {name: text for name, text in TWO.items() if not name.startswith("b september")},
            "unknown",
            "no export of the audience 'partners' reaches this quarter yet",
        ),
    ],
)
def test_a_list_that_was_not_exported_since_is_not_known_from_then(files, basis, note, tmp_path):
    told = {"community.toml": TOLD if len(files) == len(TWO) else TOLD.split('[files."b sep')[0]}
    community = load(folder(tmp_path, files | told), as_of=AS_OF)
    here = community.indicators(
        only=["list_members"], quarters=pd.PeriodIndex(["2026Q2"], freq="Q-MAR")
    ).iloc[0]
    assert (here["basis"], here["note"]) == (basis, note)


def test_a_part_that_did_not_change_tells_that_the_list_was_the_same(tmp_path):
    """In September nobody had joined or left but one who unsubscribed: the rest is still there."""
    files = {
        "june/subscribed.csv": listed("abcd", "2025-06-20"),
        "september/subscribed.csv": listed("abcd", "2025-06-20"),
        "september/unsubscribed.csv": UNSUBSCRIBED
        + "e@e.example,e,One,2,2025-07-10 10:00:00,2025-09-29 10:00:00,1,ee\n",
    }
    found = load(folder(tmp_path, files), as_of=AS_OF)
    assert found.members["left_at"].isna().sum() == 4
    assert found.coverage.exports["exported_at"].max() == pd.Timestamp("2025-09-29 10:00", tz="UTC")
    notes = {each.file: each.note for each in found.files}
    assert notes["september/subscribed.csv"] == (
        "the same as june/subscribed.csv: the list had not changed"
    )


ASHA = "asha@example.org,Asha,One,2,2025-01-10 10:00:00,,1,e1\n"
BEN = "ben@example.org,Ben,Two,2,2025-01-10 10:00:00,{},2,e2\n"


def account(place, *, said=""):
    """Two lists of one account: Asha is on both; Ben left the first and is on the other."""
    parts = {
        "members/members_501_falls.csv": SUBSCRIBED + ASHA,
        "unsubscribed/unsubscribed_501_falls.csv": UNSUBSCRIBED + BEN.format("2025-02-01 10:00:00"),
        "members/members_502_sepsis.csv": SUBSCRIBED + ASHA + BEN.format(""),
    }
    files = {f"account 77/lists/{name}": text for name, text in parts.items()}
    return folder(place, {**files, "community.toml": said})


FALLS = '[files."account 77/lists/members/members_501_falls.csv"]\naudience = "falls"\n'
SEPSIS = '[files."account 77/lists/members/members_502_sepsis.csv"]\n{}\n'


def test_each_of_several_lists_of_an_account_is_asked_about(tmp_path):
    found = survey(account(tmp_path), as_of=AS_OF)
    assert sorted(str(each) for each in found.problems) == [
        "account 77/lists/members/members_501_falls.csv: is of '501_falls', one of several lists of "
        "the account in account 77. Is it the community's? Answer in community.toml, under "
        '[files."account 77/lists/members/members_501_falls.csv"]: audience = "501_falls" or '
        "ignore = true  # another's",
        "account 77/lists/members/members_502_sepsis.csv: is of '502_sepsis', one of several lists of "
        "the account in account 77. Is it the community's? Answer in community.toml, under "
        '[files."account 77/lists/members/members_502_sepsis.csv"]: audience = "502_sepsis" or '
        "ignore = true  # another's",
    ]


@pytest.mark.parametrize(
    ("said", "members"), [('audience = "sepsis"', 2), ("ignore = true", 1)], ids=["ours", "not"]
)
def test_an_answer_on_one_part_of_a_list_is_of_all_its_parts(said, members, tmp_path):
    place = account(tmp_path, said=FALLS + SEPSIS.format(said))
    loaded = survey(place, as_of=AS_OF)
    assert not loaded.problems
    found = Community.of(loaded).indicators(only=["list_members"])
    assert found["value"].iloc[-1] == members


def test_the_one_list_of_an_account_is_the_community_s(tmp_path):
    place = account(tmp_path, said=SEPSIS.format("ignore = true"))
    loaded = survey(place, as_of=AS_OF)
    assert not loaded.problems
    found = Community.of(loaded).indicators(only=["list_members"])
    assert found["value"].iloc[-1] == 1


def test_two_files_of_one_part_that_lie_together_are_no_export(tmp_path):
    """Of two months' lists in one folder, whose names tell neither, nobody would ever have left."""
    row = "{0}@example.org,{0},P,2,2025-01-05 10:00:00,2025-01-05 10:00:00,1,e{0}\n".format
    may, june = (SUBSCRIBED + "".join(map(row, some)) for some in ("abcd", "ab"))
    place = folder(tmp_path, {"list in may.csv": may, "list in june.csv": june})
    (refused,) = survey(place, as_of=AS_OF).problems
    assert str(refused) == (
        "list in may.csv: is the same part of a mailing list as list in june.csv, with other people. Put "
        "the files of each export into a folder of their own, called by its day, or name its list: "
        'audience = "…".'
    )
    said = '[files."list in {}.csv"]\naudience = "{}"\n'.format
    (place / "community.toml").write_text(said("may", "one") + said("june", "other"), "utf-8")
    assert not survey(place, as_of=AS_OF).problems


def test_a_copy_of_a_part_is_the_same_part(tmp_path):
    part = SUBSCRIBED + "a@example.org,a,P,2,2025-01-05 10:00:00,2025-01-05 10:00:00,1,ea\n"
    place = folder(tmp_path, {"list.csv": part, "list (1).csv": part})
    assert not survey(place, as_of=AS_OF).problems


def test_a_list_without_cleaned_addresses_is_known_in_full_where_that_is_said(tmp_path):
    files = {
        "subscribed.csv": SUBSCRIBED
        + "a@example.org,A,One,2,2024-01-05 10:00:00,2024-09-30 10:00:00,1,e1\n",
        "unsubscribed.csv": UNSUBSCRIBED
        + "b@example.org,B,Two,2,2024-01-06 10:00:00,2024-08-01 10:00:00,2,e2\n",
    }
    before = load(folder(tmp_path / "open", files), as_of="2024-10-05")
    (note,) = [each for each in before.notes if "cleaned" in each]
    assert note.endswith('under [files."subscribed.csv"]: nobody_cleaned = true')
    said = {"community.toml": '[files."subscribed.csv"]\nnobody_cleaned = true\n'}
    after = load(folder(tmp_path / "said", {**files, **said}), as_of="2024-10-05")
    basis = [
        each.indicators(only=["list_members"], quarters="2024/25-Q1")["basis"].tolist()
        for each in (before, after)
    ]
    assert basis == [["lower_bound"], ["actual"]]
    assert not [each for each in after.notes if "cleaned" in each]
