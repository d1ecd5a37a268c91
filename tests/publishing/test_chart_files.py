"""The charts of an account as files of their own: one for each that is drawn, in the formats asked for."""

from __future__ import annotations

from dataclasses import replace

from sample_account import ACCOUNT, FIGURES, lines

from copmetrics.accounts.account import Section
from copmetrics.publishing.chart_files import write_charts

NOTHING = lines((None, None, None, None), id="nothing")


def test_each_chart_that_is_drawn_is_a_file_and_what_is_not_is_none(tmp_path):
    section = Section("pictures", "Pictures", (FIGURES[0], FIGURES[3], NOTHING))
    write_charts(replace(ACCOUNT, sections=(section,)), tmp_path, ("html", "svg", "png"))
    found = {each.name: each.read_bytes()[:8] for each in (tmp_path / "charts").iterdir()}
    assert sorted(found) == ["lines.png", "lines.svg", "ranked_bars.png", "ranked_bars.svg"]
    assert found["lines.png"] == b"\x89PNG\r\n\x1a\n"
    assert found["lines.svg"].startswith(b"<?xml")


def test_without_such_a_format_there_is_no_folder(tmp_path):
    write_charts(ACCOUNT, tmp_path, ("html", "csv"))
    assert list(tmp_path.iterdir()) == []
