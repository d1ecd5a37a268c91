"""One measurement: a command in a process of its own, its time and the memory it came to need."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Measured", "measured", "peak_memory", "run", "surroundings", "turn_about"]

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """What a command took, the median of its runs, and what it printed each time."""

    seconds: float
    outputs: tuple[str, ...]


def measured(command: Sequence[str], *, repeat: int) -> Measured:
    """Run a command `repeat` times after one that warms the disk's caches; return the median of them."""
    outputs: list[str] = []
    (seconds,) = turn_about(repeat, lambda: outputs.append(run(command)))
    return Measured(seconds, tuple(outputs[1:]))


def turn_about(repeat: int, *ways: Callable[[], object]) -> list[float]:
    """Return the median seconds of several ways, each run `repeat` times, one after the other.

    What is busy beside them then meets all of them alike. A turn before the first warms the disk's caches.
    """
    turns = [[_seconds(way) for way in ways] for _ in range(repeat + 1)]
    return [statistics.median(took) for took in zip(*turns[1:], strict=True)]


def run(command: Sequence[str], *, at: Path = ROOT, **told: str) -> str:
    """Run a command at a checkout, with more variables than its surroundings have; return what it says."""
    done = subprocess.run(
        command,
        cwd=at,
        env={**surroundings(), **told},
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return done.stdout


def surroundings() -> Mapping[str, str]:
    """Return what commands run in: compiled files may be kept, and nothing of what was read before is used.

    Some machines forbid to keep compiled files, and every import is then a compilation. The cache of what was
    read is on only where it is measured.
    """
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "COPMETRICS_CACHE": "off"}


def peak_memory() -> float:
    """Return the most memory that this process has needed so far, in megabytes.

    Linux counts into `ru_maxrss` what whoever started it had needed, and says its own elsewhere.
    """
    with suppress(OSError):
        told = Path("/proc/self/status").read_text(encoding="ascii")
        return int(told.partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(way: Callable[[], object]) -> float:
    begun = time.perf_counter()
    way()
    return time.perf_counter() - begun
