"""papermill: one notebook, or many, each report built beside its place and renamed into it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import copmetrics
from copmetrics import errors
from copmetrics.atomic_write import building, swap_in
from copmetrics.errors import CopmetricsError, FileError, RenderError
from copmetrics.framework.audiences import AUDIENCES
from copmetrics.publishing.manifest import read_manifest, write_manifest
from copmetrics.publishing.report_run import ASSIGNMENT
from copmetrics.settings import FILE_NAME

__all__ = [
    "FORMATS",
    "Outcome",
    "ReportRequest",
    "communities_in",
    "execute",
    "notebook_named",
    "render",
    "render_all",
    "stamped",
    "write_pages",
]

FORMATS = ("html", "xlsx", "csv", "ipynb", "pdf")
USUAL = FORMATS[:-1]
QUARTERLY, FOR_AUDIENCE = "quarterly.ipynb", "value_detective.ipynb"
KERNEL = {
    "KernelManager": {"transport_encryption": "auto"},
    # a kernel that is stopped after an error must not speak on our stderr
    "NotebookClient": {"extra_arguments": ["--IPKernelApp.log_level=50"]},
}
_TRIES = 2  # starting several kernels at once can collide on a port


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


def communities_in(folders: Sequence[Path]) -> list[Path]:
    """Return the communities: each folder itself, or those in it if it is a folder of them."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise FileError(
                str(folder), "is not a folder", advice="Name the folder with the exports."
            )
        below = sorted(path.parent for path in folder.glob(f"*/{FILE_NAME}"))
        found.extend(below if below and not (folder / FILE_NAME).exists() else [folder])
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
    with ProcessPoolExecutor(max_workers=min(jobs, len(requests))) as pool:
        waiting = [pool.submit(_attempt, request) for request in requests]
        for each in as_completed(waiting):
            done(each.result())
    return [each.result() for each in waiting]


def render(request: ReportRequest, *, progress: bool = False) -> tuple[Path, ...]:
    """Make one report and return the paths written; errors are the user's to mend."""
    folder = request.folder.resolve()
    reports = request.reports.resolve() / folder.name
    with building(reports) as workspace:
        assignment = {
            "reports": str(reports),
            "stamp": stamped(),
            "formats": list(request.formats),
        }
        write_manifest(assignment, workspace / ASSIGNMENT)
        executed = _execute(request, folder, workspace, progress)
        manifest = read_manifest(workspace)
        if manifest is None:
            raise RenderError(f"{request.folder}: the notebook finished without its manifest.")
        _write_pages(executed, manifest, workspace, request)
        (workspace / ASSIGNMENT).unlink()
        quarter = reports / str(manifest["quarter"]).replace("/", "-")
        names = sorted(path.name for path in workspace.iterdir())
        place = quarter / request.audience
        swap_in(workspace, place, keep=() if request.audience else AUDIENCES)
    shown = request.reports / folder.name / quarter.name / request.audience
    return tuple(shown / name for name in names)


def _attempt(request: ReportRequest) -> Outcome:
    try:
        return Outcome(request, render(request))
    except CopmetricsError as error:
        return Outcome(request, error=str(error))
    except Exception as error:
        return Outcome(
            request, error=f"{request.folder}: {type(error).__name__}: {error}".splitlines()[0]
        )


def _execute(request: ReportRequest, folder: Path, workspace: Path, progress: bool) -> Any:
    """Run the notebook of an order."""
    parameters = {
        "folder": folder.name,
        "quarter": request.quarter,
        "as_of": request.as_of,
        "workspace": str(workspace),
    }
    if request.audience:
        parameters["audience"] = request.audience
    return execute(request.notebook, parameters, folder=request.folder, progress=progress)


def execute(
    notebook: str, parameters: Mapping[str, str], *, folder: Path, progress: bool = False
) -> Any:
    """Run one of our notebooks on a community's `folder`, in the workspace that it is told.

    Returns the notebook as it may be kept; `folder` is named in errors as the user wrote it.
    """
    import papermill  # late: slow to import
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    workspace = Path(parameters["workspace"])
    source = notebook_named(notebook)
    _check_declared(papermill, source, parameters)
    for attempt in range(1, _TRIES + 1):
        try:
            executed = papermill.execute_notebook(
                str(source),
                str(workspace / notebook),
                dict(parameters),
                cwd=str(folder.resolve().parent),
                progress_bar=progress,
                kernel_name="python3",
                config=Config(KERNEL),
            )
            return _kept(executed, workspace)
        except PapermillExecutionError as error:
            raise _told(error, folder) from None
        except RuntimeError as error:
            if attempt == _TRIES:
                raise RenderError(f"{folder}: the notebook did not start: {error}") from None
    raise AssertionError("unreachable")


def _check_declared(papermill: Any, source: Path, parameters: Mapping[str, str]) -> None:
    """papermill only warns about a parameter that the notebook does not declare."""
    declared = papermill.inspect_notebook(str(source))
    missing = [name for name in parameters if name not in declared]
    if missing:
        raise RenderError(f"{source.name} does not declare the parameter '{missing[0]}'.")


def _told(error: Any, folder: Path) -> CopmetricsError:
    """Turn an error of the notebook into ours; one that is not ours is a fault to report."""
    if hasattr(errors, str(error.ename)):
        return CopmetricsError(f"{folder}: {error.evalue}")
    return RenderError(
        f"{folder}: the report could not be made ({error.ename}: {error.evalue}). "
        "This is a fault in copmetrics: please tell us, with what `copmetrics check` says."
    )


def _kept(executed: Any, workspace: Path) -> Any:
    """Take out of an executed notebook what differs from run to run and machine to machine."""
    for number, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            lines = cell.source.splitlines()
            cell.source = "\n".join(line for line in lines if str(workspace) not in line)
        cell.setdefault("id", f"cell-{number}")
    executed.metadata.pop("papermill", None)
    return executed


def _write_pages(
    executed: Any, manifest: dict[str, Any], workspace: Path, request: ReportRequest
) -> None:
    """Write the pages of an order."""
    title = f"{manifest['community']}: {manifest['quarter'].replace('-', ' ')}"
    (workspace / request.notebook).unlink()
    write_pages(executed, workspace / request.file_name, title=title, formats=request.formats)


def write_pages(executed: Any, place: Path, *, title: str, formats: Collection[str]) -> None:
    """Write a notebook as kept, its page and its print, those of the formats asked for.

    `place` is their path without an ending.
    """
    import nbformat

    from copmetrics.render.html import page

    if "ipynb" in formats:
        text = nbformat.writes(executed)
        place.with_name(f"{place.name}.ipynb").write_text(
            f"{text}\n", encoding="utf-8", newline="\n"
        )
    if {"html", "pdf"} & set(formats):
        html = place.with_name(f"{place.name}.html")
        html.write_text(page(executed, title=title), encoding="utf-8", newline="\n")
        if "pdf" in formats:
            _print(html)
        if "html" not in formats:
            html.unlink()


def _print(html: Path) -> None:
    """Print a page to PDF with the browser that is there."""
    import subprocess

    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        what = "needs Chromium, Chrome or Edge to make a PDF, and none was found"
        raise FileError(
            "--formats pdf", what, advice="Install one, or print the HTML from a browser."
        )
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        f"--print-to-pdf={html.with_suffix('.pdf')}",
        html.as_uri(),
    ]
    finished = subprocess.run(command, capture_output=True, timeout=120, check=False)
    if finished.returncode or not html.with_suffix(".pdf").exists():
        raise RenderError(f"{html.name} could not be printed by {Path(browser).name}.")


def notebook_named(name: str) -> Path:
    """Return the notebook: in the package where it is installed, beside it in a checkout."""
    inside = Path(str(files("copmetrics"))) / "notebooks" / name
    return inside if inside.exists() else Path(str(files("copmetrics"))).parent / "notebooks" / name


def stamped() -> str:
    """Say when and by which version; `SOURCE_DATE_EPOCH` fixes the time, as other tools have it."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    import pandas as pd

    made = pd.Timestamp(int(fixed), unit="s", tz="UTC") if fixed else pd.Timestamp.now("UTC")
    local = made.tz_convert("Europe/London")
    return f"Made on {local.day} {local:%B %Y at %H:%M} by copmetrics {copmetrics.__version__}"
