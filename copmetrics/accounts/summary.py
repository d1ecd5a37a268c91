"""The first paragraph: what happened in the quarter, in plain words, from the numbers alone."""

from __future__ import annotations

from copmetrics.accounts.quarter_figures import QuarterFigures, known_number
from copmetrics.evaluation.changes import Moved, State
from copmetrics.evaluation.history import InHistory
from copmetrics.framework.basis import Basis
from copmetrics.quarters import label, months
from copmetrics.units import Unit, join_words, show, show_change, show_percent, shown_difference

__all__ = ["summary"]


def summary(facts: QuarterFigures) -> str:
    """Say in a few sentences what happened, from the numbers alone."""
    told = (_told_events(facts), _told_list(facts), _told_mailings(facts))
    return " ".join(sentence for sentence in told if sentence)


def _told_events(facts: QuarterFigures) -> str:
    events, attendances = facts.value("events"), facts.value("attendances")
    opening = f"In {label(facts.quarter)} ({months(facts.quarter)})"
    if events is None:
        return f"{opening} nothing is known of events: {facts.why('events')}."
    if not events:
        return f"{opening} no event was held."
    if attendances is None:
        return (
            f"{opening} the community held {facts.said('events')}; how many came is "
            f"{facts.not_told('attendances', why=True)}."
        )
    named = not facts.nobody_is_named
    people = [_at_least(facts, "unique_attendees") if named else "nobody gave a name"]
    if facts.value("organisations_attending"):
        people.append(f"from {_at_least(facts, 'organisations_attending')}")
    new = facts.value("new_attendees")
    # records that have just begun, or lack an event, cannot say who came for the first time
    told = _basis(facts, "new_attendees") not in (Basis.ESTIMATE, Basis.LOWER_BOUND)
    first_time = f"; {Unit.PEOPLE.of(new)} came for the first time" if new and told else ""
    return (
        f"{opening} the community held {facts.said('events')} with "
        f"{_at_least(facts, 'attendances')}: {' '.join(people)}{first_time}. "
        f"{_moved(facts, 'attendances', 'Attendances')}"
    )


def _told_list(facts: QuarterFigures) -> str:
    members = facts.value("list_members")
    if members is None:
        return f"The size of the mailing list is {facts.not_told('list_members', why=True)}."
    organisations = facts.value("list_organisations")
    are = "is" if organisations == 1 else "are"
    from_ = _at_least(facts, "list_organisations")
    known = f" from {from_} that {are} known" if organisations else ""
    if _basis(facts, "list_members") == Basis.LOWER_BOUND:
        note = facts.by_key[facts.quarter, "list_members"]["note"]
        return f"The mailing list had {_at_least(facts, 'list_members')}{known}: {note}."
    joined, left = facts.value("list_joined"), facts.value("list_left")
    before = facts.value("list_members", facts.quarter - 1)
    flow = ""
    if joined is not None and left is not None:
        adds_up = before is not None and before + joined - left == members
        if adds_up or not facts.is_shared:
            flow = f" ({show(joined, Unit.PEOPLE)} joined and {show(left, Unit.PEOPLE)} left in the quarter)"
    return f"The mailing list stood at {facts.said('list_members')}{known}{flow}."


def _at_least(facts: QuarterFigures, indicator: str) -> str:
    return f"{facts.least(indicator)}{facts.said(indicator)}"


def _basis(facts: QuarterFigures, indicator: str) -> object:
    return facts.by_key[facts.quarter, indicator]["basis"]


def _told_mailings(facts: QuarterFigures) -> str:
    mailings = facts.value("mailings")
    if mailings is None:
        return f"Nothing is known of mailings: {facts.why('mailings')}."
    if not mailings:
        return "No mailing was sent."
    sent = f"The list was sent {facts.said('mailings')}, {facts.said('emails_sent')} in all"
    rates = [
        f"{facts.said('open_rate')} of those delivered were opened{_verdict(facts, 'open_rate')}",
        f"a link was clicked in {facts.said('click_rate')}{_verdict(facts, 'click_rate')}",
    ]
    known = [
        text
        for text, id in zip(rates, ("open_rate", "click_rate"), strict=True)
        if facts.value(id) is not None
    ]
    return f"{sent}; {join_words(known)}." if known else f"{sent}."


def _moved(facts: QuarterFigures, indicator: str, subject: str) -> str:
    """Say how a count moved since the quarter before."""
    change = facts.change[indicator]
    unit = facts.measures[indicator].unit
    before = show(change["previous"], unit)
    match change["state"]:
        case State.COMPARED:
            way = "up" if change["change"] > 0 else "down"
            percent = known_number(change["change_percent"])
            amount = "" if percent is None else f" {show_percent(abs(percent)).lstrip('+')}"
            plain = change["in_history"] in (InHistory.WITHIN, InHistory.NOT_KNOWN)
            beside = "" if plain else f", {change['standing']}"
            span = "the same days of the quarter before" if facts.so_far else "the quarter before"
            return f"{subject} were {way}{amount} from {before} in {span}{beside}."
        case State.FROM_NONE:
            return "There had been none in the quarter before."
        case State.NO_CHANGE:
            return f"{subject} were the same as in the quarter before."
    return f"{subject} cannot be compared with the quarter before: {change['why_not']}."


def _verdict(facts: QuarterFigures, indicator: str) -> str:
    """Say how a share moved, in brackets, if it can be compared."""
    change = facts.change[indicator]
    if change["state"] == State.NOT_COMPARABLE or change["moved"] == Moved.NOT_JUDGED:
        return ""
    unit = facts.measures[indicator].unit
    shown = shown_difference(change["value"], change["previous"], unit)
    if change["moved"] == (Moved.UP if shown > 0 else Moved.DOWN) and shown:
        amount = show_change(abs(shown), unit).lstrip("+")
        return f" ({change['moved']} {amount} since the quarter before)"
    if change["moved"] in (Moved.UP, Moved.DOWN):
        return f" ({change['moved']} since the quarter before)"
    if change["moved"] == Moved.TOO_FEW:
        return " (too few mailings to tell whether it changed)"
    return " (no clear change since the quarter before)"
