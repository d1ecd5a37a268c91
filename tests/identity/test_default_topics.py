"""Topics that name a host: the name goes, and every other title stays as it was."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom
from telling import STEPS, STORIES

from copmetrics.accounts.audience_evidence import AudienceEvidence, readable_by
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.community.community import load
from copmetrics.framework.audiences import Audience
from copmetrics.identity.default_topics import without_host
from copmetrics.identity.directory import without_names


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Jo Penrose's Zoom Meeting", "Zoom Meeting"),
        ("Jo Penrose’s zoom meeting", "Zoom Meeting"),
        ("Jan Penroses' Zoom Meeting", "Zoom Meeting"),
        ("Jo Penrose's Personal Meeting Room", "Personal Meeting Room"),
        ("Zoom-Meeting von Jana Märker", "Zoom-Meeting"),
        ("Réunion Zoom de Jeanne Marqueur", "Réunion Zoom"),
        ("Reunión de Zoom de Juana Marcador", "Reunión de Zoom"),
        ("Nurses' meeting", "Nurses' meeting"),
        ("How to use a Zoom Meeting", "How to use a Zoom Meeting"),
        ("Sepsis huddle", "Sepsis huddle"),
    ],
)
def test_a_default_topic_loses_its_name(title, told):
    assert without_host(title) == told


def test_neither_title_nor_id_of_an_event_names_its_host(tmp_path):
    topic = (
        "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
        '"Jo Penrose\'s Zoom Meeting",95551112223,Jo Penrose (jo@one.example),60,'
        "2024-05-14 13:00:00,2024-05-14 14:00:00,9\n\n"
    )
    sheet = topic + zoom(*[f"P{n},p{n}@one.example" for n in range(9)], day="2024-05-14")
    made = load(folder(tmp_path, {"zoom.csv": sheet}), as_of="2024-10-05")
    assert made.events[["event", "title"]].to_numpy().tolist() == [
        ["2024-05-14-zoom-meeting", "Zoom Meeting"]
    ]


def test_a_teller_who_is_somebody_known_becomes_a_pseudonym():
    people = pd.DataFrame({"name": ["Jo Penrose", None, "Bo"], "person": ["p1", "p2", "p3"]})
    told = without_names(pd.Series(["T1", "jo PENROSE", None, "Bo"]), people)
    assert [None if pd.isna(each) else each for each in told] == ["T1", "p1", None, "p3"]


@pytest.mark.slow
def test_nobody_who_reads_an_account_learns_that_a_known_person_told_the_story(tmp_path):
    files = {
        "zoom.csv": zoom(*[f"Ida Moss{n},p{n}@one.example" for n in range(12)]),
        "stories.csv": STORIES + "poster,The poster,Ida Moss3,,2024-06-01,,public,,\n",
        "steps.csv": STEPS + "poster,1,Immediate value,We drew a poster.,,,,,,\n",
    }
    made = load(folder(tmp_path, files), as_of="2024-10-05")
    (teller,) = made.stories["teller"]
    assert teller in set(made.attendance["person"])
    facts = QuarterFigures.of(made, made.quarter("2024/25-Q1"))  # stories are told alike of any
    for audience in Audience:
        tables = readable_by(audience, made.narrative_tables)
        told = repr(audience_account(AudienceEvidence(facts, audience, tables)))
        assert "Ida Moss" not in told
        assert "The poster" in told
