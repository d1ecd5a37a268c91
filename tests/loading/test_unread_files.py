"""Files that are not read, and files that are there twice: nothing is counted, or left out, in silence."""

from __future__ import annotations

import pandas as pd
import pytest
from folders import ZOOM, folder, workbook, zoom

import copmetrics
from copmetrics.accounts.data_notes import _unread
from copmetrics.commands.checking import check_folder
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

NOW = pd.Timestamp("2024-11-05", tz="UTC")
POLL = "Poll Report\n#,User Name\n1,Zelda Unmistakable\n"
STRANGE = "Ward,Lead\nNorth,Zelda Unmistakable\n"
SIGNED = "Name,Organisation,Attended\nAsha One,Example Trust,x\nBen Two,Example ICB,x\n"
UNCLEAR = zoom("Asha,", day="05/06/2024").replace("2024-05-14", "05/06/2024")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, 0),
        ({"poll.csv": POLL}, 0),
        ({"wards.csv": STRANGE}, 3),
        ({"wards.csv": STRANGE, "community.toml": '[files."wards.csv"]\nignore = true\n'}, 0),
    ],
    ids=["none", "not needed", "strange", "ignored"],
)
def test_strict_minds_a_file_that_may_hold_what_counts(files, code, tmp_path, capsys):
    place = folder(tmp_path, {"may.csv": zoom("Asha,asha@example.org"), **files})
    assert check_folder(place, as_json=False, review=False, as_of=NOW, strict=True) == code
    assert check_folder(place, as_json=True, review=False, as_of=NOW) == 0
    assert "Zelda" not in capsys.readouterr().out


def test_check_closes_with_what_was_not_read_while_a_question_is_open_too(tmp_path, capsys):
    place = folder(tmp_path, {"may.csv": UNCLEAR, "wards.csv": STRANGE})
    assert check_folder(place, as_json=False, review=False, as_of=NOW) == 1
    assert capsys.readouterr().out.endswith(
        "Not read (if that is right, say ignore = true of it in community.toml):\n"
        "    wards.csv: not an export that copmetrics knows\n"
        f"\nTo answer: copmetrics check {place} --answer\n"
    )


def test_what_is_empty_is_said_to_be_empty_and_headings_alone_to_be_that(tmp_path, capsys):
    files = {
        "nothing.csv": "",
        "marked.csv": "\ufeff",
        "blank.csv": "\n\n",
        "commas.csv": " ,,\n,,\n",
        "events.csv": "",
        "wards.csv": STRANGE.splitlines()[0] + "\n",
    }
    place = folder(tmp_path, {"may.csv": zoom("Asha,asha@example.org"), **files})
    (place / "register.xlsx").write_bytes(workbook(Register=[["Ward", "Beds"]], Sheet2=[]))
    (place / "empty.xlsx").write_bytes(workbook(Sheet1=[]))
    assert check_folder(place, as_json=False, review=False, as_of=NOW) == 0
    one_row = "not an export that copmetrics knows, and it has one row alone"
    told = capsys.readouterr().out
    assert "register.xlsx [Sheet2]\n    not read: it is empty\n" in told  # as Excel has them
    assert told.partition("Not read (if")[2].splitlines()[1:-1] == [
        "    blank.csv: it is empty",
        "    commas.csv: it is empty",
        "    empty.xlsx: it is empty",
        "    events.csv: it is empty",
        "    marked.csv: it is empty",
        "    nothing.csv: it is empty",
        f"    register.xlsx [Register]: {one_row}",
        f"    wards.csv: {one_row}",
    ]


def test_a_folder_of_headings_alone_is_not_said_to_hold_what_nobody_knows(tmp_path):
    place = folder(tmp_path, {"may.csv": ZOOM})
    (told,) = survey(place).problems
    assert str(told).startswith(
        f"{place}: holds no export with a row in it: may.csv has headings and nothing under them."
    )


def test_a_file_that_is_to_be_mended_is_told_once_with_what_to_do(tmp_path, capsys):
    place = folder(tmp_path, {"may.csv": zoom("Asha,asha@example.org"), "july.xlsx": "PK\x03\x04"})
    assert check_folder(place, as_json=False, review=False, as_of=NOW) == 1
    told = capsys.readouterr()
    assert "july.xlsx\n    not read: 1 thing to mend or to answer, see below\n" in told.out
    assert "Not read (if" not in told.out
    assert "july.xlsx" in told.err


def test_the_report_says_which_files_were_not_read_and_repeats_no_cell_of_them(tmp_path):
    files = {"may.csv": zoom("Asha,a@example.org"), "poll.csv": POLL, "wards.csv": STRANGE}
    community = copmetrics.load(folder(tmp_path, files), as_of=NOW)
    (said,) = _unread(community)
    assert said.text == (
        "Not read, so nothing of it is in any number: "
        "wards.csv (not an export that copmetrics knows)."
    )
    assert "Zelda" not in str(community.files)


def test_the_same_people_on_sheets_of_two_days_are_two_meetings(tmp_path):
    files = {"sign-in 2024-05-14.csv": SIGNED, "sign-in 2024-06-11.csv": SIGNED}
    community = copmetrics.load(folder(tmp_path, files), as_of=NOW)
    assert (len(community.tables["events"]), len(community.tables["attendance"])) == (2, 4)


def test_a_copy_of_a_sheet_of_one_day_is_a_copy(tmp_path):
    files = {"sign-in 2024-05-14.csv": SIGNED, "sign-in 2024-05-14 (1).csv": SIGNED}
    community = copmetrics.load(folder(tmp_path, files), as_of=NOW)
    assert (len(community.tables["events"]), len(community.tables["attendance"])) == (1, 2)


def test_the_repeat_of_a_file_that_cannot_be_read_is_asked_about_too(tmp_path):
    files = {"a.csv": UNCLEAR, "b.csv": UNCLEAR}
    found = survey(folder(tmp_path, files), as_of=NOW)
    assert [each.problems for each in found.files] == [1, 1]


def test_a_file_that_is_left_out_masks_no_copy_of_itself(tmp_path):
    may = zoom("Asha,a@example.org")
    files = {"a.csv": may, "b.csv": may, "community.toml": '[files."a.csv"]\nignore = true\n'}
    community = copmetrics.load(folder(tmp_path, files), as_of=NOW)
    assert len(community.tables["attendance"]) == 1
