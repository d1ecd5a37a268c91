"""The report of a network: the account that a notebook shows, and the files made beside it.

A network is a folder of communities, or a lake. A folder is packed into a lake for as long as it is asked, so
that either is asked in the same way. A notebook opens a network with its parameters and closes it with
`save`; run by hand, without a workspace, it saves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypedDict, cast

from copmetrics.accounts.account import Account
from copmetrics.accounts.network import NetworkKind, network_account
from copmetrics.accounts.network_figures import NetworkFigures
from copmetrics.accounts.network_totals import totals_told
from copmetrics.engine.opening import Engine
from copmetrics.errors import ChoiceError, FileError, command_named
from copmetrics.lake.asking import Lake
from copmetrics.lake.mark import is_lake
from copmetrics.lake.packing import begin_lake, folders_to_pack
from copmetrics.publishing.brief_writing import write_one_page
from copmetrics.publishing.chart_files import write_charts
from copmetrics.publishing.manifest import write_manifest
from copmetrics.publishing.packing_together import packed_together
from copmetrics.publishing.report_run import ASSIGNMENT
from copmetrics.quarters import instant, name

__all__ = [
    "MANIFEST",
    "NetworkManifest",
    "NetworkRun",
    "none_could_be_read",
    "open_network",
]

MANIFEST: Final = "network.json"
"""What `save` leaves beside them: what the report is of."""


class NetworkAssignment(TypedDict, total=False):
    """What the runner leaves in the workspace; nothing where a notebook is run by hand."""

    lake: str
    """Where the communities of a folder have been packed."""
    unread: list[tuple[str, str]]
    """Those that could not be, and why."""
    stamp: str
    formats: list[str]


class NetworkManifest(TypedDict):
    """What a report of a network is of."""

    network: str
    title: str
    quarter: str
    kind: str
    stamp: str
    communities: int
    unread: int
    """How many could not be read."""
    names: list[str]
    """The communities, where it names them."""
    why_unread: list[tuple[str, str]]
    """Those that could not be read, and why: likewise."""


@dataclass(frozen=True)
class NetworkRun:
    """A network's figures, and where the files go."""

    figures: NetworkFigures
    workspace: Path | None
    assignment: NetworkAssignment
    kind: NetworkKind = NetworkKind.WHOLE

    @cached_property
    def account(self) -> Account:
        """The account as data: what may be shared of each community, or of all together."""
        stamp = self.assignment.get("stamp", "")
        return network_account(self.figures, stamp=stamp, kind=self.kind)

    def save(self) -> None:
        """Write workbook, csv files, charts and what the report is of; nothing without a workspace."""
        if self.workspace is None:
            return
        formats = self.assignment.get("formats", [])
        if self.kind is NetworkKind.BRIEF:
            write_one_page(self.account, self.workspace / self.kind.file_name, formats)
        else:
            self._save_tables(self.workspace, formats)
        write_manifest(self._manifest, self.workspace / MANIFEST)

    def _save_tables(self, workspace: Path, formats: Sequence[str]) -> None:
        if "xlsx" in formats:
            from copmetrics.render.workbook import write_workbook  # late: slow to import

            write_workbook(self.account, workspace / f"{self.kind.file_name}.xlsx")
        if "csv" in formats:
            self._save_csv(workspace)
        write_charts(self.account, workspace, formats)

    @property
    def _manifest(self) -> NetworkManifest:
        figures, named = self.figures, self.kind.names_communities
        return {
            "network": figures.name,
            "title": self.account.title,
            "quarter": name(figures.quarter),
            "kind": self.kind.value,
            "stamp": self.account.stamp,
            "communities": len(figures.members),
            "unread": len(figures.unread),
            "names": [each.name for each in figures.members if named],
            "why_unread": [each for each in figures.unread if named],
        }

    def _save_csv(self, workspace: Path) -> None:
        from copmetrics.render.csv import write_csv

        if not self.kind.names_communities:
            write_csv(totals_told(self.figures), workspace / "indicators.csv")
            return
        for frame, file in (
            (self.figures.values.drop(columns="machine_opens"), "indicators.csv"),
            (self.figures.activities.drop(columns="machine_opens"), "activities.csv"),
        ):
            names = {each.id: each.name for each in self.figures.members}
            told = frame.assign(
                quarter=[name(each) for each in frame["quarter"]],
                community=frame["community"].map(names),
            )
            others = [each for each in told.columns if each not in ("quarter", "community")]
            write_csv(told[["community", "quarter", *others]], workspace / file)


def open_network(
    folder: str,
    *,
    quarter: str = "latest",
    as_of: str = "",
    engine: str = "duckdb",
    catalog: str = "",
    workspace: str = "",
    audience: str = "",
) -> NetworkRun:
    """Ask a network once for all that its account tells; all parameters are texts, as notebooks have them."""
    if engine not in list(Engine):
        raise ChoiceError("an engine", engine, list(Engine))
    if audience not in list(NetworkKind):
        raise ChoiceError("an audience", audience, [NetworkKind.PUBLIC])
    place = Path(workspace) if workspace else None
    assignment: NetworkAssignment = _assigned(place) if place else {}
    with _as_lake(Path(folder), assignment) as (lake, unread):
        there = Lake.of(
            lake, as_of=instant(as_of) if as_of else None, catalog=catalog, others_go_on=True
        )
        figures = NetworkFigures.of(
            there,
            f"Network {Path(folder).resolve().name}",
            quarter=quarter,
            unread=unread,
            engine=Engine(engine),
        )
    return NetworkRun(figures, place, assignment, NetworkKind(audience))


@contextmanager
def _as_lake(
    folder: Path, assignment: NetworkAssignment
) -> Iterator[tuple[Path, list[tuple[str, str]]]]:
    """Give a network as a lake: itself, that which the runner has packed, or one packed here and now."""
    if is_lake(folder):
        yield folder, []
    elif "lake" in assignment:
        yield Path(assignment["lake"]), [(who, why) for who, why in assignment["unread"]]
    else:
        with TemporaryDirectory(prefix="copmetrics-") as own:
            lake = Path(own)
            begin_lake(lake)
            packed = list(packed_together(folders_to_pack([folder]), lake, jobs=1))
            if all(each.error for each in packed):
                raise none_could_be_read(folder)
            yield lake, [(each.folder.name, each.why) for each in packed if each.error]


def none_could_be_read(folder: Path) -> FileError:
    """Return the error where no community of a folder could be read."""
    advice = f"{command_named('check')} says of each what is to be mended."
    return FileError(str(folder), "has no community that can be read", advice=advice)


def _assigned(workspace: Path) -> NetworkAssignment:
    """Read what the runner left in the workspace."""
    return cast(
        "NetworkAssignment", json.loads((workspace / ASSIGNMENT).read_text(encoding="utf-8"))
    )
