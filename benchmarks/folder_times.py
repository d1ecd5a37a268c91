"""Reading a folder: beside pandas opening the same files, and once more beside the first time."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from measured import run, turn_about
from scaled import AS_OF, DEMO
from table import Line

__all__ = ["of_start", "of_unchanged"]

PYTHON = sys.executable
DAY = f"{AS_OF:%Y-%m-%d}"
EXPLORED = (
    "import copmetrics; from copmetrics.exploring import answer, question; "
    f"community = copmetrics.load('{DEMO}', as_of='{DAY}'); "
    "answer(community, question(community, 'unique_attendees'))"
)
"""What the explorer's notebook does before it first answers, without Jupyter around it."""
COMMANDS = {
    "`copmetrics check`": ("-m", "copmetrics", "check", str(DEMO), "--as-of", DAY),
    "`copmetrics indicators`": ("-m", "copmetrics", "indicators", str(DEMO), "--as-of", DAY),
    "`copmetrics explain`": (
        *("-m", "copmetrics", "explain", "unique_attendees", str(DEMO)),
        *("--quarter", "2026/27-Q2", "--as-of", DAY),
    ),
    "the explorer's first answer": ("-c", EXPLORED),
}


def of_start(repeat: int) -> Iterator[Line]:
    """What a user waits for before anything happens."""
    ours, theirs = turn_about(
        repeat,
        lambda: run([PYTHON, "-c", "import copmetrics"]),
        lambda: run([PYTHON, "-c", "import pandas"]),
    )
    yield Line("`import copmetrics`", ours, "`import pandas`", theirs)
    ours, theirs = turn_about(
        repeat,
        lambda: run([PYTHON, "-m", "copmetrics", "check", str(DEMO), "--as-of", DAY]),
        lambda: run([PYTHON, "benchmarks/open_exports.py", str(DEMO)]),
    )
    beside = "pandas opening the same files, no more"
    yield Line("`copmetrics check` of the demo, nothing kept", ours, beside, theirs, "<= 2.0")


def of_unchanged(repeat: int) -> Iterator[Line]:
    """Each command on files that it has read before, beside the first time, which keeps what it reads."""
    for what, words in COMMANDS.items():
        with tempfile.TemporaryDirectory() as place:
            cache = Path(place) / "cache"
            first, again = partial(_first, words, cache), partial(_on_kept, words, cache)
            cold, kept = turn_about(repeat, first, again)
        yield Line(f"{what}, files unchanged", kept, "the first time", cold, "<= 0.35")


def _first(words: Sequence[str], cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    _on_kept(words, cache)


def _on_kept(words: Sequence[str], cache: Path) -> None:
    run([PYTHON, *words], COPMETRICS_CACHE=str(cache))
