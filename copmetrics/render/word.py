"""An account's first page as a Word document: real headings, a real table, a picture with its words.

For board papers are written in Word. The same account gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from copmetrics import charts
from copmetrics.accounts.account import (
    Account,
    Commentary,
    Headline,
    Headlines,
    Listing,
    Paragraph,
    ReportBlock,
    ReportColumn,
    ReportFigure,
    ReportTable,
)
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.story_blocks import Story, StoryStep
from copmetrics.atomic_write import writing
from copmetrics.framework.own_files import AUTHOR
from copmetrics.render.measure_words import judged_words, moved_words, value_words
from copmetrics.render.plain_markdown import ITEM, paragraphs
from copmetrics.render.plain_text import passage_words
from copmetrics.render.same_bytes import FIXED, same_bytes
from copmetrics.typed_text import for_page, prepared

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell

__all__ = ["write_word"]

LANGUAGE: Final = "en-GB"
INK, BLUE, QUIET = (RGBColor.from_string(each) for each in ("1D2429", "12436D", "505A5F"))
TYPEFACE: Final = "Arial"
TEXT, SMALL = Pt(8.5), Pt(7.5)
HEADINGS: Final = {"Title": 18, "Subtitle": 11, "Heading 1": 12}
"""Points of the styles that lead to what follows them."""
PLAIN: Final = ("Normal", "Quote", "List Bullet", "Footer")
WIDTHS: Final = (Mm(43), Mm(21), Mm(44), Mm(72))
"""Of the columns of the measures, which fill the line."""
PICTURE: Final = Mm(62)
FEWEST: Final = 3
"""So many quarters make a picture."""


def write_word(account: Account, path: Path) -> None:
    """Write the account as a Word document."""
    account = prepared(account, for_page)
    document = Document()
    _set_up(document, account)
    so_far = " (so far)" if account.so_far else ""
    document.add_paragraph(account.community, "Title")
    when = f"{account.quarter}, {account.months}{so_far}"
    document.add_paragraph(f"{account.kind}: {when}", "Subtitle")
    for alert in account.alerts:
        document.add_paragraph().add_run(f"Please note. {alert}").bold = True
    document.add_paragraph(account.summary)
    for block in (*account.opening, *(each for page in account.sections for each in page.blocks)):
        _add(document, block)
    document.sections[0].footer.paragraphs[0].text = account.stamp
    buffer = io.BytesIO()
    document.save(buffer)
    with writing(path):
        path.write_bytes(same_bytes(buffer.getvalue()))


def _set_up(document: WordDocument, account: Account) -> None:
    """Set the paper, the language, the letters and what the file says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(15)
    page.top_margin = page.bottom_margin = Mm(14)
    page.footer_distance = Mm(7)
    for name in PLAIN:
        _dress(document.styles[name])
    document.styles["Quote"].paragraph_format.left_indent = Mm(5)
    for name, points in HEADINGS.items():
        _lead(document.styles[name], points)
    _speak(document)
    told = document.core_properties
    told.title, told.subject, told.author = account.title, account.kind, AUTHOR
    told.language, told.comments, told.keywords = LANGUAGE, "", ""
    told.created = told.modified = FIXED


def _dress(style: ParagraphStyle) -> None:
    """Give a style our letters in the place of the template's, and little room between paragraphs."""
    style.font.name, style.font.size, style.font.italic = TYPEFACE, TEXT, False
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(3), 1.05


def _lead(style: ParagraphStyle, points: float) -> None:
    """Make a style that of a heading: large, blue, and on one page with what follows."""
    _dress(style)
    style.font.size, style.font.bold = Pt(points), style.name != "Subtitle"
    style.font.color.rgb = BLUE if style.font.bold else QUIET
    spacing = style.paragraph_format
    spacing.keep_with_next, spacing.space_before = True, Pt(7 if style.name == "Heading 1" else 0)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _speak(document: WordDocument) -> None:
    """Say in which language all of it is, so that it is read aloud and spelled right."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    language = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)


def _add(document: WordDocument, block: ReportBlock) -> None:
    """Put one block of the account under what is there."""
    match block:
        case Headlines():
            _measures(document, block)
        case Story():
            _story(document, block)
        case Listing():
            _list(document, block)
        case Commentary():
            for each in paragraphs(block.text):
                item = each.startswith(ITEM)
                document.add_paragraph(each.removeprefix(ITEM), "List Bullet" if item else "Quote")
        case Paragraph():
            _note(document, block.text)


def _list(document: WordDocument, block: Listing) -> None:
    document.add_heading(block.title, 1)
    for each in block.items:
        document.add_paragraph(each, "List Bullet").paragraph_format.space_after = Pt(1)
    if block.instead and not block.items:
        document.add_paragraph(block.instead)


def _note(document: WordDocument, text: str) -> None:
    run = document.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = SMALL, QUIET


def _measures(document: WordDocument, block: Headlines) -> None:
    """Put the measures into a table, and the history of the first into a picture."""
    document.add_heading(block.heading, 1)
    heads = ("Measure", block.quarter, f"Since {block.previous_quarter}", "In words")
    table = document.add_table(rows=1 + len(block.rows), cols=len(heads), style="Normal Table")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    _rule(table)
    _describe(table, f"{block.heading}, beside {block.previous_quarter}")
    _fill(table, 0, heads, bold=True)
    for number, row in enumerate(block.rows, start=1):
        moved = moved_words(row) or "not compared"
        _fill(table, number, (row.label, value_words(row), moved, judged_words(row)))
    for note in block.notes:
        _note(document, note)
    if figure := _history(block.rows[0]):
        _picture(document, figure)


def _fill(table: Table, number: int, texts: Sequence[str], *, bold: bool = False) -> None:
    row = table.rows[number]
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
        cell.width = width
        _write(cell, text, bold=bold)
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if number == 0:  # read with every cell, and again on every page
        properties.append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, text: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, SMALL


def _rule(table: Table) -> None:
    """Part the rows by thin lines, and the columns by nothing."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "B9C2C8")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _describe(table: Table, words: str) -> None:
    """Give the table its title, for whoever has it read aloud."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), words)
    table._tbl.tblPr.append(caption)


def _history(row: Headline) -> ReportFigure | None:
    """Return the quarters of a measure as a figure, if enough of them are known."""
    if sum(isinstance(value, int | float) for _, value in row.trend) < FEWEST:
        return None
    words = f"Quarter by quarter, {row.trend[0][0]} to {row.trend[-1][0]}"
    columns = (ReportColumn("Quarter"), ReportColumn(row.label, row.unit))
    data = ReportTable(f"{row.indicator}-history-data", words, columns, row.trend)
    return ReportFigure(
        f"{row.indicator}-history", row.label, words, ChartKind.LINES, data, marks=row.marks
    )


def _picture(document: WordDocument, figure: ReportFigure) -> None:
    """Put a picture into the document, with its alternative text."""
    run = document.add_paragraph().add_run()
    drawn = run.add_picture(io.BytesIO(charts.chart_png(figure)), width=PICTURE)
    drawn._inline.docPr.set("descr", charts.alt_text(figure))
    drawn._inline.docPr.set("name", figure.title)


def _story(document: WordDocument, story: Story) -> None:
    document.add_heading(story.title, 1)
    for step in story.steps:
        _step(document, step)
    _note(document, " ".join(filter(None, (story.byline, story.remark))))


def _step(document: WordDocument, step: StoryStep) -> None:
    told = document.add_paragraph(style="List Bullet")
    told.paragraph_format.space_after = Pt(1)
    told.add_run(f"{step.cycle}. ").bold = True
    told.add_run(passage_words(step.passage))
