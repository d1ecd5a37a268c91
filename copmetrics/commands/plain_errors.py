"""The kernel of an app: our own, and what goes wrong in it is one sentence, without a traceback."""

from __future__ import annotations

from types import TracebackType
from typing import Final

from ipykernel.zmqshell import ZMQInteractiveShell

from copmetrics.errors import CopmetricsError
from copmetrics.publishing.own_kernel import OwnKernelApp

__all__ = ["PlainErrorsKernelApp", "one_sentence"]

FAULT: Final = (
    "Something went wrong that is not in your files ({line}). This is a fault in copmetrics: please tell us, "
    "with what you did last. Load this page again to go on; your files are as they were."
)


def one_sentence(error: BaseException) -> str:
    """Say what went wrong: our own words for what is in the files, else that it is a fault of ours."""
    if isinstance(error, CopmetricsError):
        return str(error)
    return FAULT.format(line=" ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":"))


class PlainErrorsKernelApp(OwnKernelApp):
    """A kernel whose errors are for somebody who has never seen a program."""

    def init_shell(self) -> None:
        """Make the shell, and have it tell errors in our words."""
        super().init_shell()
        assert self.shell is not None
        self.shell.set_custom_exc((Exception,), _tell)


def _tell(
    shell: ZMQInteractiveShell,
    kind: type[BaseException],
    error: BaseException,
    _where: TracebackType,
    tb_offset: object = None,
) -> None:
    shell._showtraceback(kind, error, [one_sentence(error)])


if __name__ == "__main__":
    PlainErrorsKernelApp.launch_instance()
