"""Bytes to rows: encodings and delimiters found, zips and workbooks opened, every cell a text."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from copmetrics.errors import FileError
from copmetrics.readers.clocks import without_clock

__all__ = ["Row", "Sheet", "decode", "heading", "sheets_in"]

DELIMITERS = (",", "\t", ";")
CODE_PAGES = ("cp1252", "cp1250", "cp932")
"""What Excel writes on Windows: in western Europe, in central Europe, in Japan."""
LINES_LOOKED_AT = 60
APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u0060\u00b4", "'" * 5)
_FORMULA = re.compile(r'((?:^|[,;\t]))=(?=")', re.MULTILINE)
_QUOTED = re.compile(r'="(.*)"', re.DOTALL)


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self.filled

    @property
    def filled(self) -> int:
        """How many cells hold something, up to two."""
        found = 0
        for cell in self.cells:
            if cell and not cell.isspace():
                found += 1
                if found == 2:
                    break
        return found

    @property
    def headings(self) -> tuple[str, ...]:
        """The cells as headings, normalised for matching."""
        return tuple(map(heading, self.cells))


@dataclass(frozen=True)
class Sheet:
    """One table-like thing in a folder: a text file, a file in a zip, or a workbook's sheet."""

    file: str
    rows: tuple[Row, ...]
    digest: str
    made_at: pd.Timestamp | None = None
    flaw: FileError | None = None

    @cached_property
    def heading_rows(self) -> tuple[tuple[int, frozenset[str]], ...]:
        """Where a heading row may stand, and what is in it as headings.

        Near the top, or just under a blank row or a lone title.
        """
        near_top = range(min(LINES_LOOKED_AT, len(self.rows)))
        breaks = (i for i, row in enumerate(self.rows) if row.filled < 2)
        under = {place for each in breaks for place in (each + 1, each + 2)}
        places = sorted({*near_top, *(place for place in under if place < len(self.rows))})
        return tuple(
            (place, frozenset(self.rows[place].headings))
            for place in places
            if self.rows[place].filled > 1
        )


def sheets_in(path: Path, *, file: str, known: frozenset[str]) -> list[Sheet]:
    """Open one file of a folder; `known` headings show which delimiter it uses."""
    content = path.read_bytes()
    return list(_sheets(content, file=file, known=known, made_at=None))


@lru_cache(maxsize=100_000)
def heading(cell: str) -> str:
    """Normalise a heading: letter case, odd spaces, closing colons, typographic apostrophes.

    The clock that it states is no part of it: `Join Time (UTC)` is `join time`.
    """
    plain = unicodedata.normalize("NFKC", cell).casefold().translate(APOSTROPHES)
    return without_clock(" ".join(plain.split()).strip(" :\ufeff\"'"))


def decode(content: bytes, *, known: frozenset[str] = frozenset()) -> str:
    """Turn bytes into text: by the byte-order mark, else by the pattern of NULs, else UTF-8, else
    the code page of Windows in which most `known` headings stand."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if content.startswith(mark):
            return _utf16(content[2:], encoding)
    head = content[:2000]
    if len(head) > 3 and head[1::2].count(0) > len(head) / 4:
        return _utf16(content, "utf-16-le")
    if len(head) > 3 and head[0::2].count(0) > len(head) / 4:
        return _utf16(content, "utf-16-be")
    try:
        return content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError:
        read = (content.decode(page, errors="replace").replace("\0", "") for page in CODE_PAGES)
        return max(read, key=lambda text: _most_headings(text, known))


def _utf16(content: bytes, encoding: str) -> str:
    whole = content[: len(content) // 2 * 2]  # an odd last byte is half a character: no text
    return whole.decode(encoding, errors="replace").replace("\0", "")


def _sheets(
    content: bytes, *, file: str, known: frozenset[str], made_at: pd.Timestamp | None
) -> Iterator[Sheet]:
    digest = hashlib.sha256(content).hexdigest()
    if not content.startswith(b"PK\x03\x04"):
        rows, flaw = _text_rows(decode(content, known=known), file=file, known=known)
        yield Sheet(file, rows, digest, made_at, flaw)
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        flaw = FileError(file, "is a damaged zip or workbook", advice="Export it once more.")
        yield Sheet(file, (), digest, made_at, flaw)
        return
    if "[Content_Types].xml" in archive.namelist():
        yield from _workbook(content, file=file, digest=digest, made_at=made_at)
        return
    for entry in sorted(archive.infolist(), key=lambda each: each.filename):
        if not entry.is_dir():
            inner = f"{file}/{entry.filename}"
            made = pd.Timestamp(datetime(*entry.date_time))
            yield from _sheets(archive.read(entry), file=inner, known=known, made_at=made)


def _workbook(
    content: bytes, *, file: str, digest: str, made_at: pd.Timestamp | None
) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # slow to import, and most folders are all csv

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (KeyError, ValueError, zipfile.BadZipFile):
        return  # a Word or PowerPoint file: no sheets to read
    several = len(book.sheetnames) > 1
    for sheet in book.worksheets:
        rows = tuple(
            Row(number, tuple(_cell_text(cell.value, cell.number_format) for cell in cells))
            for number, cells in enumerate(sheet.iter_rows(), start=1)
        )
        name = f"{file} [{sheet.title}]" if several else file
        yield Sheet(
            name, rows, hashlib.sha256(f"{digest}{sheet.title}".encode()).hexdigest(), made_at
        )
    book.close()


def _cell_text(cell: object, number_format: str | None) -> str:
    """Write a workbook's cell as text: a date as ISO has it, a whole number without `.0`, a share
    that is shown in per cent with its sign."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, int | float) and "%" in (number_format or ""):
        return f"{cell * 100:.10g}%"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _text_rows(
    text: str, *, file: str, known: frozenset[str]
) -> tuple[tuple[Row, ...], FileError | None]:
    """Split text into rows by the delimiter that finds most known headings; prose into lines."""
    if re.match(r"\s*title\s*:", text, re.IGNORECASE):
        lines = enumerate(text.splitlines(), start=1)
        return tuple(Row(number, (line,)) for number, line in lines), None
    delimiter = max(DELIMITERS, key=lambda each: _headings_found(text, each, known))
    rows: list[Row] = []
    flaw = None
    plain = _FORMULA.sub(r"\1", text)
    records = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(records, start=1):
            rows.append(Row(number, tuple(map(_unwrapped, cells))))
    except csv.Error:
        what = f"a quotation mark opened in or after row {len(rows) + 1} is not closed"
        flaw = FileError(file, what, advice="Export it once more, or mend that row.")
    return tuple(rows), flaw


def _most_headings(text: str, known: frozenset[str]) -> int:
    return max(_headings_found(text, each, known) for each in DELIMITERS)


def _unwrapped(cell: str) -> str:
    """Return what a formula says that only keeps Excel from taking a text for a number: `="007"`."""
    found = _QUOTED.fullmatch(cell) if cell.startswith("=") else None
    return found[1].replace('""', '"') if found else cell


def _headings_found(text: str, delimiter: str, known: frozenset[str]) -> int:
    head = "\n".join(re.split(r"\r\n|\r|\n", text[:50_000])[:LINES_LOOKED_AT])
    cells = (cell for row in csv.reader(io.StringIO(head), delimiter=delimiter) for cell in row)
    return sum(heading(_unwrapped(cell)) in known for cell in cells)
