"""A copy of a file whose questions are answered, and a newer download of it: what is asked, and what not."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import folder, zoom

from copmetrics.loading.folder_reading import read_folder
from copmetrics.settings import read_settings

pytestmark = pytest.mark.slow

SIGNED = "Name,Organisation,Attended\nAsha One,Example Trust,x\nBen Two,Example ICB,x\n"
OTHERS = SIGNED.replace("Ben Two", "Cy Three")
ASKED = "when was its event? The file has no date. Answer in community.toml, under"
OPEN = zoom("Asha,asha@example.org", day="05/06/2024")


def found(place, files, said):
    answers = f'[files."attendance.csv"]\n{said}\n'
    place = folder(place, {**files, "community.toml": answers})
    return read_folder(place, read_settings(place))


def test_a_copy_is_answered_as_what_it_is_a_copy_of(tmp_path):
    both = {"attendance.csv": SIGNED, "attendance (1).csv": SIGNED}
    read = found(tmp_path, both, "starts = 2024-05-14")
    assert read.problems == ()
    assert {each.file: (each.kept, each.note) for each in read.files} == {
        "attendance (1).csv": (2, "read as community.toml says of attendance.csv"),
        "attendance.csv": (0, "the same file as attendance (1).csv"),
    }


def test_a_newer_file_may_be_of_another_meeting_so_its_day_is_offered_and_asked(tmp_path):
    both = {"attendance.csv": SIGNED, "Copy of attendance.csv": OTHERS}
    (problem,) = found(tmp_path, both, "starts = 2024-05-14").problems
    assert str(problem) == (
        f'Copy of attendance.csv: {ASKED} [files."Copy of attendance.csv"]: '
        "starts = 2024-05-14  # as attendance.csv or starts = 2024-05-14  # its own day"
    )


def test_what_is_said_of_how_a_file_is_written_holds_of_a_newer_one(tmp_path):
    renamed = OPEN.replace("Email", "Work mail")
    both = {
        "attendance.csv": renamed,
        "attendance - Copy (2).csv": renamed.replace("05/06", "07/06"),
    }
    said = 'day_first = true\ntimezone = "America/New_York"\ncolumns = {"Email" = "Work mail"}'
    read = found(tmp_path, both, said)
    assert read.problems == ()
    # 13:00 in New York is 17:00 in UTC, of the newer file too
    days = pd.to_datetime(["2024-06-05 17:00", "2024-06-07 17:00"], utc=True)
    assert sorted(read.assembled.tables["events"]["starts_at"]) == list(days)


def test_it_does_not_hold_where_the_newer_file_says_otherwise(tmp_path):
    # 26 is no month, so the file tells its own order; and the columns are others
    both = {"attendance.csv": OPEN, "attendance (1).csv": OPEN.replace("05/06", "05/26")}
    read = found(tmp_path, both, "day_first = true")
    assert (read.problems, {each.note for each in read.files}) == ((), {""})
    both["attendance (1).csv"] = SIGNED
    (problem,) = found(tmp_path, both, "day_first = true").problems
    assert str(problem).startswith(f"attendance (1).csv: {ASKED}")


def test_a_copy_of_a_file_that_is_left_out_is_not_left_out_with_it(tmp_path):
    both = {"attendance.csv": SIGNED, "attendance (1).csv": SIGNED}
    (problem,) = found(tmp_path, both, "ignore = true").problems
    assert str(problem).startswith(f"attendance (1).csv: {ASKED}")


def test_a_file_called_by_its_own_headings_is_read_again_with_the_days_of_the_events(tmp_path):
    files = {
        "attendance.csv": OPEN.replace("Email", "Work mail"),
        "events.csv": "event,title,starts\nhuddle,Huddle,2024-06-05 13:00\n",
    }
    read = found(tmp_path, files, 'columns = {"Email" = "Work mail"}')
    assert read.problems == ()
    assert "put to 'Huddle'" in {each.note for each in read.files}
