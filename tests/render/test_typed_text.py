"""Whatever somebody types, every page is made, is whole, and says it: driven by hostile texts."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest
from hypothesis import example as for_example
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from PIL import Image
from sample_account import ACCOUNT
from test_html import Parts, executed
from test_registry import example

from copmetrics import charts
from copmetrics.accounts.account import Commentary, Listing, Paragraph, Section
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.commentary_pictures import pictures_in, unseen_pictures
from copmetrics.accounts.measure_icons import VariationIcon
from copmetrics.evaluation.spc import Assurance
from copmetrics.render.csv import csv_text
from copmetrics.render.html import page
from copmetrics.render.workbook import write_workbook
from copmetrics.typed_text import for_cell, for_page, for_picture, prepared
from copmetrics.units import Unit

pytestmark = pytest.mark.slow

CHARACTERS = [
    "\x0b",
    "\x00",
    "\x1b",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufffe",
    "�",
    "�",
    "\u202e",
    "\u2066",
    "\u200f",
    "\t",
    "\n",
    "\r\n",
]
MARKUP = [
    "<",
    ">",
    "&",
    "'",
    '"',
    "]]>",
    "--",
    "<!--",
    "</td>",
    "<script>x</script>",
    "&lt;",
    "=1+1",
    "@x",
    "`",
    "|",
    "#",
    "*",
    "[c]",
    "_x0041_",
]
MATHS = [
    "$",
    "$$",
    "{",
    "}",
    "{x}",
    "{{",
    "}}",
    "{%",
    "%}",
    "\\",
    "\\frac{",
    "^",
    "_",
    "%s",
    "%",
    "![x](http://e.example/p.png)",
]
LETTERS = ["🩺", "👩🏽\u200d⚕️", "مجتمع", "קהילה", "ŷ", "﷽", "é", "\xa0", "–"]
LONG = ("word ", "W" * 500, "long words " * 50, " ")
PIECES = (*CHARACTERS, *MARKUP, *MATHS, *LETTERS, *LONG)
UNITS = {
    word
    for unit in vars(Unit).values()
    if isinstance(unit, Unit)
    for word in (unit.id, unit.one, unit.several, unit.number_format)
}
HOSTILE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=6).map("".join)
OURS = re.compile(r"\d{4}-\d\d-\d\d|\d{4}/\d\d Q\d|[A-Z][a-z][a-z] \d{4}")
"""Days, quarters and months, which nobody types."""
WORD = ACCOUNT.sections[1].blocks[0].text


def planted(told, hostile):
    """Something that is told, with a hostile text behind every text that is no key."""
    icons = {*map(str, VariationIcon), *map(str, Assurance)}
    kept = {*icons, *map(str, ChartKind), "actual", "lower_bound", "unknown", *UNITS}
    return prepared(
        told, lambda text: text if OURS.fullmatch(text) or text in kept else f"{text}{hostile}x"
    )


def an_account(hostile):
    words = (Paragraph("A word."), Commentary("Words."), Listing("A list", ("An item",)))
    return planted(
        replace(ACCOUNT, sections=(*ACCOUNT.sections, Section("words", "Words", words))), hostile
    )


@cache
def plain_page():
    return Parts(page(executed(an_account("")), title="x"))


# All pieces together are tried each time; a page with its charts takes seconds, so beside them one more.
@settings(max_examples=1, deadline=None)
@given(HOSTILE)
@for_example("".join(PIECES))
def test_a_page_is_the_same_page_whatever_is_typed(hostile):
    """Not a tag more or less than with a plain text, but for what the editor's Markdown makes."""
    html = page(executed(an_account(hostile)), title=f"Title {hostile}")
    html.encode("utf-8")
    without_words = re.sub(r'<div class="commentary">.*?</div>', "", html, flags=re.DOTALL)
    plain = [tag for tag, _ in plain_page().tags if tag not in ("p", "div")]
    found = [tag for tag, _ in Parts(without_words).tags if tag not in ("p", "div")]
    assert found == plain
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert not [each for each in Parts(html).of("img") if not each["src"].startswith("data:")]


@settings(max_examples=4, deadline=None)
@given(HOSTILE)
@for_example("".join(PIECES))
def test_a_workbook_opens_whatever_is_typed(tmp_path_factory, hostile):
    place = tmp_path_factory.mktemp("book") / "book.xlsx"
    write_workbook(an_account(hostile), place)
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                ElementTree.fromstring(archive.read(name))
    book = openpyxl.load_workbook(place)
    assert len(book.sheetnames) == len({each.casefold() for each in book.sheetnames})
    said = [unescape(cell.value) for row in book["Cover"].iter_rows(max_row=1) for cell in row]
    as_read = for_page(f"{ACCOUNT.community}{hostile}x")
    assert said == [as_read[:32_766]]


@settings(max_examples=1, deadline=None)
@given(hostile=HOSTILE)
@for_example(hostile="".join(PIECES))
@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_of_chart_is_drawn_whatever_is_typed(kind, hostile):
    drawn = planted(example(kind), hostile)
    ElementTree.fromstring(charts.chart_svg(drawn))
    words = charts.alt_text(drawn)
    assert words.startswith(for_page(drawn.title))


@pytest.mark.parametrize(
    "title", ["$$", "$x", r"$\frac{$", "a_{b", r"\frac{", "{}", "$\\alpha$", "_under"]
)
def test_a_picture_to_paste_has_its_title_as_it_was_typed(title):
    with Image.open(io.BytesIO(charts.chart_png(planted(example(ChartKind.DOTS), title)))) as png:
        assert png.info["Title"].endswith(f"{title}x")


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@for_example("".join(PIECES))
def test_a_row_of_csv_is_a_row_whatever_is_typed(hostile):
    text = csv_text(pd.DataFrame({"title": [hostile, "plain"], "value": [1, 2]}))
    found = pd.read_csv(io.BytesIO(text.encode("utf-8")), keep_default_na=False)
    assert found["value"].tolist() == [1, 2]
    assert found["title"].iloc[1] == "plain"


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
@pytest.mark.parametrize("prepare", [for_page, for_picture])
def test_what_is_prepared_stays_as_it_is(prepare, hostile):
    assert prepare(prepare(hostile)) == prepare(hostile)


def test_what_is_prepared_by_hand():
    assert for_page("a\x0bb\r\nc\x00d\u202ee\ud83d") == "a\nb\ncde\ufffd"
    assert for_page("Tŷ 🩺 مجتمع\u200f") == "Tŷ 🩺 مجتمع\u200f"
    assert for_cell("_x0041_ _x_ x0041_") == "_x005F_x0041_ _x_ x0041_"
    assert for_picture("_a\tb") == "\u200b_a b"


def test_a_cell_holds_what_excel_can_hold():
    """32,767 units of UTF-16: a sign beyond the first 65,536 is two of them."""
    assert for_cell("a" * 32_767) == "a" * 32_767
    assert for_cell("a" * 32_768) == "a" * 32_766 + "…"
    assert for_cell("🩺" * 16_384) == "🩺" * 16_383 + "…"


def test_keys_and_units_are_the_same_ones_after_it():
    found = planted(example(ChartKind.PATHS), "\x0b")
    assert found.kind is ChartKind.PATHS
    assert found.data.columns[1].unit is Unit.PEOPLE
    assert prepared(ACCOUNT, for_page) is ACCOUNT


def picture(path, kind="PNG", **more):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (40, 20), "navy").save(path, kind, **more)
    return path


def test_a_picture_of_the_folder_is_embedded_and_one_on_the_web_is_not(tmp_path):
    picture(tmp_path / "a round.png")
    words = "![A *round*](a%20round.png) ![Remote](https://e.example/p.png) ![Gone](gone.png)"
    shown = Commentary(words, pictures_in(words, tmp_path))
    section = Section("words", "Words", (shown,))
    html = page(executed(replace(ACCOUNT, sections=(section,))), title="x")
    (image,) = Parts(html).of("img")
    assert image["alt"] == "A round"
    assert image["src"].startswith("data:image/png;base64,")
    assert 'Remote <span class="note">(picture not shown: https://e.example/p.png)</span>' in html
    assert unseen_pictures(words, tmp_path) == ["https://e.example/p.png", "gone.png"]


@pytest.mark.parametrize(
    "address",
    [
        "//e.example/p.png",
        "file:///etc/passwd",
        "../secret.png",
        "javascript:alert(1)",
        "http://[",
        "%00.png",
        "notes.txt",
        "a" * 5000,
    ],
)
def test_no_other_address_is_a_picture(tmp_path, address):
    picture(tmp_path / "secret.png")
    (tmp_path / "cop").mkdir()
    (tmp_path / "cop" / "notes.txt").write_text("no picture")
    assert pictures_in(f"![x]({address})", tmp_path / "cop") == ()


def test_a_photograph_is_embedded_without_where_and_by_whom_it_was_taken(tmp_path):
    exif = Image.Exif()
    exif[0x013B] = "Asha One"  # the artist
    picture(tmp_path / "round.jpg", "JPEG", exif=exif, comment=b"Asha One")
    assert b"Asha One" in (tmp_path / "round.jpg").read_bytes()
    ((_, data),) = pictures_in("![x](round.jpg)", tmp_path)
    import base64

    content = base64.b64decode(data.partition(",")[2])
    assert content.startswith(b"\xff\xd8")
    assert b"Asha" not in content


@pytest.mark.parametrize("made", ["page", "index"])
def test_a_page_allows_nothing_from_outside(made, tmp_path):
    from copmetrics.publishing.index_page import write_index

    html = page(executed(ACCOUNT), title="x")
    if made == "index":
        html = write_index(tmp_path).read_text(encoding="utf-8")
    (policy,) = [
        each["content"]
        for each in Parts(html).of("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    own = r"script-src 'sha256-[\w+/=]+'; " if made == "index" else ""
    assert re.fullmatch(
        f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; {own}base-uri 'none'; form-action 'none'",
        policy,
    )
    assert html.index("Content-Security-Policy") < html.index("<style")
