"""`copmetrics explore --lab`: JupyterLab on a community's own copy of the explorer."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import click

from copmetrics.commands.explored_place import EXPLORER, explored_place
from copmetrics.errors import FileError
from copmetrics.publishing.notebook_execution import notebook_named
from copmetrics.publishing.report_run import community_of

__all__ = [
    "KERNELS",
    "OWN_KERNEL",
    "explore_in_jupyter",
    "lab_arguments",
    "own_notebook",
]

KERNELS = "AsyncMappingKernelManager"
"""What of Jupyter's starts kernels."""
OWN_KERNEL = "copmetrics.commands.explorer_kernel.ExplorerKernelManager"


def explore_in_jupyter(
    folder: Path, *, out: Path, browser: bool = True, port: int | None = None, as_of: str = ""
) -> None:
    """Open the explorer for one community, until it is stopped; a folder with a fault says so first."""
    community = community_of(str(folder), as_of=as_of)
    community.quarter()
    notebook = own_notebook(folder, out, as_of=as_of)
    click.echo(notebook)
    # its settings switch off the one part that asks to fetch news
    ours = str(files("copmetrics.commands") / "jupyter")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(
        [ours, *filter(None, [os.environ.get("JUPYTER_CONFIG_PATH")])]
    )
    from jupyterlab.labapp import LabApp  # late: slow to import

    LabApp.launch_instance(argv=lab_arguments(notebook, browser=browser, port=port))


def lab_arguments(notebook: Path, *, browser: bool = True, port: int | None = None) -> list[str]:
    """Return what JupyterLab is told: the notebook, our own kernel, and to fetch no news."""
    arguments = [
        f"--ServerApp.root_dir={notebook.resolve().parent}",
        f"--LabApp.default_url=/lab/tree/{EXPLORER}",
        f"--{KERNELS}.kernel_manager_class={OWN_KERNEL}",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    arguments += [] if browser else ["--no-browser"]
    arguments += [] if port is None else [f"--ServerApp.port={port}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # a container's only user
    return arguments


def own_notebook(folder: Path, out: Path, *, as_of: str = "") -> Path:
    """Write the community's own copy of the explorer, or bring it up to date, and return its path.

    Cells that somebody added to the copy stay; only the parameters are written anew.
    """
    import nbformat
    from papermill.iorw import load_notebook_node  # late: slow to import
    from papermill.parameterize import parameterize_notebook

    place = explored_place(out, folder.resolve().name) / EXPLORER
    source = place if place.exists() else notebook_named(EXPLORER)
    parameters = {"folder": folder.resolve().as_posix(), "place": ".", "as_of": as_of}
    try:
        written = parameterize_notebook(load_notebook_node(str(source)), parameters)
        for each in (written, *written.cells):
            each.metadata.pop("papermill", None)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{nbformat.writes(written)}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        advice = "Choose another place with --out."
        raise FileError(str(place), f"cannot be written: {error.strerror}", advice=advice) from None
    except ValueError:
        advice = "Move it away to have a new one made."
        raise FileError(str(place), "is not a notebook any more", advice=advice) from None
    return place
