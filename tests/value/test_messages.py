"""What was told to whom, and who has not heard for two quarters."""

from __future__ import annotations

import pandas as pd
from narrated import narrated, problems_in

from copmetrics.value.messages import told_by_then, unheard

NEEDS = "Constituency,Needs to know,Cadence\nMembers,what,quarterly\nBoard,whether,twice a year\nStaff,who,\n"
TOLD = "Told on,Constituency,What was told,Form,Told by\n"
UNTIL = pd.Timestamp("2026-10-01", tz="UTC")


def test_who_was_told_nothing_for_six_months_has_not_heard_and_who_was_told_to_come_neither(
    tmp_path,
):
    said = "2026-03-31,board,it helps,one slide,lead\n2026-04-02,Members,what others tried,,\n"
    files = {"needs.csv": NEEDS, "told.csv": f"{TOLD}{said}2026-10-02,Staff,hello,,\n"}
    tables = narrated(tmp_path, files).tables
    found = unheard(tables["constituencies"], tables["messages"], UNTIL)
    assert [(each.constituency, each.cadence) for each in found] == [
        ("Board", "twice a year"),  # told on the day before the two quarters began
        ("Staff", ""),  # told tomorrow
    ]
    assert [str(each.last_at)[:10] for each in found] == [
        "2026-03-30",
        "None",
    ]  # midnight in London
    assert told_by_then(tables["messages"], UNTIL)["what"].tolist() == [
        "what others tried",
        "it helps",
    ]


def test_where_nothing_is_logged_nobody_is_said_to_have_heard_nothing(tmp_path):
    tables = narrated(tmp_path, {"needs.csv": NEEDS}).tables
    assert unheard(tables["constituencies"], tables["messages"], UNTIL) == ()


def test_a_message_to_somebody_who_is_on_no_list_is_pointed_at_and_so_is_an_address(tmp_path):
    files = {"needs.csv": NEEDS, "told.csv": f"{TOLD}2026-05-01,Bord,it helps,,\n"}
    assert problems_in(tmp_path / "slip", files) == [
        "told.csv, row 2, column 'Constituency': 'Bord' is not one of the sheet Constituencies. Did you "
        "mean 'Board'? Write it as it stands there, or add it there."
    ]
    files["told.csv"] = f"{TOLD}2026-05-01,Board,it helps,,lead@one.example\n"
    (said,) = problems_in(tmp_path / "address", files)
    assert said.startswith("told.csv, row 2, column 'Told by': 'lead@one.example' is not")
