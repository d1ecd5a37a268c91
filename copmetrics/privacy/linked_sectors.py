"""People by organisation and people by sector are one system: a sector is the sum of its organisations.

Secondary suppression over both tables. Whoever has both knows of each sector that is shown what its
withheld organisations come to, and of the sectors that are withheld, all together, likewise. Each of these
sums must leave at least three values for every small number in it, even if it is guessed why each number
is withheld: see `cross_tabs.follow`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from copmetrics.privacy.cross_tabs import APART, UNKNOWN, few_and_more, follow

__all__ = ["withheld_organisations", "withheld_sectors"]


def withheld_organisations(
    organisations: Mapping[str, float],
    sectors: Mapping[str, float],
    sector_of: Mapping[str, str],
    small: int,
) -> set[str]:
    """Return which organisations of a table are withheld.

    - `organisations`: people by organisation, which may be unknown, as their number may;
    - `sectors`: the same people by sector;
    - `sector_of`: the sector of each organisation of which the community says one;
    - `small`: people from 1 to so many are few; with 0 nothing is withheld.
    """
    return _System.of(organisations, sectors, sector_of, small).protected().hidden


def withheld_sectors(
    organisations: Mapping[str, float],
    sectors: Mapping[str, float],
    sector_of: Mapping[str, str],
    small: int,
) -> set[str]:
    """Return which sectors of a table are withheld: asked as `withheld_organisations` is."""
    return _System.of(organisations, sectors, sector_of, small).protected().closed


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

    @classmethod
    def of(
        cls,
        organisations: Mapping[str, float],
        sectors: Mapping[str, float],
        sector_of: Mapping[str, str],
        small: int,
    ) -> _System:
        """Return a system of which nothing is withheld yet."""
        system = cls(small, totals={name: each for name, each in sectors.items() if each > 0})
        for name, people in organisations.items():
            if people > 0:
                system.parts.setdefault(sector_of.get(name, UNKNOWN), {})[name] = people
        return system

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
            if hidden and follow(hidden, self.small):
                if not self._hide_next(sector):
                    self.closed.add(sector)
                return True
        return False

    def _more_in_closed_sectors(self) -> bool:
        """Withhold one more where what is withheld follows from all less the sectors that are shown."""
        for sector in sorted(self.closed):
            if not self._hidden_in(sector):
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
        whole = sum(map(sum, hidden.values()))
        bounds = {each: self._bounds(each, parts) for each, parts in hidden.items()}
        for sector, parts in hidden.items():
            others = [each for name, each in bounds.items() if name != sector]
            low, high = bounds[sector]
            low = max(low, whole - sum(most for _, most in others))
            high = min(high, whole - sum(least for least, _ in others))
            if self._is_few(sector) and self._is_near(low, high):
                return True
            few, more = few_and_more(parts, self.small)
            if few:
                least = few - 1 + more * (self.small + 1)
                most = float("inf") if more else (few - 1) * self.small
                if self._is_near(max(1, low - most), min(self.small, high - least)):
                    return True
        return False

    def _bounds(self, sector: str, hidden: Sequence[float]) -> tuple[float, float]:
        """Return between what the withheld organisations of a withheld sector add up, as may be guessed."""
        few, more = few_and_more(hidden, self.small)
        least = few + more * (self.small + 1)
        most = float("inf") if more else few * self.small
        shown = sum(self.parts[sector].values()) - sum(hidden)
        if self._is_few(sector):
            return least, min(most, self._few_in(sector) - shown)
        return max(least, self._few_in(sector) + 1 - shown), most

    def _is_near(self, low: float, high: float) -> bool:
        return high - low + 1 < min(APART, self.small)

    def _hidden_in(self, sector: str) -> list[float]:
        return [people for name, people in self.parts[sector].items() if name in self.hidden]

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
