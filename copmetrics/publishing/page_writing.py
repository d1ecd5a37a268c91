"""A notebook that has run, written as a page, a print and a notebook to keep."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from copmetrics.errors import FileError, RenderError

if TYPE_CHECKING:
    from nbformat import NotebookNode

__all__ = ["browser", "write_pages"]


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
            _print(html)
        if "html" not in formats:
            html.unlink()


def browser() -> str:
    """Return the path of the browser that prints pages; raises a `FileError` if there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        what = "needs Chromium, Chrome or Edge to make a PDF, and none was found"
        raise FileError(
            "--formats pdf", what, advice="Install one, or print the HTML from a browser."
        )
    return found


def _print(html: Path) -> None:
    """Print a page to PDF with the browser that is there."""
    import subprocess

    printer = browser()
    command = [
        printer,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={html.with_suffix('.pdf')}",
        html.as_uri(),
    ]
    try:
        finished = subprocess.run(command, capture_output=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        raise RenderError(f"{html.name} was not printed by {Path(printer).name} in time.") from None
    if finished.returncode or not html.with_suffix(".pdf").exists():
        raise RenderError(f"{html.name} could not be printed by {Path(printer).name}.")
