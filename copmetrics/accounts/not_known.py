"""What is not known, said once: numbers of one reason stand together in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.units import join_words

__all__ = ["by_reason", "is_known", "not_known_words"]


def is_known(facts: QuarterFigures, *indicators: str) -> bool:
    """Whether any of some numbers is known in any quarter that is shown; what is withheld is known."""
    return any(
        facts.cell(each, quarter) is not None for each in indicators for quarter in facts.recent
    )


def by_reason(facts: QuarterFigures, indicators: Iterable[str]) -> dict[str, list[str]]:
    """Return the labels of some numbers of the quarter by the reason that they are not known."""
    together: dict[str, list[str]] = {}
    for each in indicators:
        together.setdefault(facts.why(each), []).append(facts.measures[each].label)
    return together


def not_known_words(facts: QuarterFigures, indicators: Iterable[str]) -> str:
    """Say which numbers are not known, and why: `Not known: Emails sent and Links clicked (no ...).`"""
    told = [f"{join_words(labels)} ({why})" for why, labels in by_reason(facts, indicators).items()]
    return f"Not known: {'; '.join(told)}." if told else ""
