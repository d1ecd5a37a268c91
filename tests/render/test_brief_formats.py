"""The brief as plain text and as a Word document: what an account by hand becomes, whole."""

from __future__ import annotations

import pickle
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from sample_account import ACCOUNT, HEADLINES, NASTY, RATE, UNKNOWN

from copmetrics.accounts.account import Account, Commentary
from copmetrics.accounts.audiences import audience_account
from copmetrics.accounts.for_audience import evidence_for
from copmetrics.charts import alt_text
from copmetrics.framework.withheld import MARK
from copmetrics.render.measure_words import change_words, judged_words
from copmetrics.render.plain_text import plain_text
from copmetrics.render.word import _history, write_word

pytestmark = pytest.mark.slow
BRIEF = replace(
    ACCOUNT,
    sections=ACCOUNT.sections[:1],
    opening=(Commentary("A *quiet* spring.\n\n- One\n- Two"),),
)


def test_the_text_has_a_line_for_each_thing_said():
    assert plain_text(BRIEF) == (
        f"Community of {NASTY}\n"
        "Quarterly report: 2026/27 Q2, Jul to Sep 2026 (so far)\n"
        "\n"
        "Please note: This quarter is not over.\n"
        "The community held 8 events.\n"
        "A quiet spring.\n"
        "- One\n"
        "- Two\n"
        "\n"
        "THE EIGHT MEASURES: 2026/27 Q2\n"
        "Attendances at events: 1,234 (lower bound), up 234 (+23.4%) from 1,000. Improvement: above the "
        "upper limit. Target 2,000: as things are, no quarter will meet it. The highest of the last 5 "
        "quarters. No attendance record for 1 of 8 events.\n"
        "Emails opened: 45.2%, up 3.1 percentage points from 42.1%. Too few quarters to judge (2; it "
        "takes 7). Up.\n"
        "Emails sent: not known. Not comparable: no mailing export is in the folder.\n"
        "How to read the signs.\n"
        "\n"
        f"A STORY: The story of {NASTY}\n"
        "Immediate value: We met.\n"
        "Applied value: We tried it. (cites People: 12, +3)\n"
        "Realised value: Hoped for: It will help.\n"
        "Told by a nurse.\n"
        "\n"
        "WHAT IS NEXT\n"
        "- A meeting.\n"
        "\n"
        "Made on a day\n"
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"value": 12.0, "change": 0.0}, "12 (lower bound), no change from 1,000"),
        ({"value": 12.0, "change": -988.0, "change_percent": -0.988, "basis": "actual"},
         "12, down 988 (−98.8%) from 1,000"),
        ({"value": MARK, "change": MARK, "basis": "actual"}, "[c]"),
        ({"previous": MARK, "change": MARK, "basis": "actual"}, "1,234, from [c]: withheld"),
        ({"change": "too close to tell", "basis": "actual"}, "1,234, from 1,000: too close to tell"),
        ({"previous": None, "change": None, "basis": "actual"}, "1,234"),
    ],
)  # fmt: skip
def test_every_change_is_said_in_words(told, said):
    assert change_words(replace(HEADLINES.rows[0], **told)) == said


def test_what_is_not_known_says_why_once():
    assert judged_words(UNKNOWN).count("no mailing export") == 1
    assert judged_words(RATE) == "Too few quarters to judge (2; it takes 7). Up."


@pytest.fixture(scope="module")
def path(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("word") / "brief.docx"
    write_word(BRIEF, place)
    return place


def test_the_document_has_real_headings_a_real_table_and_says_its_language(path):
    document = Document(path)
    styles = [(each.style.name, each.text) for each in document.paragraphs]
    assert [text for style, text in styles if style == "Title"] == [f"Community of {NASTY}"]
    assert [text for style, text in styles if style == "Heading 1"] == [
        "The eight measures: 2026/27 Q2",
        f"The story of {NASTY}",
        "What is next",
    ]
    assert [text for style, text in styles if style == "Quote"] == ["A quiet spring."]
    assert [text for style, text in styles if style == "List Bullet"][:2] == ["One", "Two"]
    (table,) = document.tables
    assert [each.text for each in table.rows[0].cells] == [
        "Measure",
        "2026/27 Q2",
        "Since 2026/27 Q1",
        "In words",
    ]
    assert [each.text for each in table.rows[1].cells][:3] == [
        "Attendances at events",
        "1,234 (lower bound)",
        "up 234 (+23.4%) from 1,000",
    ]
    assert [each.text for each in table.rows[3].cells][1:3] == ["–", "not compared"]
    with zipfile.ZipFile(path) as parts:
        body = parts.read("word/document.xml").decode()
        styled = parts.read("word/styles.xml").decode()
    assert body.count("<w:tblHeader/>") == 1
    assert 'w:tblCaption w:val="The eight measures: 2026/27 Q2, beside 2026/27 Q1"' in body
    assert re.search(r"<w:rPrDefault>.*?<w:lang w:val=\"en-GB\"", styled, re.DOTALL)
    told = document.core_properties
    assert (told.author, told.language, told.title) == ("copmetrics", "en-GB", BRIEF.title)


def test_its_picture_has_the_words_of_the_chart(path):
    (picture,) = Document(path).inline_shapes
    figure = _history(HEADLINES.rows[0])
    assert picture._inline.docPr.get("descr") == alt_text(figure)
    assert "Attendances at events" in alt_text(figure)
    assert "1,234" in alt_text(figure)


def test_a_measure_of_two_quarters_has_no_picture():
    assert _history(RATE) is None


def test_the_same_account_gives_the_same_document(path, tmp_path):
    again: Account = pickle.loads(pickle.dumps(BRIEF))
    write_word(again, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()


WRITER = Path("/usr/lib/libreoffice/program/libswlo.so")


@pytest.mark.skipif(
    shutil.which("soffice") is None or not WRITER.exists(),
    reason="LibreOffice Writer is not installed",
)
def test_libreoffice_opens_the_documents_and_finds_one_page_in_each(path, demo, tmp_path):
    made = {path.stem: path}
    for audience in ("leaders", "sponsors"):  # the longest there are
        evidence = evidence_for(demo, audience=audience)
        made[audience] = tmp_path / f"{audience}.docx"
        write_word(audience_account(evidence, stamp="Made on a day", brief=True), made[audience])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run(
        ["soffice", *words, *map(str, made.values())], check=True, capture_output=True, timeout=180
    )
    printed = {each: (tmp_path / f"{each}.pdf").read_bytes() for each in made}
    pages = {each: len(re.findall(rb"/Type\s*/Page\b", told)) for each, told in printed.items()}
    assert pages == dict.fromkeys(made, 1)
