"""The desk in a real browser, by keyboard alone: from an empty folder to a report that is open."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys

import pytest
from folders import ZOOM, folder, zoom
from test_browser import AXE

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PATIENCE = 60_000  # milliseconds: a kernel starts, and imports, once
LOOKED = 200  # milliseconds between two looks
FURTHEST = 40
"""So many presses of Tab lead to anything on the page."""
NAMED = """() => {
  const at = document.activeElement;
  if (!at.matches('input, button, a')) return '';
  return (at.labels?.[0]?.innerText || at.innerText || at.getAttribute('aria-label') || '').trim();
}"""
CONTRAST = {**AXE, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
SHEETS = {
    # nothing in it says whether the day or the month comes first
    "june.csv": ZOOM + "Asha One,asha@example.org,05/06/2026 13:00,05/06/2026 14:00,60,No\n",
    "july.csv": zoom("Asha One,asha@example.org", "Ben Two,ben@example.org", day="2026-07-09"),
}


@pytest.fixture
def address(tmp_path):
    """`copmetrics desk` as a shortcut starts it, on a folder in which there is nothing."""
    command = [sys.executable, "-m", "copmetrics", "desk", str(tmp_path / "place"), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as desk:
        heard = [desk.stdout.readline() for _ in range(4)]
        yield heard[1].strip()
        desk.send_signal(signal.SIGINT)
        assert desk.stdout.read() == ""
    assert desk.returncode == 0


def test_from_an_empty_folder_to_an_opened_report_by_keyboard(address, tmp_path):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect, sync_playwright

    given = folder(tmp_path / "downloads", SHEETS)
    place = tmp_path / "place"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        asked, heard, chosen = [], [], []
        # from the beginning: asked for only when it is about to open, it may open unseen
        page.on("filechooser", lambda chooser: chosen.append(chooser))
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: heard.append(str(error)))

        def go_to(name: str) -> None:
            for _ in range(FURTHEST):
                if name in page.evaluate(NAMED):
                    return
                page.keyboard.press("Tab")
            raise AssertionError(f"no Tab leads to {name}")

        def press(name: str, key: str = "Enter") -> None:
            expect(page.get_by_text(name).locator("visible=true").first).to_be_visible()
            go_to(name)
            page.keyboard.press(key)

        page.goto(address)
        expect(page.get_by_label("Its name")).to_be_visible()
        barriers = [Axe().run(page).response["violations"]]
        go_to("Its name")
        page.keyboard.type("Sepsis: the circle")
        press("Make this community")
        expect(page.get_by_label("Drop files here")).to_be_visible()
        go_to("Drop files here")
        page.keyboard.press("Enter")
        for _ in range(PATIENCE // LOOKED):
            if chosen:
                break
            page.wait_for_timeout(LOOKED)
        chosen[0].set_files([str(given / each) for each in SHEETS])
        expect(page.get_by_text("1 of 2 files could be read.")).to_be_visible()
        question = page.locator(".question")
        expect(question).to_have_text("Is '05/06/2026' day first or month first?")
        barriers.append(Axe().run(page).response["violations"])
        page.emulate_media(color_scheme="dark")
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        barriers.append(Axe().run(page, options=CONTRAST).response["violations"])
        page.emulate_media(color_scheme="light")
        press("The day comes first")
        expect(
            page.get_by_text("2 of 2 files could be read. A report can be made.")
        ).to_be_visible()
        press("Make the quarterly report")
        expect(page.locator("progress")).to_be_visible()
        expect(page.get_by_role("link", name="Open the quarterly report")).to_be_visible()
        barriers.append(Axe().run(page).response["violations"])
        with context.expect_page() as opened:
            press("Open the quarterly report")
        report = opened.value
        report.wait_for_load_state()
        assert report.title() == "Sepsis: the circle: 2026/27 Q2"
        assert "2 attendances" in report.inner_text("main").replace("\n", " ").lower()
        said = page.locator("table", has_text="Reports and accounts").inner_text()
        browser.close()
    assert "2026/27 Q2, quarterly report" in said
    assert [each["id"] for found in barriers for each in found] == []
    assert dark == "rgb(20, 25, 29)"
    own = (address.split("?")[0], "data:", "blob:")
    assert [each for each in asked if not each.startswith(own)] == []
    assert heard == []
    settings = (place / "sepsis-the-circle" / "community.toml").read_text(encoding="utf-8")
    assert settings.endswith('\n[files."june.csv"]\nday_first = true\n')
    assert (place / "reports/sepsis-the-circle/2026-27-Q2/quarterly.html").exists()
