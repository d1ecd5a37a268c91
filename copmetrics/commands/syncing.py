"""`copmetrics sync`: what the sources hold fetched into the folder, so that everything works from there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from copmetrics.errors import CopmetricsError, FileError, SourceError, command_line
from copmetrics.settings import Settings, read_settings
from copmetrics.sync import SOURCES, Synced, sync_source
from copmetrics.sync.declaring import Source
from copmetrics.sync.keys import has_keys, keys_of
from copmetrics.typed_text import for_page

__all__ = ["FetchOutcome", "fetched_from", "sources_with_keys", "sync_folder"]


@dataclass(frozen=True)
class FetchOutcome:
    """What came of asking one source: a line that says what was fetched, or why nothing was."""

    source: Source
    line: str = ""
    error: CopmetricsError | None = None


def sources_with_keys() -> list[Source]:
    """Return the sources whose keys are in the environment or in the keyring."""
    return [each for each in SOURCES.values() if has_keys(each)]


def fetched_from(
    folder: Path, sources: Iterable[Source], *, progress: Callable[[str], None]
) -> Iterator[FetchOutcome]:
    """Fetch these sources into a folder, one after the other, and tell of each when it is done.

    What is wrong with one does not keep the others from being fetched.
    """
    settings = read_settings(folder)
    for source in sources:
        try:
            yield FetchOutcome(
                source, _line(source, _fetched(folder, source, settings, progress), folder)
            )
        except CopmetricsError as error:
            yield FetchOutcome(source, error=error)


def sync_folder(folder: Path, names: Sequence[str]) -> int:
    """Fetch the sources named, or all that there is a key or a setting for; return the exit code."""
    if not folder.is_dir():
        advice = f"Make it first: {command_line('new', folder)}"
        raise FileError(str(folder), "is no folder", advice=advice)
    failed = 0
    for done in fetched_from(folder, _chosen(folder, names), progress=_progress):
        if done.error is None:
            click.echo(for_page(done.line))
        else:
            failed += 1
            click.echo(for_page(f"copmetrics: {done.error}"), err=True)
    if not failed:
        click.echo(f"See what it was read as: {command_line('check', folder)}")
    return 1 if failed else 0


def _chosen(folder: Path, names: Iterable[str]) -> list[Source]:
    if wanted := list(names):
        return [SOURCES[name] for name in dict.fromkeys(wanted)]
    settings = read_settings(folder)
    found = [each for each in SOURCES.values() if each.name in settings.sync or has_keys(each)]
    if not found:
        keys = "; ".join(
            f"{each.title}: {', '.join(secret.name for secret in each.secrets)}"
            for each in SOURCES.values()
        )
        what = f"needs a key in the environment or in the keyring ({keys})"
        raise SourceError(
            "sync",
            what,
            advice=f"Where it goes: {command_line('sync', folder, '--from', 'mailchimp')}",
        )
    return found


def _fetched(
    folder: Path, source: Source, settings: Settings, progress: Callable[[str], None]
) -> Synced:
    keys = keys_of(source)
    try:
        return sync_source(folder, source, settings, keys=keys, progress=progress)
    finally:
        progress("")


def _progress(said: str) -> None:
    """Show how far things are in one line, where somebody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{for_page(said)}", err=True, nl=False)


def _line(source: Source, synced: Synced, folder: Path) -> str:
    counted = ", ".join(f"{count} {what}" for what, count in synced.counted.items())
    if synced.since is not None:
        counted += f" since {synced.since.date()}"
    asked = f"{synced.requests} requests"
    kept = f", {synced.kept} lists as they were" if synced.kept else ""
    return f"{source.title}: {counted} ({asked}{kept}), in {synced.place.relative_to(folder)}"
