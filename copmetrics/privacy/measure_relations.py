"""What holds between the numbers of a quarter, and from one quarter to the next.

Parts add up to their whole; each person counts at most once at an event or in a mailing, so that a
count of visits or of emails is at most the exact number of events or mailings times the people; a
middle event says something of all of them. Whoever reads two numbers reads these too, and
`privacy` reckons with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import pandas as pd

from copmetrics.privacy.suppression_solver import Sum

__all__ = ["COEFFICIENTS", "EXACT", "HALVES", "NAMED", "Key", "holding"]

Key: TypeAlias = tuple[pd.Period, str, str]
"""A number: its quarter, its indicator, and whether it is its `value`, or the `part` or the
`whole` that its share is worked out from."""

EXACT: Final = ("events", "mailings", "organisations_attending", "list_organisations")
"""Counts of other things than people, which are told as they are."""
COEFFICIENTS: Final = (*EXACT, "feedback_rating")
"""What is shown as it is, or as good as: others may be multiplied by it."""
HALVES: Final = ("attendees_per_event",)
"""Medians of counts: whole numbers once they are doubled."""

HOLDS: Final = (
    "unique_attendees = new_attendees + returning_attendees",
    "returning_attendees = retained_attendees + reactivated_attendees",
    "before unique_attendees = retained_attendees + lapsed_attendees",
    "unique_attendees >= organisations_attending",
    "attendances >= unique_attendees",
    "attendances >= uncertain_attendances",
    "events * unique_attendees >= attendances",
    "attendances >= half_the_events * attendees_per_event",
    "attendances = few_events * attendees_per_event",
    "unique_attendees >= attendees_per_event",
    "registrations >= show_up_rate.whole",
    "registrations = show_up_rate.whole",
    "attendances >= show_up_rate.part",
    "attendances >= return_rate.whole",
    "attendances = return_rate.whole",
    "return_rate.part >= attendances - unique_attendees",
    "list_members = before list_members + list_joined - list_left",
    "list_members >= list_organisations + list_organisation_unknown",
    "list_organisation_unknown >= list_members",
    "emails_sent >= emails_delivered",
    "emails_sent = emails_delivered + bounce_rate.part",
    "emails_sent = bounce_rate.whole",
    "mailings * before list_members + mailings * list_joined >= emails_sent",
    "emails_delivered = open_rate.whole",
    "emails_delivered = click_rate.whole",
    "emails_delivered = unsubscribe_rate.whole",
    "list_left >= unsubscribe_rate.part",
    "open_rate.part = click_to_open_rate.whole",
    "click_rate.part = click_to_open_rate.part",
    "open_rate.part >= unique_openers",
    "mailings * unique_openers >= open_rate.part",
    "click_rate.part >= unique_clickers",
    "mailings * unique_clickers >= click_rate.part",
    "unique_openers >= unique_clickers",
    "unique_clickers >= unique_clickers_without_scanners",
    "suspected_scanner_clicks + unique_clickers_without_scanners >= unique_clickers",
    "recipient_click_rate.part >= unique_clickers",
    "mailings * unique_clickers >= recipient_click_rate.part",
    "recipient_click_rate_without_scanners.part >= unique_clickers_without_scanners",
    "mailings * unique_clickers_without_scanners >= recipient_click_rate_without_scanners.part",
    "recipient_click_rate.part >= recipient_click_rate_without_scanners.part",
    "recipient_click_rate_without_scanners.part + suspected_scanner_clicks >= recipient_click_rate.part",
    "recipient_click_rate.whole = recipient_click_rate_without_scanners.whole",
    "click_rate.part >= recipient_click_rate.part",
    "click_rate.whole >= recipient_click_rate.whole",
    "open_rate_reported.part >= open_rate.part",
    "open_rate_reported.whole = open_rate.whole",
    "feedback_answers >= feedback_rating.whole",
    "feedback_answers = feedback_rating.whole",
    "feedback_rating.whole = feedback_favourable.whole",
    # ratings are 1 to 5: with those of 4 or 5 at their most, and at their least, the mean is this
    "feedback_favourable.part + 4 * feedback_favourable.whole >= least_rating * feedback_favourable.whole",
    "most_rating * feedback_favourable.whole >= 3 * feedback_favourable.part + feedback_favourable.whole",
)
"""One that does not truly hold in a quarter (an export is missing, a caller is unnamed) is left out
there; one that does is taken to be known to whoever reads the numbers."""

SHARES: Final = (
    "show_up_rate",
    "return_rate",
    "bounce_rate",
    "open_rate",
    "click_rate",
    "unsubscribe_rate",
    "click_to_open_rate",
    "feedback_favourable",
    "open_rate_reported",
    "recipient_click_rate",
    "recipient_click_rate_without_scanners",
)
ROUNDED: Final = 0.05
"""How far a mean that is shown with one decimal may be from the true one."""


@dataclass(frozen=True)
class Term:
    """A number times its sign and how often it counts, a name in `_times` or a number itself."""

    sign: int
    times: str
    before: bool
    indicator: str
    side: str


@dataclass(frozen=True)
class Relation:
    """Terms that add up to nothing, or to nothing or more."""

    terms: tuple[Term, ...]
    equal: bool


def _relation(words: str) -> Relation:
    left, sign, right = re.split(r" (>=|=) ", words)
    return Relation((*_terms(left, 1), *_terms(right, -1)), sign == "=")


def _terms(words: str, sign: int) -> list[Term]:
    found = []
    for before, told in re.findall(r"(^|[+-]) ?([^+-]+)", words):
        times, _, name = told.strip().rpartition(" * ")
        indicator, _, side = name.removeprefix("before ").partition(".")
        found.append(
            Term(
                -sign if before == "-" else sign,
                times or "1",
                name.startswith("before "),
                indicator,
                side or "value",
            )
        )
    return found


RELATIONS: Final = tuple(
    map(_relation, (*HOLDS, *(f"{each}.whole >= {each}.part" for each in SHARES)))
)
NAMED: Final = frozenset(
    (*COEFFICIENTS, *(term.indicator for each in RELATIONS for term in each.terms))
)
"""The indicators that any relation speaks of."""


def holding(quarter: pd.Period, true: Mapping[Key, float], exact: Mapping[str, float]) -> list[Sum]:
    """Return what holds in a quarter, and from the one before to it, between the `true` numbers.

    `exact` are the quarter's numbers that are shown as they are: the coefficients.
    """
    times = _times(exact)
    found = [_sum(quarter, each, times) for each in RELATIONS]
    return [each for each in found if each is not None and _is_true(each, true)]


def _times(exact: Mapping[str, float]) -> dict[str, float]:
    """Name the coefficients: exact counts, and what follows from them."""
    named = dict(exact)
    if "events" in exact:
        # so many events had at least as many people as the middle one; of two it is the mean
        named["half_the_events"] = exact["events"] // 2 + 1
        if exact["events"] <= 2:
            named["few_events"] = exact["events"]
    if "feedback_rating" in exact:
        named["least_rating"] = exact["feedback_rating"] - ROUNDED
        named["most_rating"] = exact["feedback_rating"] + ROUNDED
    return named


def _sum(quarter: pd.Period, relation: Relation, times: Mapping[str, float]) -> Sum | None:
    parts: dict[Key, float] = {}
    for term in relation.terms:
        often = float(term.times) if term.times.isdigit() else times.get(term.times)
        if often is None:
            return None
        key = (quarter - int(term.before), term.indicator, term.side)
        scale = 0.5 if term.indicator in HALVES else 1.0
        parts[key] = parts.get(key, 0.0) + term.sign * often * scale
    return Sum(parts, 0, 0 if relation.equal else None)


def _is_true(sum_: Sum, true: Mapping[Key, float]) -> bool:
    if not set(sum_.parts) <= set(true):
        return False
    total = sum(often * true[key] for key, often in sum_.parts.items())
    return abs(total) < 1e-6 if sum_.high == 0 else total > -1e-6
