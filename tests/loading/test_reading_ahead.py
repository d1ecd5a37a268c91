"""What is read before it is asked for is handed over as long as the folder holds the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from copmetrics.loading.folder_state import state_of
from copmetrics.loading.reading_ahead import read_ahead
from copmetrics.loading.shared_reading import FEWEST, read_by_two, sheet_readings
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.loading.survey import survey
from copmetrics.settings import Settings


@pytest.fixture
def lists(tmp_path) -> Path:
    """A community of as many sign-in sheets as are worth another process, one longer than the others."""
    place = tmp_path / "cop"
    place.mkdir()
    for day in range(1, FEWEST + 1):
        names = "Asha One\nBen Two\n" if day == 1 else "Asha One\n"
        (place / f"sign-in 2024-05-{day:02}.csv").write_text(f"Name\n{names}", encoding="utf-8")
    return place


def read_with(ahead, place: Path, *, change=None) -> tuple[list[SheetReading], list[str]]:
    """What two processes read, one of which began ahead, and the files that were opened for it."""

    def begin(share):
        if change:
            change()
            share = replace(share, state=state_of(place))
        return lambda: ahead.readings(share)

    opened = []
    of = SheetReading.of
    with pytest.MonkeyPatch.context() as patch, read_by_two(begin):
        patch.setattr(
            SheetReading, "of", lambda sheet, *more: opened.append(sheet.file) or of(sheet, *more)
        )
        return sheet_readings(place, Settings()), opened


def told(read: list[SheetReading]) -> list[tuple[str, int]]:
    return [(each.sheet.file, each.reading.rows) for each in read]


def test_the_half_that_was_read_ahead_is_not_read_again(lists):
    ahead = read_ahead(lists)
    read, opened = read_with(ahead, lists)
    assert told(read) == [
        (path.name, 2 if "05-01" in path.name else 1) for path in sorted(lists.iterdir())
    ]
    assert len(opened) == FEWEST / 2
    assert not {Path(each).name for each in ahead.read} & set(opened)


def test_what_has_changed_since_is_read_as_it_is_now(lists):
    """A second person signs in the sheet that was read ahead."""
    ahead = read_ahead(lists)
    changed = next(iter(ahead.read))
    more = lambda: changed.write_text("Name\nAsha One\nBen Two\nCara Three\n", encoding="utf-8")  # noqa: E731
    read, opened = read_with(ahead, lists, change=more)
    assert dict(told(read))[changed.name] == 3
    assert len(opened) == FEWEST


def test_a_file_that_came_since_is_read_and_one_that_went_is_not_told(lists):
    ahead = read_ahead(lists)
    (lists / "sign-in 2024-06-01.csv").write_text("Name\nAsha One\n", encoding="utf-8")
    next(iter(ahead.read)).unlink()
    read, _ = read_with(ahead, lists)
    assert told(read) == told(sheet_readings(lists, Settings()))


def test_nothing_is_read_ahead_of_little_or_of_what_is_kept(lists, tmp_path, monkeypatch):
    few = shutil.copytree(lists, tmp_path / "few")
    next(few.iterdir()).unlink()
    assert read_ahead(few) is None
    monkeypatch.setenv("COPMETRICS_CACHE", str(tmp_path / "cache"))
    assert survey(lists, as_of="2024-10-05").problems == ()
    assert read_ahead(lists) is None
