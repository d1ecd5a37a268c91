"""A page printed to a tagged PDF by the browser that is there: Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from copmetrics.errors import FileError, RenderError

__all__ = ["browser", "print_page"]

ON_PATH: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
WINDOWS_FOLDERS: Final = ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA")
"""The environment variables that say where Windows installs programs, for all and for one user."""
WINDOWS_PLACES: Final = (
    "Microsoft/Edge/Application/msedge.exe",
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
)
MAC_FOLDERS: Final = ("/Applications", "~/Applications")
MAC_PLACES: Final = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)
PATIENCE: Final = 120  # seconds
QUIETLY: Final = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)
"""It fetches nothing and asks nothing; headings are the outline, and what reads aloud finds its way."""
UNSAFE: Final = "--no-sandbox"


def browser() -> Path:
    """Return the browser that prints pages; a `FileError` if there is none."""
    found = next(filter(Path.is_file, _places()), None)
    if found is None:
        what = "needs Chromium, Chrome or Edge to make a PDF, and none was found"
        raise FileError(
            "--formats pdf", what, advice="Install one, or print the HTML from a browser."
        )
    return found


def _places() -> Iterator[Path]:
    """Go through where a browser may be. On Windows and a Mac none is on the search path."""
    yield from (Path(each) for name in ON_PATH if (each := shutil.which(name)))
    if sys.platform == "win32":
        folders = [Path(os.environ[each]) for each in WINDOWS_FOLDERS if each in os.environ]
        yield from (folder / place for place in WINDOWS_PLACES for folder in folders)
    if sys.platform == "darwin":
        folders = [Path(each).expanduser() for each in MAC_FOLDERS]
        yield from (folder / place for place in MAC_PLACES for folder in folders)


def print_page(html: Path) -> None:
    """Print a page to a PDF beside it, in the browser's sandbox wherever there can be one."""
    printer, pdf = browser(), html.with_suffix(".pdf")
    done = _printed(printer, html, pdf, *([UNSAFE] if _is_root() else []))
    if done.returncode and b"sandbox" in done.stderr.lower():  # a container may let nobody have one
        done = _printed(printer, html, pdf, UNSAFE)
    if done.returncode or not pdf.exists():
        raise RenderError(f"{html.name} could not be printed by {printer.name}.")


def _printed(
    printer: Path, html: Path, pdf: Path, *more: str
) -> subprocess.CompletedProcess[bytes]:
    """Print, with a profile of its own: one that is open already takes no orders."""
    with TemporaryDirectory(prefix="copmetrics-", ignore_cleanup_errors=True) as profile:
        command = [
            str(printer),
            *QUIETLY,
            *more,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            html.resolve().as_uri(),
        ]
        try:
            return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise RenderError(f"{html.name} was not printed by {printer.name} in time.") from None


def _is_root() -> bool:
    """Whether this is Unix' administrator, to whom Chromium gives no sandbox."""
    return sys.platform != "win32" and os.geteuid() == 0
