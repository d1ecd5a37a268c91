"""Topics that a vendor gives a meeting by itself: they name its host, and say nothing of the meeting."""

from __future__ import annotations

import re
from functools import cache

from copmetrics.identity.known_words import known_lines

__all__ = ["without_host"]


def without_host(title: str) -> str:
    """Return a title; of `Jo Penrose's Zoom Meeting` only `Zoom Meeting`. Others are as they were."""
    return next(
        (told for topic, told in _topics() if topic.fullmatch(title.strip())),
        title,
    )


@cache
def _topics() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return each default topic as a pattern, and what is told of it."""
    return tuple((_pattern(line), _nameless(line)) for line in known_lines("default_topics.txt"))


def _pattern(line: str) -> re.Pattern[str]:
    before, after = map(re.escape, line.split("{name}"))
    possessive = after.replace("'s", "(?:['’]s|(?<=s)['’])", 1)
    return re.compile(rf"{before}.+?{possessive}", re.IGNORECASE)


def _nameless(line: str) -> str:
    """Return the topic without the name and the word that ties the two."""
    return re.sub(r"\{name\}'s | (?:von|de|di) \{name\}$", "", line)
