"""Nothing leaves the sum: each row of each file counts, or is left out by a reason that is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from folders import CAMPAIGNS, SUBSCRIBED, ZOOM, folder, zoom

from copmetrics.community.community import Community
from copmetrics.loading.survey import survey

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "samples"
AS_OF = pd.Timestamp("2026-11-29", tz="UTC")
COUNTED = ("attendance", "mailings", "activity", "feedback")
NAMES = {path.parent.name for path in SAMPLES.glob("*/expected_readers.txt")}
ASKED_FIRST = {"eventbrite_orders_across", "mailchimp_recipients"}
"""Of these something is asked before any table is made."""
ELSEWHERE = {"feedback_google", "feedback_microsoft", "mailchimp_account_zip"}
"""These are counted only where the event or the mailing that they are of is not in the folder."""


def lines_that_count(tables):
    """Of each file that is in a table, how many of its lines are there and not left out."""
    places = [tables[name][["source_file", "source_row", "left_out"]] for name in COUNTED]
    rows = pd.concat(places)
    counting = rows["source_row"].where(rows["left_out"].isna())
    return counting.groupby(rows["source_file"]).nunique().to_dict()


@pytest.mark.parametrize(
    "names",
    [NAMES - ASKED_FIRST - ELSEWHERE, ELSEWHERE, ASKED_FIRST],
    ids=["together", "elsewhere", "asked first"],
)
def test_each_row_of_a_sample_counts_or_is_left_out_by_a_reason(tmp_path, names):
    for name in names:
        shutil.copytree(
            SAMPLES / name, tmp_path / name, ignore=shutil.ignore_patterns("expected_*")
        )
    loaded = survey(tmp_path, as_of=AS_OF)
    assert {Path(each.file).parts[0] for each in loaded.files} == names
    assert (loaded.assembled is None) == (names == ASKED_FIRST)
    counting = lines_that_count(loaded.assembled.tables) if loaded.assembled else {}
    for each in loaded.files:
        assert each.rows == each.kept + sum(each.left_out.values()), each.file
        assert each.kept >= 0, each.file
        assert all(each.left_out), each.file
        assert all(count > 0 for count in each.left_out.values()), each.file
        assert counting.get(each.file, each.kept) == each.kept, each.file


def found(tmp_path, files, as_of=AS_OF):
    place = folder(tmp_path, files)
    return survey(place, as_of=as_of)


def line(loaded, file):
    assert loaded.problems == ()
    (each,) = (each for each in loaded.files if each.file == file)
    return each.rows, each.kept, dict(each.left_out), each.note


def problems(loaded):
    return [str(each) for each in loaded.problems]


def value(loaded, indicator):
    return list(Community.of(loaded).indicators(only=[indicator])["value"])


def stays(*rows):
    return ZOOM + "".join(f"{each},No\n" for each in rows)


IMPOSSIBLE = "left before they joined, or stayed over 24 hours"


def test_a_stay_of_more_minutes_than_from_coming_to_leaving_is_said(tmp_path):
    """Asha's hour is half of one by its times; Ben's 61 minutes are an hour, rounded up at both ends."""
    text = stays(
        "Asha,,2024-05-14 13:00:00,2024-05-14 13:30:00,60",
        "Ben,,2024-05-14 13:00:00,2024-05-14 14:00:00,61",
    )
    note = "1 row with more minutes than from coming to leaving"
    assert line(found(tmp_path, {"may.csv": text}), "may.csv") == (2, 2, {}, note)


def test_who_left_before_they_joined_or_stayed_for_days_is_left_out_and_moves_no_start(tmp_path):
    text = stays(
        "Asha,,2024-05-14 13:00:00,2024-05-14 14:00:00,60",
        "Ben,,2024-05-14 12:00:00,2024-05-14 11:00:00,",
        "Chloë,,2024-05-13 09:00:00,2024-05-14 13:30:00,",
        "Dan,,2024-05-14 13:00:00,2024-05-14 14:00:00,1441",
    )
    loaded = found(tmp_path, {"may.csv": text})
    assert line(loaded, "may.csv") == (4, 1, {IMPOSSIBLE: 3}, "")
    assert loaded.assembled is not None
    (start,) = loaded.assembled.tables["events"]["starts_at"]
    assert start == pd.Timestamp("2024-05-14 12:00", tz="UTC")  # 13:00 in London
    assert value(loaded, "attendances") == [1]


def test_who_stayed_for_just_a_day_counts(tmp_path):
    text = stays("Asha,,2024-05-14 13:00:00,2024-05-15 13:00:00,1440")
    assert line(found(tmp_path, {"may.csv": text}), "may.csv") == (1, 1, {}, "")


CANNOT_BE = (
    "{}: has a date before 1990, or less than nothing, in {}. Mend it, or does it stand for none? "
    'Answer in community.toml, under [files."{}"]: impossible_as_unknown = true'
)
NONE = "impossible_as_unknown = true\n"


def test_minutes_below_zero_and_dates_before_1990_are_asked_about_with_their_cells(tmp_path):
    """Ben joined in 1900 and Cy stayed for -60 minutes; answered, all three of the meeting came."""
    text = stays(
        "Asha,,2024-05-14 13:00:00,2024-05-14 14:00:00,60",
        "Ben,,1900-01-01 13:00:00,2024-05-14 14:00:00,60",
        "Cy,,2024-05-14 13:00:00,2024-05-14 14:00:00,-60",
    )
    where = "row 3, column 'Join time', and 1 more"
    assert problems(found(tmp_path, {"may.csv": text})) == [
        CANNOT_BE.format("may.csv", where, "may.csv")
    ]
    answered = {"may.csv": text, "community.toml": f'[files."may.csv"]\n{NONE}'}
    settled = found(tmp_path, answered)
    assert line(settled, "may.csv") == (3, 3, {}, "")
    assert value(settled, "attendances") == [3]


@pytest.mark.parametrize("cell", ["2024-05-14 at 1300", "half past 1", "1985-02-31 13:00"])
def test_what_is_no_date_at_all_is_refused_at_its_cell(cell, tmp_path):
    text = stays(f"Asha,,{cell},2024-05-14 14:00:00,60")
    (said,) = problems(found(tmp_path, {"may.csv": text}))
    assert said.startswith(f"may.csv, row 2, column 'Join time': '{cell}' is not a date")


def test_rows_of_a_time_to_come_are_said(tmp_path):
    files = {"may.csv": zoom("Asha,", "Ben,", day="2062-05-14"), "now.csv": zoom("Asha,")}
    loaded = found(tmp_path, files)
    said = "2 rows dated after 29 Nov 2026, which do not count yet"
    assert line(loaded, "may.csv") == (2, 2, {}, said)
    assert line(loaded, "now.csv") == (1, 1, {}, "")
    assert [each for each in value(loaded, "attendances") if pd.notna(each)] == [1]


def test_a_file_that_is_there_twice_counts_once_and_the_copy_has_no_row_that_counts(tmp_path):
    text = zoom("Asha,", "Ben,")
    loaded = found(tmp_path, {"a.csv": text, "b/a (1).csv": text})
    assert line(loaded, "a.csv") == (2, 2, {}, "")
    assert line(loaded, "b/a (1).csv") == (
        2,
        0,
        {"in another file of the same content": 2},
        "the same file as a.csv",
    )


def test_a_contact_without_name_and_address_is_left_out_by_that_reason(tmp_path):
    text = SUBSCRIBED + (
        "asha@example.org,Asha,One,2,2024-05-01 09:00:00,2024-05-01 09:00:00,1,a\n"
        ",,,2,2024-05-02 09:00:00,2024-05-02 09:00:00,2,b\n"
    )
    loaded = found(tmp_path, {"subscribed_members_export_ab12.csv": text})
    rows, kept, left_out, _ = line(loaded, "subscribed_members_export_ab12.csv")
    assert (rows, kept, left_out) == (2, 1, {"without a name or an address": 1})


def mailing(counts):
    return CAMPAIGNS + f'May,May,List,"May 14, 2024 01:00 pm",Tuesday,{counts},ab12\n'


def test_more_openers_than_emails_delivered_are_said_beside_the_number(tmp_path):
    # sent, delivered, bounced, openers, opens, clickers, clicks, unsubscribed
    loaded = found(tmp_path, {"campaigns.csv": mailing("100,90,10,95,120,10,12,0")})
    says = "1 mailing (row 2) with more people who opened than emails delivered"
    assert line(loaded, "campaigns.csv") == (1, 1, {}, says)
    (row,) = Community.of(loaded).indicators(only=["mailings"]).to_dict("records")
    assert (row["value"], row["basis"], row["note"]) == (1, "estimate", f"of one file: {says}")


def test_a_share_that_is_more_than_its_whole_is_not_told(tmp_path):
    # 95 of 90 emails opened cannot be; of both mailings 195 of 290 can, and are an estimate
    one, other = "100,90,10,95,120,10,12,0", "200,200,0,100,120,10,12,0"
    asked = {"only": ["open_rate", "click_rate"]}
    told = Community.of(found(tmp_path / "one", {"campaigns.csv": mailing(one)})).indicators(
        **asked
    )
    rates = told.set_index("indicator")
    assert rates.loc["open_rate", ["value", "numerator", "denominator"]].isna().all()
    assert (rates.loc["open_rate", "basis"], rates.loc["open_rate", "note"]) == (
        "unknown",
        "there are more emails opened at least once than emails delivered, which cannot be; "
        "of one file: 1 mailing (row 2) with more people who opened than emails delivered",
    )
    assert rates.loc["click_rate", "value"] == 10 / 90
    second = mailing(other).removeprefix(CAMPAIGNS).replace("ab12", "ab13").replace("14,", "15,")
    both = found(tmp_path / "both", {"campaigns.csv": mailing(one) + second})
    (row,) = Community.of(both).indicators(only=["open_rate"]).to_dict("records")
    assert (row["value"], row["basis"]) == (195 / 290, "estimate")


def test_each_count_that_is_more_than_what_it_is_a_part_of_is_said(tmp_path):
    loaded = found(tmp_path, {"campaigns.csv": mailing("80,90,0,50,40,30,20,0")})
    assert line(loaded, "campaigns.csv")[3] == (
        "1 mailing (row 2) with more emails delivered than sent; "
        "1 mailing (row 2) with more people who opened than opens; "
        "1 mailing (row 2) with more people who clicked than clicks"
    )


def test_counts_that_fit_are_not_remarked_on(tmp_path):
    loaded = found(tmp_path, {"campaigns.csv": mailing("100,90,10,90,90,10,10,0")})
    assert line(loaded, "campaigns.csv") == (1, 1, {}, "")


def test_a_count_below_zero_is_asked_about_and_unknown_if_it_stands_for_none(tmp_path):
    text = mailing("100,90,10,-5,90,10,10,0")
    where = "row 2, column 'Unique Opens'"
    assert problems(found(tmp_path, {"campaigns.csv": text})) == [
        CANNOT_BE.format("campaigns.csv", where, "campaigns.csv")
    ]
    answered = {"campaigns.csv": text, "community.toml": f'[files."campaigns.csv"]\n{NONE}'}
    loaded = found(tmp_path, answered)
    assert loaded.assembled is not None
    assert loaded.assembled.tables["mailings"]["unique_opens"].isna().all()


def test_a_row_of_a_sign_in_sheet_with_a_slip_in_its_year_is_said_to_be_of_a_time_to_come(tmp_path):
    text = "Date,Name,Organisation\n2024-05-14,Asha,A\n2042-05-14,Ben,A\n"
    loaded = found(tmp_path, {"sign-in.csv": text})
    said = "1 row dated after 29 Nov 2026, which does not count yet"
    assert line(loaded, "sign-in.csv") == (2, 2, {}, said)
