"""The docs as a site: built without a warning, complete, and loading nothing from the web."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_browser import AXE, CHROMIUM, FLAGS

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parent.parent / "docs"
FETCHED = {  # what a browser fetches by itself; where an `a` leads it goes only when asked
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "link": ("href",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
FROM_THE_WEB = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?\s*((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site, built as `just docs` builds it."""
    place = tmp_path_factory.mktemp("site")
    command = ["-W", "--keep-going", "-q", "-b", "html", "-d", str(place / "trees")]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *command, str(DOCS), str(place / "html")],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    assert built.stderr == ""
    return place / "html"


class Fetched(HTMLParser):
    """What a page makes a browser fetch: addresses in its tags, and in styles that it holds."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.addresses += [given[each] for each in FETCHED.get(tag, ()) if each in given]
        self.addresses += IN_STYLE.findall(given.get("style", ""))

    def handle_data(self, data):
        if self.lasttag == "style":
            self.addresses += IN_STYLE.findall(data)


def test_every_page_of_docs_is_in_the_site(site):
    pages = {path.stem for path in DOCS.glob("*.md")}
    assert pages == {path.stem for path in site.glob("*.html")} - {"genindex", "search"}


def test_every_page_of_docs_is_listed_on_the_first_page():
    first = (DOCS / "index.md").read_text(encoding="utf-8")
    trees = re.findall(r"```\{toctree\}\n(?::.*\n)*\n((?:.*\n)*?)```", first)
    listed = [line for tree in trees for line in tree.splitlines() if line and "<" not in line]
    assert sorted(listed) == sorted(path.stem for path in DOCS.glob("*.md") if path.stem != "index")


def test_no_page_loads_anything_from_the_web(site):
    fetched = {page.name: Fetched(page).addresses for page in site.glob("*.html")}
    assert all(fetched.values())
    away = {
        name: [each for each in all_ if FROM_THE_WEB.match(each)] for name, all_ in fetched.items()
    }
    assert {name: addresses for name, addresses in away.items() if addresses} == {}


def test_no_style_loads_anything_from_the_web(site):
    styles = {path.name: path.read_text(encoding="utf-8") for path in site.rglob("*.css")}
    assert "site.css" in styles
    assert [name for name, style in styles.items() if IN_STYLE.search(style)] == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("name", ["index", "settings", "exploring"])
def test_a_page_has_no_barrier_and_asks_the_web_for_nothing(site, chromium, name, width):
    from axe_playwright_python.sync_playwright import Axe

    there = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    there.on("request", lambda request: asked.append(request.url))
    there.goto((site / f"{name}.html").as_uri())
    found = Axe().run(there, options=AXE).response["violations"]
    told = [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
    assert told == [], json.dumps(told, indent=1)
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []
    assert there.evaluate("document.documentElement.scrollWidth") <= width
    there.close()


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()
