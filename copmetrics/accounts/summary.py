"""The quarter in three sentences: what happened, what changed and what did not, from the numbers alone.

Where a measure has a sign, the sign decides what is said of it, for both stand on one page: a quarter is
more than the usual ups and downs, or no more. How far it moved since the quarter before is told apart.
Without a sign, for want of quarters, that step decides.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.accounts.alike_names import may_be_one
from copmetrics.accounts.quarter_figures import ALIKE, QuarterFigures
from copmetrics.accounts.running_quarter import BEFORE, before_words
from copmetrics.evaluation.changes import ChangeRow, Moved, State
from copmetrics.evaluation.history import UNUSUAL, InHistory
from copmetrics.framework.basis import Basis
from copmetrics.measures import HEADLINES
from copmetrics.quarters import label, months
from copmetrics.units import (
    Unit,
    join_words,
    show,
    show_change,
    show_percent,
    shown_difference,
    shown_percent,
)

__all__ = ["Standing", "standing", "summary"]

SENTENCES: Final = 3


class Standing(StrEnum):
    """What is said of a measure: the sentence that it belongs to, by how that begins."""

    BEYOND = "More than the usual ups and downs"
    WITHIN = "No more than the usual ups and downs"
    CHANGED = "Changed since the quarter before"
    UNCHANGED = "Not clearly changed since the quarter before"
    TOO_CLOSE = "Too close to the quarter before to tell"
    NOT_JUDGED = "Shown beside the quarter before but not judged"
    NOT_COMPARED = "Not compared with the quarter before"
    WITHHELD = "Withheld, to protect small numbers of people"
    UNKNOWN = "Not known"


CLEARLY: Final = (Moved.UP, Moved.DOWN)


def summary(facts: QuarterFigures, *, beside: str = "") -> str:
    """Say in three sentences what happened, what changed and what did not.

    A sentence `beside` them, on what came of it, is the third: what changed and what did not are one.
    """
    grouped = {each: [id for id in HEADLINES if standing(facts, id) is each] for each in Standing}
    told = [
        f"{_opening(facts, each)}: {join_words([_told(facts, id, each) for id in ids])}"
        for each, ids in grouped.items()
        if ids
    ]
    alone = 0 if beside else SENTENCES - 2
    changed = [*told[:alone], _joined(told[alone:])]
    sentences = [_told_events(facts), *(f"{each}." for each in changed if each), beside]
    return " ".join(each for each in sentences if each)


def _opening(facts: QuarterFigures, standing: Standing) -> str:
    """Begin a sentence; a quarter that is not over is beside as many days of the one before."""
    return standing.replace(BEFORE, before_words(facts))


def _joined(told: list[str]) -> str:
    """Put what is left into one sentence."""
    return "; ".join(each if not place else _lowered(each) for place, each in enumerate(told))


def _lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def standing(facts: QuarterFigures, indicator: str) -> Standing:
    """Return what can be said of a measure beside its earlier quarters, as the figures show it."""
    if facts.cell(indicator) is None:
        return Standing.UNKNOWN
    if facts.withheld(indicator):
        return Standing.WITHHELD
    sign = facts.icons.get(indicator)
    if sign is not None and sign.is_special:
        return Standing.BEYOND
    if sign is not None and sign.is_usual:
        return Standing.WITHIN
    found = _since(facts.change[indicator])
    close = found in (Standing.NOT_COMPARED, Standing.NOT_JUDGED)
    return Standing.TOO_CLOSE if close and facts.change_cell(indicator) == ALIKE else found


def _since(change: ChangeRow) -> Standing:
    """Return what the step since the quarter before says of a measure, where no sign judges it."""
    if change["state"] == State.NOT_COMPARABLE:
        return Standing.NOT_COMPARED
    if change["state"] == State.NO_CHANGE:
        return Standing.UNCHANGED
    if change["moved"] in CLEARLY or change["in_history"] in UNUSUAL:
        return Standing.CHANGED
    settled = change["moved"] == Moved.NOT_CLEARLY or change["in_history"] == InHistory.WITHIN
    return Standing.UNCHANGED if settled else Standing.NOT_JUDGED


def _told(facts: QuarterFigures, indicator: str, as_: Standing) -> str:
    """Name a measure, with its number and what the sentence says of it."""
    name = _lowered(facts.measures[indicator].label)
    value, change = facts.cell(indicator), facts.change[indicator]
    unit = facts.measures[indicator].unit
    if as_ in (Standing.UNKNOWN, Standing.WITHHELD):
        return name
    told = [f"{facts.hedge(indicator)}{show(value, unit)}"]
    if as_ is Standing.BEYOND:
        told.append(facts.icons[indicator].sign)
    if as_ in (Standing.BEYOND, Standing.WITHIN) and change["moved"] in CLEARLY:
        told.append(f"{_movement(facts, change, unit)} since {BEFORE}")
    if as_ is Standing.CHANGED:
        told.append(_movement(facts, change, unit))
    if as_ is Standing.NOT_JUDGED:
        told.append(f"from {show(change['previous'], unit)}{_percent(change, unit)}")
    return f"{name} ({', '.join(told)})"


def _movement(facts: QuarterFigures, change: ChangeRow, unit: Unit) -> str:
    """Say how a number moved: a share by how much, a count by where it stands."""
    if change["moved"] not in CLEARLY:
        return change["standing"]
    shown = shown_difference(change["value"], change["previous"], unit)
    seen = bool(shown) and (shown > 0) == (change["moved"] == Moved.UP)
    about = " about" if facts.is_shared and unit is Unit.WHOLE_SHARE else ""
    amount = f"{about} {show_change(abs(shown), unit).lstrip('+')}" if seen else ""
    return f"{change['moved']}{amount}"


def _percent(change: ChangeRow, unit: Unit) -> str:
    if pd.isna(change["change_percent"]):
        return ""
    return f", {show_percent(shown_percent(change['value'], change['previous'], unit))}"


def _told_events(facts: QuarterFigures) -> str:
    events, attendances = facts.value("events"), facts.value("attendances")
    opening = f"In {label(facts.quarter)} ({months(facts.quarter)})"
    if events is None:
        return f"{opening} nothing is known of events: {facts.why('events')}."
    if not events:
        so_far = _basis(facts, "events") == Basis.SO_FAR
        return f"{opening} no event {'has been held so far' if so_far else 'was held'}{_planned(facts)}."
    if attendances is None:
        return (
            f"{opening} the community held {facts.said('events')}; how many came is "
            f"{facts.not_told('attendances', why=True)}{_planned(facts)}."
        )
    named = not facts.nobody_is_named
    people = [_hedged(facts, "unique_attendees") if named else "nobody gave a name"]
    if facts.value("organisations_attending"):
        doubt = may_be_one(facts.alike.get("organisations_attending", 0))
        people.append(f"from {_hedged(facts, 'organisations_attending')}{doubt}")
    new = facts.value("new_attendees")
    # records that have just begun, or lack an event, cannot say who came for the first time
    told = _basis(facts, "new_attendees") not in (Basis.ESTIMATE, Basis.LOWER_BOUND)
    first_time = (
        f"; {_hedged(facts, 'new_attendees')} came for the first time" if new and told else ""
    )
    return (
        f"{opening} the community held {facts.said('events')} with "
        f"{_hedged(facts, 'attendances')}: {' '.join(people)}{first_time}{_planned(facts)}."
    )


def _planned(facts: QuarterFigures) -> str:
    """Say of a quarter that is not over how many of its events are to come."""
    context = facts.context
    events = context.events[~context.events["cancelled"].fillna(False).astype(bool)]
    to_come = events.loc[events["starts_at"] > context.as_of, "starts_at"]
    local = to_come.dt.tz_convert(context.timezone).dt.tz_localize(None)
    planned = int((local <= facts.quarter.end_time).sum())
    if not facts.so_far or not planned:
        return ""
    return f"; {planned} more {'event is' if planned == 1 else 'events are'} planned"


def _hedged(facts: QuarterFigures, indicator: str) -> str:
    return f"{facts.hedge(indicator)}{facts.said(indicator)}"


def _basis(facts: QuarterFigures, indicator: str) -> object:
    return facts.by_key[facts.quarter, indicator]["basis"]
