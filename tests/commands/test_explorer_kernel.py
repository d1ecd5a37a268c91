"""The explorer's kernel is our own environment, whatever Jupyter and IPython find around it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from folders import folder
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets.config import Config

from copmetrics.commands.launch_jupyter import KERNELS, OWN_KERNEL, lab_arguments

ENDS = "import os; os._exit(3)"
HOSTILE = {
    "jupyter/kernels/python3/kernel.json": '{"argv": ["false"], "display_name": "x", "language": "python"}',
    "ipython/profile_default/startup/0.py": ENDS,
    "startup.py": ENDS,
}
ASKED = "import sys, pandas; print(sys.executable, pandas.DataFrame.__name__)"


@pytest.mark.slow
def test_the_explorer_s_kernel_is_our_own_whatever_surrounds_it(tmp_path, monkeypatch):
    own = folder(tmp_path / "own", HOSTILE)
    explored = folder(tmp_path / "explored", {"pandas.py": ENDS})
    monkeypatch.setenv("JUPYTER_PATH", str(own / "jupyter"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.setenv("IPYTHONDIR", str(own / "ipython"))
    monkeypatch.setenv("PYTHONSTARTUP", str(own / "startup.py"))
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    before = sorted(own.rglob("*"))
    assert asyncio.run(_said(explored, runtime)) == f"{sys.executable} DataFrame\n"
    assert sorted(own.rglob("*")) == before
    assert list(runtime.iterdir()) == []
    assert f"--{KERNELS}.kernel_manager_class={OWN_KERNEL}" in lab_arguments(explored / "it.ipynb")


async def _said(place: Path, runtime: Path) -> str:
    """Start a kernel as JupyterLab does, and return what it says of itself."""
    started = AsyncMappingKernelManager(
        config=Config({KERNELS: {"kernel_manager_class": OWN_KERNEL}}),
        connection_dir=str(runtime),
        root_dir=str(place),
    )
    kernel = await started.start_kernel(path="", kernel_name="python3")
    client = started.get_kernel(kernel).client()
    client.start_channels()
    said: list[str] = []
    try:
        await client.wait_for_ready(timeout=60)
        await client.execute_interactive(
            ASKED, output_hook=lambda told: said.append(told["content"].get("text", "")), timeout=60
        )
    finally:
        client.stop_channels()
        await started.shutdown_kernel(kernel, now=True)
    return "".join(said)
