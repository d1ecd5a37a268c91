"""Bytes to rows: encodings and delimiters found, rows numbered as a spreadsheet shows them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.files import decode, heading, sheets_in

TEXT = "Name,Email\r\nZoë O'Neil,zoe@example.org\r\n"


def rows_of(content, tmp_path, name="file.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    (sheet,) = sheets_in(path, file=name, known=KNOWN_HEADINGS)
    return [(row.number, row.cells) for row in sheet.rows], sheet.flaw


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),  # the byte-order mark got lost
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16") + b"\0",  # half a character at the end
        TEXT.encode("cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(content):
    assert decode(content) == TEXT


def test_what_excel_writes_on_windows_keeps_its_dashes_and_apostrophes():
    assert decode(b"O\x92Neil \x96 ward") == "O’Neil – ward"


def test_a_nul_byte_loses_no_row(tmp_path):
    rows, flaw = rows_of(b"Name,Email\nAsh\0a,a@example.org\nBen,b@example.org\n", tmp_path)
    assert rows[1:] == [(2, ("Asha", "a@example.org")), (3, ("Ben", "b@example.org"))]
    assert flaw is None


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_the_delimiter_is_the_one_that_finds_the_headings(delimiter, tmp_path):
    text = (
        f'Name{delimiter}Email{delimiter}Organisation\n"One{delimiter} A"{delimiter}x{delimiter}\n'
    )
    rows, _ = rows_of(text.encode(), tmp_path)
    assert rows[1] == (2, (f"One{delimiter} A", "x", ""))


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_a_line_for_excel_names_the_delimiter_and_is_no_row_of_the_table(tmp_path, line):
    rows, _ = rows_of(f"{line}\r\nName;Email\r\nOne, A;x\r\n".encode(), tmp_path)
    assert rows == [(1, ()), (2, ("Name", "Email")), (3, ("One, A", "x"))]


def test_a_line_break_in_a_cell_is_one_record(tmp_path):
    rows, _ = rows_of(b'Name,Email\n"One\nline",a@example.org\nTwo,b@example.org\n', tmp_path)
    assert [number for number, _ in rows] == [1, 2, 3]


def test_an_unclosed_quote_fails_loudly(tmp_path):
    _, flaw = rows_of(b'Name,Email\nOne,a@example.org\n"Two,b@example.org\n', tmp_path)
    assert str(flaw) == (
        "file.csv: a quotation mark opened in or after row 3 is not closed. "
        "Export it once more, or mend that row."
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("mac_roman", "Name\rZoë Pell – ward\r"),
        ("mac_roman", "Name\rMartínez\r"),
        ("mac_roman", "Name\nZoë Pell\nRenée\n"),
        ("mac_roman", "Name\nNuñez, López\n"),
        ("mac_roman", "Name\nAngèle Müller\n"),
        ("mac_roman", "Name\nJosé García, Éric, Jérôme\n"),
        ("mac_roman", "Name\nVíctor Benoît\n"),
        ("cp1252", "Name\rZoë Pell\r"),
        ("cp1252", "Name\nd’Arcy, O’Neil, women’s\n"),
        ("cp1252", "Name\nl’hôpital, dell’ospedale, nurses’ home, Trust™\n"),
        ("cp1252", "Name\nMÜLLER, Øst, É, à la\n"),
        ("cp1252", "Name\n“Ångström” – 5€, £7, Mon–Fri\n"),
        ("cp1250", "Name\nŁukasz\n"),
        ("cp1250", "Name\nTomáš Dvořák\n"),
        ("cp1250", "Name\nDvořák\n"),
        ("cp1250", "Name\nJiří Novotný\n"),
        ("cp1250", "Name\nVáclav Kučera\n"),
        ("cp1250", "Name\nIvan Petrović\n"),
        ("cp1250", "Name\nJan z Gdańska\n"),
        ("cp1250", "Name\nPlzeňský\n"),
        ("cp1252", "Name\nJørgen Bøe, Thérèse, Noèlle, Poète\n"),
        ("cp1252", "Name\nJoão Simões, Muñoz, Niccolò, Kjær\n"),
    ],
)
def test_a_code_page_shows_in_where_its_signs_stand(page, text):
    assert decode(text.encode(page)) == text


def is_not_guessed(page, name, where, tmp_path):
    """In an old code page the name is refused, which says where its letters are others; in UTF-8 it is read."""
    _, flaw = rows_of(f"Name\n{name}\n".encode(page), tmp_path)
    assert str(flaw) == (
        f"file.csv: has accented letters that are others {where}, and nothing in it tells which. "
        "Open it where they look right, and save it as CSV UTF-8."
    )
    rows, flaw = rows_of(f"Name\n{name}\n".encode(), tmp_path)
    assert (flaw, rows[1]) == (None, (2, (name,)))


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("mac_roman", "Schröder"),
        ("mac_roman", "Raúl Díaz"),
        ("cp1250", "Aleš"),
        ("cp1252", "Matjaž"),
    ],
)
def test_letters_that_are_others_on_a_mac_are_not_guessed(page, name, tmp_path):
    """One byte is ö on a Mac and š on Windows: with nothing else in the file, either may be meant."""
    is_not_guessed(page, name, "on a Mac than on Windows", tmp_path)
    beside = f"Name\n{name}\nRenée Nuñez\n"
    rows, flaw = rows_of(beside.encode("mac_roman" if page == "mac_roman" else "cp1252"), tmp_path)
    assert flaw is None
    if page == "mac_roman":
        assert rows[1] == (2, (name,))


@pytest.mark.parametrize(("page", "name"), [("cp1250", "Zděnka"), ("cp1252", "Mìcheal")])
def test_letters_that_are_others_in_central_europe_are_not_guessed(page, name, tmp_path):
    """One byte is ì in the west and ě in the east, and both stand there in people's names."""
    is_not_guessed(page, name, "in the west than in central Europe", tmp_path)
    rows, flaw = rows_of("Name\nZděnka\nAleš Dvořák\n".encode("cp1250"), tmp_path)
    assert (flaw, rows[1]) == (None, (2, ("Zděnka",)))


def test_a_word_in_every_row_that_is_a_heading_elsewhere_shows_no_delimiter(tmp_path):
    """*Klinik* is a heading in German; two headings under semicolons are more than it, however often."""
    text = "Nom;Établissement;Présent\n" + "Ana;Süd, Klinik;oui\n" * 5
    rows, _ = rows_of(text.encode(), tmp_path)
    assert rows[1] == (2, ("Ana", "Süd, Klinik", "oui"))
    tied = "Tijdstempel;Voor- en achternaam\n14-05-2024;Klinik\n15-05-2024;North, Klinik\n"
    rows, _ = rows_of(tied.encode(), tmp_path)
    assert rows[2] == (3, ("15-05-2024", "North, Klinik"))


def test_a_formula_that_keeps_a_text_a_text_is_that_text(tmp_path):
    content = b'="Name",="Email"\n="One, ""Jr""",="007"\n"=""Two""",=1+1\n'
    rows, flaw = rows_of(content, tmp_path)
    assert rows == [(1, ("Name", "Email")), (2, ('One, "Jr"', "007")), (3, ("Two", "=1+1"))]
    assert flaw is None


def test_a_damaged_zip_is_said_to_be_one(tmp_path):
    _, flaw = rows_of(b"PK\x03\x04 and no more", tmp_path, "export.zip")
    assert str(flaw) == "export.zip: is a damaged zip or workbook. Export it once more."


def test_a_zip_in_a_zip_is_opened_and_named(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("b.csv", "Name\nAsha\n")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/inner.zip", inner.getvalue())
    (sheet,) = sheets_in(tmp_path / "a.zip", file="a.zip", known=KNOWN_HEADINGS)
    assert sheet.file == "a.zip/in/inner.zip/b.csv"
    assert sheet.rows[1].cells == ("Asha",)


def test_cells_of_a_workbook_become_texts(tmp_path):
    book = Workbook()
    book.worksheets[0].append(["Name", 12.0, 1.5, datetime(2024, 5, 14, 13, 0), None, True])
    book.save(tmp_path / "a.xlsx")
    (sheet,) = sheets_in(tmp_path / "a.xlsx", file="a.xlsx", known=KNOWN_HEADINGS)
    assert sheet.rows[0].cells == ("Name", "12", "1.5", "2024-05-14 13:00:00", "", "True")


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("Join Time", "join time"),
        (" E-Mail\u00a0Address : ", "e-mail address"),
        ("\ufeffName", "name"),
        ("Your\nname", "your name"),
        ('"Role"', "role"),
        ("* Email *", "email"),
        ("*", "*"),
    ],
)
def test_headings_are_compared_without_case_odd_spaces_colons_and_stars(cell, plain):
    assert heading(cell) == plain


@given(
    content=st.binary(max_size=200) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail)
)
def test_no_bytes_are_a_traceback(content, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(content)
    for sheet in sheets_in(path, file="any.bin", known=KNOWN_HEADINGS):
        assert all(row.number == place for place, row in enumerate(sheet.rows, start=1))
