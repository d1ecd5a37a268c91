"""The explorer in a real JupyterLab: open, choose, see, go down to the rows, send to a file."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from time import sleep

import pytest
from folders import EVENTS, folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

LAB_READY = "window.jupyterapp && window.jupyterapp.commands.hasCommand('notebook:run-all-cells')"
RUN_ALL = "window.jupyterapp.commands.execute('notebook:run-all-cells')"
SETTINGS = {
    "LabApp": {"expose_app_in_browser": True},  # so that a test may press its buttons by name
    "IdentityProvider": {"token": ""},
    "ServerApp": {"password": ""},
}
PATIENCE = 60_000  # milliseconds: a kernel starts, and imports, once
LOOKED = (
    200  # milliseconds between two looks: at every frame they would be most of the browser's work
)


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
def address(community, reports, tmp_path_factory):
    """`copmetrics explore` as a user types it, on a port of its own."""
    settings = tmp_path_factory.mktemp("jupyter")
    (settings / "jupyter_lab_config.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "copmetrics",
        "explore",
        str(community),
        "--out",
        str(reports),
        "--as-of",
        "2026-10-05",
        "--no-browser",
        "--port",
        str(port),
    ]
    places = {
        each: str(settings)
        for each in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
        )
    }
    with subprocess.Popen(
        command, env={**os.environ, **places}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as lab:
        there = f"http://127.0.0.1:{port}"
        for _ in range(120):
            sleep(0.5)
            try:
                urllib.request.urlopen(f"{there}/api", timeout=2).close()
                break
            except OSError:
                assert lab.poll() is None, lab.stdout.read().decode()
        yield there
        lab.terminate()
        lab.stdout.read()


@pytest.fixture(scope="module")
def page(address):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        opened = browser.new_page(viewport={"width": 1400, "height": 1600})
        opened.set_default_timeout(PATIENCE)
        opened.heard, opened.asked = [], []
        opened.on("console", lambda m: opened.heard.append(m.text) if m.type == "error" else None)
        opened.on("pageerror", lambda error: opened.heard.append(str(error)))
        opened.on("request", lambda request: opened.asked.append(request.url))
        opened.goto(f"{address}/lab/tree/explore.ipynb?reset")
        opened.wait_for_function(LAB_READY, polling=LOOKED)
        opened.wait_for_selector(".jp-Notebook .jp-Cell")
        opened.wait_for_function("document.body.innerText.includes('Idle')", polling=LOOKED)
        opened.evaluate(RUN_ALL)
        opened.wait_for_selector(".jp-OutputArea table.dataTable tbody tr")
        yield opened
        browser.close()


def control(page, label):
    return page.get_by_label(label, exact=True).first


def title(page):
    return page.locator(".jp-OutputArea figure figcaption h3").first


def wait_for_title(page, words):
    page.wait_for_function(
        "words => document.querySelector('.jp-OutputArea figure figcaption h3').innerText.includes(words)",
        arg=words,
        polling=LOOKED,
    )


def test_a_choice_changes_the_picture_the_table_and_the_lines(page):
    wait_for_title(page, "Attendances at events: 5 attendances in 2026/27 Q2")
    before = page.locator(".jp-OutputArea figure img").first.get_attribute("src")
    control(page, "Indicator").select_option(label="Different people who attended")
    wait_for_title(page, "Different people who attended: 4 people in 2026/27 Q2")
    control(page, "by").select_option("format")
    wait_for_title(page, "Different people who attended: by format")
    image = page.locator(".jp-OutputArea figure img").first
    assert image.get_attribute("src") != before
    assert "face to face" in image.get_attribute("alt")
    table = page.locator("table.dataTable").first
    table.locator("tbody tr", has_text="online").first.wait_for()
    page.get_by_text("copmetrics.picture(community, 'unique_attendees', by=['format']").wait_for()


def test_a_table_can_be_searched_and_a_row_chosen_to_see_the_lines_behind_it(page):
    page.get_by_role("searchbox").first.fill("2026/27 Q2 face")
    first = "document.querySelectorAll('.jp-OutputArea table.dataTable')[0]"
    page.wait_for_function(f"{first}.querySelectorAll('tbody tr').length == 1", polling=LOOKED)
    page.locator("table.dataTable").first.locator("tbody tr").first.click()
    page.get_by_text("Behind 2 people (2026/27 Q2, face to face)").wait_for()
    behind = page.locator("table.dataTable").nth(1)
    behind.locator("tbody tr", has_text="Two years on").first.wait_for()


def test_what_is_on_the_screen_is_sent_to_a_file(page, reports):
    control(page, "from").select_option("2026/27 Q2")
    wait_for_title(page, "Different people who attended: by format")
    page.get_by_text("first='2026/27-Q2', last='2026/27-Q2'").wait_for()
    control(page, "Send as").select_option("csv")
    page.get_by_role("button", name="Send to a file").click()
    page.get_by_role("status").get_by_text("unique-attendees-by-format-2026-27-Q2.csv").wait_for()
    sent = reports / "sepsis-circle" / "explored" / "unique-attendees-by-format-2026-27-Q2.csv"
    lines = sent.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "quarter,format,value,basis,note"
    assert len(lines) == 3


def test_nothing_went_wrong_and_nothing_was_fetched_from_elsewhere(page, address):
    assert page.heard == []
    elsewhere = [each for each in page.asked if not each.startswith((address, "data:", "blob:"))]
    assert elsewhere == []
