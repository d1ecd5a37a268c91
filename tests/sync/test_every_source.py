"""What holds of every source, whatever goes wrong: each beside an interface that answers as its vendor's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest
from all_there import STANDS
from loopback import NOW, Answer, Interface, standing
from stands import Stand

from copmetrics.errors import SourceError
from copmetrics.sync.asking import Patience

AGAIN = {"mailchimp": 18, "eventbrite": 5, "zoom": 2, "teams": 6}
"""So many requests a day later, when what came to rest is not asked for."""


@dataclass(frozen=True)
class Smooth:
    """What is fetched if nothing goes wrong, and in how many requests."""

    folder: Path
    there: Interface
    files: dict[str, bytes]
    requests: int


@pytest.fixture(params=STANDS, ids=[each.name for each in STANDS], scope="module")
def stand(request) -> Stand:
    return request.param


@pytest.fixture(scope="module")
def smooth(stand, tmp_path_factory) -> Iterator[Smooth]:
    folder = tmp_path_factory.mktemp(stand.name)
    with standing(stand.interface()) as there:
        stand.sync(folder, there, **stand.by_twos)
        assert there.unknown == []
        yield Smooth(folder, there, stand.files(folder), len(there.asked))


@pytest.fixture
def there(smooth) -> Interface:
    smooth.there.asked.clear()
    return smooth.there


def test_a_fault_at_every_request_changes_nothing(stand, smooth, there, tmp_path):
    """Of every page and of every token: too often, a fault of its own, half an answer."""
    faults = cycle(
        (
            replace(stand.refused(429), headers={"Retry-After": "1"}),
            stand.refused(500),
            Answer({"half": "of what was asked for"}, broken=True),
            stand.refused(429),
            stand.refused(503),
        )
    )
    there.faults = dict(zip(range(1, 2 * smooth.requests, 2), faults, strict=False))
    stand.sync(tmp_path, there, **stand.by_twos)
    assert there.faults == {}
    assert len(there.asked) == 2 * smooth.requests
    assert stand.files(tmp_path) == smooth.files


def test_it_waits_as_long_as_it_is_told_to_and_then_longer_each_time(
    stand, there, tmp_path, monkeypatch
):
    waits: list[float] = []
    monkeypatch.setattr("tenacity.nap.time", SimpleNamespace(sleep=waits.append))
    there.faults = {number: stand.refused(429) for number in range(1, 7)}
    there.faults[1] = replace(there.faults[1], headers={"Retry-After": "77"})
    with pytest.raises(SourceError, match="was asked too often, and still says to wait"):
        stand.sync(tmp_path, there, patience=Patience())
    assert len(there.asked) == 6
    assert waits == [77, 2, 4, 8, 16]


def test_wherever_its_key_is_revoked_nothing_half_fetched_is_read_and_the_next_run_goes_on(
    stand, smooth, there, tmp_path
):
    place = tmp_path / "synced"
    (place / stand.name).mkdir(parents=True)
    (place / stand.name / "stood.csv").write_text("of an earlier run\n", encoding="utf-8")
    for number in (1, smooth.requests // 2, smooth.requests):
        shutil.rmtree(place / f".{stand.name}", ignore_errors=True)
        there.asked.clear()
        there.faults = {number: stand.refused(401)}
        with pytest.raises(SourceError) as met:
            stand.sync(tmp_path, there, **stand.by_twos)
        assert len(there.asked) == number
        assert "does not accept the key in" in str(met.value)
        assert "\n" not in str(met.value)
        assert "asha" not in str(met.value)
        assert seen_in(tmp_path) == {"community.toml", f"synced/{stand.name}/stood.csv"}
    there.asked.clear()
    stand.sync(tmp_path, there, now=NOW + timedelta(hours=1), **stand.by_twos)
    assert len(there.asked) < smooth.requests
    assert stand.files(tmp_path) == smooth.files


def seen_in(folder: Path) -> set[str]:
    """What is not hidden."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not any(part[0] == "." for part in path.parts)}


def test_a_second_run_gives_the_same_and_asks_only_for_what_may_have_changed(stand, smooth, there, tmp_path):  # fmt: skip
    folder = shutil.copytree(smooth.folder, tmp_path / "community")
    stand.sync(folder, there, now=NOW + timedelta(days=1), **stand.by_twos)
    assert stand.files(folder) == smooth.files
    assert len(there.asked) == AGAIN[stand.name]
    assert there.unknown == []
