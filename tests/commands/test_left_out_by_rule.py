"""Rows that the community's own rules leave out are counted by that reason, file by file."""

from __future__ import annotations

import json

import pytest
from folders import CAMPAIGNS, ZOOM, folder

from copmetrics.commands.checking import check_folder

pytestmark = pytest.mark.slow

REASON = "shorter than 5 min together (minimum_minutes in community.toml)"
IMPOSSIBLE = "left before they joined, or stayed over 24 hours"
STAYS = ZOOM + (
    "Asha,,2024-05-14 13:00:00,2024-05-14 14:00:00,60,No\n"
    "Ben,,2024-05-14 13:00:00,2024-05-14 13:02:00,2,No\n"
    "Ben,,2024-05-14 13:10:00,2024-05-14 13:12:00,2,No\n"
    "Chlo\u00eb,,2024-05-14 13:00:00,2024-05-14 13:03:00,3,No\n"
    "Chlo\u00eb,,2024-05-14 13:10:00,2024-05-14 13:13:00,3,No\n"
    "Dev,,2024-05-14 13:00:00,2024-05-14 12:00:00,3,No\n"
)
"""Ben stayed for four minutes in two rows, Chlo\u00eb for six; Dev left before he came."""


@pytest.fixture
def checked(tmp_path, capsys):
    def _checked(toml=""):
        folder(tmp_path, {"may.csv": STAYS, "community.toml": toml})
        check_folder(tmp_path, as_json=True, review=False, as_of=None)
        (may,) = json.loads(capsys.readouterr().out)["files"]
        return may["rows"], may["kept"], may["left_out"]

    return _checked


def test_stays_under_the_minimum_are_rows_left_out_by_that_reason(checked):
    left_out = {IMPOSSIBLE: 1, REASON: 2}
    assert checked("minimum_minutes = 5\n") == (6, 3, left_out)


def test_nothing_is_said_without_a_minimum_or_where_all_stayed_long_enough(checked):
    assert checked() == (6, 5, {IMPOSSIBLE: 1})
    assert checked("minimum_minutes = 4\n") == (6, 5, {IMPOSSIBLE: 1})


def test_a_mailing_to_few_is_left_out_as_a_test_and_one_told_again_as_that(tmp_path, capsys):
    line = '{},Hi,List,"Jun 0{}, 2024 10:00 am",Tuesday,{},{},0,1,1,1,1,0,id{}\n'.format
    test, june, july = (
        line(title, day, many, many, day)
        for title, day, many in (("Test", 4, 3), ("Bulletin", 5, 100), ("Digest", 6, 100))
    )
    folder(tmp_path, {"a.csv": CAMPAIGNS + test + june, "b.csv": CAMPAIGNS + test + june + july})
    check_folder(tmp_path, as_json=True, review=False, as_of=None)
    files = json.loads(capsys.readouterr().out)["files"]
    tests = {"to fewer than 10 recipients, a test (minimum_recipients in community.toml)": 1}
    again = {"another export of this mailing is newer": 1}
    assert [(each["rows"], each["kept"], each["left_out"]) for each in files] == [
        (2, 0, again | tests),  # b.csv is the newer, for it tells of a later mailing
        (3, 2, tests),
    ]
