"""What a command printed once of a folder, and prints again while nothing has changed.

It is known without the libraries that answering takes, so nothing here imports them.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from copmetrics.errors import command_line
from copmetrics.framework.own_files import COMMENTARY
from copmetrics.loading.folder_state import kept_of, state_of
from copmetrics.storage.cache import is_cache_on

if TYPE_CHECKING:
    from copmetrics.community.community import Community
    from copmetrics.storage.kept import Kept

__all__ = ["Said", "check_asked", "explain_asked", "keep_said", "said_before"]

SAID: Final = "said"
A_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
"""How a day begins that is the same whenever it is named: `now` and `10:00` are not."""
PICTURE: Final = (b"![", b"<")
"""What the editor's words have where they name a picture, which may lie where nobody looks for changes."""


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    out: str
    """For the standard output."""
    err: str = ""
    code: int = 0
    for_program: bool = False
    """Whether it is UTF-8 whatever the console is."""

    def say(self) -> None:
        """Print it."""
        click.echo(self.out.encode() if self.for_program else self.out, nl=False)
        if self.err:
            click.echo(self.err, err=True)


def check_asked(*, as_json: bool, strict: bool) -> str:
    """Return the question that `check` is asked."""
    return f"check, json {as_json}, strict {strict}, as {command_line('check', '')}"


def explain_asked(indicator: str, quarter: str, where: Sequence[str], format_: str) -> str:
    """Return the question that `explain` is asked."""
    return f"explain {indicator}, {quarter}, where {[*where]}, {format_}"


def said_before(folder: Path, asked: str, *, as_of: str) -> Said | None:
    """Return what was said of a folder on the same question, if it is still true now.

    What was said as of a day is true as of that day ever after.
    """
    if not is_cache_on():
        return None
    kept = kept_of(folder, state_of(folder))
    name = _name(folder, asked, as_of)
    tables = None if kept is None or name is None else kept.tables(name)
    if tables is None:
        return None
    (row,) = tables[SAID].to_pylist()
    if not as_of and not row["since"] <= time.time_ns() // 1000 < row["until"]:
        return None
    return Said(row["out"], row["err"], row["code"], row["for_program"])


def keep_said(
    kept: Kept | None, community: Community, asked: str, said: Said, *, as_of: str = ""
) -> None:
    """Keep what was said of a community for as long as it is true; `as_of` is how the present was named."""
    name = _name(community.folder, asked, as_of)
    if kept is None or name is None:
        return
    import pyarrow as pa  # late: with it comes numpy

    since, until = (each.value // 1000 for each in community.unchanged)
    row = {"since": since, "until": until, **vars(said)}
    with suppress(ValueError):  # a text that is no Unicode
        kept.put_tables(name, {SAID: pa.Table.from_pylist([row])})


def _name(folder: Path, asked: str, as_of: str) -> str | None:
    """Return the name under which an answer is kept: of the folder as told, and the editor's words in it.

    Nothing where these may name a picture, or where the present was named by what is another one tomorrow.
    """
    if as_of and not A_DAY.match(as_of):
        return None
    try:
        place = folder / COMMENTARY
        words = place.read_bytes() if place.exists() else b""
    except OSError:
        return None
    if any(each in words for each in PICTURE):
        return None
    told = f"{as_of}\n{folder}\n{folder.resolve()}".encode("utf-8", "surrogateescape")
    return f"{SAID} {asked} {hashlib.sha256(told).hexdigest()} {hashlib.sha256(words).hexdigest()}"
