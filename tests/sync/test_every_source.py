"""What holds of every source, whatever goes wrong: each beside an interface that answers as its vendor's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace

import pytest
from all_there import STANDS
from loopback import NOW, Answer, Interface, standing
from stands import Stand

from copmetrics.errors import SourceError
from copmetrics.sync.asking import Patience
from copmetrics.sync.waiting import told_to_wait

AGAIN = {"mailchimp": 18, "eventbrite": 5, "zoom": 2, "teams": 6}
"""So many requests a day later, when what came to rest is not asked for."""


@dataclass(frozen=True)
class Smooth:
    """What is fetched if nothing goes wrong, and in how many requests."""

    folder: Path
    there: Interface
    files: dict[str, bytes]
    requests: int
    last_words: dict[str, int]
    """Of each path's last word the first request that asked so."""


@pytest.fixture(params=STANDS, ids=[each.name for each in STANDS], scope="module")
def stand(request) -> Stand:
    return request.param


@pytest.fixture(scope="module")
def smooth(stand, tmp_path_factory) -> Iterator[Smooth]:
    folder = tmp_path_factory.mktemp(stand.name)
    with standing(stand.interface()) as there:
        stand.sync(folder, there, **stand.by_twos)
        assert there.unknown == []
        words = {path.rpartition("/")[2]: n for n, path in reversed([*enumerate(there.paths(), 1)])}
        yield Smooth(folder, there, stand.files(folder), len(there.asked), words)


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
    said: list[str] = []
    with pytest.raises(SourceError, match="was asked too often, and still says to wait"):
        stand.sync(tmp_path, there, patience=Patience(), progress=said.append)
    assert len(there.asked) == 6
    assert waits == [77, 2, 4, 8, 16]
    assert said[1].endswith(": 1 requests, 0 lines; it says to wait 77 seconds")


def test_until_tomorrow_nobody_waits(stand, there, tmp_path):
    """As Zoom does by an instant once a day's requests are used up, of which dlt makes nothing."""
    tomorrow = {"Retry-After": "2999-12-01T00:00:00Z"}
    there.faults = {1: replace(stand.refused(429), headers=tomorrow)}
    with pytest.raises(
        SourceError, match=r"says that it is not to be asked before \d\d:\d\d on .* \(UTC\)"
    ):
        stand.sync(tmp_path, there)
    assert len(there.asked) == 1


MIDNIGHT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("2026-12-01T00:01:30Z", 90),
        ("Tue, 01 Dec 2026 00:02:00 GMT", 120),
        ("2026-11-30T23:00:00Z", 0),
        ("9" * 5000, 365 * 86400),
        ("2026-12-01T00:01:30", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_a_source_says_to_wait(said, wait):
    found = told_to_wait(said, now=MIDNIGHT)
    assert (None if found is None else found.total_seconds()) == wait


OF_ONE_MEETING = {
    "zoom": {"participants"},
    "teams": {"onlineMeetings", "attendanceReports", "registrations", "sessions"},
}


def test_a_meeting_that_is_listed_and_not_there_keeps_no_other_from_being_fetched(stand, smooth, there, tmp_path):  # fmt: skip
    for word in OF_ONE_MEETING.get(stand.name, ()):
        there.asked.clear()
        there.faults = {smooth.last_words[word]: stand.refused(404)}
        folder = tmp_path / word
        folder.mkdir()
        stand.sync(folder, there, **stand.by_twos)
        assert there.faults == {}
        found = stand.files(folder)
        assert found
        assert found.keys() <= smooth.files.keys()


SPOILT = {
    "renamed": lambda key, rows: {"renamed": rows},
    "rows without fields": lambda key, rows: {key: [{}]},
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_comes_in_another_form_is_one_line_and_never_an_empty_list(
    spoilt, stand, smooth, there, tmp_path
):
    """As if its interface had changed: of each list that it gives, one after the other."""
    lines = []
    for number, word in enumerate(smooth.last_words):
        folder = tmp_path / str(number)
        folder.mkdir()
        with changed(there, word, SPOILT[spoilt]) as asked:
            lines.append(line_of(lambda into=folder: stand.sync(into, there, **stand.by_twos)))
        assert spoilt != "renamed" or not asked or lines[-1], word
    assert any(lines)
    assert not any("\n" in line or "asha" in line for line in lines)


@contextmanager
def changed(there: Interface, word: str, spoilt) -> Iterator[list[str]]:
    """Let it answer in another form whatever is asked for by a path with this last word; give what was."""
    plain, asked = there.answer, []

    def answer(request) -> Answer:
        given = plain(request)
        lists = [key for key, value in given.body.items() if isinstance(value, list)]
        if request.path.rpartition("/")[2] != word or not lists or "id" in given.body:
            return given  # what has an id is one thing, and no list of them
        asked.append(request.path)
        body = dict(given.body)
        return replace(given, body=spoilt(lists[0], body.pop(lists[0])) | body)

    there.answer = answer
    try:
        yield asked
    finally:
        del there.answer


def line_of(call) -> str:
    """What is said of what goes wrong; nothing where nothing does."""
    try:
        call()
    except SourceError as error:
        return str(error)
    return ""


def test_what_was_fetched_when_names_nobody(smooth):
    """Whose meetings they are is a setting, and known again by a digest."""
    for record in smooth.folder.rglob(".fetched.json"):
        assert "@" not in record.read_text(encoding="utf-8")


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
