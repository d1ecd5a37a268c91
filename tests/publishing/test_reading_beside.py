"""What a second process reads of a folder is what this one would have read, also where it ends."""

from __future__ import annotations

import multiprocessing

import pytest

from copmetrics.loading.shared_reading import Share, sheet_readings
from copmetrics.publishing import reading_beside as beside
from copmetrics.publishing import second_process
from copmetrics.publishing.reading_beside import reading_beside
from copmetrics.settings import read_settings

LIST = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID\n"
JOINED = "2024-04-02 09:00:00"


@pytest.fixture
def folder(tmp_path):
    """Thirteen lists of a member each, and the settings."""
    (tmp_path / "community.toml").write_text('name = "Sepsis"\n', encoding="utf-8")
    for number in range(13):
        person = f"p{number}@example.org,P,3,{JOINED},{JOINED},{JOINED},{number}\n"
        (tmp_path / f"{number}.csv").write_text(LIST + person, encoding="utf-8")
    return tmp_path


def read(folder):
    return [repr(each.surveyed({})) for each in sheet_readings(folder, read_settings(folder))]


@pytest.mark.slow
def test_two_read_what_one_would(folder, monkeypatch):
    alone, given = read(folder), []
    answers_to = second_process.Answers.next
    monkeypatch.setattr(
        second_process.Answers, "next", lambda its: given.append(answers_to(its)) or given[-1]
    )
    with reading_beside(folder):
        assert read(folder) == alone
    assert len(alone) == 13
    assert [len(each) for each in given] == [6]  # half of the files, and it was not made up for


def test_what_an_ended_process_did_not_read_is_read_here(folder):
    ours, its = multiprocessing.Pipe()
    its.close()
    before = second_process._second.set(second_process._Second(ours))
    try:
        begun = beside._begin(Share(folder, tuple(folder.glob("1*.csv"))))
        assert begun() is None
    finally:
        second_process._second.reset(before)


def test_a_few_files_are_worth_no_second_process(folder):
    (folder / "0.csv").unlink()
    (folder / "1.csv").unlink()
    (folder / "2.csv").unlink()
    with reading_beside(folder):
        assert second_process._second.get() is None
