"""The program that runs our notebooks: this Python with its own packages, and nobody's start-up files.

What Jupyter and IPython would take from whoever works here (`JUPYTER_PATH`, `~/.ipython`,
`PYTHONSTARTUP`), or from the folder that a notebook runs in (a `pandas.py`), has no part in a report,
nor in the explorer.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

__all__ = ["OwnKernelApp", "OwnKernelManager", "own_kernel_spec", "profile_folder"]

COMMAND: Final = (sys.executable, "-P", "-m")
"""`-P` leaves the folder that it runs in out of where Python looks for packages."""
CONNECTED: Final = ("-f", "{connection_file}")


class OwnKernelManager(AsyncKernelManager):
    """Starts our own kernel, whatever kernels are installed."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """What is started: not looked up anywhere."""
        return own_kernel_spec()


def own_kernel_spec(module: str = __name__) -> KernelSpec:
    """Return how our own kernel is started, which the module makes."""
    told = get_kernel_dict()
    started = {"kernel_provisioner": {"provisioner_name": "local-provisioner"}}
    return KernelSpec(
        argv=[*COMMAND, module, *CONNECTED],
        display_name=told["display_name"],
        language=told["language"],
        metadata={**told.get("metadata", {}), **started},
    )


def profile_folder(connection_file: str) -> Path:
    """Return where a kernel's profile lies: beside its connection file, in a folder of its own."""
    return Path(f"{connection_file}.profile")


class OwnKernelApp(IPKernelApp):
    """A kernel that nobody's profile configures; its own goes with it."""

    def init_profile_dir(self) -> None:
        """Make a profile that goes with the run."""
        place = profile_folder(self.connection_file)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.ipython_dir = str(place)
        super().init_profile_dir()

    def load_config_file(self, *_: object, **__: object) -> None:
        """Read no settings: they are those of whoever works here."""

    def _run_startup_files(self) -> None:
        """Run nothing before the notebook."""


if __name__ == "__main__":
    OwnKernelApp.launch_instance()
