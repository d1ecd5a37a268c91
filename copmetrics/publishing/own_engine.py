"""Runs a notebook's cells in this process, as a papermill engine: what is imported once stays.

A kernel beside us would import all that a report needs anew, which takes longer than most reports. The
notebook that comes of it is the same. Each notebook has a shell and a namespace of its own, which nobody's
profile configures and which end with it.
"""

from __future__ import annotations

import atexit
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from types import ModuleType
from typing import Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

__all__ = ["NAME", "OwnEngine", "may_run_here"]

NAME: Final = "copmetrics"
"""What papermill knows the engine by."""
LANGUAGE: Final = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
    "version": platform.python_version(),
}
"""What a kernel of this Python says of its language."""
MODULE: Final = "copmetrics_notebook"
"""The module that a notebook's names are in; `__main__` stays whose it is."""


class _Publisher(DisplayPublisher):
    """Keeps what cells display."""

    shell: _Shell

    def publish(
        self,
        data: dict[str, object],
        metadata: dict[str, object] | None = None,
        *_: object,
        **__: object,
    ) -> None:
        self.shell.outputs.append(new_output("display_data", data, metadata=metadata or {}))


class _Hook(DisplayHook):
    """Keeps what the last line of a cell is worth."""

    shell: _Shell

    def write_output_prompt(self) -> None:
        """Write none."""

    def write_format_data(
        self, format_dict: dict[str, object], md_dict: dict[str, object] | None = None
    ) -> None:
        worth = {"metadata": md_dict or {}, "execution_count": self.shell.number}
        self.shell.outputs.append(new_output("execute_result", format_dict, **worth))

    def finish_displayhook(self) -> None:
        """Write no end of line."""


class _Shell(InteractiveShell):
    """A shell whose cells' outputs are kept as a notebook has them."""

    def __init__(self, **more: object) -> None:
        self.outputs: list[NotebookNode] = []
        self.number = 0
        """Of the cell that runs, or ran last."""
        super().__init__(**more)

    def _showtraceback(self, etype: type, evalue: object, stb: list[str]) -> None:
        told = new_output("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)
        self.outputs.append(told)


class _Stream(TextIOBase):
    """What cells write to standard output, or error, put among their other outputs."""

    def __init__(self, name: str, outputs: list[NotebookNode]) -> None:
        self.called, self.outputs = name, outputs

    def write(self, text: str) -> int:
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last.output_type == "stream" and last.name == self.called:
            last.text += text
        else:
            self.outputs.append(new_output("stream", name=self.called, text=text))
        return len(text)


class OwnEngine(Engine):
    """Executes a notebook in this process."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        place: str = "",
        **_: object,
    ) -> NotebookNode:
        """Run the cells in order; the first that fails is the last. `place` is for the shell's files."""
        with _shell(place) as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                try:
                    has_code = cell.cell_type == "code" and cell.source.strip()
                    error = _run(shell, cell) if has_code else None
                    if error is not None:
                        nb_man.cell_exception(cell, cell_index=index, exception=error)
                        break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = dict(LANGUAGE)
        return nb_man.nb


def may_run_here() -> bool:
    """Whether no other shell is in this process: a notebook that calls us has one."""
    return not InteractiveShell.initialized()


@contextmanager
def _shell(place: str) -> Iterator[_Shell]:
    """Give a shell for one notebook; nothing of it is left behind."""
    shell = _Shell.instance(
        config=Config({"HistoryManager": {"enabled": False}}),
        cache_size=0,  # what cells are worth is in the notebook, and need not be let go of
        ipython_dir=place,
        user_module=ModuleType(MODULE),
        display_pub_class=_Publisher,
        displayhook_class=_Hook,
    )
    try:
        yield shell
    finally:
        atexit.unregister(shell.atexit_operations)
        shell.reset(new_session=False)
        shell.restore_sys_module_state()
        _Shell.clear_instance()
        sys.modules.pop(MODULE, None)


def _run(shell: _Shell, cell: NotebookNode) -> BaseException | None:
    """Run a cell, put its outputs into it, and return what it failed with."""
    outputs = shell.outputs = []
    cell.execution_count = shell.number = shell.execution_count
    with (
        redirect_stdout(_Stream("stdout", outputs)),
        redirect_stderr(_Stream("stderr", outputs)),
    ):
        result = shell.run_cell(cell.source, store_history=True)
    cell.outputs = outputs
    error: BaseException | None = result.error_before_exec or result.error_in_exec
    if isinstance(error, KeyboardInterrupt):
        raise error
    return error


papermill_engines.register(NAME, OwnEngine)
