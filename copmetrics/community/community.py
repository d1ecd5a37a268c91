"""A community: its settings and its tables, and the questions that they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from copmetrics import quarters
from copmetrics.engine.models import model_names
from copmetrics.errors import ChoiceError, FileError, Problems
from copmetrics.evaluation import indicators as evaluated
from copmetrics.evaluation.changes import changes
from copmetrics.evaluation.coverage import Coverage
from copmetrics.evaluation.indicators import Evaluation, quarters_in
from copmetrics.loading.sheet_reading import SurveyedFile
from copmetrics.loading.survey import Loaded, survey
from copmetrics.measures import MEASURES
from copmetrics.measures.base import Measure
from copmetrics.settings import Settings
from copmetrics.value.indicator_register import own_values

__all__ = ["Community", "load"]


@dataclass(frozen=True)
class Community:
    """One community: its settings and its tables, in which nobody is named."""

    folder: Path
    settings: Settings
    files: tuple[SurveyedFile, ...]
    tables: Mapping[str, pd.DataFrame]
    coverage: Coverage
    as_of: pd.Timestamp
    """The present: what had not happened by then is not counted."""
    notes: tuple[str, ...] = ()
    narrative_tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """What the community tells of itself: stories, its own indicators, who needs to know what."""
    own: tuple[Measure, ...] = ()
    """The community's own indicators."""

    @classmethod
    def of(cls, loaded: Loaded) -> Community:
        """Return the community that was loaded; the first thing that is wrong with it is raised."""
        if loaded.problems or loaded.assembled is None:
            raise Problems(loaded.problems, str(loaded.folder))
        made = loaded.assembled
        return cls(
            loaded.folder,
            loaded.settings,
            loaded.files,
            made.tables,
            made.coverage,
            loaded.as_of,
            made.notes,
            made.narrative_tables,
            made.own,
        )

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its id: the declared ones, then the community's own."""
        return {**MEASURES, **{each.id: each for each in self.own}}

    def indicators(
        self,
        by: Sequence[str] = (),
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Sequence[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return every measure in every quarter, by any dimensions: see `copmetrics.indicators`.

        `where` keeps the facts whose dimensions have one of the values given. The community's own
        indicators come after the declared ones; they have no dimensions.
        """
        names = list(self.measures) if only is None else list(only)
        for name in names:
            if name not in self.measures:
                raise ChoiceError("an indicator", name, self.measures)
        declared = [name for name in names if name in MEASURES]
        monthly = quarters is not None and quarters.freqstr == "M"
        whole = not by and not where and not monthly
        own = [each for each in self.own if each.id in names and whole]
        frames = []
        if declared or not own:
            frames.append(self._declared_values(by, where, declared, quarters))
        if own:
            wanted = self.quarters if quarters is None else quarters
            frames.append(self._own_values(own, wanted))
        return pd.concat(frames, ignore_index=True).sort_values(
            "quarter", kind="stable", ignore_index=True
        )

    def _declared_values(
        self,
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]] | None,
        only: Sequence[str],
        wanted: pd.PeriodIndex | None,
    ) -> pd.DataFrame:
        if wanted is None or wanted.isin(self.quarters).all():
            return self.evaluation.indicators(by=by, where=where, only=only, quarters=wanted)
        if wanted.freqstr == "M" and wanted.isin(self.by_month.quarters).all():
            return self.by_month.indicators(by=by, where=where, only=only, quarters=wanted)
        return evaluated.indicators(
            self.tables,
            settings=self.settings,
            coverage=self.coverage,
            as_of=self.as_of,
            by=by,
            where=where,
            only=only,
            quarters=wanted,
        )

    @cached_property
    def evaluation(self) -> Evaluation:
        """The tables in an engine that stays open, made on first use: each question is quick."""
        return self._evaluation_of(self.quarters)

    @cached_property
    def by_month(self) -> Evaluation:
        """The same by months, in an engine of its own."""
        return self._evaluation_of(quarters.months_of(self.quarters))

    def _evaluation_of(self, periods: pd.PeriodIndex) -> Evaluation:
        return Evaluation(self.tables, self.settings, self.coverage, self.as_of, periods)

    def _own_values(self, own: Sequence[Measure], wanted: pd.PeriodIndex) -> pd.DataFrame:
        spans = quarters.bounds(wanted, timezone=self.settings.timezone, as_of=self.as_of)
        return own_values(
            self.narrative_tables["readings"],
            own,
            wanted,
            calendar=self.settings.calendar,
            over=dict(zip(wanted, spans["over"], strict=True)),
        )

    def facts(self, name: str) -> pd.DataFrame:
        """Return one of the fact tables that measures count, as a frame, with its `quarter`.

        `name` is that of a model, such as `attendances`, `levels` or `quarter_pairs`.
        """
        if name not in model_names():
            raise ChoiceError("a table of facts", name, model_names())
        found = self.evaluation.ask(f"select * from {name}")
        if "quarter" not in found:
            return found
        periods = pd.PeriodIndex.from_ordinals(found["quarter"], freq=self.quarters.freq)
        return found.assign(quarter=periods)

    def changes(self, values: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return each indicator beside the quarter before it: see `changes.changes`.

        `values` are this community's indicators, if they are at hand already.
        """
        known = self.indicators() if values is None else values
        return changes(known, so_far=self.same_days_before())

    def quarter(self, text: str = "latest") -> pd.Period:
        """Read a quarter's name; `latest` is the last one that is over and has anything in it."""
        if text != "latest":
            return quarters.parse(text, self.settings.calendar)
        spans = quarters.bounds(self.quarters, timezone=self.settings.timezone, as_of=self.as_of)
        over = self.quarters[spans["over"].to_numpy()]
        touched = [each for each in over if each in self.coverage.touched]
        if not touched:
            advice = "Ask for the running one by its name, for example --quarter 2026/27-Q3."
            raise FileError(str(self.folder), "has no quarter that is over yet", advice=advice)
        return touched[-1]

    @property
    def quarters(self) -> pd.PeriodIndex:
        """Every quarter from the first to the last that anything happened in."""
        return quarters_in(self.coverage, self.settings)

    def same_days_before(self) -> pd.DataFrame | None:
        """Return the quarter before the running one, up to as many days as have gone by."""
        now = quarters.quarter_at(
            self.as_of, calendar=self.settings.calendar, timezone=self.settings.timezone
        )
        if now not in self.coverage.touched or now - 1 not in self.quarters:
            return None
        before = pd.PeriodIndex([now - 1, now])
        starts = quarters.bounds(before, timezone=self.settings.timezone, as_of=self.as_of)
        gone = self.as_of - starts["starts_at"].iloc[1]
        cut = min(starts["starts_at"].iloc[0] + gone, starts["ends_at"].iloc[0])
        return evaluated.indicators(
            self.tables,
            settings=self.settings,
            coverage=self.coverage,
            as_of=self.as_of,
            quarters=before[:1],
            cut=cut,
        )

    @property
    def events(self) -> pd.DataFrame:
        """One row an event: title, start, format, activity, whether it was cancelled."""
        return self.tables["events"]

    @property
    def attendance(self) -> pd.DataFrame:
        """One row a line of a source that says who registered for, or was at, an event."""
        return self.tables["attendance"]

    @property
    def members(self) -> pd.DataFrame:
        """One row a spell of one person on the mailing list."""
        return self.tables["members"]

    @property
    def mailings(self) -> pd.DataFrame:
        """One row a mailing in each export that lists it."""
        return self.tables["mailings"]

    @property
    def stories(self) -> pd.DataFrame:
        """One row a story; its steps and links are in `narrative_tables`."""
        return self.narrative_tables["stories"]

    @property
    def activity(self) -> pd.DataFrame:
        """One row an opening or click of one recipient."""
        return self.tables["activity"]


def load(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Community:
    """Read a community's folder; the first thing that is wrong with it is raised as an error.

    `as_of` is the present, for a report as it would have been on an earlier day: an instant, or a day
    such as `2026-10-05`.
    """
    return Community.of(survey(folder, as_of=as_of))
