"""The page in a real browser: no barrier that axe-core finds, no sideways scrolling, no request."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from editions_by_hand import edition
from sample_account import ACCOUNT
from test_html import executed

from copmetrics.accounts.account import Account, Commentary
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.editor_words import BRIEF, EditorWords
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.accounts.memory import memory_of
from copmetrics.facilitation import Week, monday_account
from copmetrics.framework.audiences import AUDIENCES, Audience
from copmetrics.publishing.index_page import write_index
from copmetrics.render.html import page, page_of
from copmetrics.render.memory import memory_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# of what has no barrier axe-core need not list every element: of a long page that is most of its time
AXE = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
MONDAY = "Monday's page"
CHARTED = ["by hand", MONDAY, "sponsors", "leaders"]  # the others have no chart
PAGE = re.compile(rb"/Type /Page\b(?!s)")
MOST = {
    "by hand": 3,
    MONDAY: 2,
    "quarterly": 8,
    "leaders": 12,
    "sponsors": 10,
    "members": 2,
    "public": 2,
}
"""So many pages of A4 at the most: a report that is not finished is not read. Of the leaders' two are the matrix;
of the sponsors' two are the account, and the others its appendix."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["by hand", MONDAY, *AUDIENCES])
def path(request, tmp_path_factory) -> Path:
    """The page of the account made by hand, and those that the demo community's audiences get."""
    account = _account(request.param, request)
    place = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    place.write_text(page(executed(account), title=account.title), encoding="utf-8")
    return place


def _account(name: str, request) -> Account:
    if name == "by hand":
        return ACCOUNT
    if name == MONDAY:
        return monday_account(Week.of(request.getfixturevalue("demo")))
    return request.getfixturevalue("demo_account")(name)


@pytest.fixture(scope="module")
def there(browser, path):
    """The page, opened once; requests and complaints are kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened = context.new_page()
    opened.heard = []
    opened.on("console", lambda message: opened.heard.append(message.text))
    opened.on("pageerror", lambda error: opened.heard.append(str(error)))
    opened.on("requestfailed", lambda request: opened.heard.append(request.url))
    opened.goto(path.as_uri())
    yield opened
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_core_finds_no_barrier_and_the_page_never_scrolls_sideways(there, width):
    from axe_playwright_python.sync_playwright import Axe

    there.set_viewport_size({"width": width, "height": 900})
    assert there.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(there, options=AXE).response["violations"]
    told = [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
    assert told == [], json.dumps(told, indent=1)


def test_every_picture_is_drawn_its_numbers_open_by_keyboard_and_it_prints_on_few_pages(
    there, path, tmp_path
):
    for width in (
        768,
        928,
        1024,
    ):  # tablets, and where the measures begin to stand beside one another
        there.set_viewport_size({"width": width, "height": 900})
        assert there.evaluate("document.documentElement.scrollWidth") <= width
    there.set_viewport_size({"width": 1280, "height": 900})
    drawn = there.evaluate("[...document.images].map(each => each.naturalWidth > 0)")
    assert all(drawn)
    if path.stem in CHARTED:
        assert drawn
        assert there.heard == []
        there.locator("details.numbers summary").first.focus()
        there.keyboard.press("Enter")
        assert there.locator("details.numbers table").first.is_visible()
        with there.expect_download() as saved:
            there.locator("details.numbers a[download]").first.click()
        figure = there.evaluate("document.querySelector('figure').id")
        assert saved.value.suggested_filename == f"{figure}.csv"
        heads = there.locator("details.numbers table").first.locator("thead th").all_inner_texts()
        content = Path(saved.value.path()).read_text(encoding="utf-8-sig")
        assert next(csv.reader(io.StringIO(content))) == heads
    assert 0 < printed_pages(there) <= MOST[path.stem]
    if path.stem == "sponsors":
        there.evaluate("document.querySelectorAll('.appendix').forEach(each => each.remove())")
        assert printed_pages(there) == 2


def test_a_quarterly_report_is_no_longer_than_its_readers_will_read(browser, demo_report, tmp_path):
    shown = tmp_path / "quarterly.html"
    shown.write_text(page_of(demo_report), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(shown.as_uri())
    pages = printed_pages(opened)
    opened.close()
    assert 0 < pages <= MOST["quarterly"]


def printed_pages(opened) -> int:
    """How many pages of A4 a page takes when it is printed."""
    return len(PAGE.findall(opened.pdf(format="A4", prefer_css_page_size=True)))


WIDTH, HEIGHT = 680, 1020
"""What A4 leaves between our margins, in the pixels of a page that is printed."""
WORDS = "It was a quarter of which there is a good deal to say, and here we say it. " * 8


def test_the_brief_is_one_page_of_a4_however_much_the_editor_says(browser, demo, tmp_path):
    words = tuple((place, WORDS[:most].strip()) for place, most in BRIEF.items())
    opened = browser.new_page(viewport={"width": 794, "height": HEIGHT})
    opened.emulate_media(media="print")
    ends = {}
    for audience in AUDIENCES:
        evidence = replace(evidence_for(demo, audience=audience), editor=EditorWords(words))
        told = audience_account(evidence, stamp="Made on 5 October 2026", brief=True)
        words_told = (*told.opening, *told.section("brief").blocks)
        assert sum(isinstance(each, Commentary) for each in words_told) == len(BRIEF)
        shown = tmp_path / f"{audience}.html"
        shown.write_text(page_of(told), encoding="utf-8")
        opened.goto(shown.as_uri())
        opened.add_style_tag(content=f"body {{ width: {WIDTH}px; }}")
        ends[audience] = opened.evaluate(
            "document.querySelector('#brief').getBoundingClientRect().bottom"
        )
    opened.close()
    assert max(ends.values()) <= HEIGHT, ends


def test_of_all_communities_those_looked_for_are_shown_with_no_barrier(browser, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    for name, quarter in (
        ("falls", "2026/27-Q1"),
        ("stroke", "2026/27-Q2"),
        ("sepsis", "2026/27-Q2"),
    ):
        edition(tmp_path, name, quarter, figures={"attendances": 7.0})
        edition(tmp_path, name, "2025/26-Q4", figures={"attendances": 5.0})
    context = browser.new_context(viewport={"width": 360, "height": 900}, offline=True)
    opened = context.new_page()
    opened.goto(write_index(tmp_path).as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    opened.get_by_label("Find a community").fill("S")
    opened.get_by_label("whose newest report is of").select_option("2026/27 Q2")
    assert opened.locator("tr[data-name]:visible th").all_inner_texts() == ["Sepsis", "Stroke"]
    assert opened.get_by_role("status").inner_text() == "2 of 3 communities"
    opened.get_by_label("Find a community").fill("st")
    opened.locator("tr[data-name]:visible a").focus()
    opened.keyboard.press("Enter")
    assert opened.get_by_role("row", name="2025/26 Q4").is_visible()
    assert Axe().run(opened, options=AXE).response["violations"] == []
    context.close()


def test_a_phone_in_the_dark_shows_each_picture_and_caption_whole_in_letters_one_can_read(
    browser, tmp_path
):
    from axe_playwright_python.sync_playwright import Axe

    place = tmp_path / "page.html"
    place.write_text(page(executed(ACCOUNT), title=ACCOUNT.title), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", offline=True
    )
    opened = context.new_page()
    opened.goto(place.as_uri())
    shown = opened.evaluate(
        """[...document.querySelectorAll(".drawing img, ul.bars, .scroll caption, .bar")]
            .filter(each => each.checkVisibility())
            .map(each => [each.tagName, each.getBoundingClientRect().right <= innerWidth])"""
    )
    # three charts of bars are rows, the two of quarters are drawn anew
    kinds = [tag for tag, _ in shown]
    assert (kinds.count("IMG"), kinds.count("UL")) == (2, 3)
    assert all(is_whole for _, is_whole in shown)
    smallest = opened.evaluate(
        """Math.min(...[...document.querySelectorAll("main :not(svg *), nav *, footer *")]
            .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
            .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    assert smallest >= 14
    paper, ink = opened.evaluate(
        "[document.documentElement, document.body].map((each, place) => "
        'getComputedStyle(each)[place ? "color" : "backgroundColor"])'
    )
    assert (paper, ink) == ("rgb(20, 25, 29)", "rgb(230, 234, 237)")
    assert Axe().run(opened, options=AXE).response["violations"] == []
    opened.emulate_media(media="print")
    assert opened.evaluate("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    context.close()


def test_the_communitys_memory_has_no_barrier_and_asks_nothing_of_the_web(browser, demo, tmp_path):
    from axe_playwright_python.sync_playwright import Axe

    place = tmp_path / "members.html"
    place.write_text(memory_page(memory_of(demo, Audience.MEMBERS)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 900}, offline=True)
    opened, failed = context.new_page(), []
    opened.on("requestfailed", lambda request: failed.append(request.url))
    opened.goto(place.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(opened, options=AXE).response["violations"]
    assert ([each["id"] for each in found], failed) == ([], [])
    context.close()
