"""`copmetrics demo`: a folder of one's own with the demo in it, whole or not at all."""

from __future__ import annotations

import filecmp
import shutil

import pytest
from conftest import DEMO

from copmetrics.cli import main
from copmetrics.commands import demo_folder
from copmetrics.errors import FileError


def listed(place):
    """The files in a folder and below, but for hidden ones."""
    return sorted(
        each.relative_to(place)
        for each in place.rglob("*")
        if each.is_file() and not each.name.startswith(".")
    )


def test_it_is_the_demo_byte_for_byte_without_its_key(tmp_path, capsys):
    place = tmp_path / "deep" / "mine"
    main(["demo", str(place)], standalone_mode=False)
    assert capsys.readouterr().out == f"{place}\n"
    assert listed(place) == listed(DEMO)
    assert filecmp.cmpfiles(DEMO, place, listed(DEMO), shallow=False)[1:] == ([], [])
    assert [each.name for each in place.iterdir() if each.name.startswith(".")] == []
    assert [each.name for each in place.parent.iterdir()] == ["mine"]


def test_an_empty_folder_is_taken_and_one_with_something_in_it_is_left(tmp_path):
    demo_folder.make_demo(tmp_path)
    assert listed(tmp_path) == listed(DEMO)
    with pytest.raises(FileError, match=r"is there already, and is not empty\. Name a new"):
        demo_folder.make_demo(tmp_path)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileError, match="is there already"):
        demo_folder.make_demo(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_what_is_half_copied_is_not_there(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(FileError, match="No space left"):
        demo_folder.make_demo(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []
