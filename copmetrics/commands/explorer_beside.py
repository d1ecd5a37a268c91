"""The explorer, started beside a desk that is open, and reached by its own address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from copmetrics.errors import RenderError

__all__ = ["explorer_beside"]


def explorer_beside(folder: Path, reports: Path) -> str:
    """Start the explorer of a community, and return its address; it ends with whoever started it."""
    command = [sys.executable, "-m", "copmetrics", "explore", str(folder), "--out", str(reports)]
    started = subprocess.Popen(
        [*command, "--no-browser"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert started.stdout is not None
    said = ""
    for line in started.stdout:
        if line.strip().startswith("http://"):
            return line.strip()
        said = line.strip() or said
    raise RenderError(said.removeprefix("copmetrics: ") or "The explorer did not start.")
