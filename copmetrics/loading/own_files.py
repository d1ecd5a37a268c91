"""What copmetrics itself reads and writes in a folder beside exports: no stranger there, and no export.

A report's folder is known by its manifest, Monday's by its notebook, that of the lists of people by what it
tells git; elsewhere a workbook by its author, a page by its generator, a table by its headings. So they may
lie among the exports without being read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from copmetrics.errors import CopmetricsError, FileError
from copmetrics.framework.own_files import AUTHOR, COMMENTARY
from copmetrics.identity.review import REVIEW_FILE, decisions
from copmetrics.loading.folder_files import head, paths_in
from copmetrics.readers.files import Sheet
from copmetrics.settings import FILE_NAME

__all__ = ["GUIDANCE", "export_paths", "is_guidance", "own_problems"]

GUIDANCE: Final = (
    "How to add an indicator of your own",
    "How to collect a story",
    "How to fill in this workbook",
    "How to keep feedback, and what came of it",
    "How to keep the learning agenda",
    "How to keep what comes out of your meetings",
)
"""How the first sheet of each workbook to fill in begins."""
FILLABLE: Final = (
    "sign-in.xlsx",
    "stories.xlsx",
    "indicators.xlsx",
    "agenda.xlsx",
    "feedback.xlsx",
    "outputs.xlsx",
)
"""What they are called, whatever a community wrote on their first sheet."""
OF_WINDOWS: Final = ("desktop.ini", "thumbs.db")
"""What Windows and OneDrive put into folders unseen."""
CORE: Final = 100_000
"""More than any workbook says of itself."""
TABLES: Final = (
    ("quarter", "indicator", "value"),
    ("quarter", "value", "basis"),
    ("file", "row", "counted_as", "why_not"),
)
"""Headings that a table of ours has, whatever else it has."""
_GENERATOR = re.compile(rb"<meta (?=[^>]*\"generator\")[^>]*\"copmetrics\"")


def export_paths(folder: Path) -> Iterator[Path]:
    """Return every file that may be an export, in a fixed order: not hidden, and none of our own."""
    for path in paths_in(folder):
        file = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in file.parts)
        hidden = hidden or path.name.casefold() in OF_WINDOWS
        if not hidden and not _is_own(path, folder):
            yield path


def own_problems(folder: Path) -> list[CopmetricsError]:
    """Return what is wrong with the files that are ours to read: one under another name would be missed."""
    problems: list[CopmetricsError] = []
    for path in paths_in(folder):
        file = path.relative_to(folder).as_posix()
        if _is_review(path) and not _is_the(REVIEW_FILE, path, folder):
            advice = "Move what you decided there, as CSV, and delete this one."
            what = f"is not read: decisions stand in {REVIEW_FILE}, in the folder itself"
            problems.append(FileError(file, what, advice=advice))
    try:
        decisions(folder)
    except CopmetricsError as error:
        problems.append(error)
    return problems


def is_guidance(sheet: Sheet) -> bool:
    """Whether a sheet is the guidance of one of our workbooks, which there is nothing to read in."""
    first = next((row.cells for row in sheet.rows if not row.is_blank), ())
    book, _, name = sheet.file.rpartition("/")[2].rpartition(" ")
    is_ours = book in FILLABLE or first[:1] in [(each,) for each in GUIDANCE]
    is_prose = all(row.filled < 2 for row in sheet.rows)
    return name == "[Guidance]" and is_ours and is_prose


def _is_own(path: Path, folder: Path) -> bool:
    if path.name == FILE_NAME or _is_review(path) or _is_the(COMMENTARY, path, folder):
        return True
    match path.suffix.casefold():
        case ".xlsx":
            return _author(path) == AUTHOR
        case ".csv":
            return _is_table(head(path))
        case ".html":
            return bool(_GENERATOR.search(head(path)))
    return False


def _is_review(path: Path) -> bool:
    return path.name.casefold().startswith(Path(REVIEW_FILE).stem)


def _is_the(name: str, path: Path, folder: Path) -> bool:
    """Whether a path is the folder's own file of that name, in whatever case the system has it."""
    own = folder / name
    return own.exists() and path.samefile(own)


def _is_table(head: bytes) -> bool:
    first = head.decode("utf-8-sig", errors="replace").split("\n")[0]
    headings = {each.strip('" \r') for each in first.split(",")}
    return any(_all_in(table, headings) for table in TABLES)


def _all_in(headings: Sequence[str], found: set[str]) -> bool:
    return set(headings) <= found


def _author(path: Path) -> str:
    """Return who made a workbook, as it says itself; nobody where that cannot be read."""
    if not path.is_file():
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("docProps/core.xml")
            core = archive.read(entry).decode("utf-8") if entry.file_size < CORE else ""
    except Exception:  # zipfile lets through what zlib, bz2, lzma and struct raise
        return ""
    found = re.search(r"<dc:creator\b[^>]*>([^<]*)</dc:creator>", core)
    return found[1] if found else ""
