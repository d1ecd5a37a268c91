"""A browser opened at an address whose token nobody else on this computer may read."""

from __future__ import annotations

import os
import tempfile
import webbrowser
from contextlib import suppress
from html import escape
from pathlib import Path
from threading import Thread
from typing import Self

__all__ = ["BrowserWindow", "show_what_is_wrong"]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>copmetrics</title>
<meta http-equiv="refresh" content="0;url={address}"></head>
<body><p><a href="{address}">Go on to copmetrics</a></p></body></html>
"""

WRONG = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>copmetrics did not open</title>
</head><body style="font: 1.1rem/1.5 sans-serif; max-width: 40em; margin: 3em auto; padding: 0 1em">
<h1>copmetrics did not open</h1><p>{what}</p></body></html>
"""


class BrowserWindow:
    """Opens a browser, and takes away what it was opened with when all is over.

    What a browser is started with can be read by all who use the computer, so it is handed a file of ours
    that leads to the address, as Jupyter does.
    """

    def __init__(self, address: str) -> None:
        """Open this address; none if it is empty."""
        self.address = address
        self.page: Path | None = None

    def __enter__(self) -> Self:
        """Open it, and wait for nothing."""
        if self.address:
            self.page = _page_to(self.address)
            Thread(target=_opened, args=(self.page.as_uri(),), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the page away that led there."""
        if self.page:
            self.page.unlink(missing_ok=True)


def show_what_is_wrong(what: str) -> None:
    """Say in the browser why nothing opened, to somebody who has no terminal to read it in."""
    _opened(_page_of(WRONG.format(what=escape(what))).as_uri())


def _page_to(address: str) -> Path:
    """Write the page that leads to the address."""
    return _page_of(PAGE.format(address=escape(address)))


def _page_of(html: str) -> Path:
    """Write a page that only its owner may read."""
    handle, name = tempfile.mkstemp(prefix="copmetrics-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8") as page:
        page.write(html)
    return Path(name)


def _opened(address: str) -> None:
    with suppress(webbrowser.Error):  # then the address that was printed is what there is
        webbrowser.open(address)
