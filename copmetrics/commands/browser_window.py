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

__all__ = ["BrowserWindow"]

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>copmetrics</title>
<meta http-equiv="refresh" content="0;url={address}"></head>
<body><p><a href="{address}">Go on to copmetrics</a></p></body></html>
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


def _page_to(address: str) -> Path:
    """Write the page that leads to the address; only its owner may read it."""
    handle, name = tempfile.mkstemp(prefix="copmetrics-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8") as page:
        page.write(PAGE.format(address=escape(address)))
    return Path(name)


def _opened(address: str) -> None:
    with suppress(webbrowser.Error):  # then the address that was printed is what there is
        webbrowser.open(address)
