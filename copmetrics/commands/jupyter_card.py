"""The desk within a Jupyter server that runs anyhow, as a hub's does: what the card of the launcher opens.

The notebook is copied to where that server may run it, and shown by Voilà as an app.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import nbformat
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado.web import authenticated

from copmetrics.atomic_write import replace_file
from copmetrics.commands.notebook_parameters import with_parameters
from copmetrics.publishing.notebook_execution import notebook_named

__all__ = ["DeskHandler", "desk_in"]

FOLDER: Final = "copmetrics"
"""The folder, in the server's own, in which communities are kept."""
NOTEBOOK: Final = "desk.ipynb"
TEMPLATE: Final = "copmetrics"


class DeskHandler(JupyterHandler):
    """Leads to the desk, as an app of this server."""

    @authenticated
    def get(self) -> None:
        """Have the notebook where the server may run it, and go there."""
        root = Path(self.contents_manager.root_dir)
        desk_in(root / FOLDER, self.base_url)
        self.redirect(url_path_join(self.base_url, "voila", "render", FOLDER, NOTEBOOK))


def desk_in(place: Path, base_url: str) -> Path:
    """Write the desk's notebook into a folder of communities, and return it; what it makes lies below."""
    notebook = nbformat.read(notebook_named(NOTEBOOK), as_version=4)
    parameters = {
        "place": place.resolve().as_posix(),
        "made": url_path_join(base_url, "files", FOLDER, "reports") + "/",
    }
    notebook = with_parameters(notebook, "The desk", parameters)
    notebook.metadata["voila"] = {"template": TEMPLATE}
    replace_file(place / NOTEBOOK, nbformat.writes(notebook))
    return place / NOTEBOOK


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter where this extension begins."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Serve the desk beside what the server has."""
    base_url = server.web_app.settings["base_url"]
    address = url_path_join(base_url, "copmetrics", "desk")
    server.web_app.add_handlers(".*$", [(address, DeskHandler)])
