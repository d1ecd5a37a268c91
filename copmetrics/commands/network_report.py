"""`copmetrics report --network`: one report of all communities in a folder, or in a lake.

It goes to `<folder>/network/<quarter>/`, whole or not at all, beside the reports of the communities.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from copmetrics.atomic_write import building, swap_in, writing
from copmetrics.commands.exit_codes import DONE, SOME_FAILED
from copmetrics.errors import FileError, RenderError
from copmetrics.lake.mark import is_lake
from copmetrics.lake.packing import begin_lake, folders_to_pack
from copmetrics.publishing.index_page import write_index
from copmetrics.publishing.manifest import write_manifest
from copmetrics.publishing.network_run import (
    MANIFEST,
    PAGE,
    NetworkManifest,
    none_could_be_read,
)
from copmetrics.publishing.notebook_execution import check_names, execute
from copmetrics.publishing.notebook_runner import stamped
from copmetrics.publishing.packing_together import packed_together
from copmetrics.publishing.page_writing import write_pages
from copmetrics.publishing.pdf_printing import browser
from copmetrics.publishing.report_run import ASSIGNMENT
from copmetrics.typed_text import for_page

__all__ = ["report_on_network"]


def report_on_network(
    folder: Path,
    *,
    quarter: str,
    out: Path,
    formats: tuple[str, ...],
    jobs: int,
    as_of: str,
    engine: str = "duckdb",
    catalog: str = "",
) -> int:
    """Make the report of a network, print its paths and return the exit code.

    Communities that cannot be read are told of on stderr, and the others make the report: exit code 3.
    """
    if not folder.is_dir():
        advice = "Name the folder of the communities, or a lake."
        raise FileError(str(folder), "is not a folder", advice=advice)
    if "pdf" in formats:
        browser()  # or say at once that there is none
    began = time.time()
    reports = out.resolve() / folder.resolve().name
    check_names(folder.resolve(), reports)
    parameters = {
        "folder": folder.resolve().name,
        "quarter": quarter,
        "as_of": as_of,
        "engine": engine,
        "catalog": catalog,
    }
    with (
        building(reports) as workspace,
        writing(out / folder.resolve().name),
        TemporaryDirectory(prefix="copmetrics-") as lake,
    ):
        assignment: dict[str, object] = {"stamp": stamped(), "formats": list(formats)}
        if not is_lake(folder):
            assignment |= {"lake": lake, "unread": _pack(folder, Path(lake), jobs)}
        write_manifest(assignment, workspace / ASSIGNMENT)
        told = _told(folder, parameters, workspace, formats)
        if is_lake(folder):
            for name, why in told["unread"]:
                click.echo(for_page(f"copmetrics: {folder / name}: {why}"), err=True)
        names = sorted(path.name for path in workspace.iterdir())
        place = Path(PAGE) / told["quarter"].replace("/", "-")
        swap_in(workspace, reports / place, began=began)
    index = write_index(out)
    for name in names:
        click.echo(out / folder.resolve().name / place / name)
    click.echo(index)
    return SOME_FAILED if told["unread"] else DONE


def _pack(folder: Path, lake: Path, jobs: int) -> list[tuple[str, str]]:
    """Pack the communities of a folder, tell on stderr of those that cannot be read and return them."""
    begin_lake(lake)
    packed = list(packed_together(folders_to_pack([folder]), lake, jobs=jobs))
    failed = [each for each in packed if each.error]
    for each in failed:
        click.echo(for_page(f"copmetrics: {each.error}"), err=True)
    if len(failed) == len(packed):
        raise none_could_be_read(folder)
    return [(each.folder.name, each.why) for each in failed]


def _told(
    folder: Path, parameters: dict[str, str], workspace: Path, formats: Sequence[str]
) -> NetworkManifest:
    """Run the notebook, leave its pages in the workspace, and return what the report is of."""
    executed = execute(
        f"{PAGE}.ipynb",
        {**parameters, "workspace": str(workspace)},
        folder=folder,
        progress=sys.stderr.isatty(),
    )
    if not (workspace / MANIFEST).exists():
        raise RenderError(f"{folder}: the notebook finished without saving.")
    told: NetworkManifest = json.loads((workspace / MANIFEST).read_text(encoding="utf-8"))
    (workspace / ASSIGNMENT).unlink()
    write_pages(executed, workspace / PAGE, title=told["title"], formats=formats)
    return told
