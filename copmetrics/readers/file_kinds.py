"""What a file is by how it begins: text, a zip, a workbook, or something that is no export at all."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from enum import StrEnum
from typing import Final

from copmetrics.errors import FileError

__all__ = ["NEVER_COUNTS", "Container", "container_of", "not_an_export", "refused"]


class Container(StrEnum):
    """How the tables of a file are kept."""

    TEXT = "text"
    ZIP = "zip"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"


_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"\0\0\0\x18ftyp", "a film or a picture"),
    (b"\0\0\0\x1cftyp", "a film or a picture"),
    (b"\0\0\0\x20ftyp", "a film or a picture"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\x1aE\xdf\xa3", "a film"),
)
"""How files begin that nobody exports a community in."""
_ZIPPED: Final = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("visio/document.xml", "a Visio drawing"),
    ("mimetype", "a document"),
    ("META-INF/MANIFEST.MF", "a program"),
)
"""A file by which a zip is known to be a document of some program."""
_STREAMS: Final = (
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("__properties_version1.0", "an e-mail of Outlook"),
    ("VisioDocument", "a Visio drawing"),
)
"""A stream by which a file of the older Office is known."""
_PROGRAM, _SETTINGS, _LOG = "a program", "settings of a program", "a log of a program"
NEVER_COUNTS: Final = frozenset((_PROGRAM, _SETTINGS, _LOG))
"""What holds nobody and nothing that counts, so that nobody misses it."""
_NAMED: Final = {
    _PROGRAM: "py pyi ipynb r rmd qmd jl sql sas sps js mjs ts css java cpp cs go rs rb php sh bat ps1 tex",
    _SETTINGS: "toml yaml yml ini cfg conf lock",
    _LOG: "log",
    "data of a program": "json jsonl xml rdata rds parquet feather pickle",
    "an e-mail": "eml mbox",
    "a text to read": "md rst adoc",
}
"""Texts that are no tables, whatever lines with commas stand in them, by how their names end."""
_ENDINGS: Final = {ending: what for what, some in _NAMED.items() for ending in some.split()}
_PROSE: Final = re.compile(rb"(\xef\xbb\xbf)?\s*title\s*:", re.IGNORECASE)
"""How a story in prose begins, whatever its file is called."""
_AS_XLSX: Final = "Open it and save it as .xlsx."
_WEB_PAGE: Final = re.compile(
    rb"\s*(<!--.*?-->\s*)?(<!doctype html|<html|<table|<meta|<head)", re.I | re.S
)
_EXCEL_XML: Final = b"urn:schemas-microsoft-com:office:spreadsheet"
_WORKBOOK_NAME: Final = re.compile(r"\.xl\w+$", re.IGNORECASE)


def container_of(content: bytes, names: Collection[str] = ()) -> Container:
    """Return how a file keeps its tables; `names` are those of the files in it, if it is a zip."""
    if "xl/workbook.xml" in names:
        return Container.XLSX
    if "content.xml" in names and _media_type(content).endswith(b".spreadsheet"):
        return Container.ODS
    if content.startswith((_ZIP, _EMPTY_ZIP)):
        return Container.ZIP
    return Container.XLS if content.startswith(_OLE) else Container.TEXT


def not_an_export(content: bytes, names: Collection[str] = (), *, file: str) -> str:
    """Say what a file is that nobody exports a community in; an empty text if it may be an export."""
    if content.startswith(_OLE):
        return next((what for name, what in _STREAMS if _has_stream(content, name)), "")
    if names:
        tells = () if container_of(content, names) is Container.ODS else _ZIPPED
        return next((what for name, what in tells if name in names), "")
    if _WEB_PAGE.match(content[:2000]) and not _WORKBOOK_NAME.search(file):
        return "a web page"
    if content.startswith(b"BM") and content[6:10] != b"\0\0\0\0":
        return ""  # a text that begins so
    by_beginning = (what for magic, what in _MAGIC if content.startswith(magic))
    return next(by_beginning, "") or _by_name(content, file)


def _by_name(content: bytes, file: str) -> str:
    """Say what a text is by how its name ends, unless it begins as a workbook of Excel 2003 or a story."""
    ending = file.rpartition(".")[2].casefold()
    is_else = _PROSE.match(content) or _EXCEL_XML in content[:3000]
    return "" if is_else else _ENDINGS.get(ending, "")


def refused(content: bytes, names: Collection[str] = (), *, file: str) -> FileError | None:
    """Return why a file that may be an export cannot be read as it is; nothing if it can."""
    if content.startswith(_OLE) and _has_stream(content, "EncryptedPackage"):
        return FileError(file, "is protected by a password", advice="Save it without one.")
    if "xl/workbook.bin" in names:
        return FileError(file, "is a binary workbook (.xlsb)", advice=_AS_XLSX)
    if "Index/Document.iwa" in names or "Index.zip" in names:
        advice = "In Numbers: File, Export To, CSV."
        return FileError(file, "is a document of Apple's Numbers", advice=advice)
    if _WORKBOOK_NAME.search(file) and _WEB_PAGE.match(content[:2000]):
        return FileError(file, "is a web page under the name of a workbook", advice=_AS_XLSX)
    if (
        content[:100].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
        and _EXCEL_XML in content[:3000]
    ):
        return FileError(file, "is a workbook of Excel 2003 in XML", advice=_AS_XLSX)
    return None


def _media_type(content: bytes) -> bytes:
    """Return what an OpenDocument says that it is; nothing where that cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read("mimetype").strip()
    except Exception:  # zipfile lets through what zlib, bz2, lzma and struct raise
        return b""


def _has_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content
