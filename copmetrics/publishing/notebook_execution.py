"""papermill: one of our notebooks, run on one community's folder."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from copmetrics import errors
from copmetrics.errors import CopmetricsError, RenderError

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.exceptions import PapermillExecutionError

__all__ = ["execute", "notebook_named"]

KERNEL = {
    "KernelManager": {"transport_encryption": "auto"},
    # a kernel that is stopped after an error must not speak on our stderr
    "NotebookClient": {"extra_arguments": ["--IPKernelApp.log_level=50"]},
}
_TRIES = 2  # starting several kernels at once can collide on a port


def execute(
    notebook: str, parameters: Mapping[str, str], *, folder: Path, progress: bool = False
) -> NotebookNode:
    """Run one of our notebooks on a community's `folder`, in the workspace that it is told.

    Returns the notebook as it may be kept; `folder` is named in errors as the user wrote it.
    """
    import papermill  # late: slow to import
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    workspace = Path(parameters["workspace"])
    source = notebook_named(notebook)
    _check_declared(source, parameters)
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
            raise _as_ours(error, folder) from None
        except RuntimeError as error:
            if attempt == _TRIES:
                raise RenderError(f"{folder}: the notebook did not start: {error}") from None
    raise AssertionError("unreachable")


def _check_declared(source: Path, parameters: Mapping[str, str]) -> None:
    """papermill only warns about a parameter that the notebook does not declare."""
    import papermill

    declared = papermill.inspect_notebook(str(source))
    missing = [name for name in parameters if name not in declared]
    if missing:
        raise RenderError(f"{source.name} does not declare the parameter '{missing[0]}'.")


def _as_ours(error: PapermillExecutionError, folder: Path) -> CopmetricsError:
    """Turn an error of the notebook into ours; one that is not ours is a fault to report."""
    if hasattr(errors, str(error.ename)):
        return CopmetricsError(f"{folder}: {error.evalue}")
    return RenderError(
        f"{folder}: the report could not be made ({error.ename}: {error.evalue}). "
        "This is a fault in copmetrics: please tell us, with what `copmetrics check` says."
    )


def _kept(executed: NotebookNode, workspace: Path) -> NotebookNode:
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


def notebook_named(name: str) -> Path:
    """Return the notebook: in the package where it is installed, beside it in a checkout."""
    inside = Path(str(files("copmetrics"))) / "notebooks" / name
    return inside if inside.exists() else Path(str(files("copmetrics"))).parent / "notebooks" / name
