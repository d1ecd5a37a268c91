"""The page of all reports: where a newcomer starts, what is new, inside and shared kept apart; by hand."""

from __future__ import annotations

import base64
import hashlib
import re

from editions_by_hand import edition
from test_html import Parts

from copmetrics.publishing.editions import communities_there
from copmetrics.publishing.index_page import write_index


def lines(html: str, part: str) -> list[str]:
    """What stands in each part of a kind on a page, as plain text."""
    found = re.findall(rf"<{part}[ >].*?</{part}>", html, flags=re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def page(reports) -> str:
    return write_index(reports).read_text(encoding="utf-8")


def test_a_community_has_its_editions_newest_first_those_inside_apart_from_those_that_may_be_shared(
    tmp_path,
):
    edition(tmp_path, "falls", "2025/26-Q4", made=1)
    edition(tmp_path, "falls", "2026/27-Q1", "public", made=4)
    edition(tmp_path, "falls", "2026/27-Q1", "leaders", made=3)
    edition(tmp_path, "falls", "2026/27-Q1", made=2)
    # leaders that this community calls shared, as its settings may: [privacy] leaders = "share"
    edition(tmp_path, "falls", "2025/26-Q4", "leaders", made=5, shared=True)
    edition(tmp_path, "falls", "2025/26-Q4", is_brief=True)
    edition(tmp_path, "falls", "2025/26-Q4", "public", is_brief=True)
    (falls,) = communities_there(tmp_path)
    assert [
        (quarter, [each.title for each in inside], [each.title for each in shared])
        for quarter, inside, shared in falls.quarters
    ] == [
        ("2026/27 Q1", ["quarterly report", "for leaders"], ["for the public"]),
        ("2025/26 Q4", ["quarterly report", "brief"], ["for leaders", "brief for the public"]),
    ]
    assert falls.newest is not None
    assert (falls.newest.audience, falls.newest.stamp) == ("", "Made at 2")
    html = page(tmp_path)
    assert lines(html, "h1") == ["Falls"]
    assert "The newest is of 2026/27 Q1: quarterly report Falls, 2026/27 Q1" in lines(html, "p")[1]
    # what is new: those made last, the last one first
    told = [each.rpartition(". ")[2] for each in lines(html, "li")[3:]]
    assert told == [f"Made at {made}" for made in (5, 4, 3, 2, 1)]
    assert 'href="falls/2026-27-Q1/public/public.html"' in html
    assert 'href="falls/2025-26-Q4/brief-public/brief-public.html"' in html


def test_figures_are_of_the_newest_quarter_and_a_quarter_without_a_report_is_a_gap(tmp_path):
    edition(tmp_path, "falls", "2025/26-Q3", figures={"attendances": 90.0, "open_rate": 0.5})
    edition(tmp_path, "falls", "2026/27-Q1", "sponsors", figures={"attendances": 110.0})
    edition(tmp_path, "falls", "2026/27-Q1", figures={"attendances": 112.0, "open_rate": None})
    (falls,) = communities_there(tmp_path)
    assert falls.series("attendances") == [90.0, None, 112.0]  # exact, not as sponsors have it
    rows = lines(page(tmp_path), "tr")
    assert "Attendances at events 112" in rows
    assert "Emails opened – no trend yet" in rows  # one known quarter is no trend
    assert 'aria-label="3 quarters: 90, –, 112"' in page(tmp_path)


def test_the_newest_report_tells_the_quarters_before_it_itself(tmp_path):
    """A first report has its trends, and what was restated since stands as it is known now."""
    known = {"2025/26-Q4": {"attendances": 80.0}, "2026/27-Q1": {"attendances": 112.0}}
    for quarter, figures in known.items():
        edition(
            tmp_path, "falls", quarter, figures={"attendances": 70.0}, history={quarter: figures}
        )
    edition(tmp_path, "falls", "2026/27-Q1", figures={"attendances": 112.0}, history=known)
    (falls,) = communities_there(tmp_path)
    assert falls.series("attendances") == [80.0, 112.0]
    assert falls.series("open_rate") == [None, None]


def test_many_communities_have_a_line_each_by_the_alphabet_and_can_be_looked_for(tmp_path):
    for place, name in enumerate(("stroke", "asthma", "Falls")):
        edition(tmp_path, name, "2026-Q2", made=place, figures={"events": 3.0 + place})
    (tmp_path / "monday only" / "monday" / "2026-10-05").mkdir(parents=True)
    (tmp_path / "monday only" / "monday" / "2026-10-05" / "facilitator.html").write_text("")
    edition(tmp_path, "asthma", "2026-Q1", figures={"events": 9.0})
    (tmp_path / "private notes").mkdir()
    (tmp_path / ".building-x").mkdir()
    html = page(tmp_path)
    named = re.findall(r'<tr data-name="([^"]*)" data-quarter="([^"]*)"', html)
    # each figure has its way there beside it, as asthma's two quarters
    (row,) = re.findall(r'<tr data-name="asthma".*?</tr>', html)
    assert '<td class="n">4<svg class="line"' in row
    assert 'aria-label="2 quarters: 9, 4"><path' in row
    assert named == [
        ("asthma", "2026 Q2"),
        ("falls", "2026 Q2"),
        ("monday only", ""),
        ("stroke", "2026 Q2"),
    ]
    assert (
        'Monday\'s page: <a href="monday%20only/monday/2026-10-05/facilitator.html">5 Oct 2026'
        in html
    )
    assert "private notes" not in html


def test_pages_of_member_organisations_are_new_too_a_line_for_those_of_a_quarter(tmp_path):
    edition(tmp_path, "falls", "2026/27-Q1", made=1)
    for made, name in enumerate(("east", "west"), start=2):
        place = f"falls/2026-27-Q1/organisations/{name}"
        edition(tmp_path, place, "2026/27-Q1", community="Falls", made=made)
        made_there = tmp_path / place / "2026-27-Q1"
        for each in made_there.iterdir():
            each.rename(made_there.parent / each.name)
        made_there.rmdir()
    html = page(tmp_path)
    new = [each for each in lines(html, "li") if "Made at" in each]
    assert new == [
        "2026/27 Q1: 2 pages for member organisations . Made at 3",
        "2026/27 Q1: quarterly report Falls, 2026/27 Q1 . Made at 1",
    ]
    (place,) = re.findall(r'<a href="#(pages-[^"]*)"', html)
    assert f'<details class="evidence" id="{place}">' in html


def test_communities_of_one_name_are_told_apart_by_their_folders(tmp_path):
    for folder, name in (("falls", "Falls"), ("falls north", "falls"), ("sepsis", "Sepsis")):
        edition(tmp_path, folder, "2026/27-Q1", community=name)
    named = [each.name for each in communities_there(tmp_path)]
    assert named == ["Falls (falls)", "falls (falls north)", "Sepsis"]
    assert "Falls (falls), 2026/27 Q1: " in " ".join(lines(page(tmp_path), "li"))


def test_the_page_runs_its_own_few_lines_and_nothing_else(tmp_path):
    edition(tmp_path, "<b>falls</b>", "2026/27-Q1", community="<script>alert(1)</script>")
    html = page(tmp_path)
    (code,) = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    (policy,) = [
        each["content"]
        for each in Parts(html).of("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    assert f"script-src 'sha256-{digest}';" in policy
    assert "&lt;script&gt;alert(1)" in html
