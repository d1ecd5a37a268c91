"""`copmetrics pack`: communities into a lake, several at a time, each told in a line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from copmetrics.commands.exit_codes import of_several
from copmetrics.lake.packing import begin_lake, folders_to_pack
from copmetrics.publishing.packing_together import packed_together
from copmetrics.typed_text import for_page

__all__ = ["pack_all"]


def pack_all(folders: Sequence[Path], lake: Path, *, jobs: int) -> int:
    """Pack the communities, say of each what became of it and return the exit code."""
    begin_lake(lake)
    found = folders_to_pack(folders)
    failed = 0
    for each in packed_together(found, lake, jobs=jobs):
        if each.error:
            failed += 1
            click.echo(for_page(f"copmetrics: {each.error}"), err=True)
        else:
            what = "packed" if each.was_read else "unchanged"
            click.echo(for_page(f"{each.folder.name}: {what}"))
    return of_several(failed, len(found))
