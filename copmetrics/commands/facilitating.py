"""`copmetrics facilitate`: Monday's page, and apart from it the lists of people.

The page goes to `<community>/monday/<day>/`, whole or not at all. The lists go to
`<community>/private/`, a folder that git ignores and that, where the system has it, only whoever
ran it can open.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

from copmetrics.atomic_write import building, put_file, swap_in
from copmetrics.commands.restricted_folder import PRIVATE, restricted_folder
from copmetrics.errors import FileError, RenderError
from copmetrics.publishing.facilitator_run import DONE, PAGE, FacilitatorRunResult
from copmetrics.publishing.index_page import write_index
from copmetrics.publishing.manifest import write_manifest
from copmetrics.publishing.notebook_execution import check_names, execute
from copmetrics.publishing.notebook_runner import stamped
from copmetrics.publishing.page_writing import write_pages
from copmetrics.publishing.report_run import ASSIGNMENT

__all__ = ["MONDAY", "facilitate"]

MONDAY = "monday"
NOTEBOOK = f"{PAGE}.ipynb"
FORMATS = ("html", "ipynb")


def facilitate(
    folder: Path, *, since: str, as_of: str, with_names: bool, out: Path, progress: bool = False
) -> tuple[Path, ...]:
    """Make Monday's page and the lists of people; return the paths written, the lists last."""
    if not folder.is_dir():
        raise FileError(str(folder), "is not a folder", advice="Name the folder with the exports.")
    began = time.time()
    reports = out.resolve() / folder.resolve().name
    check_names(folder.resolve(), reports)
    with building(reports) as workspace, building(restricted_folder(reports)) as closed:
        closed.chmod(0o700)
        lists = closed / "people.xlsx"
        assignment = {"stamp": stamped(), "with_names": with_names, "people": str(lists)}
        write_manifest(assignment, workspace / ASSIGNMENT)
        told = _told(folder, since, as_of, workspace, progress)
        names = sorted(path.name for path in workspace.iterdir())
        place = reports / MONDAY / told["day"]
        swap_in(workspace, place, began=began)
        kept = _put(lists, reports / PRIVATE / told["people"], began)
    write_index(out)
    shown = out / folder.resolve().name
    page = (shown / MONDAY / place.name / name for name in names)
    return *page, shown / PRIVATE / kept.name


def _told(
    folder: Path, since: str, as_of: str, workspace: Path, progress: bool
) -> FacilitatorRunResult:
    """Run the notebook, leave its pages in the workspace, and return what it says of itself."""
    parameters = {
        "folder": folder.resolve().name,
        "since": since,
        "as_of": as_of,
        "workspace": str(workspace),
    }
    executed = execute(NOTEBOOK, parameters, folder=folder, progress=progress)
    if not (workspace / DONE).exists():
        raise RenderError(f"{folder}: the notebook finished without saving.")
    told: FacilitatorRunResult = json.loads((workspace / DONE).read_text(encoding="utf-8"))
    for name in (ASSIGNMENT, DONE):
        (workspace / name).unlink()
    write_pages(executed, workspace / PAGE, title=told["title"], formats=FORMATS)
    return told


def _put(built: Path, place: Path, began: float) -> Path:
    """Put the lists in their place in one step."""
    try:
        put_file(built, place, began=began)
    except OSError as error:  # Windows, while Excel has the last one open
        advice = "Close it in other programs and run it again; it is as it was."
        raise FileError(
            str(place), f"cannot be replaced: {error.strerror}", advice=advice
        ) from None
    return place
