"""Links of mailings by topic: a declared part of a link says which topics it leads to, and people count once."""

from __future__ import annotations

import pytest
from building import YEAR, activity, community, mailings, values
from narrated import evidence_of

from copmetrics.accounts.part_tables import Part, part_tables
from copmetrics.accounts.topics import topics_section
from copmetrics.loading.links import links_noted, topics_of_links
from copmetrics.settings import Profile

CARD = "https://Example.org/Cards/night-card?utm_source=may"
POSTER, HOME = "https://example.org/poster%20night", "https://example.org/"
# Asha clicks the card in both mailings and the poster in one; Ben the poster and what is of no topic; Cy opened.
CLICKS = activity(
    ("may", "asha", "click", "2024-05-07 12:00", CARD),
    ("may", "asha", "click", "2024-05-08 12:00", CARD),
    ("may", "asha", "click", "2024-05-08 12:01", POSTER),
    ("june", "asha", "click", "2024-06-08 12:00", CARD),
    ("may", "ben", "click", "2024-05-09 12:00", POSTER),
    ("may", "ben", "click", "2024-05-09 12:01", HOME),
    ("may", "cy", "open", "2024-05-09 12:01"),
)
DECLARED = {"/cards/": "Shared tools", "NIGHT": "Nights", "poster night": "Nights; Posters"}
SENT = mailings(
    {"mailing": "may", "sent_at": "2024-05-07 10:00", "recipients": 40},
    {"mailing": "june", "sent_at": "2024-06-04 10:00", "recipients": 40},
)


def as_written(cell: object) -> str:
    return str(cell)


@pytest.fixture(scope="module")
def told():
    linked = topics_of_links(CLICKS, DECLARED, as_written)
    return community({"activity": CLICKS, "mailings": SENT, "link_topics": linked}, YEAR)


def test_a_link_leads_to_the_topics_of_every_part_that_is_in_it_and_to_each_once():
    found = topics_of_links(CLICKS, DECLARED, as_written)
    assert list(zip(found["url"], found["topic"], strict=True)) == [
        (CARD, "Shared tools"),
        (CARD, "Nights"),
        (POSTER, "Nights"),
        (POSTER, "Posters"),
    ]


def test_people_who_clicked_are_told_by_topic_each_of_them_once(told):
    found = told.indicators("topic", only="unique_clickers", quarters=["2024-Q2"])
    by_topic = dict(zip(found["topic"].fillna("none"), found["value"], strict=True))
    assert by_topic == {"Nights": 2, "Shared tools": 1, "Posters": 2, "none": 1}
    assert values(told.indicators(only="unique_clickers"), "2024Q2") == {"unique_clickers": 2}
    either = told.indicators(
        only="unique_clickers", where={"topic": ["Nights", None]}, quarters=["2024-Q2"]
    )
    assert either["value"].tolist() == [2]  # not three: Ben is one
    lines = told.explain("unique_clickers", "2024-Q2", where={"topic": ["Shared tools"]})
    assert set(lines["person"]) == {"asha"}


def test_the_account_tells_them_where_no_event_has_a_topic(told):
    evidence = evidence_of(told, "2024-Q2")
    parts = part_tables(told, evidence.facts.quarter, Profile.INTERNAL)
    object.__setattr__(evidence.facts, "parts", {each: parts[each] for each in Part})
    (section,) = topics_section(evidence)
    (table,) = section.blocks
    assert table.rows == (("Nights", 2, 2), ("Posters", 2, 2), ("Shared tools", 1, 1))


def test_a_part_that_is_in_no_link_is_said_where_links_are_known():
    declared = {"/cards/": "Shared tools", "/crads/": "Shared tools"}
    assert links_noted(CLICKS, declared) == (
        "under [links] in community.toml '/crads/' is in no link that was clicked",
    )
    assert links_noted(CLICKS.iloc[:0], declared) == ()
