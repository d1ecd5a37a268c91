"""On the desk, sources are asked by button: those whose key is there, by the function of the command."""

from __future__ import annotations

from contextlib import ExitStack

import ipywidgets as widgets
import pytest
from all_there import STANDS
from folders import folder
from loopback import standing

from copmetrics.commands import syncing
from copmetrics.desk.desk import Desk

MAILCHIMP, _, _, TEAMS = STANDS


@pytest.fixture
def there(monkeypatch):
    """Two sources with their keys, and no others."""
    monkeypatch.setattr("keyring.get_password", lambda service, name: None)
    with ExitStack() as stack:
        found = {
            each.name: stack.enter_context(standing(each.interface()))
            for each in (MAILCHIMP, TEAMS)
        }
        sources = {each.name: each.source(found[each.name]) for each in (MAILCHIMP, TEAMS)}
        monkeypatch.setattr(syncing, "SOURCES", sources)
        for stand in STANDS:
            for name, key in stand.keys.items():
                monkeypatch.setenv(name, key)
        yield found


def texts(desk) -> str:
    below = [*desk.rest.children, *desk.fetching.step.shown.children]
    shown = [each for each in below if isinstance(each, widgets.HTML)]
    return "\n".join(each.value for each in shown)


def press(desk, text):
    (row,) = desk.fetching.step.body.children
    (pressed,) = [each for each in row.children if each.description == text]
    pressed.click()


def test_sources_with_a_key_are_fetched_by_one_button_and_what_is_wrong_with_one_is_a_sentence(there, tmp_path, monkeypatch):  # fmt: skip
    said = "[sync.teams]" + TEAMS.settings.partition("[sync.teams]")[2]
    made = folder(tmp_path / "circle", {"community.toml": f'name = "The circle"\n{said}'})
    desk = Desk(tmp_path, community="circle")
    (row,) = desk.fetching.step.body.children
    assert [each.description for each in row.children] == ["Fetch from Mailchimp", "Fetch from Teams", "Fetch from all of them"]  # fmt: skip
    there["teams"].faults = {5: TEAMS.refused(401)}
    seen = []
    monkeypatch.setattr(desk.fetching.step.saying, "say_progress", lambda text, *_: seen.append(text))  # fmt: skip
    press(desk, "Fetch from all of them")
    assert "<li>Mailchimp: 3 members, 4 mailings (18 requests), in synced/mailchimp</li>" in texts(
        desk
    )
    assert "role='alert' class='wrong'><ul><li>Teams: does not accept the key in GRAPH_TENANT_ID" in texts(desk)  # fmt: skip
    assert "files could be read" in texts(desk)
    assert {each.partition(":")[0] for each in seen} == {"Mailchimp", "Teams"}
    press(desk, "Fetch from Teams")
    assert "Teams: 2 reports of meetings, 1 of webinars" in texts(desk)
    keys = [key for stand in (MAILCHIMP, TEAMS) for key in stand.keys.values()]
    held = [path.read_bytes() for path in made.rglob("*") if path.is_file()]
    assert [key for key in keys if any(key.encode() in each for each in held)] == []
    assert [key for key in keys if key in texts(desk)] == []


def test_without_a_key_nothing_of_it_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr("keyring.get_password", lambda service, name: None)
    for stand in STANDS:
        for name in stand.keys:
            monkeypatch.delenv(name, raising=False)
    folder(tmp_path / "circle", {"community.toml": 'name = "The circle"\n'})
    desk = Desk(tmp_path, community="circle")
    assert desk.fetching.step.shown.layout.display == "none"
