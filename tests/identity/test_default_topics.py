"""Topics that name a host: the name goes, and every other title stays as it was."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.identity.default_topics import without_host
from copmetrics.identity.directory import without_names


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Jane Marker's Zoom Meeting", "Zoom Meeting"),
        ("Jane Marker’s zoom meeting", "Zoom Meeting"),
        ("Jan Markers' Zoom Meeting", "Zoom Meeting"),
        ("Jane Marker's Personal Meeting Room", "Personal Meeting Room"),
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
        '"Jane Marker\'s Zoom Meeting",91234567890,Jane Marker (j@nhs.net),60,'
        "2024-05-14 13:00:00,2024-05-14 14:00:00,9\n\n"
    )
    sheet = topic + zoom(*[f"P{n},p{n}@one.example" for n in range(9)], day="2024-05-14")
    made = load(folder(tmp_path, {"zoom.csv": sheet}), as_of="2024-10-05")
    assert made.events[["event", "title"]].to_numpy().tolist() == [
        ["2024-05-14-zoom-meeting", "Zoom Meeting"]
    ]


def test_a_teller_who_is_somebody_known_becomes_a_pseudonym():
    people = pd.DataFrame({"name": ["Jane Marker", None, "Bo"], "person": ["p1", "p2", "p3"]})
    told = without_names(pd.Series(["T1", "jane MARKER", None, "Bo"]), people)
    assert [None if pd.isna(each) else each for each in told] == ["T1", "p1", None, "p3"]
