"""What is kept of a quarter: slides, recordings and the like, how many of each, and how many for anybody."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.accounts.account import Paragraph
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = ["outputs_words"]

KINDS: Final = {
    "slides": ("set of slides", "sets of slides"),
    "recording": ("recording", "recordings"),
    "photograph": ("photograph", "photographs"),
    "post": ("post", "posts"),
    "document": ("document", "documents"),
}


def outputs_words(facts: QuarterFigures) -> tuple[Paragraph, ...]:
    """Say how many outputs are kept, of which kinds, and how many anybody may see; nothing of none.

    They are things, not people: all audiences read the same, and no title or link is in it.
    """
    kept = facts.parts[Part.OUTPUTS]
    if kept.empty:
        return ()
    counts = kept.set_index("kind")["value"]
    whole = int(counts.sum())
    kinds = [
        f"{show(counts[kind], Unit.OUTPUTS)} {one if counts[kind] == 1 else several}"
        for kind, (one, several) in KINDS.items()
        if kind in counts
    ]
    verb = "is" if whole == 1 else "are"
    return (
        Paragraph(
            f"{Unit.OUTPUTS.of(whole)} of {label(facts.quarter)} {verb} kept: {join_words(kinds)}; "
            f"{_for_everybody(kept, whole)}."
        ),
    )


def _for_everybody(kept: pd.DataFrame, whole: int) -> str:
    shared = int(kept["public"].sum())
    if not shared:
        return "none of them is for everybody to see" if whole > 1 else "not for everybody to see"
    if shared == whole:
        return "anybody may see them" if whole > 1 else "anybody may see it"
    return f"anybody may see {shared} of them"
