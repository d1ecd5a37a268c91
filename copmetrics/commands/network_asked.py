"""Which options go with `copmetrics report --network`: what has no meaning is refused, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from copmetrics.errors import command_line
from copmetrics.framework.audiences import ORGANISATIONS, Audience

__all__ = ["check_network_asked"]

OF_ONE: Final = "is told by one community: leave '--network' out"
WHY_NOT: Final[Mapping[str, str]] = {
    Audience.LEADERS: (
        "would have exact numbers, which stay inside each community; "
        f"'{command_line('indicators', 'FOLDER', '--by community')}' gives them to whoever holds the exports"
    ),
    Audience.SPONSORS: "is the network's report itself: leave '--audience' out",
    Audience.MEMBERS: OF_ONE,
    ORGANISATIONS: OF_ONE,
}
"""What is told to these, and why a network has nothing of its own for them."""


def check_network_asked(
    folders: Sequence[Path], audiences: Sequence[str], *, brief: bool, strict: bool
) -> None:
    """Raise wrong usage where something was asked for that a network does not have."""
    if len(folders) > 1:
        raise click.UsageError("'--network' takes one FOLDER, which holds the communities.")
    if strict:
        line = command_line("check", "FOLDER", "--strict")
        advice = f"'{line}' says of a community which files were not read"
        raise click.UsageError(f"'--strict' does not go with '--network': {advice}.")
    for each in audiences:
        if each != Audience.PUBLIC:
            why = WHY_NOT.get(each, OF_ONE)  # one organisation by its name
            raise click.UsageError(f"With '--network' an account for {each} {why}.")
    if brief and audiences:
        raise click.UsageError(
            "The brief of a network names no community, so it may be read by everybody: leave "
            "'--audience' out."
        )
