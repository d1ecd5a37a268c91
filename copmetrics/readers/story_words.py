"""What the story form asks and may be answered in other languages than English."""

from __future__ import annotations

import re
from typing import Final

from copmetrics.readers.files import heading
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["or_in_other_words"]

WORDS: Final = vocabulary("story_form")
BETWEEN: Final = "…"
"""What stands in `story_form.toml` for whatever is between two parts of a question."""


def or_in_other_words(english: str, thing: str) -> str:
    """Return the expression for a question or an answer: ours in English, or in another language."""
    return "|".join((english, *map(_in_order, WORDS[thing])))


def _in_order(phrase: str) -> str:
    """Return the expression for the parts of a phrase, each of whole words, in their order."""
    parts = (re.escape(heading(each)) for each in phrase.split(BETWEEN))
    return ".*".join(rf"(?<!\w){each}(?!\w)" for each in parts)
