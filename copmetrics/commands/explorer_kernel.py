"""The kernel of the explorer: our own, as that of reports is, in JupyterLab's hands."""

from __future__ import annotations

import shutil

from jupyter_client.kernelspec import KernelSpec
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from copmetrics.publishing.own_kernel import own_kernel_spec, profile_folder

__all__ = ["ExplorerKernelManager"]


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
