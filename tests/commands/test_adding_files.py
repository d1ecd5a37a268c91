"""Files put into a folder: none takes another's place unasked, and every system can have their names."""

from __future__ import annotations

import pytest

from copmetrics.commands import adding_files
from copmetrics.commands.adding_files import AddedFile, Clash, Outcome, add_file, file_name
from copmetrics.errors import FileError


def test_a_file_of_the_same_name_is_asked_about_and_nothing_is_lost(tmp_path):
    assert add_file(tmp_path, "zoom.csv", b"old") == AddedFile("zoom.csv", Outcome.ADDED)
    assert add_file(tmp_path, "zoom.csv", b"old") == AddedFile("zoom.csv", Outcome.SAME)
    # Windows and macOS take these two names for one
    assert add_file(tmp_path, "ZOOM.csv", b"new") == AddedFile("zoom.csv", Outcome.ASKED)
    assert (tmp_path / "zoom.csv").read_bytes() == b"old"
    both = add_file(tmp_path, "zoom.csv", b"new", clash=Clash.KEEP_BOTH)
    assert both == AddedFile("zoom (2).csv", Outcome.ADDED)
    third = add_file(tmp_path, "zoom.csv", b"newer", clash=Clash.KEEP_BOTH)
    assert third.name == "zoom (3).csv"
    replaced = add_file(tmp_path, "zoom.csv", b"newest", clash=Clash.REPLACE)
    assert replaced == AddedFile("zoom.csv", Outcome.REPLACED)
    held = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert held == {"zoom.csv": b"newest", "zoom (2).csv": b"new", "zoom (3).csv": b"newer"}


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ("..\\..\\secret\\zoom.csv", "zoom.csv"),
        ("../../zoom.csv", "zoom.csv"),
        ("CON.csv", "file CON.csv"),
        ("aux", "file aux"),
        ("Lpt1.tar.gz", "file Lpt1.tar.gz"),
        ("console.csv", "console.csv"),
        ('12:30 "huddle"?.csv', "12_30 _huddle__.csv"),
        ("list.csv. ", "list.csv"),
        ("é" * 300 + ".xlsx", "é" * 116 + ".xlsx"),
    ],
)
def test_a_name_is_one_that_windows_can_have(given, own):
    assert file_name(given) == own


@pytest.mark.parametrize("given", ["", "...", "folder/", ".copmetrics-key"])
def test_a_name_that_no_export_has_is_refused(given):
    with pytest.raises(FileError, match="has a name that no export has"):
        file_name(given)


def test_a_file_that_excel_holds_is_told_in_one_line(tmp_path, monkeypatch):
    def locked(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr(adding_files, "replace_bytes", locked)
    with pytest.raises(FileError, match=r"a\.csv: cannot be written: Permission denied\. Close it"):
        add_file(tmp_path, "a.csv", b"new", clash=Clash.REPLACE)
