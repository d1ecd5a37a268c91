"""A notebook that has run, written as a page, a print and a notebook to keep."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from copmetrics.publishing.pdf_printing import print_page

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["write_pages"]


def write_pages(
    executed: NotebookNode, place: Path, *, title: str, formats: Collection[str]
) -> None:
    """Write a notebook as kept, its page and its print, those of the formats asked for.

    `place` is their path without an ending.
    """
    import nbformat

    from copmetrics.render.html import page

    if "ipynb" in formats:
        text = nbformat.writes(executed)
        place.with_name(f"{place.name}.ipynb").write_text(
            f"{text}\n", encoding="utf-8", newline="\n"
        )
    if {"html", "pdf"} & set(formats):
        html = place.with_name(f"{place.name}.html")
        html.write_text(page(executed, title=title), encoding="utf-8", newline="\n")
        if "pdf" in formats:
            print_page(html)
        if "html" not in formats:
            html.unlink()
