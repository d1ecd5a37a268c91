"""Desk and explorer within a Jupyter server that runs anyhow, as a hub's does: what the cards open.

The notebook is copied to where that server may run it, and shown by Voilà as an app.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

import nbformat
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_escape, url_path_join
from tornado.web import authenticated

from copmetrics.atomic_write import replace_file
from copmetrics.commands.explored_place import EXPLORER, explored_place
from copmetrics.commands.notebook_parameters import with_parameters
from copmetrics.publishing.notebook_execution import notebook_named

__all__ = ["DeskHandler", "ExplorerHandler", "desk_in", "explorer_in"]

FOLDER: Final = "copmetrics"
"""The folder, in the server's own, in which communities are kept."""
DESK: Final = "desk.ipynb"
APP: Final = "explorer.ipynb"
"""The explorer as an app; `explore.ipynb` beside it is somebody's own, with cells of theirs."""
REPORTS: Final = "reports"
TEMPLATE: Final = "copmetrics"
WHICH: Final = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The explorer: which community?</title>
<meta name="viewport" content="width=device-width"><style>
body {{ font: 1.125rem/1.6 Arial, sans-serif; margin: 2rem auto; max-width: 40rem; padding: 0 1rem; }}
li {{ margin: .75rem 0; }}
</style></head>
<body><main><h1>Which community?</h1><ul>{links}</ul></main></body></html>"""


class _AppHandler(JupyterHandler):
    """Leads to a notebook as an app of this server."""

    @property
    def place(self) -> Path:
        """The folder of communities."""
        return Path(self.contents_manager.root_dir) / FOLDER

    def show(self, notebook: Path) -> None:
        """Go to a notebook below the folder of communities."""
        below = url_escape(notebook.relative_to(self.place).as_posix())
        self.redirect(url_path_join(self.base_url, "voila", "render", FOLDER, below))


class DeskHandler(_AppHandler):
    """Leads to the desk."""

    @authenticated
    def get(self) -> None:
        """Have the notebook where the server may run it, and go there."""
        self.show(desk_in(self.place, self.base_url))


class ExplorerHandler(_AppHandler):
    """Leads to the explorer of the one community that there is, or of that which is chosen."""

    @authenticated
    def get(self) -> None:
        """Ask which community where there are several; where there is none, the desk begins one."""
        from copmetrics.settings import FILE_NAME  # late: a server starts without it

        there = sorted(each.parent.name for each in self.place.glob(f"*/{FILE_NAME}"))
        wanted = self.get_argument("community", there[0] if len(there) == 1 else "")
        if wanted in there:
            self.show(explorer_in(self.place, wanted))
        elif there:
            self.finish(WHICH.format(links=_links(there)))
        else:
            self.show(desk_in(self.place, self.base_url))


def _links(communities: Sequence[str]) -> str:
    return "".join(
        f'<li><a href="?community={url_escape(each)}">{escape(each)}</a></li>'
        for each in communities
    )


def desk_in(place: Path, base_url: str) -> Path:
    """Write the desk's notebook into a folder of communities, and return it; what it makes lies below."""
    parameters = {
        "place": place.resolve().as_posix(),
        "made": url_path_join(base_url, "files", FOLDER, REPORTS) + "/",
        "explorer": url_path_join(base_url, "copmetrics", "explorer"),
    }
    return _as_app(DESK, "The desk", parameters, place / DESK)


def explorer_in(place: Path, community: str) -> Path:
    """Write the explorer's notebook of one of the communities beside what it sends, and return it."""
    explored = explored_place(place / REPORTS, community)
    parameters = {
        "folder": (place / community).resolve().as_posix(),
        "place": explored.resolve().as_posix(),
    }
    return _as_app(EXPLORER, f"{community}: the explorer", parameters, explored / APP)


def _as_app(notebook: str, title: str, parameters: Mapping[str, str], place: Path) -> Path:
    """Write one of our notebooks with its parameters, to be shown by our page, and return it."""
    written = with_parameters(
        nbformat.read(notebook_named(notebook), as_version=4), title, parameters
    )
    written.metadata["voila"] = {"template": TEMPLATE}
    replace_file(place, nbformat.writes(written))
    return place


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter where this extension begins."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Serve the desk and the explorer beside what the server has."""
    base_url = server.web_app.settings["base_url"]
    handlers = {"desk": DeskHandler, "explorer": ExplorerHandler}
    server.web_app.add_handlers(
        ".*$",
        [(url_path_join(base_url, "copmetrics", name), each) for name, each in handlers.items()],
    )
