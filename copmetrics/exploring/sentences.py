"""What is seen, in a sentence: what is counted, of whom, by what and when."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial

from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.exploring.answers import Answer
from copmetrics.exploring.figures import value_name
from copmetrics.exploring.questions import Question, choices
from copmetrics.quarters import label
from copmetrics.units import join_words

__all__ = ["numbers_told", "sentence"]

ValuesOf = Callable[[str, str], Sequence[str | None]]
NAMED = 3
"""So many values of a filter are named; of more it is said how many there are."""


def sentence(community: Community, asked: Question, values_of: ValuesOf | None = None) -> str:
    """Say what an answer shows, such as *Attendances at events, by profession, 2025/26 Q1, only online*.

    A filter that leaves out less than it keeps is told by what it leaves out. `values_of` says which
    values a dimension of an indicator has; the community is asked where it is not given.
    """
    parts = [community.measures[asked.indicator].label]
    parts += [f"by {join_words(list(asked.by))}"] if asked.by else []
    parts += [f"{asked.every} by {asked.every}"] if asked.every != PointUnit.QUARTER else []
    parts += [_span(asked)]
    there = values_of or partial(choices, community)
    parts += [_kept(kept, there(asked.indicator, name), name) for name, kept in asked.where.items()]
    return ", ".join(parts)


def numbers_told(answered: Answer) -> list[list[str]]:
    """Say what each number of an answer's picture is, by row and column of its numbers."""
    rows = answered.shown.to_dict("records")
    asked = answered.question
    first = "quarter" if answered.points is None else asked.every
    return [
        ["" if place is None else _told(rows[place], (first, *asked.by)) for place in places]
        for places in answered.shows
    ]


def _told(row: Mapping[Hashable, object], named: Sequence[str]) -> str:
    """Say one number: of what it is, how much, and whether it is a sign of change."""
    signal = f", {row['signal']}" if "signal" in row else ""
    return f"{', '.join(str(row[each]) for each in named)}: {row['value']}{signal}"


def _span(asked: Question) -> str:
    """Name the quarters; marks of two dimensions are of the last one alone."""
    first, last = label(asked.quarters[0]), label(asked.quarters[-1])
    return last if first == last or len(asked.by) == 2 else f"{first} to {last}"


def _kept(kept: Sequence[str | None], there: Sequence[str | None], dimension: str) -> str:
    """Say what a filter keeps or leaves out, whichever is less."""
    left_out = [each for each in there if each not in kept]
    if 0 < len(left_out) < len(kept):
        return f"without {_named(left_out)} ({dimension})"
    return f"only {_named(kept)} ({dimension})"


def _named(values: Sequence[str | None]) -> str:
    """Name a few values; of many, how many more there are."""
    names = [value_name(each) for each in values]
    if len(names) <= NAMED:
        return join_words(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
