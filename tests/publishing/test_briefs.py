"""`report --brief`: the first page alone, in a place of its own, for each audience, naming nobody it may not."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from copmetrics.cli import main
from copmetrics.publishing import report_run
from copmetrics.publishing.notebook_runner import ReportRequest, render

pytestmark = pytest.mark.slow
ALL = ("", "sponsors", "leaders", "members", "public")
QUARTER = "acute-deterioration/2026-27-Q2"


@pytest.fixture(scope="module")
def reports(demo, demo_folder, tmp_path_factory) -> Path:
    """Every brief of the demo's last quarter, beside a report of which only tables were asked for."""
    place = tmp_path_factory.mktemp("briefs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report_run, "load", lambda folder, as_of: demo)
        for audience in ALL:
            formats = ("html", "txt", "docx") if audience == "sponsors" else ("html", "txt")
            render(ReportRequest(demo_folder, place, "latest", formats, "", audience, brief=True))
    return place


def text(reports: Path, name: str) -> str:
    return (reports / QUARTER / name / f"{name}.txt").read_text(encoding="utf-8")


def test_each_brief_has_a_folder_of_its_own_with_what_was_asked_for(reports):
    found = {
        each.name: sorted(path.name for path in each.iterdir())
        for each in (reports / QUARTER).iterdir()
    }
    assert list(found) != []
    assert found.pop("brief-sponsors") == [
        "brief-sponsors.docx",
        "brief-sponsors.html",
        "brief-sponsors.txt",
        "manifest.json",
    ]
    assert found == {
        name: [f"{name}.html", f"{name}.txt", "manifest.json"]
        for name in ("brief", "brief-leaders", "brief-members", "brief-public")
    }


@pytest.mark.parametrize("audience", ALL)
def test_the_text_is_short_and_tells_the_same_as_the_account(audience, reports, demo_account):
    name = f"brief-{audience}" if audience else "brief"
    said = text(reports, name)
    assert len(said.splitlines()) <= 44  # of which a story has a line for each of its five steps
    if audience:
        assert demo_account(audience).summary in said


def test_sponsors_read_rounded_numbers_and_members_no_rate(reports):
    said = re.search(r"Attendances at events: (\d+), .*", text(reports, "brief-sponsors"))
    assert int(said[1]) % 5 == 0  # which one hangs on the folder's key
    assert abs(int(said[1]) - 277) < 5
    assert "277" not in text(reports, "brief-sponsors")
    assert "Attendances at events: 277, down 15 (−5.1%) from 292." in text(reports, "brief-leaders")
    for name in ("brief-members", "brief-public"):
        assert "EIGHT MEASURES" not in text(reports, name)
        assert "Counts of people are rounded to a multiple of 5" in text(reports, name)


def test_the_manifest_says_that_it_is_a_brief_and_the_list_of_reports_has_it(reports):
    manifest = json.loads((reports / QUARTER / "brief-public/manifest.json").read_text("utf-8"))
    assert (manifest["is_brief"], manifest["audience"]) == (True, "public")
    index = report_index(reports)
    assert f'href="{QUARTER}/brief-sponsors/brief-sponsors.docx"' in index
    assert "brief for sponsors" in index


def report_index(reports: Path) -> str:
    from copmetrics.publishing.index_page import write_index

    return write_index(reports).read_text(encoding="utf-8")


def test_a_page_that_stands_alone_leads_nowhere(reports):
    html = (reports / QUARTER / "brief" / "brief.html").read_text(encoding="utf-8")
    assert 'href="#card-' not in html
    assert "<nav" not in html
    assert 'href="http' not in html


def test_a_format_that_the_brief_has_not_is_said_in_one_line():
    done = CliRunner().invoke(main, ["report", ".", "--brief", "--formats", "xlsx"])
    assert done.exit_code == 2
    assert "'xlsx' is not one of html, txt, docx, pdf (the brief's formats)." in done.stderr
    done = CliRunner().invoke(main, ["report", ".", "--formats", "docx"])
    assert (
        "'docx' is not one of html, xlsx, csv, ipynb, pdf, svg, png; with --brief it is."
        in done.stderr
    )
