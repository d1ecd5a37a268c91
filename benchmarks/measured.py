"""One measurement: a command in a process of its own, its time and the memory it came to need."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Measured", "measured", "peak_memory", "surroundings"]

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """What a command took at its best, and what it printed each time."""

    seconds: float
    outputs: tuple[str, ...]


def measured(command: Sequence[str], *, repeat: int) -> Measured:
    """Run a command `repeat` times after one that warms the caches; return the best of them."""
    _, *counted = [_once(command, surroundings()) for _ in range(repeat + 1)]
    return Measured(min(each for each, _ in counted), tuple(output for _, output in counted))


def surroundings() -> dict[str, str]:
    """Return what commands run in, in which compiled files may be kept.

    Some machines forbid that, and every import is then a compilation.
    """
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _once(command: Sequence[str], environment: Mapping[str, str]) -> tuple[float, str]:
    begun = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return time.perf_counter() - begun, done.stdout


def peak_memory() -> float:
    """Return the most memory that this process has needed so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
