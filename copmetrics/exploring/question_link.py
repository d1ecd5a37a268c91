"""A question as the end of a link: the address bar keeps it, and opening the link asks it again.

It stands behind a `#`, so a browser keeps it to itself: no server and no log is told of it.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from copmetrics.errors import ChoiceError
from copmetrics.exploring.remembered import Choices

__all__ = ["choices_in", "link_of"]

ONE: Final = ("indicator", "every", "first", "last", "only")
"""What a link has once, called as it is in `Choices`."""
SEVERAL: Final = ("by", "value")
NOT_KNOWN, WITHOUT, YES = "not-known", "without", "yes"
"""Whether what is not known is among the values; whether the values are left out."""
KEYS: Final = (*ONE, *SEVERAL, NOT_KNOWN, WITHOUT)


def link_of(chosen: Choices) -> str:
    """Return what a link has behind its `#`; what is as it is at first is left out."""
    first = Choices(chosen.indicator)
    told = [(key, getattr(chosen, key)) for key in ONE]
    parts = [(key, value) for key, value in told if key == ONE[0] or value != getattr(first, key)]
    parts += [("by", each) for each in chosen.by]
    parts += [(NOT_KNOWN, YES) if each is None else ("value", each) for each in chosen.values]
    parts += [(WITHOUT, YES)] if chosen.without else []
    return urlencode(parts, quote_via=quote)


def choices_in(link: str) -> Choices:
    """Return what a link asks; a link of something else is a `ChoiceError` that lists what one has."""
    parts = parse_qsl(link.rpartition("#")[2], keep_blank_values=True)
    for key, _ in parts:
        if key not in KEYS:
            raise ChoiceError("a part of a link to a question", key, KEYS)
    once = dict(parts)
    if "indicator" not in once:
        raise ChoiceError("a link to a question", link, ("one with indicator=…",))
    values = tuple(
        None if key == NOT_KNOWN else value for key, value in parts if key in ("value", NOT_KNOWN)
    )
    return Choices(
        **{key: once[key] for key in ONE if key in once},
        by=tuple(value for key, value in parts if key == "by"),
        values=values,
        without=WITHOUT in once,
    )
