"""Facts by what stands in a table of its own: topics of events, sectors, bands, how people heard of us.

An event may be of several topics, and counts once under each. Of an organisation one sector is known at the
most, and of a person one band: so no fact is there twice, and a sector is just the sum of its organisations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from copmetrics.measures.attendance import HEARD_FROM, TOPIC
from copmetrics.measures.base import Measures

__all__ = ["Facts", "Where", "events_asked", "facts_asked", "tables_of"]

Where = Mapping[str, Sequence[str | None]]
_LOOKED_UP: Final = {
    HEARD_FROM: ("first_heard", "person"),
    "sector": ("organisation_sectors", "organisation"),
    "band": ("person_bands", "person"),
}
"""By dimension: the table that tells it, and the column by which a fact is found in it."""
_TABLES: Final = {TOPIC: "event_topics"} | {name: table for name, (table, _) in _LOOKED_UP.items()}


class Facts(NamedTuple):
    """Where facts are asked from: a table's name or SQL in its place, and the conditions left."""

    source: str
    where: Where
    parameters: Mapping[str, object]


def tables_of(dimensions: Sequence[str]) -> set[str]:
    """Return the tables that some dimensions are told by, beside those behind the facts."""
    return {_TABLES[each] for each in dimensions if each in _TABLES}


def facts_asked(
    family: Measures, by: Sequence[str], where: Where, *, to_count: bool = False
) -> Facts:
    """Return from where the facts of a family are asked by some dimensions.

    By topic, a fact is there with each topic of its event, or with none. Where topics only choose,
    it is there once, however many of them its event is of. What is only `to_count` need not say who it is.
    """
    dimensions = (*by, *where)
    fact = family.asked_of(dimensions) if to_count else family.fact_by(dimensions)
    for name, (table, through) in _LOOKED_UP.items():
        if name in (*by, *where):
            joined = (
                f"select f.*, t.{name} from {fact} as f "
                f"left join {table} as t on f.{through} = t.{through}"
            )
            fact = f"({joined})"
    if TOPIC not in (*by, *where) or "event" not in family.dimensions:
        return Facts(f"{fact} as facts", where, {})
    return _by_topic(fact, by, where)


def events_asked(by: Sequence[str], where: Where) -> Facts:
    """Return from where the events held are asked, by dimensions that events have: topics as above."""
    if TOPIC not in (*by, *where):
        return Facts("events_held as facts", where, {})
    return _by_topic("events_held", by, where)


def _by_topic(fact: str, by: Sequence[str], where: Where) -> Facts:
    """Bring rows that have an event together with its topics, or keep those of some topics."""
    if TOPIC in by:
        joined = (
            f"select f.*, t.topic from {fact} as f left join event_topics as t on f.event = t.event"
        )
        return Facts(f"({joined}) as facts", where, {})
    return _chosen(fact, where)


def _chosen(fact: str, where: Where) -> Facts:
    """Keep the facts whose event is of one of the topics; `None` is an event that is of none."""
    known = [each for each in where[TOPIC] if each is not None]
    parameters = {f"topic_{place}": each for place, each in enumerate(known)}
    listed = ", ".join(f"${each}" for each in parameters) or "null"
    unknown = " or t.of_event is null" if len(known) < len(where[TOPIC]) else ""
    of_each = (
        f"select event as of_event, max(case when topic in ({listed}) then 1 else 0 end) as is_chosen "
        "from event_topics group by event"
    )
    kept = (
        f"select f.* from {fact} as f left join ({of_each}) as t on f.event = t.of_event "
        f"where t.is_chosen = 1{unknown}"
    )
    rest = {name: values for name, values in where.items() if name != TOPIC}
    return Facts(f"({kept}) as facts", rest, parameters)
