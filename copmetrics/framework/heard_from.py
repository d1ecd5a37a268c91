"""By what somebody first heard of the community: five words that people's own answers are said to stand for.

What people answer is free text, or one of the choices of a form. `[heard_from]` in `community.toml` says
which of the words each stands for; nothing is guessed from what an answer sounds like.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from copmetrics.framework.channels import channel_key

__all__ = ["HeardFrom", "answer_parts", "heard_from"]

_SEPARATORS: Final = re.compile(r"[;,\n]")
"""Between the choices of a question that more than one may be given to."""


class HeardFrom(StrEnum):
    """By what somebody first heard of the community."""

    EVENT = "event"
    FORWARD = "forward"
    """A mailing that somebody passed on."""
    SEARCH = "search"
    COLLEAGUE = "colleague"
    OTHER = "other"


def answer_parts(answer: str) -> tuple[str, ...]:
    """Return an answer as it is compared: the whole of it, and each of several choices in it."""
    return tuple(dict.fromkeys(map(channel_key, (answer, *_SEPARATORS.split(answer)))))


def heard_from(answer: str, declared: Mapping[str, HeardFrom]) -> frozenset[HeardFrom]:
    """Return what an answer stands for, as declared: nothing, one word, or several if it names several.

    What is declared of the whole answer comes before what is declared of its parts. A word of the five stands
    for itself.
    """
    known = {str(each): each for each in HeardFrom} | {
        channel_key(said): word for said, word in declared.items()
    }
    whole, *parts = answer_parts(answer)
    if whole in known:
        return frozenset({known[whole]})
    return frozenset(known[each] for each in parts if each in known)
