"""Channels: by what people met, in seven words that the community's own are said to stand for.

What an events list has under `channel` is free text: *Zoom*, a room, a hospital. `[channels]` in
`community.toml` says which of the words each stands for; nothing is guessed from a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

__all__ = ["Channel", "channel_key", "with_channels"]


class Channel(StrEnum):
    """By what people met."""

    FACE_TO_FACE = "face to face"
    VIDEO = "video"
    PHONE = "phone"
    TWEETCHAT = "tweetchat"
    VISIT = "visit"
    FORUM = "forum"
    OTHER = "other"


def channel_key(word: str) -> str:
    """Return a word as it is compared: letter case, hyphens and spaces do not matter."""
    return " ".join(word.casefold().replace("-", " ").split())


def with_channels(
    events: pd.DataFrame, declared: Mapping[str, Channel]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the events with one of the seven words as `channel`, and the words that stand for none.

    What is declared of an event's channel comes first, then what is declared of its format; a word of the
    seven stands for itself. An event that has either, and nothing is declared of them, is `other`; one that
    has neither stays unknown. Where nothing is declared at all, events stay as they were written.
    """
    if not declared:
        return events, ()
    known = {str(each): each for each in Channel} | {
        channel_key(word): channel for word, channel in declared.items()
    }
    told = [
        [word for word in words if isinstance(word, str)]
        for words in zip(events["channel"], events["format"], strict=True)
    ]
    found = [
        next((known[key] for each in words if (key := channel_key(each)) in known), None)
        for words in told
    ]
    unclear = dict.fromkeys(
        words[0] for words, channel in zip(told, found, strict=True) if words and channel is None
    )
    settled = [
        channel or (Channel.OTHER if words else None)
        for words, channel in zip(told, found, strict=True)
    ]
    texts = pd.Series([each and str(each) for each in settled], events.index, dtype="str")
    return events.assign(channel=texts), tuple(sorted(unclear))
