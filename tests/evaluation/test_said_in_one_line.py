"""What is asked amiss in Python is told in one line of ours, which says what to do instead."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from building import YEAR, attendance, community, events, mailings
from folders import folder

import copmetrics
from copmetrics.errors import ChoiceError, Problems, TableError

HELD = events(talk="2024-05-14 13:00")
CAME = attendance(("talk", "asha"))
SENT = mailings({"sent_at": "2024-05-14 13:00", "recipients": 20})
TABLES = {"events": HELD, "attendance": CAME}
ask = partial(copmetrics.indicators, settings=YEAR, as_of="2024-10-05")
COUNTED = ["attendances", "organisations_attending"]
VALUES = ask(TABLES, only=["attendances"])
MONTHS = ask(TABLES, only=["attendances"], quarters=pd.period_range("2024-05", "2024-06", freq="M"))
NEAR_EVENTS = "Did you mean 'events'? copmetrics indicators FOLDER lists them all."
ONLINE = community({"events": HELD.assign(format="online"), "attendance": CAME})
TWELVE = "is not a number of at most twelve digits. Mend the frame and ask again."
ON = "Hand on what copmetrics.indicators gives."


def asked(**told):
    return lambda: ask(TABLES, **told)


def given(**tables):
    return lambda: ask({**TABLES, **tables})


def minutes(number):
    return CAME.assign(minutes=number)


@pytest.mark.parametrize(
    ("amiss", "kind", "said"),
    [
        (
            given(attendance=minutes(np.inf)),
            TableError,
            f"table 'attendance', row 0 (zoom.csv, row 2), column 'minutes': 'inf' {TWELVE}",
        ),
        (
            given(attendance=pa.Table.from_pandas(minutes(1e30))),
            TableError,
            f"table 'attendance' (zoom.csv, row 2), column 'minutes': '1e+30' {TWELVE}",
        ),
        (
            given(mailings=SENT.assign(recipients=1e13)),
            TableError,
            f"table 'mailings', row 0 (campaigns.csv, row 2), column 'recipients': '10000000000000.0' {TWELVE}",
        ),
        (
            given(attendance=pd.concat([CAME, CAME[["person"]]], axis=1)),
            TableError,
            "table 'attendance', column 'person' is not there once. Rename one of them, or leave it out.",
        ),
        (
            lambda: ask([HELD]),
            ChoiceError,
            "'list' is not tables by their names. "
            'Write it as {"events": events, "attendance": attendance}.',
        ),
        (
            lambda: copmetrics.indicators(TABLES, settings={"calendar": "nhs"}),
            ChoiceError,
            "'{'calendar': 'nhs'}' is not a community's settings. "
            "Hand on `community.settings`, or leave it out.",
        ),
        (
            asked(coverage="all"),
            ChoiceError,
            "'all' is not a community's coverage. Hand on `community.coverage`, or leave it out.",
        ),
        (
            asked(only=[]),
            ChoiceError,
            "'[]' is not the id of an indicator. Name one, or leave `only` out to ask for all.",
        ),
        (
            asked(quarters="latest"),
            ChoiceError,
            "'latest' is not a quarter's name. "
            "Name it, such as 2026/27-Q2: of tables by themselves nobody knows which is over.",
        ),
        (
            asked(quarters="June 2024"),
            ChoiceError,
            '\'June 2024\' is not a quarter. Ask for the month as pandas.Period("2024-06", "M").',
        ),
        (
            asked(quarters="2024-06"),
            ChoiceError,
            '\'2024-06\' is not a quarter. Ask for the month as pandas.Period("2024-06", "M").',
        ),
        (
            asked(quarters=2024),
            ChoiceError,
            "'2024' is not a quarter of this community's calendar. Write it as 2017-Q4.",
        ),
        (
            asked(where={"event": [["talk"]]}),
            ChoiceError,
            "'['talk']' is not a value of event here. Did you mean 'talk'? Choose from: talk.",
        ),
        (
            asked(where=CAME["person"].eq("asha").rename("x")),
            ChoiceError,
            "'0 True Name: x, dtype: bool' is not what to keep, by dimension. "
            'Write it as {"format": "online"}.',
        ),
        (
            asked(quarters="2024-Q2", cut="2024-05-20"),
            ChoiceError,
            "'2024-05-20' is not an instant with its time zone. "
            'Write it as pandas.Timestamp("2026-05-31 12:00", tz="Europe/London").',
        ),
        (
            lambda: copmetrics.indicators(TABLES, as_of=20241005),
            ChoiceError,
            "'20241005' is not a day. Write it as 2026-09-30.",
        ),
        (
            lambda: copmetrics.indicators(TABLES, as_of=pd.NaT),
            ChoiceError,
            "'NaT' is not a day. Write it as 2026-09-30.",
        ),
        (
            lambda: copmetrics.account("a folder"),
            ChoiceError,
            "'a folder' is not a community. Hand on what copmetrics.load gives of its folder.",
        ),
        (
            lambda: copmetrics.picture(None, "attendances"),
            ChoiceError,
            "'None' is not a community. Hand on what copmetrics.load gives of its folder.",
        ),
        (
            lambda: copmetrics.changes("x"),
            ChoiceError,
            f"'x' is not a frame of indicators. {ON}",
        ),
        (
            lambda: community(TABLES).changes("x"),
            ChoiceError,
            f"'x' is not a frame of indicators. {ON}",
        ),
        (
            lambda: copmetrics.changes(VALUES, so_far="x"),
            ChoiceError,
            f"'x' is not a frame of indicators. {ON}",
        ),
        (
            lambda: copmetrics.changes(VALUES.drop(columns="basis")),
            TableError,
            f"table 'indicators', column 'basis' is not there. {ON}",
        ),
        (
            lambda: copmetrics.changes(VALUES.assign(quarter=VALUES["quarter"].astype("str"))),
            TableError,
            f"table 'indicators', column 'quarter' is not a column of quarters. {ON}",
        ),
        (
            lambda: copmetrics.changes(VALUES, quarters="2031-Q1"),
            ChoiceError,
            "'2031-Q1' is not a quarter of these indicators. "
            "Ask for its indicators, and for those of the quarter before, first.",
        ),
        (
            given(attendance=attendance(("talk ", "asha"))),
            TableError,
            "table 'attendance', row 0 (zoom.csv, row 2), column 'event': 'talk' is not in the table 'events'. "
            "It has a space more than 'talk' there. Mend the frame and ask again.",
        ),
        (
            given(attendance=pa.Table.from_pandas(attendance(("talk ", "asha")))),
            TableError,
            "table 'attendance' (zoom.csv, row 2), column 'event': 'talk' is not in the table 'events'. "
            "It has a space more than 'talk' there. Mend the frame and ask again.",
        ),
        (
            given(attendance=attendance(("talks", "asha"))),
            TableError,
            "table 'attendance', row 0 (zoom.csv, row 2), column 'event': 'talks' is not in the table "
            "'events'. Did you mean 'talk'? Mend the frame and ask again.",
        ),
        (
            asked(by=["format", "format"]),
            ChoiceError,
            "'format' is not a dimension twice. Part by 'format' once.",
        ),
        (
            lambda: community(TABLES).explain(["events"]),
            ChoiceError,
            "'['events']' is not an indicator. " + NEAR_EVENTS,
        ),
        (
            lambda: copmetrics.CatalogTable(5),
            ChoiceError,
            "'5' is not the name of a table. Write it as nation.communities.attendance.",
        ),
        (
            lambda: ONLINE.changes(ONLINE.indicators(), where={"format": "online"}),
            ChoiceError,
            "'{'format': ['online']}' is not the `where` of these values. It was none: hand on the same, or "
            "leave the values out.",
        ),
        (
            lambda: ONLINE.changes(ONLINE.indicators(where={"format": "online"})),
            ChoiceError,
            "'none' is not the `where` of these values. It was {'format': ['online']}: hand on the same, or "
            "leave the values out.",
        ),
        (
            lambda: copmetrics.changes(VALUES.assign(value=VALUES["value"].astype("str"))),
            TableError,
            f"table 'indicators', column 'value' is not a column of numbers. {ON}",
        ),
        (
            lambda: copmetrics.changes(VALUES.assign(unit=None)),
            TableError,
            "table 'indicators', row 0, column 'unit': it is empty, and should be what it is counted in. "
            + ON,
        ),
        (
            lambda: copmetrics.changes(VALUES.assign(basis="sure")),
            TableError,
            "table 'indicators', row 0, column 'basis': 'sure' is not one of actual, estimate, so_far, "
            f"lower_bound, unknown. {ON}",
        ),
        (
            lambda: copmetrics.changes(pd.concat([VALUES, VALUES])),
            TableError,
            "table 'indicators', row 0, column 'indicator': 'attendances' is not there once a quarter. "
            "Keep one value of each dimension, and ask again.",
        ),
        (
            lambda: copmetrics.changes(MONTHS),
            ChoiceError,
            "'2024-05' is not a quarter. Changes are of quarters, not of months.",
        ),
        (
            lambda: copmetrics.load(None),
            ChoiceError,
            "'None' is not a folder. Write it as data/my-community.",
        ),
        (
            lambda: copmetrics.load(""),
            ChoiceError,
            "'' is not a folder. Write it as data/my-community.",
        ),
    ],
)
def test_what_is_asked_amiss_is_told_in_one_line(amiss, kind, said):
    with pytest.raises(kind) as raised:
        amiss()
    assert str(raised.value) == said


def test_an_empty_text_is_unknown_in_frames_and_parquet_alike():
    """It is no reason to leave a line out, and no organisation."""
    came = attendance({"event": "talk", "person": "asha", "left_out": "", "organisation": ""})
    for given in (came, pa.Table.from_pandas(came)):
        found = ask({"events": HELD, "attendance": given}, only=COUNTED).set_index("indicator")
        assert found.loc["attendances", "value"] == 1
        assert found.loc["organisations_attending", "basis"] == "unknown"


def test_values_that_were_asked_alike_are_taken():
    online = {"format": "online"}
    assert len(ONLINE.changes(ONLINE.indicators(where=online), where={"format": ["online"]}))


def test_ids_that_are_numbers_are_the_same_though_one_is_missing_beside_them():
    """pandas makes 1 and 2 into 1.0 and 2.0 where a column has a cell missing, or had one."""
    held = HELD.assign(event=[1])
    came = CAME.assign(event=[1.0])
    assert ask({"events": held, "attendance": came}, only="attendances")["value"].tolist() == [1.0]


def test_a_number_past_counting_is_pointed_at_in_an_export_too(tmp_path):
    sample = Path(__file__).parents[1] / "samples" / "mailchimp_campaigns" / "campaigns.csv"
    sent = sample.read_text("utf-8").replace(",400,392,", ",99999999999999,392,")
    with pytest.raises(Problems) as raised:
        copmetrics.load(folder(tmp_path, {"campaigns.csv": sent}))
    assert str(raised.value) == (
        "campaigns.csv, row 2, column 'Total Recipients': '99999999999999' is not a whole number. "
        "Mend the cell, or export the file again."
    )
