"""`copmetrics report --network`: one report of all communities in a folder, or in a lake.

It goes to `<folder>/network/<quarter>/`, whole or not at all, beside the reports of the communities.
The account for the public and the brief have a folder each in that.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from copmetrics.accounts.network import NetworkKind
from copmetrics.atomic_write import building, swap_in, writing
from copmetrics.commands.exit_codes import DONE, MEND, SOME_FAILED
from copmetrics.commands.network_lines import NetworkLines
from copmetrics.errors import CopmetricsError, FileError, RenderError
from copmetrics.lake.mark import is_lake
from copmetrics.lake.packing import begin_lake, folders_to_pack
from copmetrics.publishing.index_page import write_index
from copmetrics.publishing.manifest import write_manifest
from copmetrics.publishing.network_run import (
    MANIFEST,
    NetworkManifest,
    none_could_be_read,
    open_network,
)
from copmetrics.publishing.notebook_execution import check_names, execute
from copmetrics.publishing.notebook_runner import stamped
from copmetrics.publishing.packing_together import packed_together
from copmetrics.publishing.page_writing import write_pages
from copmetrics.publishing.pdf_printing import browser
from copmetrics.publishing.report_run import ASSIGNMENT

__all__ = ["report_on_network"]

PLACE, NOTEBOOK = "network", "network.ipynb"


def report_on_network(
    folder: Path,
    *,
    quarter: str,
    out: Path,
    formats: tuple[str, ...],
    jobs: int,
    as_of: str,
    lines: NetworkLines,
    engine: str = "duckdb",
    catalog: str = "",
    edition: str = "",
) -> int:
    """Make the report of a network, say what became of it and return the exit code.

    `edition` is nothing for the whole report, or `public`, or `brief`. Communities that cannot be read are
    told of, by `lines` as everything is, and the others make the report: exit code 3.
    """
    parameters = {"quarter": quarter, "as_of": as_of, "engine": engine, "catalog": catalog}
    order = _Order(folder, out, formats, jobs, NetworkKind(edition), parameters)
    communities = order.communities()
    lines.begun(len(communities))
    try:
        told, paths = order.made(communities, lines)
    except CopmetricsError as error:
        lines.failed(folder.resolve().name, str(error))
        lines.ended(None, MEND)
        raise
    lines.made(folder.resolve().name, paths)
    done = SOME_FAILED if told["unread"] else DONE
    lines.ended(write_index(out), done)
    return done


@dataclass(frozen=True)
class _Order:
    """One report of a network to make."""

    folder: Path
    out: Path
    formats: tuple[str, ...]
    jobs: int
    kind: NetworkKind
    parameters: dict[str, str]
    """What its notebook is told, but for folder and audience."""

    def communities(self) -> list[Path]:
        """Return the communities whose exports are to be read; a lake has what it needs."""
        if not self.folder.is_dir():
            advice = "Name the folder of the communities, or a lake."
            raise FileError(str(self.folder), "is not a folder", advice=advice)
        if is_lake(self.folder):
            return []
        reports = self.out.resolve()  # which may lie among them, without anything in it yet
        return [each for each in folders_to_pack([self.folder]) if each != reports]

    def made(
        self, communities: Sequence[Path], lines: NetworkLines
    ) -> tuple[NetworkManifest, list[Path]]:
        """Make the report; return what it is of, and its files."""
        if "pdf" in self.formats:
            browser()  # or say at once that there is none
        began = time.time()
        reports = self.out.resolve() / self.folder.resolve().name
        check_names(self.folder.resolve(), reports)
        with (
            building(reports) as workspace,
            writing(self.out / self.folder.resolve().name),
            TemporaryDirectory(prefix="copmetrics-") as lake,
        ):
            assignment: dict[str, object] = {"stamp": stamped(), "formats": list(self.formats)}
            if communities:
                unread = self._packed(communities, Path(lake), lines)
                assignment |= {"lake": lake, "unread": unread}
            write_manifest(assignment, workspace / ASSIGNMENT)
            told = self._told(workspace)
            if not communities:
                for name, why in told["why_unread"]:
                    lines.unread(name, f"{self.folder / name}: {why}")
            (workspace / ASSIGNMENT).unlink()
            names = sorted(path.name for path in workspace.iterdir())
            place = Path(PLACE) / told["quarter"].replace("/", "-") / self.kind.value
            keep = () if self.kind.value else tuple(filter(None, NetworkKind))
            (reports / place).parent.mkdir(parents=True, exist_ok=True)
            swap_in(workspace, reports / place, keep=keep, began=began)
        shown = self.out / self.folder.resolve().name / place
        return told, [shown / each for each in names]

    def _packed(
        self, communities: Sequence[Path], lake: Path, lines: NetworkLines
    ) -> list[tuple[str, str]]:
        """Pack the communities, say what becomes of each, and return those that cannot be read."""
        begin_lake(lake)
        unread = []
        for each in packed_together(communities, lake, jobs=self.jobs):
            if each.error:
                lines.unread(each.folder.name, each.error)
                unread.append((each.folder.name, each.why))
            else:
                lines.read(each.folder.name)
        if len(unread) == len(communities):
            raise none_could_be_read(self.folder)
        return unread

    def _told(self, workspace: Path) -> NetworkManifest:
        """Leave the report in the workspace, and return what it is of."""
        place = {"audience": self.kind.value, "workspace": str(workspace)}
        if self.kind is NetworkKind.BRIEF:
            open_network(str(self.folder), **self.parameters, **place).save()
            return _manifest(workspace)
        here = {"folder": self.folder.resolve().name}
        executed = execute(
            NOTEBOOK,
            {**here, **self.parameters, **place},
            folder=self.folder,
            progress=sys.stderr.isatty(),
        )
        if not (workspace / MANIFEST).exists():
            raise RenderError(f"{self.folder}: the notebook finished without saving.")
        told = _manifest(workspace)
        page = workspace / self.kind.file_name
        write_pages(executed, page, title=told["title"], formats=self.formats)
        return told


def _manifest(workspace: Path) -> NetworkManifest:
    told: NetworkManifest = json.loads((workspace / MANIFEST).read_text(encoding="utf-8"))
    return told
