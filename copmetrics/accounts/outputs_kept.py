"""What is kept of a quarter: slides, recordings and the like, how many of each, and how many for anybody."""

from __future__ import annotations

from typing import Final

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
    kinds = [
        f"{show(counts[kind], Unit.OUTPUTS)} {one if counts[kind] == 1 else several}"
        for kind, (one, several) in KINDS.items()
        if kind in counts
    ]
    return (
        Paragraph(
            f"What was kept from {label(facts.quarter)}: {join_words(kinds)}. "
            f"{_for_anybody(int(kept['public'].sum()), int(counts.sum()))}"
        ),
    )


def _for_anybody(public: int, whole: int) -> str:
    one = whole == 1
    if not public:
        return "It is not open to everybody." if one else "None of them is open to everybody."
    if public == whole:
        return "It is open to everybody." if one else "All of them are open to everybody."
    return f"{public} of the {whole} {'is' if public == 1 else 'are'} open to everybody."
