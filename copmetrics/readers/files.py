"""Bytes to rows: encodings and delimiters found, zips and workbooks opened, every cell a text."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from copmetrics.errors import FileError
from copmetrics.readers.archives import checked_names, unpacked
from copmetrics.readers.clocks import without_clock
from copmetrics.readers.code_pages import (
    code_pages_of,
    may_be_of_a_mac,
    may_be_of_central_europe,
    odd_signs,
)
from copmetrics.readers.file_kinds import Container, container_of, not_an_export, refused
from copmetrics.readers.guarded_cells import unguarded
from copmetrics.readers.limits import MAX_DEPTH, Budget, check_size
from copmetrics.readers.workbook_cells import DAMAGED, TypedText
from copmetrics.readers.workbooks import book_sheets

__all__ = ["Row", "Sheet", "decode", "heading", "sheets_in"]

TWO_WAYS = (
    "has accented letters that are others on a Mac than on Windows, and nothing in it tells which"
)
TWO_LANDS = (
    "has accented letters that are others in the west than in central Europe, and nothing in it "
    "tells which"
)
AS_UTF_8 = "Open it where they look right, and save it as CSV UTF-8."
DELIMITERS = (",", "\t", ";", "|")
LINES_LOOKED_AT = 60
AS_TYPED = {
    **str.maketrans("\u2018\u2019\u02bc\u0060\u00b4", "'" * 5),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f")),
}
"""Apostrophes as a keyboard has them; what nobody sees, such as what follows a tick, is nothing."""
_FORMULA = re.compile(r'((?:^|[,;\t|]))=(?=")', re.MULTILINE)
_MAY_BE_GUARDED = re.compile(r"""(?:\A|[,;\t|"\r\n])['=]""")
"""Where a cell may begin as `unguarded` looks for."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_STATED = re.compile(r'"?sep=([,;\t|])"?[,;\t]*(?=[\r\n])', re.IGNORECASE)
"""The line above its table in which a file tells Excel what stands between its cells."""


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not self.filled

    @cached_property
    def filled(self) -> int:
        """How many cells hold something, up to two."""
        found = 0
        for cell in self.cells:
            if cell and not cell.isspace():
                found += 1
                if found == 2:
                    break
        return found

    @cached_property
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
    delimiter: str = ""
    """What stands between the cells of a text file; nothing in a workbook, or in prose."""
    typed: frozenset[str] = frozenset()
    """Texts in a workbook that may be numbers: the point in them may be another than its own."""
    foreign: str = ""
    """What it is, in words of our own, if nobody exports a community in such a thing."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return all(row.is_blank for row in self.rows)

    @property
    def is_part(self) -> bool:
        """Whether it is one of several sheets of a workbook."""
        return self.file.endswith("]") and " [" in self.file

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

    @cached_property
    def headings_there(self) -> frozenset[str]:
        """All that stands in any row that may be a heading row."""
        return frozenset().union(*(found for _, found in self.heading_rows))


def sheets_in(path: Path, *, file: str, known: frozenset[str]) -> list[Sheet]:
    """Open one file of a folder; `known` headings show which delimiter it uses.

    What is no ordinary file, a pipe or a device, is never opened: it may have no end.
    """
    if path.is_symlink() and not path.exists():
        what, advice = "is a link that leads nowhere", "Put the file itself into the folder."
        return [_flawed(file, FileError(file, what, advice=advice))]
    if not path.is_file():
        return [Sheet(file, (), file, foreign="no ordinary file, but a pipe or a device")]
    try:
        check_size(file, path.stat().st_size)
    except FileError as error:
        return [_flawed(file, error)]
    return list(_Opening(known, Budget()).sheets(path.read_bytes(), file=file))


@lru_cache(maxsize=100_000)
def heading(cell: str) -> str:
    """Normalise a heading: letter case, odd spaces, colons, stars, typographic apostrophes.

    The clock that it states is no part of it: `Join Time (UTC)` is `join time`.
    """
    if cell.isascii():  # as nearly all are
        plain = cell.casefold().replace("`", "'")
    else:
        plain = unicodedata.normalize("NFKC", cell).casefold().translate(AS_TYPED)
    bare = " ".join(plain.split()).strip(" :\ufeff\"'")
    return without_clock(bare.strip(" *") or bare)


def decode(content: bytes, *, known: frozenset[str] = frozenset()) -> str:
    """Turn bytes into text: by the byte-order mark, else by the pattern of NULs, else UTF-8, else
    the code page in which most `known` headings and fewest odd signs stand."""
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
        pages = code_pages_of(content)
        read = (content.decode(page, errors="replace").replace("\0", "") for page in pages)
        return max(read, key=lambda text: (_most_headings(text, known), -odd_signs(text)))


def _utf16(content: bytes, encoding: str) -> str:
    whole = content[: len(content) // 2 * 2]  # an odd last byte is half a character: no text
    return whole.decode(encoding, errors="replace").replace("\0", "")


@dataclass(frozen=True)
class _Opening:
    """One file being opened, with all that lies in it."""

    known: frozenset[str]
    budget: Budget

    def sheets(
        self, content: bytes, *, file: str, made_at: pd.Timestamp | None = None, depth: int = 0
    ) -> Iterator[Sheet]:
        """Open a file, or a file in a zip; what is wrong with it is its sheet's flaw."""
        try:
            yield from self._sheets(content, file, made_at, depth)
        except FileError as flaw:
            yield _flawed(hashlib.sha256(content).hexdigest(), flaw, made_at)

    def _sheets(
        self, content: bytes, file: str, made_at: pd.Timestamp | None, depth: int
    ) -> Iterator[Sheet]:
        digest = hashlib.sha256(content).hexdigest()
        names: frozenset[str] = frozenset()
        if container_of(content) is Container.ZIP:
            names = checked_names(content, file=file, budget=self.budget)
        if foreign := not_an_export(content, names, file=file):
            yield Sheet(file, (), digest, made_at, foreign=foreign)
            return
        if (error := refused(content, names, file=file)) is not None:
            raise error
        match container_of(content, names):
            case Container.TEXT:
                text = decode(content, known=self.known)
                if not text.isascii() and may_be_of_a_mac(content, text):
                    raise FileError(file, TWO_WAYS, advice=AS_UTF_8)
                if not text.isascii() and may_be_of_central_europe(content, text):
                    raise FileError(file, TWO_LANDS, advice=AS_UTF_8)
                rows, delimiter, flaw = _text_rows(text, file=file, known=self.known)
                yield Sheet(file, rows, digest, made_at, flaw, delimiter)
            case Container.ZIP:
                yield from self._zipped(content, names, file, depth)
            case workbook:
                for sheet in _workbook(content, workbook, file=file, digest=digest):
                    yield replace(sheet, made_at=made_at)

    def _zipped(
        self, content: bytes, names: frozenset[str], file: str, depth: int
    ) -> Iterator[Sheet]:
        if "[Content_Types].xml" in names:
            raise FileError(file, DAMAGED, advice="Export it once more.")
        if depth == MAX_DEPTH:
            what = f"lies {MAX_DEPTH} zips deep and is a zip itself"
            raise FileError(file, what, advice="Take what is needed out of it.")
        members = list(unpacked(content, file=file))
        if not members:
            yield Sheet(file, (), hashlib.sha256(content).hexdigest(), foreign="an empty zip")
        for name, inner, made_at, flaw in members:
            if flaw is not None:
                yield _flawed(name, flaw, made_at)
            else:
                yield from self.sheets(inner, file=name, made_at=made_at, depth=depth + 1)


def _flawed(digest: str, flaw: FileError, made_at: pd.Timestamp | None = None) -> Sheet:
    return Sheet(flaw.file, (), digest, made_at, flaw)


def _workbook(content: bytes, kind: Container, *, file: str, digest: str) -> Iterator[Sheet]:
    sheets = book_sheets(content, kind, file=file)
    for title, texts in sheets:
        rows = tuple(Row(number, cells) for number, cells in enumerate(texts, start=1))
        name = f"{file} [{title}]" if len(sheets) > 1 else file
        own = hashlib.sha256(f"{digest}{title}".encode()).hexdigest()
        yield Sheet(name, rows, own, typed=_typed_numbers(texts))


def _typed_numbers(rows: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Return the texts of a workbook that may be numbers as its own are: `1.742`."""
    texts = {cell for row in rows for cell in row if isinstance(cell, TypedText)}
    return frozenset(cell for cell in texts if "." in cell and any(map(str.isdigit, cell)))


def _text_rows(
    text: str, *, file: str, known: frozenset[str]
) -> tuple[tuple[Row, ...], str, FileError | None]:
    """Split text into rows by the delimiter that finds most known headings; prose into lines."""
    if re.match(r"\s*title\s*:", text, re.IGNORECASE):
        lines = enumerate(text.splitlines(), start=1)
        return tuple(Row(number, (line,)) for number, line in lines), "", None
    stated = _STATED.match(text)
    delimiter = stated[1] if stated else _delimiter_of(text, known)
    rows: list[Row] = []
    flaw = None
    bare = text[stated.end() :] if stated else text
    plain = _FORMULA.sub(r"\1", bare) if '="' in bare else bare
    records = csv.reader(io.StringIO(plain, newline=""), delimiter=delimiter, strict=True)
    guarded = _MAY_BE_GUARDED.search(plain) is not None
    try:
        for number, cells in enumerate(records, start=1):
            rows.append(Row(number, tuple(map(unguarded, cells) if guarded else cells)))
    except csv.Error:
        what = f"a quotation mark opened in or after row {len(rows) + 1} is not closed"
        flaw = FileError(file, what, advice="Export it once more, or mend that row.")
    return tuple(rows), delimiter, flaw


def _delimiter_of(text: str, known: frozenset[str]) -> str:
    """Return the delimiter that finds most known headings; of several, that which stands in most lines."""
    begins = text[:50_000]
    lines, head = begins.splitlines()[:LINES_LOOKED_AT], _head(text)
    absent = [each for each in DELIMITERS if each not in begins]
    told_apart = [each for each in DELIMITERS if each not in absent[1:]]  # the absent find the same

    def told(delimiter: str) -> tuple[int, int]:
        return _headings_found(head, delimiter, known), sum(delimiter in line for line in lines)

    return max(told_apart, key=told)


def _most_headings(text: str, known: frozenset[str]) -> int:
    head = _head(text)
    return max(_headings_found(head, each, known) for each in DELIMITERS)


def _head(text: str) -> str:
    """Return the lines in which headings are looked for."""
    return "\n".join(_LINE_END.split(text[:50_000], LINES_LOOKED_AT)[:LINES_LOOKED_AT])


def _headings_found(head: str, delimiter: str, known: frozenset[str]) -> int:
    """Count the different headings that this delimiter finds: a word that stands in every row is one."""
    cells = {cell for row in csv.reader(io.StringIO(head), delimiter=delimiter) for cell in row}
    return len({heading(unguarded(cell)) for cell in cells} & known)
