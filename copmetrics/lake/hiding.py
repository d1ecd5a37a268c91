"""What a lake has of each column of a community's tables, and how a text that may name somebody is hidden."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import pandas as pd

from copmetrics.identity.names_in_text import KnownNames

__all__ = ["COLUMNS", "Goes", "Hiding"]

LENGTH: Final = 12
"""So many hexadecimal digits tell one hidden text from another."""


class Goes(StrEnum):
    """How a column goes into a lake."""

    AS_IT_IS = "as it is"
    UNLESS_NAMED = "as it was written, but for a text that may name somebody"
    KEYED = "as a digest under the community's key"
    NUMBERED = "as a number in the order of the names"
    NOT = "not at all"


def _each(how: Goes, names: str) -> dict[str, Goes]:
    return dict.fromkeys(names.split(), how)


COLUMNS: Final[Mapping[str, Mapping[str, Goes]]] = MappingProxyType(
    {
        "events": {
            **_each(
                Goes.UNLESS_NAMED,
                "event title format activity channel cluster topic inside_outside host",
            ),
            **_each(
                Goes.AS_IT_IS,
                "starts_at ends_at length_stated time_known cancelled from_with informal_formal",
            ),
            **_each(Goes.NOT, "source_file source_row"),
        },
        "attendance": {
            **_each(Goes.UNLESS_NAMED, "event organisation profession role"),
            **_each(
                Goes.AS_IT_IS,
                "person certainty status registered joined_at left_at minutes left_out source_row",
            ),
            "attendee": Goes.KEYED,
            "source_file": Goes.NUMBERED,
        },
        "members": {
            **_each(Goes.UNLESS_NAMED, "audience organisation profession"),
            **_each(Goes.AS_IT_IS, "person joined_at left_at how_left left_out"),
            **_each(Goes.NOT, "reason source_file source_row"),
        },
        "mailings": {
            **_each(Goes.UNLESS_NAMED, "mailing title subject"),
            **_each(
                Goes.AS_IT_IS,
                "sent_at recipients delivered soft_bounces hard_bounces bounces unique_opens "
                "proxy_excluded_unique_opens opens unique_clicks clicks unsubscribes left_out source_row",
            ),
            "source_file": Goes.NUMBERED,
        },
        "activity": {
            "mailing": Goes.UNLESS_NAMED,
            **_each(Goes.AS_IT_IS, "person action happened_at left_out"),
            "url": Goes.KEYED,
            **_each(Goes.NOT, "source_file source_row"),
        },
        "feedback": {
            "event": Goes.UNLESS_NAMED,
            **_each(Goes.AS_IT_IS, "rating noted left_out source_row"),
            **_each(Goes.KEYED, "plus delta"),
            "small_group": Goes.UNLESS_NAMED,
            **_each(Goes.NOT, "answered_at"),
            "source_file": Goes.NUMBERED,
        },
        "event_topics": {
            **_each(Goes.UNLESS_NAMED, "event topic"),
            **_each(Goes.NOT, "source_file source_row"),
        },
        "link_topics": {
            "url": Goes.KEYED,
            "topic": Goes.UNLESS_NAMED,
            **_each(Goes.NOT, "source_file source_row"),
        },
        "first_heard": {
            **_each(Goes.AS_IT_IS, "person heard_from"),
            **_each(Goes.NOT, "source_file source_row"),
        },
        "organisation_sectors": {
            **_each(Goes.UNLESS_NAMED, "organisation sector"),
            **_each(Goes.NOT, "source_file source_row"),
        },
        "person_bands": {
            "person": Goes.AS_IT_IS,
            "band": Goes.UNLESS_NAMED,
            **_each(Goes.NOT, "source_file source_row"),
        },
        "agenda": {
            **_each(Goes.UNLESS_NAMED, "topic event"),
            **_each(Goes.AS_IT_IS, "raised_at kind status closed_at source_row"),
            "taken_by": Goes.KEYED,
            **_each(Goes.NOT, "item outcome consent"),
            "source_file": Goes.NUMBERED,
        },
        "visits": {
            **_each(Goes.UNLESS_NAMED, "organisation profession"),
            **_each(Goes.AS_IT_IS, "person visited_at visits posts left_out source_row"),
            "source_file": Goes.NUMBERED,
        },
        "recommendations": {
            **_each(Goes.UNLESS_NAMED, "topic event"),
            **_each(Goes.AS_IT_IS, "raised_at status decided_at source_row"),
            **_each(Goes.NOT, "recommendation outcome consent"),
            "source_file": Goes.NUMBERED,
        },
        "outputs": {
            "event": Goes.UNLESS_NAMED,
            **_each(Goes.AS_IT_IS, "shared_at kind source_row"),
            **_each(Goes.NOT, "title place shared_by consent"),
            "source_file": Goes.NUMBERED,
        },
        "targets": {
            **_each(Goes.AS_IT_IS, "kind"),
            "name": Goes.UNLESS_NAMED,
            **_each(Goes.NOT, "source_file source_row"),
        },
    }
)
"""What goes of each column. Models count from these; what people wrote in their own words goes nowhere."""


@dataclass(frozen=True)
class Hiding:
    """What hides texts of one community: whom its exports know, and what its keyed digests hang on."""

    known: KnownNames
    secret: str = field(repr=False)

    def shown(self, text: str) -> str:
        """Return a text, or where it may name somebody what stands for it and for nothing else."""
        plain = text.replace("-", " ").replace("_", " ")
        named = self.known.in_title(text) or self.known.in_title(plain)
        return f"withheld-{self._digest(text)}" if named else text

    def keyed(self, text: str) -> str:
        """Return what stands for a text, and for nothing else."""
        return self._digest(text)

    def column(self, cells: pd.Series, how: Goes) -> pd.Series:
        """Return a column as it goes into the lake."""
        if how is Goes.UNLESS_NAMED:
            return _mapped(cells, self.shown)
        if how is Goes.KEYED:
            return _mapped(cells, self.keyed)
        if how is Goes.NUMBERED:
            names = sorted(cells.dropna().unique())
            numbers = {each: f"{at:06}" for at, each in enumerate(names, start=1)}
            return _mapped(cells, lambda name: numbers[name])
        return cells

    def _digest(self, text: str) -> str:
        return hmac.digest(self.secret.encode(), text.encode(), "sha256").hex()[:LENGTH]


def _mapped(cells: pd.Series, said: Callable[[str], str]) -> pd.Series:
    """Return texts as something is said of each, once of those that are alike."""
    known = {each: said(each) for each in cells.dropna().unique()}
    return cells.map(known).astype("str")
