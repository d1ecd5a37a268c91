"""The cache: bounded, for its owner alone, and never in anybody's way."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from copmetrics.commands.keeping import cache_lines, cleared
from copmetrics.storage import cache as caching
from copmetrics.storage.cache import Cache, users_cache

DAY = 24 * 60 * 60


def used(cache: Cache, owner: str, name: str, *, days_ago: float) -> None:
    """Let a piece have been used some days ago."""
    when = time.time() - days_ago * DAY
    os.utime(cache.place / f"{owner}-{name}.kept", (when, when))


def test_what_was_put_there_is_there_until_it_is_let_go(tmp_path):
    cache = Cache(tmp_path / "deep" / "below")
    assert cache.get("a", "found") is None
    cache.put("a", "found", b"one")
    cache.put("a", "found", b"two")
    cache.put("b", "found", b"three")
    assert (cache.get("a", "found"), cache.get("b", "found")) == (b"two", b"three")
    assert sorted(cache.sizes()) == [3, 5]
    cache.drop("a", "found")
    cache.drop("a", "found")
    assert cache.get("a", "found") is None
    assert cache.clear() == 1
    assert cache.sizes() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such modes")
def test_its_owner_alone_may_open_it(tmp_path):
    place = tmp_path / "kept"
    place.mkdir(mode=0o755)
    Cache(place).put("a", "found", b"one")
    (piece,) = place.iterdir()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE(piece.stat().st_mode) == 0o600


def test_the_least_recently_used_go_first(tmp_path, monkeypatch):
    monkeypatch.setattr(caching, "LARGEST", 10)
    cache = Cache(tmp_path)
    for name, days_ago in (("one", 3), ("two", 2), ("three", 1)):
        cache.put("a", name, b"1234")
        used(cache, "a", name, days_ago=days_ago)
    assert cache.get("a", "one") is None  # 12 bytes were too many
    assert cache.get("a", "two") == b"1234"  # and so it is used today
    cache.put("b", "four", b"1234")
    assert cache.get("a", "three") is None
    assert cache.get("a", "two") == b"1234"
    cache.put("b", "five", b"12345678901")
    assert cache.get("b", "five") is None  # larger than all may be together


def test_one_community_does_not_fill_it_and_what_is_old_goes(tmp_path, monkeypatch):
    monkeypatch.setattr(caching, "MOST", 2)
    cache = Cache(tmp_path)
    for name, days_ago in (("one", 3), ("two", 2)):
        cache.put("a", name, b"1")
        used(cache, "a", name, days_ago=days_ago)
    cache.put("other", "old", b"1")
    used(cache, "other", "old", days_ago=89)
    cache.put("a", "three", b"1")
    assert [cache.get("a", each) for each in ("one", "two", "three")] == [None, b"1", b"1"]
    assert cache.get("other", "old") == b"1"
    used(cache, "other", "old", days_ago=91)
    cache.put("a", "four", b"1")
    assert cache.get("other", "old") is None


SEVERAL_AT_ONCE = """
import sys
from pathlib import Path
from copmetrics.storage import cache as caching

caching.LARGEST, caching.MOST = 40_000, 6
cache = caching.Cache(Path(sys.argv[1]))
for at in range(300):
    cache.put("a", str(at % 8), bytes([65 + at % 8]) * 4_000)
    found = cache.get("a", str((at + 3) % 8))
    assert found is None or found == bytes([65 + (at + 3) % 8]) * 4_000, found[:9]
    if at % 50 == 49:
        cache.clear()
"""


@pytest.mark.slow
def test_several_processes_at_one_cache_find_a_piece_whole_or_not_at_all(tmp_path):
    words = [sys.executable, "-c", SEVERAL_AT_ONCE, str(tmp_path)]
    running = [subprocess.Popen(words, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(each.communicate()[1], each.returncode) for each in running] == [("", 0)] * 3
    assert {each.suffix for each in tmp_path.iterdir()} <= {".kept"}


def test_a_place_that_cannot_be_written_or_read_is_in_nobodys_way(tmp_path, monkeypatch):
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder would be")
    Cache(taken).put("a", "found", b"one")
    assert Cache(taken).get("a", "found") is None

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(caching, "replace_bytes", full)
    Cache(tmp_path / "kept").put("a", "found", b"one")
    assert Cache(tmp_path / "kept").get("a", "found") is None


def test_it_is_where_the_variable_says_or_nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path))
    assert users_cache() == Cache(tmp_path)
    users_cache().put("a", "found", b"x" * 250_000)
    assert cache_lines() == [
        str(tmp_path),
        "    1 piece, 0.2 MB of at most 512 MB",
        "To empty it: copmetrics cache clear",
        "To keep nothing, or elsewhere: COPMETRICS_CACHE=off, or a folder",
    ]
    assert cleared() == f"{tmp_path}: 1 piece gone"
    assert cleared() == f"{tmp_path}: 0 pieces gone"
    monkeypatch.setenv("COPMETRICS_CACHE", "OFF")
    assert users_cache().place is None
    users_cache().put("a", "found", b"one")
    assert users_cache().get("a", "found") is None
    assert cache_lines() == [cleared()] == ["Nothing is kept: COPMETRICS_CACHE is off."]
    monkeypatch.delenv("COPMETRICS_CACHE")
    assert users_cache().place.name.casefold().startswith(("copmetrics", "cache"))


def test_why_nothing_is_kept_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path))
    monkeypatch.delattr("pyarrow.parquet.encryption.create_encryption_properties")
    first, place, *_ = cache_lines()
    assert first.startswith("Nothing is kept: pyarrow ")
    assert first.endswith(" cannot seal it. Install pyarrow 25 or newer.")
    assert place == str(tmp_path)
    monkeypatch.delenv("COPMETRICS_CACHE")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: Path("nowhere"))
    (line,) = cache_lines()
    assert line == "Nothing is kept: you have no home folder. Name a place: COPMETRICS_CACHE=FOLDER"
