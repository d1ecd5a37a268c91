"""papermill: one notebook, or many, each report built beside its place and renamed into it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import copmetrics
from copmetrics.atomic_write import building, swap_in, writing
from copmetrics.errors import CopmetricsError, FileError, Problems, RenderError
from copmetrics.framework.audiences import AUDIENCES, ORGANISATIONS, Audience
from copmetrics.loading.communities import communities_below
from copmetrics.loading.survey import survey
from copmetrics.publishing.brief_writing import BRIEFS, brief_name
from copmetrics.publishing.index_page import without_cells
from copmetrics.publishing.manifest import read_manifest, write_manifest
from copmetrics.publishing.notebook_execution import ENDED, check_names, execute, failure
from copmetrics.publishing.page_writing import write_pages
from copmetrics.publishing.pdf_printing import browser
from copmetrics.publishing.reading_once import reading_once
from copmetrics.publishing.report_run import ASSIGNMENT, Opening, begin_edition
from copmetrics.publishing.workers import answers
from copmetrics.units import join_words

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from copmetrics.accounts.published import Manifest

__all__ = [
    "FORMATS",
    "USUAL",
    "Outcome",
    "ReportRequest",
    "attempted",
    "by_community",
    "communities_in",
    "render",
    "render_all",
    "stamped",
]

FORMATS = ("html", "xlsx", "csv", "ipynb", "pdf", "svg", "png")
USUAL = FORMATS[:4]
QUARTERLY, FOR_AUDIENCE = "quarterly.ipynb", "value_detective.ipynb"


@dataclass(frozen=True)
class ReportRequest:
    """One report to make."""

    folder: Path
    reports: Path
    """The folder of all communities' reports."""
    quarter: str = "latest"
    formats: tuple[str, ...] = USUAL
    as_of: str = ""
    audience: str = ""
    """Whom an account is for; empty for the quarterly report."""
    brief: bool = False
    """Whether its first page alone is made, for which no notebook is run."""

    @property
    def place(self) -> str:
        """The folder that it goes into in that of its quarter; nothing for that one itself."""
        return brief_name(self.audience) if self.brief else self.audience

    @property
    def notebook(self) -> str:
        """The notebook that makes it."""
        return FOR_AUDIENCE if self.audience else QUARTERLY

    @property
    def file_name(self) -> str:
        """What its files are called, without their endings."""
        return self.audience or "quarterly"


@dataclass(frozen=True)
class Outcome:
    """What became of an order: the paths that were written, or the one line that says why not."""

    request: ReportRequest
    paths: tuple[Path, ...] = ()
    error: str = ""
    why: str = ""
    """The same for a page that others may read: without what stands in a cell."""


def communities_in(folders: Sequence[Path]) -> list[Path]:
    """Return the communities: each folder itself, or those in it if it is a folder of them."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise FileError(
                str(folder), "is not a folder", advice="Name the folder with the exports."
            )
        found.extend(communities_below(folder))
    communities = list(dict.fromkeys(found))
    names = [folder.resolve().name for folder in communities]
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated is not None:
        advice = "Rename one: reports go into a folder of that name."
        raise FileError(repeated, "is the name of several folders", advice=advice)
    return communities


def render_all(
    requests: Sequence[ReportRequest], *, jobs: int, done: Callable[[Outcome], None]
) -> list[Outcome]:
    """Make every report that can be made; one broken community does not stop the others."""
    outcomes: dict[ReportRequest, Outcome] = {}
    for request, answer in answers(by_community(requests, jobs), _attempt_all, jobs=jobs):
        ended = Outcome(request, error=f"{request.folder}: {ENDED}", why=ENDED)
        outcomes[request] = ended if answer is None else answer
        done(outcomes[request])
    return [outcomes[each] for each in requests]


def by_community(requests: Sequence[ReportRequest], jobs: int) -> list[tuple[ReportRequest, ...]]:
    """Part requests by community, which is then read once; and again where there are fewer than jobs."""
    together: dict[tuple[Path, str], list[ReportRequest]] = {}
    for each in dict.fromkeys(requests):
        together.setdefault((each.folder, each.as_of), []).append(each)
    orders = [tuple(each) for each in together.values()]
    while len(orders) < jobs and (largest := max(orders, key=len, default=()))[1:]:
        place = orders.index(largest)
        orders[place : place + 1] = _halves(largest)
    return orders


def _halves(requests: tuple[ReportRequest, ...]) -> list[tuple[ReportRequest, ...]]:
    """Part requests of one community: those told inside from those shared, which rest on others."""
    inside = tuple(each for each in requests if each.audience in ("", Audience.LEADERS))
    shared = tuple(each for each in requests if each not in inside)
    if inside and shared:
        return [inside, shared]
    half = (len(requests) + 1) // 2
    return [requests[:half], requests[half:]]


def _attempt_all(requests: Sequence[ReportRequest]) -> Iterator[Outcome]:
    """Make reports on one community, one after the other."""
    with reading_once():
        for each in requests:
            yield attempted(each, render)


def render(request: ReportRequest, *, progress: bool = False) -> tuple[Path, ...]:
    """Make one report and return the paths written; whatever keeps it from that is one line."""
    try:
        return _made(request, progress)
    except CopmetricsError:
        raise
    except Exception as error:
        raise failure(request.folder, type(error).__name__, error) from error


def _made(request: ReportRequest, progress: bool) -> tuple[Path, ...]:
    if "pdf" in request.formats:
        browser()  # or say at once that there is none
    began = time.time()
    folder = request.folder.resolve()
    reports = request.reports.resolve() / folder.name
    check_names(folder, reports)
    with building(reports) as workspace, writing(request.reports / folder.name):
        assignment = {
            "reports": str(reports),
            "stamp": stamped(),
            "formats": list(request.formats),
        }
        write_manifest(assignment, workspace / ASSIGNMENT)
        if request.brief:
            _opening(request, workspace).here().save_brief()
            manifest = _manifest_in(workspace, request)
        else:
            executed = _execute(request, folder, workspace, progress)
            manifest = _manifest_in(workspace, request)
            _write_pages(executed, manifest, workspace, request)
        (workspace / ASSIGNMENT).unlink()
        quarter = reports / str(manifest["quarter"]).replace("/", "-")
        names = sorted(path.name for path in workspace.iterdir())
        place = quarter / request.place
        keep = () if request.place else (*AUDIENCES, *BRIEFS, ORGANISATIONS)
        is_ours = swap_in(workspace, place, keep=keep, began=began)
    shown = request.reports / folder.name / quarter.name / request.place
    if not is_ours:
        _check_has_all(place, names, shown)
    return tuple(shown / name for name in names)


def _opening(request: ReportRequest, workspace: Path) -> Opening:
    """Return with what an edition is opened that no notebook opens."""
    return Opening(
        str(request.folder),
        quarter=request.quarter,
        as_of=request.as_of,
        workspace=str(workspace),
        audience=request.audience,
    )


def _manifest_in(workspace: Path, request: ReportRequest) -> Manifest:
    manifest = read_manifest(workspace)
    if manifest is None:
        raise RenderError(f"{request.folder}: the notebook finished without its manifest.")
    return manifest


def _check_has_all(place: Path, names: Sequence[str], shown: Path) -> None:
    """Raise an error where an account of a later run stands that lacks a file asked for."""
    lacking = [name for name in names if not (place / name).exists()]
    if lacking:
        what = "holds the account of a run that began after this one, which is kept"
        advice = f"Run it again for {join_words(lacking)}."
        raise FileError(str(shown), what, advice=advice)


def attempted(request: ReportRequest, make: Callable[[ReportRequest], tuple[Path, ...]]) -> Outcome:
    """Make what is asked for; one that cannot be made is told of, and stops no other."""
    try:
        return Outcome(request, make(request))
    except CopmetricsError as error:
        return Outcome(request, error=str(error), why=_why(request, error))


def _why(request: ReportRequest, error: CopmetricsError) -> str:
    """Say why a report could not be made: a notebook's error is only text, so the folder is asked."""
    try:
        problems = survey(request.folder, as_of=request.as_of or None).problems
    except CopmetricsError as refused:
        return without_cells(refused)
    if problems:
        return without_cells(Problems(problems, str(request.folder)))
    return "copmetrics says why on the screen" if isinstance(error, RenderError) else str(error)


def _execute(request: ReportRequest, folder: Path, workspace: Path, progress: bool) -> NotebookNode:
    """Run the notebook of an order."""
    parameters = {
        "folder": folder.name,
        "quarter": request.quarter,
        "as_of": request.as_of,
        "workspace": str(workspace),
    }
    if request.audience:
        parameters["audience"] = request.audience
    begin_edition(folder.parent, parameters)
    return execute(request.notebook, parameters, folder=request.folder, progress=progress)


def _write_pages(
    executed: NotebookNode, manifest: Manifest, workspace: Path, request: ReportRequest
) -> None:
    """Write the pages of an order."""
    title = f"{manifest['community']}: {manifest['quarter'].replace('-', ' ')}"
    place = workspace / request.file_name
    write_pages(executed, place, title=title, formats=request.formats)


def stamped() -> str:
    """Say when and by which version; `SOURCE_DATE_EPOCH` fixes the time, as other tools have it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    import pandas as pd

    made = pd.Timestamp(int(fixed), unit="s", tz="UTC") if fixed else pd.Timestamp.now("UTC")
    local = made.tz_convert("Europe/London")
    return f"Made on {local.day} {local:%B %Y at %H:%M} by copmetrics {copmetrics.__version__}"
