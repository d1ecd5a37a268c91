"""People by organisation and people by sector are one system: a sector is the sum of its organisations.

Secondary suppression over both tables. Whoever has both knows of each sector that is shown what its
withheld organisations come to, and of the sectors that are withheld, all together, likewise. Each of these
sums must leave at least three values for every small number in it, even if it is guessed why each number
is withheld: see `cross_tabs.follow`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

import pandas as pd

from copmetrics.privacy.cross_tabs import APART, follow

__all__ = ["withheld_organisations", "withheld_sectors"]

UNKNOWN = ""
"""Stands for the organisation, or sector, that is not known."""


def withheld_organisations(
    organisations: pd.DataFrame, sectors: pd.DataFrame, listed: pd.DataFrame, small: int
) -> pd.DataFrame:
    """Return which organisations are withheld, with the other columns of their table.

    - `organisations`: `organisation`, `people` and columns that tell one table from another, such as
      `quarter`; people may be unknown;
    - `sectors`: the same with `sector`, of the same people;
    - `listed`: `organisation` and `sector`, as `community.tables["organisation_sectors"]` has them;
    - `small`: people from 1 to so many are few; with 0 nothing is withheld.
    """
    return _places(organisations, sectors, listed, small, "organisation")


def withheld_sectors(
    organisations: pd.DataFrame, sectors: pd.DataFrame, listed: pd.DataFrame, small: int
) -> pd.DataFrame:
    """Return which sectors are withheld: asked as `withheld_organisations` is."""
    return _places(organisations, sectors, listed, small, "sector")


def _places(
    organisations: pd.DataFrame, sectors: pd.DataFrame, listed: pd.DataFrame, small: int, what: str
) -> pd.DataFrame:
    keys = [each for each in organisations if each not in ("organisation", "people")]
    columns = [*keys, what]
    found = [
        (*key, name or None)
        for key, system in _systems(organisations, sectors, listed, small, keys)
        for name in sorted(system.protected().withheld(what), key=str)
    ]
    kinds = (organisations if what == "organisation" else sectors)[columns].dtypes
    return pd.DataFrame(found, columns=columns).astype(kinds.to_dict())


def _systems(
    organisations: pd.DataFrame,
    sectors: pd.DataFrame,
    listed: pd.DataFrame,
    small: int,
    keys: Sequence[str],
) -> Iterator[tuple[tuple[Hashable, ...], _System]]:
    """Go through the tables: what tells each from the others, and its organisations and sectors."""
    sector_of = dict(zip(listed["organisation"], listed["sector"], strict=True))
    came = organisations[organisations["people"].gt(0)].fillna({"organisation": UNKNOWN})
    whole = sectors[sectors["people"].gt(0)].fillna({"sector": UNKNOWN})
    totals = dict(iter(whole.groupby(list(keys), dropna=False)))
    for key, rows in came.groupby(list(keys), dropna=False):
        system = _System(small)
        for name, people in zip(rows["organisation"], rows["people"], strict=True):
            system.parts.setdefault(sector_of.get(name, UNKNOWN), {})[name] = people
        there = totals.get(key, whole[:0])
        system.totals.update(zip(there["sector"], there["people"], strict=True))
        yield key, system


@dataclass
class _System:
    """The organisations of one table by their sectors, and which are withheld so far."""

    small: int
    parts: dict[str, dict[str, float]] = field(default_factory=dict)
    totals: dict[str, float] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """Organisations."""
    closed: set[str] = field(default_factory=set)
    """Sectors."""

    def withheld(self, what: str) -> set[str]:
        """Return the organisations, or the sectors, that are withheld."""
        return self.hidden if what == "organisation" else self.closed

    def protected(self) -> _System:
        """Withhold what is few, and then more until nothing that is few follows, or nothing is left."""
        for parts in self.parts.values():
            self.hidden |= {name for name, people in parts.items() if people <= self.small}
        self.closed |= {sector for sector in self.parts if self._is_few(sector)}
        while self._more_in_open_sectors() or self._more_in_closed_sectors():
            pass
        return self

    def _is_few(self, sector: str) -> bool:
        """Whether a sector is withheld whatever is beside it."""
        return self.totals.get(sector, 0) <= self._few_in(sector)

    def _few_in(self, sector: str) -> int:
        """Return up to how many people a sector is withheld.

        Three organisations of one or two people each, four in all, are withheld as they are at six: else
        who guesses why it is withheld would know that none of them has three.
        """
        return self.small and max(self.small, len(self.parts[sector]) + self.small - 1)

    def _more_in_open_sectors(self) -> bool:
        """Withhold one more where an organisation follows from its sector; whether there was one."""
        for sector in sorted(set(self.parts) - self.closed):
            hidden = self._hidden_in(sector)
            if hidden.size and follow(hidden, self.small):
                if not self._hide_next(sector):
                    self.closed.add(sector)
                return True
        return False

    def _more_in_closed_sectors(self) -> bool:
        """Withhold one more where what is withheld follows from all less the sectors that are shown."""
        for sector in sorted(self.closed):
            if not self._hidden_in(sector).size:
                return self._hide_next(sector)
        if len(self.closed) > 1 and self._closed_follow():
            return self._hide_next(*sorted(self.closed)) or self._close_next()
        return len(self.closed) == 1 and self._close_next()

    def _closed_follow(self) -> bool:
        """Whether an organisation of the withheld sectors, or one of these that is few, all but follows.

        What is withheld in all of them adds up to what is not shown; what is in each lies between bounds, and
        so between what the others leave of the sum.
        """
        hidden = {each: self._hidden_in(each) for each in sorted(self.closed)}
        whole = sum(each.sum() for each in hidden.values())
        bounds = {each: self._bounds(each, parts) for each, parts in hidden.items()}
        for sector, parts in hidden.items():
            others = [each for name, each in bounds.items() if name != sector]
            low, high = bounds[sector]
            low = max(low, whole - sum(most for _, most in others))
            high = min(high, whole - sum(least for least, _ in others))
            if self._is_few(sector) and self._is_near(low, high):
                return True
            few, more = _few_and_more(parts, self.small)
            if few:
                least = few - 1 + more * (self.small + 1)
                most = float("inf") if more else (few - 1) * self.small
                if self._is_near(max(1, low - most), min(self.small, high - least)):
                    return True
        return False

    def _bounds(self, sector: str, hidden: pd.Series) -> tuple[float, float]:
        """Return between what the withheld organisations of a withheld sector add up, as may be guessed."""
        few, more = _few_and_more(hidden, self.small)
        least = few + more * (self.small + 1)
        most = float("inf") if more else few * self.small
        shown = sum(self.parts[sector].values()) - hidden.sum()
        if self._is_few(sector):
            return least, min(most, self._few_in(sector) - shown)
        return max(least, self._few_in(sector) + 1 - shown), most

    def _is_near(self, low: float, high: float) -> bool:
        return high - low + 1 < min(APART, self.small)

    def _hidden_in(self, sector: str) -> pd.Series:
        parts = self.parts[sector]
        return pd.Series(
            {each: parts[each] for each in sorted(self.hidden & set(parts))}, dtype=float
        )

    def _hide_next(self, *sectors: str) -> bool:
        """Withhold the organisation of the fewest people shown in some sectors; whether there is one."""
        shown = [
            (people, name)
            for sector in sectors
            for name, people in self.parts[sector].items()
            if name not in self.hidden
        ]
        if not shown:
            return False
        self.hidden.add(min(shown)[1])
        return True

    def _close_next(self) -> bool:
        """Withhold the sector of the fewest people that is shown; whether there is one."""
        shown = [(self.totals.get(each, 0.0), each) for each in set(self.parts) - self.closed]
        if not shown:
            return False
        self.closed.add(min(shown)[1])
        return True


def _few_and_more(hidden: pd.Series, small: int) -> tuple[int, int]:
    """Return how many withheld numbers are few, and how many are withheld beside them."""
    few = int(hidden.le(small).sum())
    return few, len(hidden) - few
