"""By what each person first heard of the community, where they were asked and said so.

What somebody answered in a joining form or on the sign-up form of the list comes first, the earliest of it;
then what they answered when they booked or signed in for the first of their events, since at a later one the
question is of that event; then the way by which the list says that they signed up, if `[heard_from]` says
what it stands for. Who named things that stand for different words has not said which was first: unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.framework.heard_from import HeardFrom, heard_from
from copmetrics.schema import FIRST_HEARD
from copmetrics.units import Unit, join_words

__all__ = ["FirstHeard", "first_heard"]

COLUMNS: Final = ("person", "answer", "asked_at", "source_file", "source_row")
SHOWN: Final = 3
"""So many answers are shown; how many more there are is said."""
COMMON: Final = 2
"""An answer of fewer people is not shown: it is in somebody's own words, and may name somebody."""


@dataclass(frozen=True)
class FirstHeard:
    """By what people first heard of the community, and what is said of answers that stand for nothing yet."""

    people: pd.DataFrame
    notes: tuple[str, ...]


def first_heard(
    contacts: pd.DataFrame,
    reasons: pd.DataFrame,
    bookings: pd.DataFrame,
    began: pd.Series,
    declared: Mapping[str, HeardFrom],
) -> FirstHeard:
    """Return a row a person of whom it is told: `person`, `heard_from`, and the line that says so.

    The tables have a `person`; `bookings`, which are rows of attendance, also their `event`, and `began`
    says when each of these did. An answer that is declared to stand for nothing counts as `other`.
    """
    asked = any(rows["heard_from"].notna().any() for rows in (contacts, reasons, bookings))
    if not asked and not _tells(contacts["signed_up_by"], declared):
        return FirstHeard(FIRST_HEARD.empty(), ())
    listed = contacts[contacts["left_out"].isna()]
    answers = pd.concat(
        [
            _told(listed, "heard_from", "joined_at"),
            _told(reasons, "heard_from", "answered_at"),
            _told(_of_first_events(bookings, began), "heard_from", "starts_at").assign(rank=1),
        ]
    ).fillna({"rank": 0})
    meant = answers["answer"].map(lambda answer: heard_from(answer, declared))
    asked = answers.assign(heard_from=meant.map(_one_word).astype("str"))
    signed = _told(listed, "signed_up_by", "joined_at")
    ways = signed["answer"].map(lambda way: heard_from(way, declared))
    declared_ways = signed.assign(heard_from=ways.map(_one_word).astype("str"), rank=2)[
        ways.map(len) > 0
    ]
    first = (
        pd.concat([asked, declared_ways])
        .sort_values(["rank", "asked_at", "source_file", "source_row"], kind="stable")
        .drop_duplicates("person")
    )
    unclear = answers[meant.map(len).eq(0)]
    return FirstHeard(FIRST_HEARD.conform(first.dropna(subset="heard_from")), _noted(unclear))


def _tells(ways: pd.Series, declared: Mapping[str, HeardFrom]) -> bool:
    """Whether any of the ways by which people signed up stands for what they first heard of it by."""
    return any(heard_from(way, declared) for way in ways.dropna().unique())


def _told(rows: pd.DataFrame, column: str, when: str) -> pd.DataFrame:
    """Return what named people answered, and when."""
    named = rows.rename(columns={column: "answer", when: "asked_at"})
    return named.loc[named["person"].notna() & named["answer"].notna(), list(COLUMNS)]


def _of_first_events(bookings: pd.DataFrame, began: pd.Series) -> pd.DataFrame:
    """Keep what people answered at the first event that they booked or came to."""
    dated = bookings.assign(starts_at=began.reindex(bookings["event"]).array)
    first = dated.groupby("person")["starts_at"].transform("min")
    return dated[dated["starts_at"].eq(first)]


def _one_word(meant: frozenset[HeardFrom]) -> str | None:
    """Return what an answer counts as: unknown where it names several."""
    if len(meant) > 1:
        return None
    return str(next(iter(meant), HeardFrom.OTHER))


def _noted(unclear: pd.DataFrame) -> tuple[str, ...]:
    """Ask what answers stand for that count as `other` till then."""
    if unclear.empty:
        return ()
    people = unclear["person"].nunique()
    count = unclear.groupby("answer")["person"].nunique()
    common = count[count >= COMMON].sort_values(ascending=False, kind="stable").index[:SHOWN]
    return (
        f"what {Unit.PEOPLE.of(people)} answered on how they heard of the community counts as "
        f"'{HeardFrom.OTHER}'{_examples(common)}: say what each answer stands for under [heard_from] in "
        f'community.toml, as in "A friend at work" = "{HeardFrom.COLLEAGUE}" ({", ".join(HeardFrom)})',
    )


def _examples(common: Sequence[str]) -> str:
    """Show what several people answered in the same words."""
    shown = [f"'{each}'" for each in common]
    return f", such as {join_words(shown)}" if shown else ""
