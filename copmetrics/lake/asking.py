"""Questions to a lake: each is asked once, of all its communities together.

The engine gets one SQL text for all of them (see `engine/for_each.py`): their rules, words and quarters are
rows of tables as their events are. Its answers are parted by community, and what each is worth is said by the
community's own rules and coverage, as for a folder.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Self

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.engine.opening import Engine, open_workspace
from copmetrics.errors import FileError
from copmetrics.evaluation.changes import changes
from copmetrics.evaluation.engine_inputs import inputs
from copmetrics.evaluation.indicators import Evaluation, spanned
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.evaluation.values_kept import check_kept, values_kept
from copmetrics.lake.description import read_description
from copmetrics.lake.packed_tables import KEY, packed_in
from copmetrics.lake.packing import check_lake
from copmetrics.quarters import MONTH

__all__ = ["Asked", "Lake", "OpenLake", "lake_changes", "lake_indicators", "opened", "with_own"]

NAME: Final = r"[a-z0-9-]+"
"""What packing calls a community."""
AGAIN: Final = "Pack its community again."


class Asked(NamedTuple):
    """Of which quarters, or months, a community is asked, and where the last of them ends if early."""

    quarters: pd.PeriodIndex
    cut: pd.Timestamp | None = None


@dataclass(frozen=True)
class Lake:
    """A lake as it is at a time: its communities by their short names."""

    place: Path
    communities: Mapping[str, Community]
    """What is known of each; its tables are in the lake."""
    catalog: str = ""
    """The database of Spark's catalogue that has the tables; without it they are files of the lake."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """By its short name, a digest of each community's key: alike where two share one by choice."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """Communities that cannot be read, by their short names, and why."""

    @classmethod
    def of(
        cls,
        place: Path,
        *,
        as_of: pd.Timestamp | None = None,
        catalog: str = "",
        others_go_on: bool = False,
    ) -> Lake:
        """Look what is in a lake. One whose community cannot be read is an error, unless the others go on."""
        check_lake(place)
        now = pd.Timestamp.now("UTC") if as_of is None else as_of
        found, keys, unread = {}, {}, {}
        for folder in sorted(place.glob(f"{KEY}=*")):
            told = read_description(folder)
            name = folder.name.removeprefix(f"{KEY}=")
            if told is None or re.fullmatch(NAME, name) is None:
                refused = FileError(str(folder), "cannot be read", advice=AGAIN)
                if not others_go_on:
                    raise refused
                unread[name] = f"what the lake has of it cannot be read. {AGAIN}"
                continue
            known = told.coverage.up_to(now, told.settings)
            found[name] = Community(folder, told.settings, (), {}, known, now, secret=told.rounding)
            keys[name] = told.whose
        if not found:
            raise FileError(str(place), "holds no community", advice="Pack one into it.")
        return cls(place, found, catalog, keys, unread)


class OpenLake:
    """The communities of a lake in an open engine; what was asked once is kept, by community."""

    def __init__(self, lake: Lake, asked: Mapping[str, Asked], engine: Engine) -> None:
        """Open an engine on the tables in a lake, with the rules and quarters of the communities asked."""
        self._asked, self._lake, self._engine = asked, lake, engine
        frames: dict[str, list[pd.DataFrame]] = {}
        for name, (quarters, cut) in asked.items():
            for table, frame in self._inputs(lake.communities[name], quarters, cut).items():
                frames.setdefault(table, []).append(frame.assign(**{KEY: name}))
        own = {table: pd.concat(parts, ignore_index=True) for table, parts in frames.items()}
        self.space = open_workspace(
            {**packed_in(lake.place, lake.catalog), **own},
            each=KEY,
            secrets={name: each.secret for name, each in lake.communities.items()},
            engine=engine,
        )
        self._answers: dict[tuple[object, ...], dict[str, pd.DataFrame]] = {}

    @staticmethod
    def _inputs(
        of: Community, quarters: pd.PeriodIndex, cut: pd.Timestamp | None
    ) -> Mapping[str, pd.DataFrame]:
        cuts = {} if cut is None else {quarters[-1].ordinal: cut}
        every = spanned(of.coverage, of.settings, quarters)
        return inputs(of.settings, every, of.as_of, coverage=of.coverage, cuts=cuts)

    def evaluation(self, name: str) -> Evaluation:
        """Return one of the communities, to ask for its indicators."""
        of = self._lake.communities[name]
        return Evaluation(
            {},
            of.settings,
            of.coverage,
            of.as_of,
            self._asked[name].quarters,
            space=_OneOfMany(self, name),
        )

    def community(self, name: str) -> Community:
        """Return one of the communities, which is asked here for all that it is asked for."""
        return self._lake.communities[name].asked_in(self.evaluation(name))

    def values_of(
        self, dimension: str, wanted: Collection[str], only: Iterable[str] | None = None
    ) -> frozenset[str]:
        """Return values that any of the communities has of a dimension, as `Evaluation.values_of` does."""
        found = frozenset[str]()
        for name in self._asked:
            found |= self.evaluation(name).values_of(dimension, wanted, only)
        return found

    def indicators(
        self,
        quarters: Mapping[str, pd.PeriodIndex] | None = None,
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return the indicators of each community: see `lake_indicators`; `where` is not checked."""
        wanted = quarters or {name: each.quarters for name, each in self._lake.communities.items()}
        frames = [
            self._named(
                name,
                self.evaluation(name).indicators(by=by, where=where, only=only, quarters=each),
            )
            for name, each in wanted.items()
        ]
        return pd.concat(frames, ignore_index=True)

    def changes(
        self,
        quarters: Mapping[str, pd.PeriodIndex] | None = None,
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
    ) -> pd.DataFrame:
        """Return the changes of each community: see `lake_changes`; `where` is not checked."""
        before = self._same_days(quarters, where)
        frames = []
        for name, each in self._lake.communities.items():
            evaluation, shown = self.evaluation(name), (quarters or {}).get(name)
            every = each.quarters if shown is None else each.quarters.union(shown)
            values = evaluation.indicators(where=where, quarters=every)
            told = with_parts(values, evaluation.indicators, where=where)
            found = changes(told, so_far=before.get(name), quarters=shown)
            frames.append(self._named(name, found))
        return pd.concat(frames, ignore_index=True)

    def _same_days(
        self,
        quarters: Mapping[str, pd.PeriodIndex] | None,
        where: Mapping[str, Sequence[str | None]] | None,
    ) -> dict[str, pd.DataFrame]:
        """Return of communities whose running quarter is told the one before it, up to as many days.

        It ends early, so what is made of quarters is made anew: in an engine of its own.
        """
        asked = {}
        for name, each in self._lake.communities.items():
            told = each.quarters if quarters is None else quarters[name]
            if each.same_days_asked is not None and each.same_days_asked[0][-1] + 1 in told:
                asked[name] = Asked(*each.same_days_asked)
        if not asked:
            return {}
        with OpenLake(self._lake, asked, self._engine) as together:
            evaluations = {name: together.evaluation(name) for name in asked}
            return {
                name: with_parts(each.indicators(where=where), each.indicators, where=where)
                for name, each in evaluations.items()
            }

    def _named(self, name: str, found: pd.DataFrame) -> pd.DataFrame:
        """Put the community's name beside what was found of it."""
        return found.assign(**{KEY: self._lake.communities[name].settings.name or name})[
            [*found.columns[:2], KEY, *found.columns[2:]]
        ]

    def part(self, name: str, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Return what is answered to one community."""
        asked = (question, *parameters.items())
        if asked not in self._answers:
            answer = self.space.ask(question, parameters)
            parts = {"": answer.iloc[:0], **dict(iter(answer.groupby(KEY, sort=False)))}
            self._answers[asked] = parts
        known = self._answers[asked]
        return known.get(name, known[""]).drop(columns=KEY).reset_index(drop=True)

    def __enter__(self) -> Self:
        """Use it in a `with` block, which closes the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the engine's memory back."""
        self.space.close()


@dataclass(frozen=True)
class _OneOfMany:
    """One community's part of a lake, asked as an engine with it alone."""

    together: OpenLake
    name: str

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Answer one SQL question, its rows ordered by all columns, from the first on."""
        return self.together.part(self.name, question, parameters or {})

    def ask_once(self, question: str, parameters: Mapping[str, object]) -> pd.DataFrame:
        """Answer a question with few rows; the answer is kept with the others'."""
        return self.ask(question, parameters)

    def has_none(self, name: str) -> bool:
        """Whether a model is known to have no row: it is asked, for the others may have some."""
        return False

    def expect(self, facts: Iterable[str]) -> None:
        """Take it as it comes: the others may ask for more."""

    def close(self) -> None:
        """Leave the engine open: it is the others' too."""

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave it."""


def opened(
    lake: Lake, engine: Engine, wanted: Mapping[str, pd.PeriodIndex] | None = None
) -> OpenLake:
    """Open an engine on communities of a lake, each with all of its quarters, and those wanted of it."""
    wanted = wanted or {name: each.quarters for name, each in lake.communities.items()}
    asked = {name: Asked(with_own(lake.communities[name], each)) for name, each in wanted.items()}
    return OpenLake(lake, asked, engine)


def lake_indicators(
    lake: Lake,
    *,
    by: Sequence[str] = (),
    where: Mapping[str, Sequence[str | None]] | None = None,
    only: Sequence[str] | None = None,
    quarters: Mapping[str, pd.PeriodIndex] | None = None,
    engine: Engine = Engine.DUCKDB,
) -> pd.DataFrame:
    """Return the indicators of each community, with its name in the column `community`.

    - `quarters`: of which quarters or months each is asked, by its short name; all of its own otherwise.
    - `where`: a value that one of the communities has and another has not keeps nothing of the other; one
      that none of them has is an error.

    The rest is as `Community.indicators` has it. A community's own indicators stay in its folder. Nobody
    is counted over several: pseudonyms of two communities have nothing in common.
    """
    kept = values_kept(where)
    with opened(lake, engine, quarters) as together:
        check_kept(kept, together.values_of, only)
        return together.indicators(quarters, by=by, where=kept, only=only)


def lake_changes(
    lake: Lake,
    *,
    where: Mapping[str, Sequence[str | None]] | None = None,
    quarters: Mapping[str, pd.PeriodIndex] | None = None,
    engine: Engine = Engine.DUCKDB,
) -> pd.DataFrame:
    """Return each indicator of each community beside the quarter before, as `Community.changes` does.

    - `quarters`: those to give changes for, by the community's short name; all of its own otherwise.
    """
    kept = values_kept(where)
    with opened(lake, engine, quarters) as together:
        check_kept(kept, together.values_of)
        return together.changes(quarters, where=kept)


def with_own(of: Community, wanted: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return a community's quarters with the year before them, or its months, and those wanted."""
    own = of.months if wanted.freqstr == MONTH else of.quarters_and_year_before
    known = own.union(wanted)
    return pd.period_range(known.min(), known.max()) if len(known) else known
