"""Where the desk finds communities: where somebody is, or among their documents."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from click.testing import CliRunner
from folders import folder

from copmetrics.cli import main
from copmetrics.commands import browser_window, launch_desk
from copmetrics.commands.launch_desk import place_and_community
from copmetrics.errors import FileError

SETTINGS = {"circle/community.toml": 'name = "Circle"\n', "loose/notes.txt": "\n"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return folder(tmp_path / "work", SETTINGS)


def test_a_community_is_begun_with_and_a_folder_of_some_is_looked_into(place, monkeypatch):
    assert place_and_community(place / "circle") == (place, "circle")
    assert place_and_community(place) == (place, "")
    monkeypatch.chdir(place)
    assert place_and_community(None) == (place, "")
    monkeypatch.chdir(place / "circle")
    assert place_and_community(None) == (place, "circle")


def test_where_there_are_none_they_are_kept_among_somebody_s_documents(place, monkeypatch):
    monkeypatch.chdir(place / "loose")
    home = place.parent / "home"
    assert place_and_community(None) == (home / "copmetrics", "")
    (home / "Documents").mkdir(parents=True)
    assert place_and_community(None) == (home / "Documents" / "copmetrics", "")
    assert place_and_community(place / "loose") == (place / "loose", "")


def test_copmetrics_with_nothing_behind_it_opens_the_desk(place, monkeypatch):
    opened = {}
    monkeypatch.setattr(
        launch_desk, "open_app", lambda notebook, **more: opened.update(more, notebook=notebook)
    )
    monkeypatch.chdir(place / "circle")
    assert CliRunner().invoke(main, []).exit_code == 0
    assert opened["notebook"].name == "desk.ipynb"
    assert opened["parameters"] == {"place": place.as_posix(), "community": "circle"}
    assert opened["made"] == place / "reports"
    assert (opened["browser"], opened["port"]) == (True, None)


def test_whoever_has_no_terminal_is_told_in_the_browser_why_nothing_opened(place, monkeypatch):
    shown = []
    monkeypatch.setattr(browser_window.webbrowser, "open", shown.append)
    refused = FileError("port 80", "cannot be used", advice="Choose <another>.")

    def refuses(*_, **__):
        raise refused

    monkeypatch.setattr(launch_desk, "open_app", refuses)
    said = CliRunner().invoke(main, ["desk", str(place)])
    assert (said.exit_code, str(refused) in said.output) == (1, True)
    (page,) = [Path(url2pathname(urlsplit(each).path)) for each in shown]
    html = page.read_text(encoding="utf-8")
    page.unlink()
    assert f"<p>{escape(str(refused))}</p>" in html
    assert CliRunner().invoke(main, ["desk", str(place), "--no-browser"]).exit_code == 1
    assert len(shown) == 1
