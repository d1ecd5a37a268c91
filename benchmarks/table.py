"""One line of the table that `run.py` prints."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HEAD", "Line"]

HEAD = "| what | copmetrics | beside | that | ratio | aim |\n|---|---:|---|---:|---:|---|"


@dataclass(frozen=True)
class Line:
    """What was done, our seconds, what they stand beside, its seconds, and what we aim at."""

    what: str
    ours: float
    beside: str
    theirs: float
    aim: str = ""

    def __str__(self) -> str:
        """Write the line as Markdown."""
        ratio = self.ours / self.theirs
        return (
            f"| {self.what} | {self.ours:.2f} s | {self.beside} | {self.theirs:.2f} s "
            f"| {ratio:.2f} | {self.aim} |"
        )
