"""papermill: one of our notebooks, run on one community's folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from copmetrics import errors
from copmetrics.errors import CopmetricsError, FileError, RenderError, command_named

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from papermill.exceptions import PapermillExecutionError

__all__ = ["ENDED", "check_names", "execute", "failure", "notebook_named"]

KERNEL_FOLDER = ".kernel"
"""Where in the workspace the kernel keeps what it needs while it runs."""
FAULT = f"This is a fault in copmetrics: please tell us, with what `{command_named('check')}` says."
ENDED = (
    "the report could not be made: the program that makes it was ended by the system, for want of memory "
    "or by somebody. Close other programs and run it again, with fewer --jobs."
)
OF_THE_MACHINE = frozenset(
    {
        "InterruptedError",
        "IOException",  # these two are DuckDB's
        "OutOfMemoryException",
        "KeyboardInterrupt",
        "MemoryError",
        "OSError",
        "PermissionError",
        "TimeoutError",
    }
)
"""Errors, by their names, that are neither in the data nor in the program."""
SEE_TO = "See to the computer's disk and memory, and run it again."
_TRIES = 2  # starting several kernels at once can collide on a port


def check_names(*folders: Path) -> None:
    """Refuse folders whose names no notebook can hold."""
    for folder in folders:
        try:
            str(folder).encode("utf-8")
        except UnicodeEncodeError:
            what = "has a name, or lies in a folder with a name, that is no UTF-8"
            raise FileError(str(folder), what, advice="Rename it.") from None


def execute(
    notebook: str, parameters: Mapping[str, str], *, folder: Path, progress: bool = False
) -> NotebookNode:
    """Run one of our notebooks on a community's `folder`, in the workspace that it is told.

    Returns the notebook as it may be kept; `folder` is named in errors as the user wrote it.
    """
    import papermill  # late: slow to import
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from traitlets.config import Config

    from copmetrics.publishing import own_engine

    workspace = Path(parameters["workspace"])
    source = notebook_named(notebook)
    _check_declared(source, parameters)
    place = workspace / KERNEL_FOLDER
    for attempt in range(1, _TRIES + 1):
        how: dict[str, object] = {"config": Config(_kernel(place))}
        if own_engine.may_run_here():
            how = {"engine_name": own_engine.NAME, "place": str(place)}
        place.mkdir()
        try:
            executed = papermill.execute_notebook(
                _as_is(source),
                None,
                dict(parameters),
                cwd=str(folder.resolve().parent),
                progress_bar=progress,
                kernel_name="python3",
                **how,
            )
            return _kept(executed)
        except PapermillExecutionError as error:
            raise _as_ours(error, folder) from None
        except DeadKernelError:
            raise RenderError(f"{folder}: {ENDED}") from None
        except RuntimeError as error:
            if attempt == _TRIES:
                raise RenderError(f"{folder}: the notebook did not start: {error}") from None
        finally:
            shutil.rmtree(place, ignore_errors=True)
    raise AssertionError("unreachable")


def _kernel(place: Path) -> dict[str, dict[str, object]]:
    """Return how our own kernel is started, with what it keeps in `place`."""
    return {
        "KernelManager": {
            "transport_encryption": "auto",
            "connection_file": str(place / "connection.json"),
        },
        "NotebookClient": {
            "kernel_manager_class": "copmetrics.publishing.own_kernel.OwnKernelManager",
            # a kernel that is stopped after an error must not speak on our stderr
            "extra_arguments": [
                "--IPKernelApp.log_level=50",
                "--HistoryManager.enabled=False",
            ],
        },
    }


def _as_is(path: Path) -> str:
    """Return a path as papermill takes it, which would put parameters into its braces."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _check_declared(source: Path, parameters: Mapping[str, str]) -> None:
    """papermill only warns about a parameter that the notebook does not declare."""
    import papermill

    declared = papermill.inspect_notebook(_as_is(source))
    missing = [name for name in parameters if name not in declared]
    if missing:
        raise RenderError(f"{source.name} does not declare the parameter '{missing[0]}'.")


def _as_ours(error: PapermillExecutionError, folder: Path) -> CopmetricsError:
    """Say whose fault an error of the notebook is: the user's to mend, or ours to be told of."""
    kind = getattr(errors, str(error.ename), None)
    if isinstance(kind, type) and issubclass(kind, CopmetricsError):
        said = str(error.evalue).removeprefix(
            f"{folder.resolve().name}: "
        )  # as the notebook names it
        return CopmetricsError(f"{folder}: {said}")
    return failure(folder, str(error.ename), error.evalue)


def failure(folder: Path, kind: str, said: object) -> RenderError:
    """Return, in one line, a failure that is not in the data: the computer's, or ours to be told of."""
    line = " ".join(f"{kind}: {said}".split()).removesuffix(":")
    if kind in OF_THE_MACHINE:
        return RenderError(f"{folder}: the report could not be made: {line}. {SEE_TO}")
    return RenderError(f"{folder}: the report could not be made ({line}). {FAULT}")


def _kept(executed: NotebookNode) -> NotebookNode:
    """Take out of an executed notebook what differs from run to run and machine to machine."""
    for number, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            lines = cell.source.splitlines()
            cell.source = "\n".join(line for line in lines if not line.startswith("workspace = "))
        cell.setdefault("id", f"cell-{number}")
    executed.metadata.pop("papermill", None)
    return executed


def notebook_named(name: str) -> Path:
    """Return the notebook: in the package where it is installed, beside it in a checkout."""
    inside = Path(str(files("copmetrics"))) / "notebooks" / name
    return inside if inside.exists() else Path(str(files("copmetrics"))).parent / "notebooks" / name
