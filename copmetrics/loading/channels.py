"""The community's words for channels of which it is not said what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copmetrics.framework.channels import Channel
from copmetrics.units import join_words

__all__ = ["channels_noted"]

SHOWN: Final = 3
"""So many words are shown; how many more there are is said."""


def channels_noted(unclear: Sequence[str]) -> tuple[str, ...]:
    """Ask of words for channels that stand for none of ours: their events count as `other` till then."""
    if not unclear:
        return ()
    words = [f"'{each}'" for each in unclear[:SHOWN]]
    more = [f"{len(unclear) - SHOWN} more"] if len(unclear) > SHOWN else []
    one = len(unclear) == 1
    return (
        f"events by {join_words([*words, *more])} count as channel '{Channel.OTHER}': say what "
        f"{'it stands' if one else 'each stands'} for under [channels] in community.toml, as in "
        f'"{unclear[0]}" = "{Channel.VIDEO}" ({", ".join(Channel)})',
    )
