"""A sheet prints as large as its table: what stands above it is no wider, and what is longer is in the tab Notes."""

from __future__ import annotations

import openpyxl
import pytest
from sample_account import lines

from copmetrics.accounts.account import Account, Commentary, ReportColumn, ReportTable, Section
from copmetrics.render.plain_markdown import paragraphs
from copmetrics.render.sheet_layout import PAGE, letters_in, widths
from copmetrics.render.sheet_notes import MORE, under_title
from copmetrics.render.workbook import write_lists, write_workbook
from copmetrics.units import Unit

SHORT = "Of 14 people the organisation is not known."
LONG = ("Nine words of it stand in each of these. " * 14).strip()


def table(id, *notes):
    return ReportTable(id, "Who came", (ReportColumn("Who"),), (("Ann",),), notes)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((), ("", "")),
        (("Short.",), ("Short.", "")),
        (("One two three.", "Four five six."), ("One two three. Four", "five six.")),
        # three lines: the sentences that fit in one, and where the rest is
        (("One two.", "Three four.", "Five six seven eight."), ("One two. Three four.", MORE)),
        (("One two three four five six seven eight nine ten.",), (MORE, "")),
    ],
)
def test_two_lines_of_twenty_letters_say_all_or_where_the_rest_is(said, shown):
    assert under_title(said, 20) == shown


def test_what_is_longer_than_two_lines_is_whole_in_the_tab_notes(tmp_path):
    write_lists([table("short", SHORT), table("long", SHORT, LONG)], tmp_path / "lists.xlsx")
    book = openpyxl.load_workbook(tmp_path / "lists.xlsx")
    assert book.sheetnames == ["short", "long", "Notes"]
    assert [book["short"].cell(row, 1).value for row in (2, 3, 4)] == [SHORT, None, "Who"]
    assert book["long"]["A2"].value.startswith(SHORT)
    assert [book["long"].cell(row, 1).value for row in (3, 4)] == [MORE, "Who"]
    assert book["long"]["A3"].hyperlink.target == "#'Notes'!A1"
    told = [[cell.value for cell in row] for row in book["Notes"].iter_rows(min_row=4)]
    assert told == [["Tab", "Note"], ["long", SHORT], ["long", LONG]]


def test_nothing_above_a_table_is_wider_than_the_page_and_no_tab_of_notes_is_made_for_nothing(
    tmp_path,
):
    figure = lines((10, 12), name="People")
    wordy = Section(
        "talks", "Talks", (Commentary("**Bold** words,\nthen [more](https://x.example)."), figure)
    )
    account = Account("A community", "2026/27 Q2", "Report", "", "", (wordy,), opening=())
    write_workbook(account, tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    assert "Notes" not in book.sheetnames
    for sheet in book.worksheets[1:]:
        for row in (1, 2, 3):
            cell = sheet.cell(row, 1)
            letters = letters_in(PAGE, size=cell.font.size, bold=cell.font.bold)
            assert len(cell.value or "") <= letters
    assert book["Lists Talks"]["B5"].value == "Bold words, then more (https://x.example)."


def test_a_long_title_is_written_smaller(tmp_path):
    long = ReportTable("t", "A title of many words " * 10, (ReportColumn("Who"),), ())
    write_lists([table("s"), long], tmp_path / "lists.xlsx")
    book = openpyxl.load_workbook(tmp_path / "lists.xlsx")
    assert book["s"]["A1"].font.size == 14
    size = book["t"]["A1"].font.size
    assert len(long.title) <= letters_in(PAGE, size=size, bold=True)
    assert size > 5


def test_what_stands_in_the_place_of_a_number_is_aligned_as_numbers_are(tmp_path):
    columns = (
        ReportColumn("Who"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("On", Unit.DAY),
    )
    people = ReportTable(
        "t", "People", columns, (("Nurses", 40, None), ("Porters", "[c]", "2026-07-09"))
    )
    write_lists([people], tmp_path / "lists.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "lists.xlsx")["t"]
    assert [cell.alignment.horizontal for cell in sheet[5]] == ["left", None, None]
    assert [cell.alignment.horizontal for cell in sheet[6]] == ["left", "right", None]


def test_markdown_becomes_the_paragraphs_that_it_means():
    words = "# Then\n\nIt *went*\nwell, `so`.\n\n- one\n- two **more**\n\n3. three\n\n<https://x.example>\n"
    assert paragraphs(words) == [
        "Then",
        "It went well, so.",
        "- one",
        "- two more",
        "3. three",
        "https://x.example",
    ]


@pytest.mark.parametrize("texts", range(1, 11))
def test_letters_of_eleven_points_are_seven_at_least_in_print_however_many_texts_there_are(texts):
    """A row is fitted to the page: what is half as wide again is printed two thirds as large."""
    columns = (ReportColumn("Text"),) * texts
    wordy = ReportTable("wordy", "Wordy", columns, (("word " * 40,) * texts,))
    assert 11 * PAGE / max(sum(widths(wordy)), PAGE) >= 7
