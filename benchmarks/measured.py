"""One measurement: a command in a process of its own, its time and the memory it came to need."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Measured", "measured"]

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """What a command took at its best."""

    seconds: float
    output: str


def measured(command: Sequence[str], *, repeat: int) -> Measured:
    """Run a command `repeat` times after one that warms the caches; return the best of them.

    Compiled files may be kept: some machines forbid that, and every import is then a compilation.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    output = ""
    for attempt in range(repeat + 1):
        begun = time.perf_counter()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        output = done.stdout
        if attempt:
            best = min(best, time.perf_counter() - begun)
    return Measured(best, output)


def peak_memory() -> float:
    """Return the most memory that this process has needed so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
