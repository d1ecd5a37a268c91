"""What `copmetrics report --network` says while it works and at its end: to whoever ran it, or to a program.

For a program it is a line of JSON an event, as of other reports; docs/unattended.md has them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import click

from copmetrics.commands.report_lines import json_line, progress_bar
from copmetrics.typed_text import for_page

__all__ = ["JsonNetworkLines", "NetworkLines", "PlainNetworkLines"]


class NetworkLines(Protocol):
    """What is said: how many communities are read, what became of each, and of the report."""

    def begun(self, communities: int) -> None:
        """So many communities are to be read; none of a lake, which has them."""

    def read(self, community: str) -> None:
        """One was read."""

    def unread(self, community: str, why: str) -> None:
        """One could not be read; `why` is the whole line."""

    def made(self, network: str, paths: Sequence[Path]) -> None:
        """The report is made."""

    def failed(self, network: str, why: str) -> None:
        """It could not be; the line itself is told as every error is."""

    def ended(self, index: Path | None, code: int) -> None:
        """All is done, and this will be the exit code."""


class PlainNetworkLines:
    """Paths on stdout once all is made, problems on stderr, and on a terminal a bar."""

    def begun(self, communities: int) -> None:
        """Show a bar of the communities."""
        several = communities > 1 and sys.stderr.isatty()
        self._bar = progress_bar(communities, "community") if several else None

    def read(self, community: str) -> None:
        """Let the bar grow."""
        if self._bar is not None:
            self._bar.update()

    def unread(self, community: str, why: str) -> None:
        """Say why, and let the bar grow."""
        self.read(community)
        click.echo(for_page(f"copmetrics: {why}"), err=True)

    def made(self, network: str, paths: Sequence[Path]) -> None:
        """Print what was written."""
        self._close()
        for path in paths:
            click.echo(path)

    def failed(self, network: str, why: str) -> None:
        """Take the bar away."""
        self._close()

    def ended(self, index: Path | None, code: int) -> None:
        """Print the page of all reports."""
        if index is not None:
            click.echo(index)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()


class JsonNetworkLines:
    """A line of JSON an event."""

    def begun(self, communities: int) -> None:
        """Say that one report is to be made, and of how many communities exports are read for it."""
        self._count, self._done, self._failed, self._unread = communities, 0, 0, 0
        json_line("begun", reports=1, communities=communities)

    def read(self, community: str) -> None:
        """Say how many are done."""
        self._done += 1
        json_line("read", community=community, done=self._done, of=self._count)

    def unread(self, community: str, why: str) -> None:
        """Say why one could not be read."""
        self._unread += 1
        self._done += 1
        counted = {"done": self._done, "of": self._count} if self._count else {}
        json_line("unread", community=community, why=why, **counted)

    def made(self, network: str, paths: Sequence[Path]) -> None:
        """Say what was written, and of how many it could not tell."""
        json_line("made", network=network, unread=self._unread, paths=[str(each) for each in paths])

    def failed(self, network: str, why: str) -> None:
        """Say why there is no report."""
        self._failed = 1
        json_line("failed", network=network, why=why)

    def ended(self, index: Path | None, code: int) -> None:
        """Say how many reports were made, where the index is, and the exit code."""
        told = None if index is None else str(index)
        json_line("ended", made=1 - self._failed, failed=self._failed, index=told, exit_code=code)
