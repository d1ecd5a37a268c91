"""What two processes read of a folder's files is what one reads of them, problems and all."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest
from same_frames import assert_same_frame

from copmetrics.errors import ChoiceError, FileError, Problems
from copmetrics.loading.shared_reading import FEWEST, read_by_two, sheet_readings
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Path:
    """A file of every fifth format, and two that cannot be read."""
    place = tmp_path_factory.mktemp("everything")
    for folder in sorted(each for each in SAMPLES.glob("[a-z]*") if each.is_dir())[::5]:
        sample = next(each for each in folder.iterdir() if "expected" not in each.name)
        if sample.is_file():
            shutil.copy(sample, place / f"{folder.name}-{sample.name}")
    (place / "empty.csv").touch()
    told = "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n"
    (place / "wrong.csv").write_text(f"{told}A,a@b.example,soon,later,many\n", encoding="utf-8")
    return place


def by_pickles(share):
    """The other process, in this one."""
    given = pickle.dumps(pickle.loads(pickle.dumps(share)).readings())
    return lambda: pickle.loads(given)


def the_end(_):
    """Another process that could not read its share."""
    return lambda: None


@pytest.fixture(scope="module")
def alone(everything) -> list[SheetReading]:
    """All of it, read by one."""
    return sheet_readings(everything, Settings())


@pytest.mark.parametrize("other", [by_pickles, the_end])
def test_the_same_is_read_in_the_same_order(other, everything, alone):
    shares = []
    with read_by_two(lambda share: shares.append(share) or other(share)):
        both = sheet_readings(everything, Settings())
    assert len(shares[0].paths) == len(list(everything.iterdir())) // 2
    assert len(alone) == len(both) > FEWEST
    assert any(each.reading.problems for each in alone)
    for one, same in zip(alone, both, strict=True):
        assert (same.sheet, same.format, same.note) == (one.sheet, one.format, one.note)
        assert repr(same.reading.problems) == repr(one.reading.problems)
        assert same.surveyed({}) == one.surveyed({})
        assert same.reading.tables.keys() == one.reading.tables.keys()
        for name, table in one.reading.tables.items():
            assert_same_frame(same.reading.tables[name], table)


def test_whoever_works_in_another_folder_reads_the_same(everything, alone, monkeypatch, tmp_path):
    def elsewhere(share):
        monkeypatch.chdir(tmp_path)
        given = share.readings()
        monkeypatch.chdir(everything.parent)
        return lambda: given

    monkeypatch.chdir(everything.parent)
    with read_by_two(elsewhere):
        both = sheet_readings(Path(everything.name), Settings())
    assert [each.surveyed({}) for each in both] == [each.surveyed({}) for each in alone]


def test_a_few_files_are_read_by_one(tmp_path):
    (tmp_path / "may.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with read_by_two(lambda _: pytest.fail("it was asked")):
        assert len(sheet_readings(tmp_path, Settings())) == 1


@pytest.mark.parametrize(
    "error",
    [
        FileError("may.csv", "is empty", advice="Export it again."),
        ChoiceError("an audience", "nobody", ("leaders",)),
        Problems([FileError("may.csv", "is empty")], "cop"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_error_comes_from_another_process_as_it_was(error):
    same = pickle.loads(pickle.dumps(error))
    assert (type(same), str(same), repr(vars(same))) == (type(error), str(error), repr(vars(error)))
