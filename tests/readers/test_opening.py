"""Opening files: every kind is read, refused in one line, or said to be no export; nothing hangs."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import datetime, time

import pytest
import xlwt
from openpyxl import Workbook

from copmetrics.errors import FileError
from copmetrics.loading.sheet_reading import SheetReading
from copmetrics.readers import KNOWN_HEADINGS, files, limits
from copmetrics.readers.files import sheets_in
from copmetrics.readers.workbooks import book_sheets
from copmetrics.settings import Settings

DAMAGED = "is a damaged zip or workbook. Export it once more."
PROTECTED = "is protected by a password. Save it without one."


def zipped(members, *, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 14, 9, 0, 0)), text, method)
    return content.getvalue()


def workbook(*rows, cells=(), formats=()):
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for place, value in cells:
        book.worksheets[0][place] = value
    for place, shape in formats:
        book.worksheets[0][place].number_format = shape
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content, folder, name):
    (folder / name).write_bytes(content)
    return sheets_in(folder / name, file=name, known=KNOWN_HEADINGS)


def refusal(content, folder, name="export.zip"):
    (sheet,) = opened(content, folder, name)
    assert sheet.rows == ()
    return str(sheet.flaw)


def without_member(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({each: archive.read(each) for each in archive.namelist() if each != name})


@pytest.mark.parametrize(
    ("begins", "name", "what"),
    [
        (b"%PDF-1.7 ", "minutes.pdf", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "group.csv", "a picture"),
        (b"<!DOCTYPE html><p>Asha One", "page.html", "a web page"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "a.doc",
            "a Word document",
        ),
        (
            zipped({"[Content_Types].xml": "", "word/document.xml": "Asha"}),
            "a.docx",
            "a Word document",
        ),
        (zipped({"ppt/presentation.xml": "Asha"}), "a.pptx", "a PowerPoint presentation"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "Asha"}),
            "a.odt",
            "a document",
        ),
        (b"name, organisation, date = 1, 2, 3\n", "counting.py", "a program"),
        (b'{"Name": "Asha One", "Organisation": "A"}', "people.json", "data of a program"),
        (b"Name, Organisation\nAsha One, A\n", "README.md", "a text to read"),
        (zipped({}), "a.zip", "an empty zip"),
        (zipped({"__MACOSX/._a.csv": "Asha", ".DS_Store": "x"}), "a.zip", "an empty zip"),
    ],
)
def test_what_nobody_exports_a_community_in_is_said_to_be_no_export(begins, name, what, tmp_path):
    (sheet,) = opened(begins, tmp_path, name)
    assert (sheet.foreign, sheet.rows, sheet.flaw) == (what, (), None)
    assert SheetReading.of(sheet, Settings()).note == f"not an export: {what}"


def test_nobody_misses_a_program_and_a_story_is_read_whatever_its_name(tmp_path):
    (program,) = opened(b"name, organisation = 1, 2\n", tmp_path, "counting.py")
    (minutes,) = opened(b"%PDF-1.7 ", tmp_path, "minutes.pdf")
    assert [SheetReading.of(each, Settings()).missed for each in (program, minutes)] == [
        False,
        True,
    ]
    (story,) = opened(b"Title: The bleep\n\nIt rang. (Applied value)\n", tmp_path, "story.md")
    assert SheetReading.of(story, Settings()).format == "Story in prose"


def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "export.csv")
    (sheet,) = sheets_in(tmp_path / "export.csv", file="export.csv", known=KNOWN_HEADINGS)
    assert sheet.foreign == "no ordinary file, but a pipe or a device"


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "a.csv")
    (sheet,) = sheets_in(tmp_path / "a.csv", file="a.csv", known=KNOWN_HEADINGS)
    assert (
        str(sheet.flaw)
        == "a.csv: is a link that leads nowhere. Put the file itself into the folder."
    )


def test_a_protected_zip_is_refused_in_one_line(tmp_path):
    content = bytearray(zipped({"a.csv": "Name\n", "b.csv": "Name\n"}))
    for at in range(len(content)):
        if content[at : at + 4] == b"PK\x01\x02":
            content[at + 8] |= 1
    assert refusal(bytes(content), tmp_path) == f"export.zip: {PROTECTED}"


def test_a_protected_workbook_is_refused_in_one_line(tmp_path):
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(content, tmp_path, "a.xlsx") == f"a.xlsx: {PROTECTED}"


def test_a_file_with_a_bad_checksum_does_not_hide_the_others(tmp_path):
    content = zipped({"a.csv": "Name\nAsha\n", "b.csv": "Name\nBen\n"}, method=zipfile.ZIP_STORED)
    first, second = opened(content.replace(b"Asha", b"Ashb"), tmp_path, "export.zip")
    assert str(first.flaw) == "export.zip/a.csv: is damaged within its zip. Export it once more."
    assert second.rows[1].cells == ("Ben",)


def test_an_unknown_way_of_packing_is_refused_in_one_line(tmp_path):
    content = bytearray(zipped({"a.csv": "Name\n"}))
    at = content.index(b"PK\x01\x02")
    content[at + 10] = 99
    content[8] = 99
    assert refusal(bytes(content), tmp_path) == (
        "export.zip/a.csv: is packed in a way that nothing here unpacks. Zip it anew."
    )


def test_an_impossible_date_in_a_zip_is_no_date(tmp_path):
    content = bytearray(zipped({"a.csv": "Name\nAsha\n"}))
    at = content.index(b"PK\x01\x02")
    content[at + 14 : at + 16] = b"\0\0"  # the 0th of the 0th month
    (sheet,) = opened(bytes(content), tmp_path, "export.zip")
    assert sheet.made_at is None
    assert sheet.rows[1].cells == ("Asha",)


@pytest.mark.parametrize(
    "missing", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
def test_a_workbook_with_a_part_missing_is_read_or_refused_in_one_line(missing, tmp_path):
    content = without_member(workbook(["Name"], ["Asha"]), missing)
    (sheet,) = opened(content, tmp_path, "a.xlsx")
    read = sheet.rows and sheet.rows[1].cells == ("Asha",)
    assert read or str(sheet.flaw) == f"a.xlsx: {DAMAGED}"


def test_a_workbook_cut_short_is_refused_in_one_line(tmp_path):
    whole = workbook(["Name"], ["Asha"])
    assert refusal(whole[: len(whole) // 2], tmp_path, "a.xlsx") == f"a.xlsx: {DAMAGED}"


def test_an_old_workbook_cut_short_is_refused_in_one_line(tmp_path):
    assert (
        refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", tmp_path, "a.xls")
        == f"a.xls: {DAMAGED}"
    )


def test_a_wrong_dimension_loses_no_column(tmp_path):
    whole = workbook(["Name", "Email"], ["Asha", "asha@example.org"])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = parts[page].replace(b'ref="A1:B2"', b'ref="A1"')
    (sheet,) = opened(zipped(parts), tmp_path, "a.xlsx")
    assert sheet.rows[1].cells == ("Asha", "asha@example.org")


def test_a_binary_workbook_and_a_numbers_document_are_refused_with_what_to_do(tmp_path):
    assert refusal(zipped({"xl/workbook.bin": ""}), tmp_path, "a.xlsb") == (
        "a.xlsb: is a binary workbook (.xlsb). Open it and save it as .xlsx."
    )
    assert refusal(zipped({"Index/Document.iwa": ""}), tmp_path, "a.numbers") == (
        "a.numbers: is a document of Apple's Numbers. In Numbers: File, Export To, CSV."
    )


def test_a_web_page_called_xls_is_refused_and_a_text_called_xls_is_read(tmp_path):
    assert refusal(b"<html><table><tr><td>Asha", tmp_path, "a.xls") == (
        "a.xls: is a web page under the name of a workbook. Open it and save it as .xlsx."
    )
    (sheet,) = opened(b"Name\tEmail\nAsha\tasha@example.org\n", tmp_path, "b.xls")
    assert sheet.rows[1].cells == ("Asha", "asha@example.org")


def test_a_cell_at_the_far_end_of_a_sheet_is_refused(tmp_path):
    content = workbook(["Name"], cells=[("XFD2", "x")])
    assert refusal(content, tmp_path, "a.xlsx") == (
        "a.xlsx: has something beyond row 200,000 or column 1,000. "
        "Delete what stands so far out, or copy the table to a new workbook."
    )


def test_a_row_beyond_the_last_is_refused_and_blank_rows_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    blank = workbook(["Name"], ["Asha"], cells=[("A4", None), ("A9", None)])
    (sheet,) = opened(blank, tmp_path, "a.xlsx")
    assert [row.cells for row in sheet.rows] == [("Name",), ("Asha",)]
    assert refusal(workbook(["Name"], cells=[("A4", "Asha")]), tmp_path, "b.xlsx") == (
        "b.xlsx: has something beyond row 3 or column 1,000. "
        "Delete what stands so far out, or copy the table to a new workbook."
    )


def test_a_sheet_of_too_many_cells_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS", 3)
    assert refusal(workbook(["Name", "Email"], ["Asha", ""]), tmp_path, "a.xlsx") == (
        "a.xlsx: has more than 3 cells. "
        "Delete what stands so far out, or copy the table to a new workbook."
    )


def test_a_file_larger_than_any_export_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_BYTES", 1)
    assert refusal(b"Name\n" * 500_000, tmp_path, "a.csv") == (
        "a.csv: has 2 MB, and no export more than 0. "
        "Move it out of the folder, or take what is needed out of it."
    )


def test_a_zip_that_comes_to_too_much_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "LARGE", 1000)
    assert refusal(zipped({"a.csv": "0" * 1_000_000}), tmp_path) == (
        "export.zip: is packed more than 200 times, as no export is. "
        "Move it out of the folder, or take what is needed out of it."
    )
    budget = limits.Budget(left=10)
    with pytest.raises(FileError) as raised:
        budget.spend("export.zip", size=11, packed=11)
    assert str(raised.value) == (
        "export.zip: comes to more than 1,000 MB when it is unpacked. "
        "Move it out of the folder, or take what is needed out of it."
    )


def test_zips_in_zips_share_what_may_be_unpacked(tmp_path, monkeypatch):
    inner = zipped({"a.csv": "Name\n" * 100})
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"one.zip": inner, "two.zip": inner}))
    monkeypatch.setattr(files, "Budget", lambda: limits.Budget(left=2 * len(inner) + 600))
    first, second = sheets_in(path, file="export.zip", known=KNOWN_HEADINGS)
    assert (first.flaw, len(first.rows)) == (None, 100)
    assert "comes to more than" in str(second.flaw)


def test_zips_four_deep_are_refused(tmp_path):
    content = zipped({"a.csv": "Name\n"})
    for _ in range(4):
        content = zipped({"in.zip": content})
    assert refusal(content, tmp_path) == (
        "export.zip/in.zip/in.zip/in.zip: lies 3 zips deep and is a zip itself. "
        "Take what is needed out of it."
    )


def test_a_zip_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("copmetrics.readers.archives.MAX_ENTRIES", 1)
    assert refusal(zipped({"a.csv": "", "b.csv": ""}), tmp_path) == (
        "export.zip: holds more than 1 files. Take those that are needed out of it."
    )


def test_a_name_that_a_zip_has_twice_is_read_once(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.csv", "Name\nAsha\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.csv", "Name\nBen\n")
    (sheet,) = opened(content.getvalue(), tmp_path, "export.zip")
    assert sheet.rows[1].cells == ("Ben",)


def test_cells_of_a_workbook_are_what_it_shows(tmp_path):
    content = workbook([0.5, 0.1 + 0.2, datetime(2024, 5, 14, 13, 5), 44.0], formats=[("A1", "0%")])
    (sheet,) = opened(content, tmp_path, "a.xlsx")
    assert sheet.rows[0].cells == ("50%", "0.3", "2024-05-14 13:05:00", "44")


def xls(*cells):
    book = xlwt.Workbook()
    sheet = book.add_sheet("One")
    for column, (value, shown) in enumerate(cells):
        style = xlwt.XFStyle()
        style.num_format_str = shown
        sheet.write(1, column, value, style)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_cells_of_an_older_workbook_are_what_it_shows(tmp_path):
    content = xls(
        ("Zoë", "General"),
        (0.5, "0%"),
        (0.125, "0.0 %"),
        (0.5, "0.0"),
        (44, "0"),
        (datetime(2024, 5, 14, 13, 5), "dd/mm/yyyy hh:mm"),
        (time(13, 5), "hh:mm"),
        (1.0625, "[h]:mm:ss"),
        (True, "General"),
    )
    (sheet,) = opened(content, tmp_path, "a.xls")
    assert [(each.number, each.cells) for each in sheet.rows] == [
        (1, ()),
        (
            2,
            (
                *("Zoë", "50%", "12.5%", "0.5", "44"),
                *("2024-05-14 13:05:00", "13:05:00", "25:30:00", "True"),
            ),
        ),
    ]


def test_a_number_typed_as_a_text_is_told_from_the_workbooks_own(tmp_path):
    (old,) = opened(xls(("1.742", "@"), (1.5, "0.0"), ("2.5 h", "@")), tmp_path, "a.xls")
    (new,) = opened(workbook(["1.742", 1.5, "2.5 h", "Dr. A"]), tmp_path, "a.xlsx")
    assert old.typed == new.typed == {"1.742", "2.5 h"}


def ods(rows):
    name = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:table="{name}:table:1.0" '
        f'xmlns:text="{name}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="One">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped({"mimetype": kind, "content.xml": body, "META-INF/manifest.xml": manifest})


def cell(kind, shown, **said):
    more = "".join(f' office:{name.replace("_", "-")}="{value}"' for name, value in said.items())
    return f'<table:table-cell office:value-type="{kind}"{more}><text:p>{shown}</text:p></table:table-cell>'


def test_an_open_document_is_read_with_its_dates_and_its_gaps(tmp_path):
    blank = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    row = (
        "<table:table-row><table:table-cell/>"
        + cell("string", "Zoë")
        + cell("float", "45", value="45")
        + cell("date", "14/05/2024", date_value="2024-05-14T13:05:00")
        + "</table:table-row>"
    )
    (sheet,) = opened(ods(blank + row), tmp_path, "a.ods")
    assert [(each.number, each.cells) for each in sheet.rows] == [
        (1, ()),
        (2, ()),
        (3, ("", "Zoë", "45", "2024-05-14 13:05:00")),
    ]


def test_shares_of_an_open_document_are_not_taken_for_numbers(tmp_path):
    row = f"<table:table-row>{cell('percentage', '50%', value='0.5')}</table:table-row>"
    assert refusal(ods(row), tmp_path, "a.ods") == (
        "a.ods: has cells in per cent, which are not told from other numbers in this format. "
        "Open it and save it as .xlsx."
    )


def test_an_open_document_that_reaches_too_far_is_refused(tmp_path):
    far = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    row = f"<table:table-row>{cell('string', 'x')}</table:table-row>"
    assert refusal(ods(far + row), tmp_path, "a.ods").startswith("a.ods: has something beyond row")


def test_errors_of_the_limits_pass_through_the_opening_of_a_workbook():
    with pytest.raises(FileError, match="has something beyond"):
        book_sheets(workbook(["x"], cells=[("ZZZ1", "x")]), "xlsx", file="a.xlsx")
