"""A community's own indicators stand beside the computed ones: values, changes, and errors."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from folders import folder, zoom
from narrated import problems_in
from telling import READINGS, REGISTER

from copmetrics.community.community import Community, load
from copmetrics.measures import MEASURES
from copmetrics.units import own_unit
from copmetrics.value.indicator_names import id_of, indicator_named, indicators_listed
from copmetrics.value.reading_values import reading_value

pytestmark = pytest.mark.slow

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")
LISTED = REGISTER + (
    "Answered in time,realised,%,higher,quarterly,90,80%,live\n"
    "Downloads,potential,downloads,higher,monthly,10,,live\n"
    "How useful it was,potential,score out of 5,higher,quarterly,20,4.5,\n"
)


def community(place, readings: str, register: str = LISTED, as_of=AS_OF) -> Community:
    files = {
        "indicators.csv": register,
        "readings.csv": READINGS + readings,
        "zoom.csv": zoom("Asha,asha@example.org"),
    }
    return load(folder(place, files), as_of=as_of)


def own(found: Community, indicator: str) -> pd.DataFrame:
    here = found.indicators(only=[indicator])
    return here.set_index(here["quarter"].astype(str))


READ = (
    "Answered in time,2021/22-Q1,62%,,,,\nAnswered in time,2021/22-Q2,62,,,,\n"
    "Answered in time,2021/22-Q3,62.0 %,,,,\nAnswered in time,2021/22-Q4,,31,50,,\n"
    "Answered in time,2022/23-Q1,1%,,,,\n"
    "Answered in time,2023/24-Q1,50%,,,,\nAnswered in time,2023/24-Q2,70%,,,,\n"
    "Answered in time,2024/25-Q1,,100,200,,\nAnswered in time,2024/25-Q2,,140,200,,\n"
    "Downloads,2023/24-Q1,41,,,,provisional\n"
    "Downloads,2024/25-Q1,40,,,,\nDownloads,2024/25-Q2,50,,,,\n"
    "How useful it was,2024/25-Q1,4.0,,,,\nHow useful it was,2024/25-Q2,4.2,,,,\n"
)
OWN = ("answered_in_time", "downloads", "how_useful_it_was")


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Community:
    """A community of these readings: nothing is read in the quarters between."""
    return community(tmp_path_factory.mktemp("read"), READ)


@pytest.fixture(scope="module")
def changed(read) -> pd.DataFrame:
    """The changes of its own indicators, by quarter and indicator."""
    found = read.changes(read.indicators(only=OWN))
    return found.set_index([found["quarter"].astype(str), "indicator"])


def test_a_reading_is_the_value_of_its_quarter_and_no_reading_is_unknown(tmp_path):
    found = own(
        community(tmp_path, "Downloads,2024/25-Q1,41,,,,\nDownloads,2024/25-Q3,50,,,,\n"),
        "downloads",
    )
    assert found["value"].fillna(-1).tolist() == [41, -1, 50]
    assert found["basis"].tolist() == ["actual", "unknown", "so_far"]
    assert found.loc["2025Q2", "note"] == "no reading for this quarter"


def test_a_share_may_be_written_in_several_ways(read):
    found = own(read, "answered_in_time")["value"]
    written = found[["2022Q1", "2022Q2", "2022Q3", "2022Q4", "2023Q1"]]
    assert written.tolist() == pytest.approx([0.62, 0.62, 0.62, 0.62, 0.01])


def test_a_share_with_its_counts_gets_an_interval_and_a_verdict(changed):
    found = changed.loc[("2025Q2", "answered_in_time")]
    # 70 % less 50 %; Newcombe's interval, worked out by hand from Wilson's: 10.4 to 29.1 points
    assert found["change"] == pytest.approx(0.2)
    assert (round(found["low"], 3), round(found["high"], 3)) == (0.104, 0.291)
    assert found["verdict"] == "up"


def test_a_share_without_its_counts_says_why_there_is_no_verdict(changed):
    found = changed.loc[("2024Q2", "answered_in_time")]
    assert found["change"] == pytest.approx(0.2)
    assert found["verdict"] == "no interval: of how many it is a share is not told"


def test_a_count_changes_in_per_cent_and_a_score_does_not(changed):
    found = changed.loc["2025Q2"]
    assert found.loc["downloads", "change_percent"] == pytest.approx(0.25)
    assert found.loc["how_useful_it_was", "change"] == pytest.approx(0.2)
    assert pd.isna(found.loc["how_useful_it_was", "change_percent"])


def test_a_provisional_reading_is_an_estimate(read):
    assert own(read, "downloads").loc[["2024Q1", "2025Q1"], "basis"].tolist() == [
        "estimate",
        "actual",
    ]


def test_own_indicators_can_be_asked_for_alone_and_have_no_dimensions(read):
    assert set(read.indicators(only=["downloads"])["indicator"]) == {"downloads"}
    by_event = read.indicators(by=("event",))
    assert "downloads" not in set(by_event["indicator"])


def test_a_share_shown_in_per_cent_by_excel_is_read_as_shown(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (READINGS.strip().split(","), ["Answered in time", "2024/25-Q1", 0.005]):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    place = folder(tmp_path, {"indicators.csv": LISTED, "zoom.csv": zoom("Asha,")})
    book.save(place / "readings.xlsx")
    assert own(load(place, as_of=AS_OF), "answered_in_time")["value"].iloc[0] == 0.005


WRONG = {
    "a reading of what is not registered": (
        "Uploads,2024/25-Q1,41,,,,\n",
        LISTED,
        "readings.csv, row 2, column 'Indicator': 'Uploads' is not an indicator of the register "
        "(answered_in_time, downloads, how_useful_it_was). Add it to the Indicators sheet, or mend "
        "the name.",
    ),
    "a quarter of another calendar": (
        "Downloads,2024-Q1,41,,,,\n",
        LISTED,
        "readings.csv, row 2, column 'Quarter': '2024-Q1' is not a quarter of this community's "
        "calendar. Write it as 2017/18-Q3.",
    ),
    "two readings of one quarter": (
        "Downloads,2024/25-Q1,41,,,,\ndownloads,2024/25 Q1,42,,,,\n",
        LISTED,
        "readings.csv, row 3, column 'Quarter': '2024/25-Q1' is not a quarter without a reading of "
        "this indicator. Keep one of the two.",
    ),
    "an amount that is none": (
        "Downloads,2024/25-Q1,many,,,,\n",
        LISTED,
        "readings.csv, row 2, column 'Value': 'many' is not a number. Leave it empty if it is not "
        "known.",
    ),
    "a share of more than all": (
        "Answered in time,2024/25-Q1,162%,,,,\n",
        LISTED,
        "readings.csv, row 2, column 'Value': '162%' is not a share from 0% to 100%. Leave it empty "
        "if it is not known.",
    ),
    "a part larger than the whole": (
        "Answered in time,2024/25-Q1,,51,50,,\n",
        LISTED,
        "readings.csv, row 2, column 'Numerator': '51.0' is not at most the denominator.",
    ),
    "one name twice": (
        "",
        LISTED + "DOWNLOADS,applied,downloads,,,,,\n",
        "indicators.csv, row 5, column 'Indicator': 'DOWNLOADS' is not a name of its own. An "
        "indicator of that name is there already: give this one another.",
    ),
    "the name of a computed one": (
        "",
        REGISTER + "Attendances,applied,people,,,,,\n",
        "indicators.csv, row 2, column 'Indicator': 'Attendances' is not a name of its own. An "
        "indicator of that name is there already: give this one another.",
    ),
    "the label of a computed one": (
        "",
        REGISTER + "ATTENDANCES at events,applied,people,,,,,\n",
        "indicators.csv, row 2, column 'Indicator': 'ATTENDANCES at events' is not a name of its "
        "own. An indicator of that name is there already: give this one another.",
    ),
    "a better that is none": (
        "",
        REGISTER + "Joy,applied,people,red,,,,\n",
        "indicators.csv, row 2, column 'Better': 'red' is not one of higher, lower, neither. Write "
        "one of these.",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_register_is_told_by_row_and_column(name, tmp_path):
    readings, register, message = WRONG[name]
    files = {"indicators.csv": register, "readings.csv": READINGS + readings}
    assert problems_in(tmp_path, files) == [message]


def reading(unit, value=None, part=None, whole=None, *, in_per_cent=False):
    """What one reading is, and what is wrong with it."""
    problems = []
    row = {"value": value, "numerator": part, "denominator": whole}
    row |= {"source_file": "readings.csv", "source_row": 2}
    found = reading_value(row, own_unit(unit), problems, in_per_cent=in_per_cent)
    return found, [str(each).split(": ", 1)[1] for each in problems]


FALLS = "falls per 1,000 bed days"


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (("%", "0.62"), 0.62),
        (("%", "0"), 0),
        (("%", "1%"), 0.01),
        (("%", "63%", 26.0, 41.0), 26 / 41),
        (("%", "0.3", 12.0, 40.0), 0.3),
        ((FALLS, "4.2"), 4.2),
        ((FALLS, None, 12.0, 2500.0), 4.8),  # 12 in 2,500 are 4.8 in 1,000
        ((FALLS, "4.8", 12.0, 2500.0), 4.8),
        ((FALLS, "4.8", 12.0, 2.5), 4.8),  # counted in thousands already
        (("score out of 5", None, 42.0, 10.0), 4.2),
    ],
)
def test_a_reading_is_in_its_unit(told, value):
    assert reading(*told) == (pytest.approx(value), [])


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (("%", "1"), "'1' is not a share with its sign. Write 1% or 100%."),
        (
            ("%", "50%", 12.0, 40.0),
            "'50%' is not what its numerator and denominator make (30). Mend one of the three.",
        ),
        (
            (FALLS, "0.0048", 12.0, 2400.0),
            "'0.0048' is not what its numerator and denominator make (5). Mend one of the three.",
        ),
        (
            (FALLS, None, 12.0, 2.5),
            "'2.5' is not a whole number, of which 1,000 are one denominator of the unit. Write the "
            "value itself.",
        ),
    ],
)
def test_what_may_be_two_values_is_pointed_at(told, says):
    assert reading(*told)[1] == [says]


def test_a_part_of_one_beside_shares_in_per_cent_may_be_either(tmp_path):
    readings = "Answered in time,2024/25-Q1,62,,,,\nAnswered in time,2024/25-Q2,0.7,,,,\n"
    files = {"indicators.csv": LISTED, "readings.csv": READINGS + readings}
    assert problems_in(tmp_path, files) == [
        "readings.csv, row 3, column 'Value': '0.7' is not a share with its sign. Write 0.7% or 70%."
    ]


def test_no_two_computed_indicators_answer_to_one_name():
    assert {id: indicator_named(each.label, MEASURES) for id, each in MEASURES.items()} == {
        id: id for id in MEASURES
    }


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Falls per 1,000 bed days", ["Falls per 1,000 bed days"]),
        ("Falls, all wards", ["Falls, all wards"]),
        (
            "events; Falls, all wards, attendances; all wards",
            ["events", "Falls, all wards", "attendances", "all wards"],
        ),
        (
            "Falls per 1,000 bed days,falls, all wards",
            ["Falls per 1,000 bed days", "falls, all wards"],
        ),
        ("Falls on Ward 12, falls at night", ["Falls on Ward 12", "falls at night"]),
        ("Ward 1,2", ["Ward 1", "2"]),
        (None, []),
    ],
)
def test_a_comma_in_an_indicator_s_name_parts_nothing(cell, names):
    labels = ("Falls per 1,000 bed days", "Falls, all wards", "Falls")
    own = {id_of(each): replace(MEASURES["events"], id=id_of(each), label=each) for each in labels}
    assert indicators_listed(cell, {**MEASURES, **own}) == names
