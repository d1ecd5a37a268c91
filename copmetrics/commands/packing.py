"""`copmetrics pack`: communities into a lake, several at a time, each told in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from copmetrics.commands.exit_codes import of_several
from copmetrics.errors import CopmetricsError
from copmetrics.lake.packing import begin_lake, folders_to_pack, pack
from copmetrics.publishing.notebook_execution import ENDED
from copmetrics.publishing.workers import answers
from copmetrics.typed_text import for_page

__all__ = ["pack_all"]

Order = tuple[Path, Path]
"""A community's folder, and the lake it goes into."""


def pack_all(folders: Sequence[Path], lake: Path, *, jobs: int) -> int:
    """Pack the communities, say of each what became of it and return the exit code."""
    begin_lake(lake)
    orders = [(folder, lake) for folder in folders_to_pack(folders)]
    failed = 0
    for (folder, _), answer in _answered(orders, jobs):
        was_packed, error = answer or (False, f"{folder}: {ENDED}")
        if error:
            failed += 1
            click.echo(for_page(f"copmetrics: {error}"), err=True)
        else:
            click.echo(for_page(f"{folder.name}: {'packed' if was_packed else 'unchanged'}"))
    return of_several(failed, len(orders))


def _answered(
    orders: Sequence[Order], jobs: int
) -> Iterator[tuple[Order, tuple[bool, str] | None]]:
    if jobs == 1 or len(orders) == 1:
        yield from zip(orders, _packed(orders), strict=True)
    else:
        yield from answers([[each] for each in orders], _packed, jobs=jobs)


def _packed(orders: Sequence[Order]) -> Iterable[tuple[bool, str]]:
    """Pack one community after the other; tell of each whether it was read, or what kept it."""
    for folder, lake in orders:
        try:
            yield pack(folder, lake), ""
        except CopmetricsError as error:
            said = str(error)
            yield False, said if str(folder) in said else f"{folder}: {said}"
