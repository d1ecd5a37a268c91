"""Two names that may be of one organisation: the doubt stands beside the number, for whoever reads it."""

from __future__ import annotations

import pytest

from copmetrics.accounts.account import Headlines
from copmetrics.accounts.alike_names import may_be_one, may_be_one_note, named_alike

pytestmark = pytest.mark.slow

DOUBT = "16 organisations (two of them may be one)"
NAMED = (
    "'Northmoor Hospital NHS Foundation Trust' and 'Northmoor Hospitals NHS Foundation Trust' may be one "
    "organisation, counted as two."
)


@pytest.mark.parametrize("audience", ["leaders", "sponsors", "members", "public"])
def test_whoever_reads_how_many_organisations_came_reads_that_two_may_be_one(
    demo_account, audience
):
    account = demo_account(audience)
    assert DOUBT in account.summary
    told = str(account)
    listed = told.count("took part in 2026/27 Q2: ") or told.count("16 organisations took part")
    assert bool(listed) == (NAMED in told)


@pytest.mark.parametrize("audience", ["leaders", "sponsors"])
def test_of_the_mailing_list_it_is_said_without_names_for_which_are_on_it_nobody_outside_knows(
    demo_account, audience
):
    first, *_ = demo_account(audience).section("brief").blocks
    assert isinstance(first, Headlines)
    notes = {each.indicator: each.note for each in first.rows}
    said = "Two of the names may be of one organisation, counted as two."
    assert notes["list_organisations"].startswith(said)
    assert not any(said in note for id, note in notes.items() if id != "list_organisations")


def test_the_report_inside_says_how_they_are_joined(demo_account):
    asked = "counted as two; a line of organisations.csv joins them."
    assert asked in str(demo_account("leaders"))
    assert asked not in str(demo_account("sponsors"))


def test_of_several_pairs_it_is_said_how_many_and_of_none_nothing():
    assert [may_be_one(each) for each in (0, 1, 2)] == [
        "",
        " (two of them may be one)",
        " (2 pairs of them may be one each)",
    ]
    assert may_be_one_note(0) == ""
    assert may_be_one_note(3) == (
        "3 pairs of names may be of one organisation each, counted as two."
    )
    assert named_alike(["Eastvale Trust", "Westvale Hospice"]) == ()
