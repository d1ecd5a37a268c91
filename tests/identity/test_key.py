"""The key by which pseudonyms are made: its owner's alone, kept from git, whole or told of."""

from __future__ import annotations

import subprocess
import sys

import pytest
from folders import folder, zoom

from copmetrics.commands.fillable_workbooks import WORKBOOKS
from copmetrics.commands.template import make_community
from copmetrics.errors import FileError
from copmetrics.identity.community_key import KEY_FILE, community_key
from copmetrics.identity.git_ignore import IGNORED

CORRUPT = {
    "half": b"ab" * 20,
    "empty": b"",
    "not hexadecimal": b"xy" * 32,
    "more than one": b"ab" * 64,
    "not ascii": "ŷ".encode() * 40,
    "of another encoding": b"\xff\xfea\x00b\x00" * 20,
    "a conflict of git": b"<<<<<<< HEAD\n" + b"ab" * 32,
}
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@on_posix
def test_the_key_is_for_its_owner_alone(tmp_path):
    community_key(tmp_path)
    assert oct((tmp_path / KEY_FILE).stat().st_mode & 0o777) == "0o600"


@on_posix
def test_a_key_of_an_earlier_version_is_closed_and_stays_what_it_was(tmp_path):
    (tmp_path / KEY_FILE).write_text("ab" * 32)
    (tmp_path / KEY_FILE).chmod(0o644)
    assert community_key(tmp_path) == b"\xab" * 32
    assert oct((tmp_path / KEY_FILE).stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("content", CORRUPT.values(), ids=list(CORRUPT))
def test_a_corrupt_key_is_one_line(tmp_path, content, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda _: None)
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(FileError) as caught:
        community_key(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/{KEY_FILE}: is not a key that copmetrics made. Delete it to have a new one made; "
        "pseudonyms then change."
    )
    assert (tmp_path / KEY_FILE).read_bytes() == content


def test_a_key_that_is_a_folder_is_one_line(tmp_path):
    (tmp_path / KEY_FILE).mkdir()
    with pytest.raises(FileError, match="cannot be read: Is a directory"):
        community_key(tmp_path)


def taken_by_git(place):
    """What git would take of a folder."""
    subprocess.run(["git", "init", "-q", place], check=True)
    words = ["git", "-C", place, "ls-files", "--others", "--exclude-standard"]
    found = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return sorted(found.splitlines())


SETTINGS = [".gitignore", "community.toml"]


def test_git_takes_no_export_no_workbook_and_no_key_of_a_folder_that_nobody_prepared(tmp_path):
    people = zoom("Asha,asha@example.org")
    files = {"community.toml": "", "a.csv": people, "zoom/b.CSV": people, "c.tsv": people, "d": "e"}
    place = folder(tmp_path, files)
    (place / "people-review.csv").touch()
    (place / "sign-in.xlsx").touch()
    community_key(place)
    assert taken_by_git(place) == SETTINGS


def test_git_takes_as_little_of_a_folder_that_new_made(tmp_path):
    filled = dict.fromkeys(WORKBOOKS, "filled in")  # blank ones take long to write
    folder(tmp_path / "mine", {"a.csv": zoom("Asha,asha@example.org"), **filled})
    make_community(tmp_path / "mine", name="", calendar="nhs")
    assert taken_by_git(tmp_path / "mine") == [".community.schema.json", *SETTINGS]


def test_what_new_wrote_once_is_brought_up_to_date(tmp_path):
    earlier = "# never leave this folder by git: they tell who is who\n.copmetrics-key\npeople-review.csv\n"
    place = folder(tmp_path, {".gitignore": earlier, "community.toml": "", "a.csv": "x"})
    community_key(place)
    assert taken_by_git(place) == SETTINGS


def test_lines_of_ones_own_stay_byte_by_byte(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"drafts/\r\ncaf\xe9\n")
    community_key(tmp_path)
    community_key(tmp_path)
    found = (tmp_path / ".gitignore").read_bytes()
    assert found == b"drafts/\r\ncaf\xe9\n\n" + IGNORED.encode()


def test_whoever_names_the_key_has_decided(tmp_path):
    own = "# nobody here is real\n.copmetrics-key\n"
    place = folder(tmp_path, {".gitignore": own})
    community_key(place)
    assert (place / ".gitignore").read_text() == own
