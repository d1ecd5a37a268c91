"""What `copmetrics report` says while it works and at its end: to whoever ran it, or to a program.

For a program it is a line of JSON an event, on stdout as soon as it is known; docs/unattended.md has them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import click

from copmetrics.publishing.notebook_runner import Outcome
from copmetrics.typed_text import for_page

if TYPE_CHECKING:
    from tqdm import tqdm

__all__ = ["JsonLines", "PlainLines", "ReportLines", "json_line", "progress_bar"]


class ReportLines(Protocol):
    """What is said of reports: that they are begun, each as it is done, a file not read, and the end."""

    def begun(self, count: int) -> None:
        """So many are to be made."""

    def done(self, outcome: Outcome) -> None:
        """One was made, or could not be."""

    def unread(self, file: Path, why: str) -> None:
        """A file was not read that may hold what counts."""

    def ended(self, outcomes: Sequence[Outcome], index: Path, code: int) -> None:
        """All are done, and this will be the exit code."""


class PlainLines:
    """Paths on stdout once all are made, problems on stderr, and on a terminal a bar."""

    def begun(self, count: int) -> None:
        """Show a bar for several; one report's has its own."""
        self._bar = progress_bar(count, "report") if count > 1 and sys.stderr.isatty() else None

    def done(self, outcome: Outcome) -> None:
        """Let the bar grow."""
        if self._bar is not None:
            self._bar.update()

    def unread(self, file: Path, why: str) -> None:
        """Name the file."""
        click.echo(for_page(f"copmetrics: {file}: not read: {why}"), err=True)

    def ended(self, outcomes: Sequence[Outcome], index: Path, code: int) -> None:
        """Print what was written, and of several the index and why some were not."""
        if self._bar is not None:
            self._bar.close()
        for path in (path for each in outcomes for path in each.paths):
            click.echo(path)
        if len(outcomes) > 1:
            click.echo(index)
            for each in outcomes:
                if each.error:
                    click.echo(for_page(f"copmetrics: {each.error}"), err=True)


class JsonLines:
    """A line of JSON an event."""

    def begun(self, count: int) -> None:
        """Say how many are to be made."""
        self._count, self._done = count, 0
        json_line("begun", reports=count)

    def done(self, outcome: Outcome) -> None:
        """Say what became of one, and how many are done."""
        self._done += 1
        told = {
            "community": outcome.request.folder.resolve().name,
            "audience": outcome.request.audience or None,
            "done": self._done,
            "of": self._count,
        }
        if outcome.error:
            json_line("failed", **told, why=outcome.error)
        else:
            json_line("made", **told, paths=[str(each) for each in outcome.paths])

    def unread(self, file: Path, why: str) -> None:
        """Name the file."""
        json_line("unread", file=str(file), why=why)

    def ended(self, outcomes: Sequence[Outcome], index: Path, code: int) -> None:
        """Say how many were made, where the index is, and the exit code."""
        failed = sum(bool(each.error) for each in outcomes)
        made = len(outcomes) - failed
        json_line(
            "ended", made=made, failed=failed, index=str(index) if made else None, exit_code=code
        )


def progress_bar(count: int, unit: str) -> tqdm[NoReturn]:
    """Return a bar of so many of something."""
    from tqdm import tqdm  # late: only a terminal shows one

    return tqdm(total=count, unit=unit)


def json_line(event: str, **told: object) -> None:
    """Print an event at once: whoever reads may wait for it."""
    click.echo(json.dumps({"event": event, **told}))
