"""A notebook as an app in the browser: already run, its code hidden.

The explorer and the desk are both opened by `open_app`. What serves them is Voilà, on this computer alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

from copmetrics.errors import FileError

__all__ = ["open_app"]

NOTHING: Mapping[str, str] = MappingProxyType({})
OPENED = """{title} is ready. If it has not opened in your browser, open this address there:
    {address}
Leave this window open while you work. Ctrl+C here ends it, and it ends by itself ten minutes after its page
was closed."""


def open_app(
    notebook: Path,
    *,
    title: str,
    parameters: Mapping[str, str] = NOTHING,
    made: Path | None = None,
    browser: bool = True,
    port: int | None = None,
) -> None:
    """Run a notebook and show it as a page, until it is stopped or its page was closed for ten minutes.

    `parameters` take the place of the notebook's own, in memory only. What lies in `made` can be opened from
    the page, below `made/`. With no `port` any free one is taken.
    """
    if not notebook.is_file():
        raise FileError(str(notebook), "is not there", advice="Install copmetrics again.")
    from copmetrics.commands.app_server import AppServer  # late: slow to import

    server = AppServer(notebook, title=title, parameters=parameters, made=made, port=port or 0)
    server.run(lambda address: _say(title, address), browser=browser)


def _say(title: str, address: str) -> None:
    click.echo(OPENED.format(title=title, address=address))
