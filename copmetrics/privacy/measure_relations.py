"""What holds between the numbers of a quarter, and from one quarter to the next.

Parts add up to their whole; each person counts at most once at an event or in a mailing, so that a
count of visits or of emails is at most the exact number of events or mailings times the people; a
middle event says something of all of them. Whoever reads two numbers reads these too, and
secondary suppression reckons with them.

Each measure declares its own (`Measure.relations`), in these words:

- `a = b + c`, `a >= 2 * b`: indicators by their id, with a whole number or a coefficient before `*`;
- `before a`: the indicator in the quarter before; `a.part`, `a.whole`: the two counts of a share;
- a coefficient is an indicator that is shown as it is, or one of `half_the_events`, `few_events`,
  `least_rating` and `most_rating`, which follow from such.

That the part of a share is at most its whole is known of every share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import pandas as pd

from copmetrics.measures import ALL
from copmetrics.measures.base import Measure, Measures
from copmetrics.privacy.suppression_solver import Constraint

__all__ = [
    "COEFFICIENTS",
    "DERIVED",
    "EXACT",
    "HALVES",
    "OPEN",
    "RELATED",
    "RELATIONS",
    "Key",
    "Relation",
    "Term",
    "parse_relation",
    "relations_of",
    "relations_that_hold",
    "unprotected",
]

Key: TypeAlias = tuple[pd.Period, str, str]
"""A number: its quarter, its indicator, and whether it is its `value`, or the `part` or the
`whole` that its share is worked out from."""

ROUNDED: Final = 0.05
"""How far a mean that is shown with one decimal may be from the true one."""
DERIVED: Final = ("half_the_events", "few_events", "least_rating", "most_rating")
"""Coefficients that follow from numbers shown as they are."""


@dataclass(frozen=True)
class Term:
    """A number times its sign and how often it counts: a coefficient's name, or a number itself."""

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


def parse_relation(words: str) -> Relation:
    """Read one relation; see the words at the top of this module."""
    parts = re.split(r" (>=|=) ", words)
    if len(parts) != 3:
        raise ValueError(f"'{words}' has no single = or >= in it")
    left, sign, right = parts
    return Relation((*_terms(left, 1), *_terms(right, -1)), sign == "=")


def _terms(words: str, sign: int) -> list[Term]:
    found = []
    for before, said in re.findall(r"(^|[+-]) ?([^+-]+)", words):
        times, _, name = said.strip().rpartition(" * ")
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


def relations_of(families: Iterable[Measures]) -> tuple[Relation, ...]:
    """Return what the measures told outside declare, and that the part of a share is at most its whole."""
    outside = _outside(families)
    declared = [words for each in outside for words in each.relations]
    shares = [f"{each.id}.whole >= {each.id}.part" for each in outside if each.is_share]
    return tuple(map(parse_relation, (*declared, *shares)))


def unprotected(families: Iterable[Measures]) -> list[str]:
    """Return the measures of people told outside that are in no relation, and do not say why."""
    families = tuple(families)
    related = _indicators(relations_of(families))
    return [
        each.id
        for each in _outside(families)
        if each.counted.is_personal and each.id not in related and not each.unrelated
    ]


def _outside(families: Iterable[Measures]) -> list[Measure]:
    return [each for family in families if not family.inside for each in family]


def _indicators(relations: Iterable[Relation]) -> frozenset[str]:
    return frozenset(term.indicator for each in relations for term in each.terms)


RELATIONS: Final = relations_of(ALL)
EXACT: Final = frozenset(each.id for each in _outside(ALL) if each.is_exact)
"""Counts of other things than people, which are shown as they are."""
OPEN: Final = frozenset(each.id for each in _outside(ALL) if each.counted.is_open)
"""Counts that are never withheld: whoever is invited and written to can make them."""
COEFFICIENTS: Final = EXACT | {
    each.id for each in _outside(ALL) if each.is_ratio and not each.is_share
}
"""What is shown as it is, or, as a mean, as good as: others may be multiplied by it."""
HALVES: Final = frozenset(
    each.id for each in _outside(ALL) if each.is_count_of_people and each.is_median
)
"""Medians of counts: whole numbers once they are doubled."""
RELATED: Final = _indicators(RELATIONS) | COEFFICIENTS
"""The indicators that any relation speaks of."""


def relations_that_hold(
    quarter: pd.Period, true: Mapping[Key, float], exact: Mapping[str, float]
) -> list[Constraint[Key]]:
    """Return what holds in a quarter, and from the one before to it, between the `true` numbers.

    `exact` are the quarter's numbers that are shown as they are: the coefficients. A relation that
    does not truly hold (an export is missing, a caller is unnamed) is left out; one that does is
    taken to be known to whoever reads the numbers.
    """
    coefficients = _coefficients(exact)
    found = [_constraint(quarter, each, coefficients) for each in RELATIONS]
    return [each for each in found if each is not None and _is_true(each, true)]


def _coefficients(exact: Mapping[str, float]) -> dict[str, float]:
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


def _constraint(
    quarter: pd.Period, relation: Relation, coefficients: Mapping[str, float]
) -> Constraint[Key] | None:
    parts: dict[Key, float] = {}
    for term in relation.terms:
        often = float(term.times) if term.times.isdigit() else coefficients.get(term.times)
        if often is None:
            return None
        key = (quarter - int(term.before), term.indicator, term.side)
        scale = 0.5 if term.indicator in HALVES else 1.0
        parts[key] = parts.get(key, 0.0) + term.sign * often * scale
    return Constraint(parts, 0, 0 if relation.equal else None)


def _is_true(constraint: Constraint[Key], true: Mapping[Key, float]) -> bool:
    if not set(constraint.coefficients) <= set(true):
        return False
    total = sum(often * true[key] for key, often in constraint.coefficients.items())
    return abs(total) < 1e-6 if constraint.high == 0 else total > -1e-6
