"""`copmetrics`, with nothing behind it: the desk, in the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from copmetrics.atomic_write import writing
from copmetrics.commands.app_in_browser import open_app
from copmetrics.commands.browser_window import show_what_is_wrong
from copmetrics.errors import CopmetricsError
from copmetrics.publishing.notebook_execution import notebook_named
from copmetrics.settings import FILE_NAME

__all__ = ["open_desk", "place_and_community"]

NOTEBOOK: Final = "desk.ipynb"
OWN_FOLDER: Final = "copmetrics"
"""The folder, among somebody's documents, in which communities are kept unless others are named."""
REPORTS: Final = "reports"


def open_desk(folder: Path | None = None, *, browser: bool = True, port: int | None = None) -> None:
    """Open the desk on the communities in a folder, or on the one that it is, until it is stopped."""
    try:
        _open_on(*place_and_community(folder), browser=browser, port=port)
    except CopmetricsError as error:
        if browser and not sys.stderr.isatty():  # opened by a double click
            show_what_is_wrong(str(error))
        raise


def _open_on(place: Path, community: str, *, browser: bool, port: int | None) -> None:
    with writing(place):
        (place / REPORTS).mkdir(parents=True, exist_ok=True)
    open_app(
        notebook_named(NOTEBOOK),
        title="The desk",
        parameters={"place": place.as_posix(), "community": community},
        made=place / REPORTS,
        browser=browser,
        port=port,
    )


def place_and_community(folder: Path | None) -> tuple[Path, str]:
    """Return where communities are kept and which to begin with, if one is named.

    With no folder named, that is the one somebody is in, if it is a community or has some; else a folder of
    our own among their documents.
    """
    place = (folder or Path()).resolve()
    if (place / FILE_NAME).exists():
        return place.parent, place.name
    if folder is not None or any(place.glob(f"*/{FILE_NAME}")):
        return place, ""
    documents = Path.home() / "Documents"
    return (documents if documents.is_dir() else Path.home()) / OWN_FOLDER, ""
