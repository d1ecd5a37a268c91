"""The days that check shows of a file are those that stand in it."""

from __future__ import annotations

import pandas as pd

from copmetrics.commands.checking import check_folder


def test_check_shows_a_date_without_a_time_as_it_stands(tmp_path, capsys):
    (tmp_path / "events.csv").write_text(
        "event,title,starts,ends,format\nhuddle,Huddle,2024-06-05,,online\n", encoding="utf-8"
    )
    check_folder(tmp_path, as_json=False, review=False, as_of=pd.Timestamp("2024-09-01", tz="UTC"))
    assert "1 row, 5 Jun 2024\n" in capsys.readouterr().out
