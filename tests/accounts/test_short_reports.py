"""A small community has a short report: no heading over nothing, no frame of nothing, each reason once."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import AS_OF
from folders import folder, zoom

from copmetrics import charts
from copmetrics.accounts.account import (
    Account,
    Cards,
    Commentary,
    Headlines,
    Listing,
    Paragraph,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.for_audience import account as account_of
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarterly import quarterly_account
from copmetrics.community.community import load
from copmetrics.render.html import page_of

pytestmark = pytest.mark.slow

NO_LIST = "no mailing list (audience) export is in the folder"
NO_MAILING = "no mailing export is in the folder"
HEADING = re.compile(r"<(h[1-4]|caption|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
RANKS = {"h1": 1, "h2": 2, "summary": 3, "h3": 4, "h4": 5, "caption": 5}


@pytest.fixture(autouse=True)
def _every_picture_is_an_empty_one(monkeypatch):
    """What stands in pictures is of other tests, and drawing takes long."""
    empty = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"></svg>'
    monkeypatch.setattr(charts, "_drawn_once", lambda *_: (empty, ()))
    monkeypatch.setattr(charts, "_drawn_narrow_once", lambda *_: empty)


@pytest.fixture(scope="module")
def accounts(tmp_path_factory) -> dict[str, Account]:
    """What is told of two people of one organisation who met twice in a quarter."""
    people = ("Ann,ann@x.example", "Bo,bo@x.example")
    files = {f"{day}.csv": zoom(*people, day=day) for day in ("2024-04-16", "2024-05-14")}
    small = load(folder(tmp_path_factory.mktemp("small"), files), as_of=AS_OF)
    return {
        "quarterly": quarterly_account(inside_evidence(small)),
        "sponsors": account_of(small, audience="sponsors"),
    }


def said(account: Account, section: str) -> list[str]:
    return [each.text for each in account.section(section).blocks if isinstance(each, Paragraph)]


@pytest.mark.parametrize("name", ["quarterly", "sponsors"])
def test_no_heading_stands_over_nothing_and_no_frame_is_drawn_around_it(name, accounts):
    page = page_of(accounts[name])
    headings = list(HEADING.finditer(page))
    assert len(headings) > 10
    for here, following in pairwise(headings):
        under = page[here.end() : following.start()]
        words = re.sub(r"<[^>]*>", "", under).strip()
        lower = RANKS[following[1]] > RANKS[here[1]]  # what it is parted into stands under it
        assert words or "<img" in under or lower, f"nothing stands under '{here[2]}'"
    assert "To read with care" not in page
    assert 'class="instead"' not in page
    assert "no quarter known" not in page


def test_a_section_of_which_nothing_is_known_is_one_sentence(accounts):
    told = accounts["quarterly"]
    for section, why in {"list": NO_LIST, "mailings": NO_MAILING}.items():
        assert told.section(section).blocks == (Paragraph(f"Not known: {why}."),)
    sponsors = accounts["sponsors"]
    assert [len(sponsors.section(each).blocks) for each in ("matrix", "professions")] == [1, 1]
    assert {"stories", "matrix-table"}.isdisjoint(each.id for each in sponsors.sections)


def test_what_is_not_known_of_a_section_is_told_once_with_its_reason_and_nothing_is_explained(
    accounts,
):
    told = accounts["quarterly"]
    assert said(told, "trends") == [
        f"Not known: Links clicked and Emails opened ({NO_MAILING}); People on the mailing list ({NO_LIST})."
    ]
    assert said(told, "headlines")[0].endswith(
        "the difference of the two numbers as they are shown."
    )
    assert not any("reactivated people" in each for each in said(told, "people"))
    page = page_of(told)
    assert (
        "Only two points are known (Apr 2024: 2 and May 2024: 2): they make no chart yet." in page
    )
    none = "no pair of people of known organisations at an event came from two, and by chance none would."
    assert none in page
    (open_questions,) = [
        each
        for each in told.section("brief").blocks
        if isinstance(each, Listing) and each.title == "What we do not know yet"
    ]
    assert open_questions.items[:2] == (
        f"People on the mailing list and Organisations on the mailing list: {NO_LIST}",
        f"Emails sent, Emails opened and Links clicked: {NO_MAILING}",
    )


def test_what_no_file_tells_is_one_line_in_which_each_file_stands_once(accounts):
    (notes,) = [
        each for each in accounts["quarterly"].section("data").blocks if isinstance(each, Listing)
    ]
    assert not any("is in the folder (unknown)" in each for each in notes.items)
    (absent,) = [
        each for each in notes.items if each.startswith("Of these nothing is in the folder")
    ]
    assert "mailing export (Emails sent, Emails opened and 7 more)" in absent
    # lists, mailings, activity, registrations, feedback, remarks, agenda, platform, recommendations, outputs
    assert absent.count("; ") == 10 - 1


def test_a_section_leaves_out_each_kind_of_block_that_is_a_title_over_nothing():
    columns = (ReportColumn("Quarter"),)
    nothing = (
        Listing("A list", ()),
        ReportTable("table", "A table", columns, ()),
        Cards("cards", "Cards", ()),
        Headlines("rows", "Measures", "Q2", "Q1", "Q2", ()),
        Paragraph(""),
    )
    assert Section("x", "X", nothing).blocks == ()
    by_hand = (Listing("What is next", ()), Commentary("We meet in May."))
    assert Section("x", "X", by_hand).blocks == by_hand
    instead = (Listing("A list", (), "Nobody yet."),)
    assert Section("x", "X", instead).blocks == instead
    empty = Account("C", "Q2", "", "leaders", "", (Section("x", "X", nothing),))
    assert empty.sections == ()
