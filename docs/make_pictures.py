"""Make the pictures of these pages anew: `uv run python docs/make_pictures.py monday desk report`.

They are what a browser shows of the invented community, so they need Chromium on the path and the development
tools (`uv sync`). Those of the explorer and of networks are taken by hand.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

DOCS = Path(__file__).resolve().parent
DEMO = DOCS.parent / "data" / "acute-deterioration"
REPORT = DOCS.parent / "reports" / "acute-deterioration-example" / "quarterly.html"
AS_OF = ("--as-of", "2026-10-05")
PATIENCE = 120_000  # milliseconds: a kernel starts, and imports, once
ZOOM = "Name (original name),Email,Join time,Leave time,Duration (minutes),Recording Consent\n"
# nothing in June's sheet says whether the day or the month comes first
SHEETS = {
    "zoom june.csv": "Asha One,asha@example.org,05/06/2026 13:00,05/06/2026 14:00,60,No\n",
    "zoom july.csv": "Asha One,asha@example.org,2026-07-09 13:00,2026-07-09 14:00,60,No\n",
}


def main() -> None:
    """Make the pictures that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", choices=[[], *PICTURES], help="all, if none is named")
    asked = parser.parse_args().names or list(PICTURES)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as place:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name in asked:
            PICTURES[name](browser, Path(place))
        browser.close()


def _report(browser: Browser, _: Path) -> None:
    """Take the beginning of the example report."""
    page = browser.new_page(viewport={"width": 1100, "height": 1250})
    page.goto(REPORT.as_uri())
    _save(page, "report")


def _monday(browser: Browser, place: Path) -> None:
    """Take the beginning of Monday's page, as it would have been in October 2026."""
    words = ["facilitate", str(DEMO), *AS_OF, "--out", str(place / "reports")]
    subprocess.run([sys.executable, "-m", "copmetrics", *words], check=True)
    (made,) = (place / "reports").rglob("facilitator.html")
    page = browser.new_page(viewport={"width": 728, "height": 2330})
    page.goto(made.as_uri())
    _save(page, "monday")


def _desk(browser: Browser, place: Path) -> None:
    """Take the desk with a file that leaves a question open."""
    community = place / "communities" / "sepsis-circle"
    community.mkdir(parents=True)
    (community / "community.toml").write_text('name = "Sepsis circle"\n', encoding="utf-8")
    for name, rows in SHEETS.items():
        (community / name).write_text(ZOOM + rows, encoding="utf-8")
    words = [sys.executable, "-m", "copmetrics", "desk", str(community.parent), "--no-browser"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as desk:
        page = browser.new_page(viewport={"width": 1100, "height": 1230})
        page.set_default_timeout(PATIENCE)
        page.goto([desk.stdout.readline() for _ in range(4)][1].strip() if desk.stdout else "")
        page.locator(".question").wait_for()
        _save(page, "desk")
        desk.send_signal(signal.SIGINT)


def _save(page: Page, name: str) -> None:
    page.screenshot(path=DOCS / f"{name}.png")
    page.close()


PICTURES: dict[str, Callable[[Browser, Path], None]] = {
    "report": _report,
    "monday": _monday,
    "desk": _desk,
}

if __name__ == "__main__":
    main()
