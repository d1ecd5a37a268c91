"""Eventbrite: what is synced gives the numbers of its report, and every request is one that it accepts."""

from __future__ import annotations

from datetime import timedelta

import eventbrite as theirs
import pandas as pd
import pytest
from eventbrite_there import EVENTS, PLACES, STAND, TOKEN, eventbrite, write_exports
from loopback import NOW, standing

import copmetrics
from copmetrics.errors import SourceError
from copmetrics.readers.eventbrite import STATUSES
from copmetrics.sync.eventbrite import ATTENDEES

synced = STAND.sync


@pytest.fixture
def there():
    with standing(eventbrite()) as interface:
        yield interface


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "community"
    made.mkdir()
    return made


def asked_for(interface) -> list[str]:
    return [each.split("/")[3] for each in interface.paths() if each.endswith("/attendees/")]


def test_a_synced_community_and_its_report_give_the_same_numbers(there, folder, tmp_path):
    exported = tmp_path / "exported"
    exported.mkdir()
    (exported / "community.toml").write_text('name = "community"\n', encoding="utf-8")
    write_exports(exported)
    told = synced(folder, there)
    assert told.counted == {"events": 3, "places": 8}
    assert there.unknown == []
    ours, others = (
        copmetrics.load(each, as_of="2026-11-30").indicators(by=["organisation"])
        for each in (folder, exported)
    )
    pd.testing.assert_frame_equal(ours, others)
    spring = ours[ours["quarter"].astype("str").eq("2025Q1") & ours["indicator"].eq("attendances")]
    assert (
        spring["value"].sum() == 2
    )  # Asha and Ed were checked in; Zoë had a place and did not come


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ({"status": "Attending", "checked_in": True}, "Checked In"),
        ({"status": "Checked In", "checked_in": True, "refunded": True}, "Refunded"),
        ({"status": "Attending", "cancelled": True}, "Not Attending"),
        ({"status": "Deleted", "checked_in": True}, "Deleted"),
        ({"status": "Transferred"}, "Transferred"),
        ({"status": "A word of next year's", "checked_in": False}, "Attending"),
        ({}, "Attending"),
    ],
)
def test_whatever_word_a_place_has_its_report_is_one_that_is_read(place, word):
    """The reader refuses a file for a status that it does not know, and the next sync would write it again."""
    assert ATTENDEES.files[0].columns["Attendee Status"](place) == word
    assert word.casefold() in STATUSES


def test_what_nobody_paid_for_is_no_place():
    assert not ATTENDEES.counts({"status": "Unpaid"})
    assert ATTENDEES.counts({"status": "Attending"})


def test_eventbrites_own_client_works_on_the_eventbrite_of_these_tests(there):
    client = theirs.Eventbrite(TOKEN, eventbrite_api_url=f"{there.url}/v3/")
    page = client.get_event_attendees("811")
    assert [each["id"] for each in page["attendees"]] == [each[3] for each in PLACES[:2]]
    after = page["pagination"]["continuation"]
    following = client.get("/events/811/attendees/", data={"continuation": after})
    assert [each["id"] for each in following["attendees"]] == [each[3] for each in PLACES[2:4]]
    (own,) = client.get("/users/me/organizations/")["organizations"]
    events = client.get(f"/organizations/{own['id']}/events/", data={"order_by": "start_asc"})
    assert [each["id"] for each in events["events"]] == [each[0] for each in EVENTS[:2]]
    assert there.unknown == []  # it asks with `expand`, which Eventbrite takes everywhere


def test_an_event_that_is_long_over_is_not_asked_for_again(there, folder):
    synced(folder, there)
    there.asked.clear()
    synced(folder, there, now=NOW + timedelta(days=1))
    assert asked_for(there) == ["812", "813"]


def test_only_events_with_one_of_the_words_are_fetched(there, folder):
    (folder / "community.toml").write_text('[sync.eventbrite]\ntitles = ["WINTER"]\n')
    assert synced(folder, there).counted == {"events": 1, "places": 2}
    assert asked_for(there) == ["812"]


def test_a_token_that_expired_is_one_line(there, folder):
    with pytest.raises(SourceError) as met:
        synced(folder, there, keys={"EVENTBRITE_TOKEN": "A" * 20})
    assert str(met.value) == (
        "Eventbrite: does not accept the key in EVENTBRITE_TOKEN (401, INVALID_AUTH). Take the private token of "
        "Account settings, Developer links, API keys, and not the other keys."
    )
