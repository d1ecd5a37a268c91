"""`copmetrics explore`: the explorer of a community as a page in the browser, already run."""

from __future__ import annotations

from pathlib import Path

from copmetrics.commands.app_in_browser import open_app
from copmetrics.commands.explored_place import EXPLORER, explored_place
from copmetrics.publishing.notebook_execution import notebook_named
from copmetrics.publishing.report_run import community_of

__all__ = ["explore_as_app"]


def explore_as_app(
    folder: Path, *, out: Path, browser: bool = True, port: int | None = None, as_of: str = ""
) -> None:
    """Open the explorer for one community, until it is over; a folder with a fault says so first.

    What is sent to files and remembered lies in a folder of the community's in `out`.
    """
    community = community_of(str(folder), as_of=as_of)
    community.quarter()
    place = explored_place(out.resolve(), folder.resolve().name)
    given = {"folder": folder.resolve().as_posix(), "place": place.as_posix(), "as_of": as_of}
    title = f"{community.settings.name}: the explorer"
    open_app(notebook_named(EXPLORER), title=title, parameters=given, browser=browser, port=port)
