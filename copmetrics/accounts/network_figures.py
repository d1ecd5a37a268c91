"""The numbers that all sections of a network's account tell from: of each community what it shares.

Nothing else is told of a community: its values and changes as its own shared accounts have them, its kinds
of activity over a year, and the organisations that it names there. So whoever holds the network's account
beside a community's learns nothing of that community that it does not share. One number alone is
not made of these: people counted once across communities, where these share a key (`people_once`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell
from copmetrics.accounts.network_quarter import network_quarter
from copmetrics.accounts.part_tables import YEAR, as_shared, means_by_parts, named_organisations
from copmetrics.accounts.people_once import PeopleOnce, people_once
from copmetrics.accounts.shared_changes import shared_changes
from copmetrics.community.community import Community
from copmetrics.engine.opening import Engine
from copmetrics.evaluation.changes import changes_and_reasons
from copmetrics.evaluation.indicators import Evaluation
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.lake.asking import Asked, Lake, OpenLake, with_own
from copmetrics.measures import HEADLINES, INSIDE, MEASURES
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind
from copmetrics.quarters import same_months, span
from copmetrics.settings import Profile
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["KINDS_OF_ACTIVITY", "TOLD", "NetworkFigures", "NetworkMember"]

_OUTSIDE: Final = tuple(each for each in MEASURES if each not in INSIDE)
"""All that a community shares anything of: what is withheld hangs on the numbers beside it."""
_WITH_THEM: Final = ("unique_attendees", "new_attendees", "organisations_attending")
TOLD: Final = tuple(each for each in MEASURES if each in HEADLINES or each in _WITH_THEM)
"""What is told of all together."""
KINDS_OF_ACTIVITY: Final = ("attendances", "return_rate", "feedback_rating")
"""What is told of each kind of activity, beside its events."""


@dataclass(frozen=True)
class NetworkMember:
    """One community of a network."""

    id: str
    """What its lake calls it."""
    name: str
    """What it is called; with its folder's name where another is called alike."""
    lacks: bool
    """Whether no measure told here is known of it in the quarter."""


@dataclass(frozen=True, kw_only=True)
class NetworkFigures:
    """What the communities of a network share, each by its short name in the column `community`.

    `quarter` in every frame is the network's: that of another calendar with the same months is one with it.
    """

    name: str
    quarter: pd.Period
    members: tuple[NetworkMember, ...]
    """By their names, in the order of the alphabet."""
    unread: tuple[tuple[str, str], ...]
    """Communities that could not be read, and why."""
    values: pd.DataFrame
    """Their indicators up to the quarter, with a `status`: `c` where withheld."""
    changes: pd.DataFrame
    """Their changes in the quarter."""
    activities: pd.DataFrame
    """Indicators of the year that ends with the quarter, by `cluster`, with `status` and `few` (came)."""
    events: pd.DataFrame
    """Of each `cluster` in that year: how many `events`, and of how many it is `recorded` who came."""
    organisations: pd.DataFrame
    """By `quarter`: each `organisation` that came and may be named."""
    once: PeopleOnce
    """People counted once across communities that share a key."""

    @classmethod
    @plain_texts()
    def of(
        cls,
        lake: Lake,
        name: str,
        *,
        quarter: str = "latest",
        unread: Iterable[tuple[str, str]] = (),
        engine: Engine = Engine.DUCKDB,
    ) -> NetworkFigures:
        """Ask a lake for all that its communities share of a quarter.

        `unread` are communities that could not be packed into it, and why; those that the lake has and
        that cannot be read come beside them.
        """
        told = network_quarter(list(lake.communities.values()), quarter)
        own = {
            id: same_months(told, each.settings.calendar) for id, each in lake.communities.items()
        }
        asked = {
            id: Asked(with_own(each, span(own[id] - YEAR, own[id])))
            for id, each in lake.communities.items()
        }
        with OpenLake(lake, asked, engine) as together:
            shared = {
                id: _Shared.by(together.community(id), together.evaluation(id), own[id])
                for id in lake.communities
            }
            once = people_once(lake, together, own, {id: s.people for id, s in shared.items()})
        known = {id: each.known for id, each in shared.items()}
        return cls(
            name=name,
            quarter=told,
            members=_members(lake, known),
            unread=tuple(sorted({**lake.unread, **dict(unread)}.items())),
            values=_beside({id: each.values for id, each in shared.items()}, own, told),
            changes=_beside({id: each.changes for id, each in shared.items()}, own, told),
            activities=_beside({id: each.activities for id, each in shared.items()}, own, told),
            events=_beside({id: each.events for id, each in shared.items()}, own, told),
            organisations=_beside({id: each.named for id, each in shared.items()}, own, told),
            once=once,
        )

    @property
    def ids(self) -> list[str]:
        """The communities by their short names, in the order of their names."""
        return [each.id for each in self.members]

    def cells(self, indicator: str, quarter: pd.Period | None = None) -> dict[str, ReportCell]:
        """Return of each community a value as a table holds it: a number, `[c]`, or unknown."""
        rows = self.rows(indicator, quarter)
        return {id: _cell(rows.get(id)) for id in self.ids}

    def rows(
        self, indicator: str, quarter: pd.Period | None = None
    ) -> dict[str, dict[str, object]]:
        """Return of each community the row of a value, where there is one."""
        place = (indicator, self.quarter if quarter is None else quarter)
        return self._by_place.get(place, {})

    def comparable(self, indicator: str, quarter: pd.Period | None = None) -> list[str]:
        """Return the communities that tell a measure as most do: opens with those of machines, or without."""
        rows = self.rows(indicator, quarter)
        kinds = {id: str(rows[id]["machine_opens"]) for id in self.ids if id in rows}
        told = Counter(kind for id, kind in kinds.items() if _cell(rows[id]) is not None)
        usual = max(sorted(told), key=lambda kind: told[kind], default="")
        return [id for id, kind in kinds.items() if kind == usual]

    @cached_property
    def _by_place(self) -> dict[tuple[str, pd.Period], dict[str, dict[str, object]]]:
        found: dict[tuple[str, pd.Period], dict[str, dict[str, object]]] = {}
        for row in self.values.to_dict("records"):
            found.setdefault((row["indicator"], row["quarter"]), {})[row["community"]] = row
        return found


@dataclass(frozen=True)
class _Shared:
    """What one community shares, by its own quarters."""

    values: pd.DataFrame
    changes: pd.DataFrame
    activities: pd.DataFrame
    events: pd.DataFrame
    named: pd.DataFrame
    known: bool

    @classmethod
    def by(cls, community: Community, evaluation: Evaluation, quarter: pd.Period) -> _Shared:
        """Work out what a community shares of a quarter, as its own shared account does."""
        every = community.quarters.union(pd.PeriodIndex([quarter - 1, quarter]))
        quarters = every[every <= quarter]
        values = community.indicators(only=_OUTSIDE, quarters=quarters)
        exact = changes_and_reasons(with_parts(values, community.indicators), quarters=[quarter])
        behind = Behind(
            community.people_behind(only=_OUTSIDE, quarters=quarters),
            community.cell_keys(only=_OUTSIDE, quarters=quarters),
        )
        shown = as_shared(values, community, behind)
        rounding = Rounding(community.settings.small_number, community.secret)
        changes = shared_changes(
            exact, shown, None, community.measures, rounding, quarters=[quarter]
        )
        here = shown[shown["quarter"].eq(quarter) & shown["indicator"].isin(TOLD)]
        return cls(
            shown,
            changes,
            means_by_parts(community, Profile.SHARE, quarter, "cluster", only=KINDS_OF_ACTIVITY),
            _events(evaluation, quarter),
            named_organisations(community, quarter, Profile.SHARE),
            bool(here["value"].notna().any() or here["status"].eq(ShownAs.WITHHELD).any()),
        )

    @property
    def people(self) -> dict[pd.Period, ReportCell]:
        """How many people came, by quarter, as a table holds it."""
        rows = self.values[self.values["indicator"].eq("unique_attendees")].to_dict("records")
        return {row["quarter"]: _cell(row) for row in rows}


def _events(evaluation: Evaluation, quarter: pd.Period) -> pd.DataFrame:
    """Return how many events of each kind a year had, and of how many it is known who came."""
    first, last = quarter - YEAR + 1, quarter
    asked = (
        "select quarter, cluster, count(*) as events, count(attendances) as recorded "
        "from event_attendance group by quarter, cluster"
    )
    found = evaluation.ask(asked)
    year = found[found["quarter"].between(first.ordinal, last.ordinal)]
    sums = year.groupby("cluster", as_index=False)[["events", "recorded"]].sum()
    return sums.assign(quarter=last)


def _cell(row: Mapping[str, object] | None) -> ReportCell:
    """Return a row's value as a table holds it; nothing where it is unknown or there is no row."""
    if row is None:
        return None
    if row["status"] == ShownAs.WITHHELD:
        return MARK
    value = row["value"]
    return None if pd.isna(value) else float(str(value))


def _members(lake: Lake, known: Mapping[str, bool]) -> tuple[NetworkMember, ...]:
    names = {id: each.settings.name or id for id, each in lake.communities.items()}
    often = pd.Series(list(names.values())).value_counts()
    members = (
        NetworkMember(id, name if often[name] == 1 else f"{name} ({id})", not known[id])
        for id, name in names.items()
    )
    return tuple(sorted(members, key=lambda each: (each.name.casefold(), each.id)))


def _beside(
    frames: Mapping[str, pd.DataFrame], own: Mapping[str, pd.Period], told: pd.Period
) -> pd.DataFrame:
    """Put frames of communities under one another, their quarters as the network's."""
    named = [
        each.assign(
            community=id,
            quarter=[told - (own[id] - quarter).n for quarter in each["quarter"]],
        )
        for id, each in frames.items()
        if len(each)
    ]
    empty = next(iter(frames.values())).iloc[:0].assign(community=pd.Series(dtype="str"))
    return pd.concat(named, ignore_index=True) if named else empty
