"""Topics: an event of several counts once under each, and once where topics only choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import folder, zoom
from narrated import evidence_of

from copmetrics.accounts.audience_evidence import AudienceEvidence
from copmetrics.accounts.part_tables import Part, part_tables
from copmetrics.accounts.topics import topics_section
from copmetrics.community.community import Community, load
from copmetrics.settings import Profile

EVENTS = (
    "event,title,starts,topic\nmay,May,2024-05-14 13:00,Nights; Cards\n"
    "june,June,2024-06-11 13:00,nights\njuly,July,2024-06-18 13:00,\n"
)
ASHA, BEN, CY = "Asha One,asha@example.org", "Ben Two,ben@example.org", "Cy Three,cy@example.org"
FILES = {
    "events.csv": EVENTS,
    "may.csv": zoom(ASHA, BEN),
    "june.csv": zoom(ASHA, day="2024-06-11"),
    "july.csv": zoom(ASHA, BEN, CY, day="2024-06-18"),
    "agenda.csv": "Raised on,Item,Topic,Status\n2024-05-14,Cover,NIGHTS,open\n",
    "community.toml": 'calendar = "calendar"\n',
}
Q2 = "2024-Q2"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Community:
    return load(folder(tmp_path_factory.mktemp("topics"), FILES), as_of="2024-10-05")


def by_topic(told: Community, indicator: str) -> dict[str, float]:
    found = told.indicators("topic", only=indicator, quarters=[Q2])
    return dict(zip(found["topic"].fillna("none"), found["value"], strict=True))


def test_an_event_of_two_topics_counts_under_each_and_topics_are_spelt_alike(told):
    assert by_topic(told, "events") == {"Nights": 2, "Cards": 1, "none": 1}
    assert by_topic(told, "attendances") == {"Nights": 3, "Cards": 2, "none": 3}
    assert by_topic(told, "unique_attendees") == {"Nights": 2, "Cards": 2, "none": 3}
    assert by_topic(told, "agenda_open") == {"Nights": 1}


@pytest.mark.parametrize(
    ("topics", "attendances"),
    [
        (["Nights"], 3),
        (["Nights", "Cards"], 3),  # not five: May is one event
        (["Cards", None], 5),
        ([None], 3),
    ],
)
def test_a_choice_of_topics_counts_an_event_once(told, topics, attendances):
    found = told.indicators(where={"topic": topics}, only="attendances", quarters=[Q2])
    assert found["value"].tolist() == [attendances]
    lines = told.explain("attendances", Q2, where={"topic": topics})
    assert lines["counted_as"].notna().sum() == attendances


def with_parts(told: Community, quarter: str) -> AudienceEvidence:
    evidence = evidence_of(told, quarter)
    parts = part_tables(told, evidence.facts.quarter, Profile.INTERNAL)
    object.__setattr__(evidence.facts, "parts", {each: parts[each] for each in Part})
    return evidence


def test_the_account_tells_what_each_topic_drew_and_draws_nothing_of_one_quarter(told):
    (section,) = topics_section(with_parts(told, Q2))
    _, table = section.blocks
    assert [row[:4] for row in table.rows] == [("Nights", 2, 3, 1.5), ("Cards", 1, 2, 2.0)]


def test_a_community_that_says_no_topics_is_told_nothing_of_them(tmp_path: Path):
    plain = load(folder(tmp_path, {"may.csv": zoom(ASHA)}), as_of="2024-10-05")
    assert topics_section(with_parts(plain, "2024/25-Q1")) == ()
    assert plain.tables["event_topics"].empty
