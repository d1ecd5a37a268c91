"""The hours that people gave: beside attendances and stories, and divided by neither."""

from __future__ import annotations

from copmetrics.accounts.account import Paragraph
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.quarters import label

__all__ = ["hours_words"]

GIVEN = "member_hours"
NOT_WORTH = "Hours say what people gave; what came of it is for their stories to tell."


def hours_words(facts: QuarterFigures) -> Paragraph:
    """Say how many hours people gave to the quarter's events, and what that rests on."""
    events = f"the events of {label(facts.quarter)}"
    if facts.value(GIVEN) is None:
        told = facts.not_told(GIVEN, why=True)
        return Paragraph(f"How many hours people gave to {events} is {told}.")
    note = str(facts.by_key[facts.quarter, GIVEN]["note"])
    rests = f" ({note})" if note else ""
    return Paragraph(
        f"People gave {facts.hedge(GIVEN)}{facts.said(GIVEN)} to {events}{rests}. {NOT_WORTH}"
    )
