"""The explorer as a page in a real browser: open, choose, see, go down to the lines, remember, send."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys

import pytest
from folders import EVENTS, folder
from test_browser import AXE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

SCREEN = {"width": 1366, "height": 768}  # the laptop of most
PATIENCE = (
    90_000  # milliseconds: a kernel starts, and imports, once, maybe on a machine with much to do
)
SEEN = ".cop-answer h2"
LINK = "indicator=events"
"""What the page is opened with; then it is asked for the first indicator, as it is without."""


# A huddle online in each of twelve quarters, at which Asha is alone but in the last one; there Ben and Cy
# are with her, and at a study day of the same quarter Dee.
DAYS = [
    f"{year}-{month}-12" for year in (2023, 2024, 2025, 2026) for month in ("02", "05", "08", "11")
]
HUDDLES = DAYS[3:15]
CAME = {**dict.fromkeys(HUDDLES, "Asha"), HUDDLES[-1]: "Asha Ben Cy", "study-day": "Asha Dee"}


@pytest.fixture(scope="module")
def community(tmp_path_factory):
    listed = "".join(f"{day},Huddle,{day} 13:00,,online,,,,\n" for day in HUDDLES)
    listed += "study-day,Two years on,2026-09-15 10:00,,face to face,,,,\n"
    rows = "".join(
        f"{event},{name},{name}@example.org,,,\n"
        for event, names in CAME.items()
        for name in names.split()
    )
    files = {
        "events.csv": EVENTS + listed,
        "came.csv": "Event,Name,Email,Organisation,Profession,Role\n" + rows,
    }
    return folder(tmp_path_factory.mktemp("explored") / "sepsis-circle", files)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def address(community, reports):
    """`copmetrics explore` as a user types it."""
    words = ["explore", community, "--out", reports, "--as-of", "2026-10-05", "--no-browser"]
    with subprocess.Popen(
        [sys.executable, "-m", "copmetrics", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        said = [server.stdout.readline() for _ in range(2)]
        yield said[1].strip()
        server.send_signal(signal.SIGINT)
        server.stdout.read()


@pytest.fixture(scope="module")
def page(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        opened = browser.new_page(viewport=SCREEN)
        opened.set_default_timeout(PATIENCE)
        opened.heard, opened.asked = [], []
        opened.on("console", lambda m: opened.heard.append(m.text) if m.type == "error" else None)
        opened.on("pageerror", lambda error: opened.heard.append(str(error)))
        opened.on("request", lambda request: opened.asked.append(request.url))
        opened.goto(f"{address}#{LINK}")
        opened.locator(SEEN, has_text="Events held").wait_for()
        opened.evaluate("location.hash = 'indicator=attendances'")
        opened.locator(SEEN, has_text="Attendances at events").wait_for()
        opened.wait_for_selector(".cop-mark")
        opened.wait_for_selector(".cop-numbers tbody tr")
        yield opened
        browser.close()


def control(page, label):
    return page.get_by_label(label, exact=True).first


def wait_for_sentence(page, words):
    page.locator(SEEN, has_text=words).first.wait_for()


def focused(page):
    """What the keyboard is at, as it is read out."""
    return page.evaluate(
        "document.activeElement.ariaLabel || document.activeElement.innerText || document.activeElement.type"
    )


def test_the_first_screen_has_the_choices_and_the_answer_and_no_code(page):
    assert page.title() == "sepsis circle: the explorer"
    wait_for_sentence(page, "Attendances at events, 2023/24 Q3 to 2026/27 Q2")
    for part in (".cop-chooser select", SEEN, "figure img", ".cop-numbers table"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= SCREEN["height"], part
        assert box["x"] + box["width"] <= SCREEN["width"], part
    for each in ("Split by", "Each point", "From", "to", "Filter by"):
        assert control(page, each).bounding_box()["y"] < SCREEN["height"] - 30
    assert not control(page, "and by").is_visible()
    said = page.inner_text("body")
    for never in ("import copmetrics\n", "as_of", "Traceback", "kernel"):
        assert never not in said
    groups = page.locator(".cop-chooser optgroup")
    assert groups.first.get_attribute("label") == "Who came"
    assert groups.count() == 9


def test_by_keyboard_alone_one_finds_an_indicator_goes_to_a_point_and_to_the_lines_behind(page):
    find = page.get_by_label("Find an indicator")
    find.fill("clicked")  # levels of taking part, which come first unasked, only say the word
    assert page.locator(".cop-chooser option").first.inner_text() == "Links clicked"
    find.focus()
    find.fill("")
    page.keyboard.type("unique attendees")
    page.get_by_text("1 found").wait_for()
    page.keyboard.press("Enter")
    wait_for_sentence(page, "Different people who attended, 2023/24 Q3 to 2026/27 Q2")
    assert page.locator(".cop-chooser option").count() > 60  # all of them are there again
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"  # split by
    page.keyboard.type("for")  # format
    wait_for_sentence(page, "Different people who attended, by format")
    image = page.locator("figure img").first
    assert "face to face" in image.get_attribute("alt")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('cop-mark')"):
            break
    assert focused(page) == "2026/27 Q2, face to face: 2"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "2026/27 Q2, online: 3"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("Behind 2 people (2026/27 Q2, face to face)").wait_for()
    behind = page.locator(".cop-behind tbody tr")
    behind.filter(has_text="Two years on").first.wait_for()
    assert behind.count() == 2
    assert focused(page) == "2026/27 Q2, face to face: 2"  # nobody is taken elsewhere
    page.keyboard.press("Tab")  # and the lines are what comes next
    assert focused(page) == "Back to the numbers"
    page.get_by_role("button", name="Back to the numbers").press("Enter")
    row = page.locator(".cop-numbers tbody tr[tabindex='0']")
    row.wait_for()
    page.wait_for_function("document.activeElement.matches('.cop-numbers tbody tr')")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert focused(page).split() == ["2026/27", "Q2", "online", "3"]
    page.keyboard.press("Enter")
    page.get_by_text("Behind 3 people (2026/27 Q2, online)").wait_for()
    page.wait_for_function("document.activeElement.innerText == 'Back to the numbers'")
    assert page.locator(".cop-mark[aria-pressed=true]").get_attribute("aria-label").endswith(": 3")
    page.keyboard.press("Enter")
    row.wait_for()


def test_a_table_can_be_searched_and_sorted(page):
    numbers = page.locator(".cop-numbers")
    assert numbers.locator("tbody tr").first.inner_text().startswith("2026/27 Q2")
    numbers.get_by_role("button", name="value").click()
    assert (
        numbers.get_by_role("columnheader", name="value").get_attribute("aria-sort") == "ascending"
    )
    assert numbers.locator("tbody tr").first.inner_text().split()[-1] == "1"
    numbers.get_by_role("searchbox").fill("face 2026")
    numbers.get_by_text("1 to 1 of 1 (of 13)").wait_for()
    numbers.get_by_role("searchbox").fill("")


def test_a_question_is_remembered_and_comes_back(page):
    control(page, "Filter by").select_option("format")
    control(page, "these").select_option("online")
    wait_for_sentence(page, "by format, 2023/24 Q3 to 2026/27 Q2, only online (format)")
    page.get_by_role("button", name="Remember this").click()
    page.get_by_role("status").get_by_text("Remembered: Different people").wait_for()
    control(page, "Split by").select_option("nothing")
    wait_for_sentence(page, "Different people who attended, 2023/24 Q3 to 2026/27 Q2")
    page.get_by_role("button", name="Bring it back").click()
    wait_for_sentence(page, "by format, 2023/24 Q3 to 2026/27 Q2, only online (format)")
    assert control(page, "Split by").input_value() == "format"


def test_the_address_keeps_the_question_and_a_link_that_is_opened_asks_it(page):
    """The page itself was opened by a link: see `LINK`."""
    assert page.url.partition("#")[2] == (
        "indicator=unique_attendees&only=format&by=format&value=online"
    )
    kept = page.url
    page.evaluate("location.hash = 'indicator=nonsense'")
    page.get_by_role("alert").get_by_text("'nonsense' is not an indicator").wait_for()
    page.evaluate("location.hash = 'indicator=events&last=2023%2F24-Q4'")
    wait_for_sentence(page, "Events held, 2023/24 Q3 to 2023/24 Q4")
    page.evaluate("address => { location.hash = address.split('#')[1] }", kept)
    wait_for_sentence(page, "by format, 2023/24 Q3 to 2026/27 Q2, only online (format)")
    assert control(page, "Split by").input_value() == "format"
    assert page.url == kept


def test_what_is_on_the_screen_is_sent_to_a_file(page, reports):
    control(page, "Send as").select_option("csv")
    page.get_by_role("button", name="Send to a file").click()
    name = "unique-attendees-by-format-online-2023-24-Q3-to-2026-27-Q2.csv"
    page.get_by_role("status").get_by_text(name).wait_for()
    sent = reports / "sepsis-circle" / "explored" / name
    lines = sent.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "quarter,format,value,basis,note"
    assert len(lines) == 13


def test_no_barrier_is_found_on_any_tab_and_a_phone_has_it_all(page):
    from axe_playwright_python.sync_playwright import Axe

    for tab in ("Compare", "Stories", "Explore"):
        page.get_by_role("tab", name=tab).click()
        if tab == "Compare":
            page.get_by_role("button", name="Compare quarters").click()
            page.get_by_text("2026/27 Q2 beside 2026/27 Q1").first.wait_for()
        found = Axe().run(page, options=AXE).response["violations"]
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 29)"
    contrast = {**AXE, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
    found = Axe().run(page, options=contrast).response["violations"]
    assert [node["html"] for each in found for node in each["nodes"]] == []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    for part in (".cop-chooser select", SEEN, ".cop-numbers table"):
        assert page.locator(part).first.bounding_box()["width"] <= 390, part
    assert page.evaluate("document.querySelector('.cop-explorer').scrollWidth") <= 390
    page.set_viewport_size(SCREEN)


def test_nothing_went_wrong_and_nothing_was_fetched_from_elsewhere(page, address):
    assert page.heard == []
    home = address.split("?")[0]
    elsewhere = [each for each in page.asked if not each.startswith((home, "data:", "blob:"))]
    assert elsewhere == []
