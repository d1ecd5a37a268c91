"""An account of one page, as the brief is, written without a notebook: as HTML, a print, text or for Word."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from copmetrics.accounts.account import Account
from copmetrics.framework.audiences import AUDIENCES

__all__ = ["BRIEFS", "FORMATS", "brief_name", "write_one_page"]

FORMATS: Final = ("html", "txt", "docx", "pdf")


def brief_name(audience: str) -> str:
    """Return what the brief for an audience, or of the quarterly report, is called, and its folder."""
    return f"brief-{audience}" if audience else "brief"


BRIEFS: Final = tuple(map(brief_name, ("", *AUDIENCES)))


def write_one_page(
    account: Account, place: Path, formats: Collection[str], *, foot: str = ""
) -> None:
    """Write an account in the formats asked for; `place` is its path without an ending."""
    if {"html", "pdf"} & set(formats):
        _write_page(account, place.with_name(f"{place.name}.html"), formats, foot)
    if "txt" in formats:
        from copmetrics.render.plain_text import plain_text

        text = place.with_name(f"{place.name}.txt")
        text.write_text(plain_text(account), encoding="utf-8", newline="\n")
    if "docx" in formats:
        from copmetrics.render.word import write_word  # late: slow to import

        write_word(account, place.with_name(f"{place.name}.docx"))


def _write_page(account: Account, html: Path, formats: Collection[str], foot: str) -> None:
    from copmetrics.publishing.pdf_printing import print_page
    from copmetrics.render.html import page_of

    html.write_text(page_of(account, foot=foot), encoding="utf-8", newline="\n")
    if "pdf" in formats:
        print_page(html)
    if "html" not in formats:
        html.unlink()
