"""The kernel of the explorer: our own, as that of reports is, in JupyterLab's hands."""

from __future__ import annotations

import shutil
from typing import Final

from jupyter_client.kernelspec import KernelSpec
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from copmetrics.publishing.own_kernel import own_kernel_spec, profile_folder

__all__ = ["AppKernelManager", "ExplorerKernelManager"]

PLAIN_ERRORS: Final = "copmetrics.commands.plain_errors"


class ExplorerKernelManager(ServerKernelManager):
    """Starts our own kernel, whatever kernels are installed or asked for."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """What is started: not looked up anywhere."""
        return own_kernel_spec()

    def cleanup_connection_file(self) -> None:
        """Take the kernel's profile away with its connection file."""
        shutil.rmtree(profile_folder(self.connection_file), ignore_errors=True)
        super().cleanup_connection_file()


class AppKernelManager(ExplorerKernelManager):
    """Starts our own kernel as an app has it: what goes wrong is told in one sentence."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """What is started: our own kernel, by another module."""
        return own_kernel_spec(PLAIN_ERRORS)
