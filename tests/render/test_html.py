"""The page: everything escaped, everything said, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import nbformat
import pytest
from sample_account import ACCOUNT, FIGURES, NASTY

from copmetrics.accounts.account import (
    Account,
    Headlines,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.charts import OnPhones, on_phones
from copmetrics.render.html import environment, page, show
from copmetrics.units import Unit

pytestmark = pytest.mark.slow


def executed(account: Account) -> nbformat.NotebookNode:
    """A notebook as it is after running, without a kernel."""
    notebook = nbformat.v4.new_notebook()
    for section in ["", *(each.id for each in account.sections)]:
        shown = show(account, section)
        data, metadata = shown._repr_mimebundle_()
        output = nbformat.v4.new_output("execute_result", data=data, metadata=metadata)
        notebook.cells += [
            nbformat.v4.new_markdown_cell("Prose for whoever reads the notebook."),
            nbformat.v4.new_code_cell("show(account)", outputs=[output]),
        ]
    return notebook


class Parts(HTMLParser):
    """Counts what matters on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return page(executed(ACCOUNT), title=ACCOUNT.title)


@pytest.fixture(scope="module")
def parts(html) -> Parts:
    return Parts(html)


def test_what_a_file_brought_is_text_and_never_markup(html, parts):
    assert parts.of("script") == []
    assert NASTY not in html
    assert "&lt;script&gt;" in html


def test_every_table_and_figure_of_the_account_is_on_the_page(html, parts):
    blocks = [block for section in ACCOUNT.sections for block in section.blocks]
    tables = sum(isinstance(block, ReportTable | Headlines | ReportFigure) for block in blocks)
    assert len(parts.of("table")) == tables  # a figure has the table of its numbers
    assert len(parts.of("figure")) == sum(isinstance(block, ReportFigure) for block in blocks)


def test_every_picture_has_words_that_say_something(parts):
    pictures = parts.of("img")
    drawn_again = sum(on_phones(each) is OnPhones.NARROW for each in FIGURES)
    assert drawn_again == 2
    assert len(pictures) == len(FIGURES) + drawn_again + 2  # and the small trends of two headlines
    for picture in pictures:
        assert len(picture["alt"]) > 40
        assert "No description" not in picture["alt"]


def test_the_page_fetches_nothing(html):
    for address in re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", html):
        assert address.startswith(("data:", "#")), address
    assert "@import" not in html
    assert not re.search(r"url\(", html)


def test_every_heading_of_a_table_has_its_scope_and_every_table_a_caption(html, parts):
    assert all(each.get("scope") in ("col", "row") for each in parts.of("th"))
    assert len(parts.of("caption")) == len(parts.of("table"))


def test_the_page_says_its_language_and_title_and_has_one_main(parts, html):
    assert parts.of("html") == [{"lang": "en-GB"}]
    assert len(parts.of("main")) == 1
    assert "<title>Community of &lt;script&gt;" in html


def test_the_notebooks_own_prose_and_code_are_not_on_the_page(html):
    assert "Prose for whoever" not in html
    assert "show(account)" not in html


def test_the_contents_link_to_every_section(html, parts):
    for section in ACCOUNT.sections:
        assert f'<li><a href="#{section.id}">{section.title}</a></li>' in html
    assert [each["id"] for each in parts.of("section")] == [each.id for each in ACCOUNT.sections]


def test_numbers_are_written_as_the_report_writes_them(html):
    for text in ("1,234", "45.2%", "+3.1 percentage points", "+234", "+23.4%", "−2", "9 Jul 2026"):
        assert text in html


def test_what_is_unknown_is_a_dash_with_the_reason(html):
    assert (
        "No mailing export is in the folder." in html
        or "no mailing export is in the folder." in html
    )
    assert ">–<" in html


def test_a_bound_is_marked_as_one(html):
    assert '<span class="basis">lower bound</span>' in html


def test_the_same_account_gives_the_same_page(html):
    assert page(executed(ACCOUNT), title=ACCOUNT.title) == html


def test_what_few_look_up_is_closed_until_it_is_opened():
    table = ReportTable("files", "The files", (ReportColumn("File"),), (("a.csv",),), folded=True)
    section = Section("data", "What the numbers rest on", (table,))
    shown = show(replace(ACCOUNT, sections=(section,)), "data")._repr_html_()
    assert '<details class="evidence"><summary>The files</summary>' in shown
    assert " open" not in shown
    unfolded = replace(section, blocks=(replace(table, folded=False),))
    assert "<details" not in show(replace(ACCOUNT, sections=(unfolded,)), "data")._repr_html_()


def test_a_table_that_tells_in_sentences_names_each_cell_for_whoever_has_no_room_for_columns():
    columns = (ReportColumn("Who"), ReportColumn("Answers", Unit.COUNT), ReportColumn("Of what"))
    told = ReportTable("t", "T", columns, (("Ann", 3.0, "of the card that hangs by the phone"),))
    names = ['data-label="Answers: ">3<', 'data-label="Of what: ">of the card']
    shown = environment().get_template("macros.html.j2").module.table
    assert all(each in str(shown(told)) for each in names)
    short = replace(told, rows=(("Ann of the ward that is by the river", 3.0, "the card"),))
    for drawn in (shown(short), shown(told, stacks=False)):
        assert "data-label" not in str(drawn)


def test_a_sign_is_a_picture_and_words_and_a_measure_leads_to_its_card():
    shown = show(ACCOUNT, "brief")._repr_html_()
    assert shown.count('<svg class="icon"') == 3
    for words in (
        "Improvement: above the upper limit.",
        "Too few quarters to judge (2; it takes 7).",
    ):
        assert f"</svg><div><strong>{words}</strong>" in shown
    assert "</svg><div>Target 2,000: as things are, no quarter will meet it.</div>" in shown
    led_to = re.findall(r'href="#(card-\w+)"', shown)
    assert len(led_to) == 3
    cards = show(ACCOUNT, "headlines")._repr_html_()
    assert all(f'id="{each}"' in cards for each in led_to)
