"""A community: its settings and its tables, and the questions that they answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias, TypeVar, cast

import pandas as pd

from copmetrics import quarters
from copmetrics.community.card import card_html, card_text
from copmetrics.engine.models import model_names
from copmetrics.engine.opening import Engine
from copmetrics.errors import ChoiceError, CopmetricsError, DimensionError, FileError, Problems
from copmetrics.evaluation.changes import changes, check_values
from copmetrics.evaluation.coverage import Coverage
from copmetrics.evaluation.indicators import Evaluation, quarters_in
from copmetrics.evaluation.share_parts import with_parts
from copmetrics.evaluation.values_kept import (
    asked_with,
    check_asked_alike,
    check_kept,
    dimensions_asked,
    names_asked,
    values_kept,
)
from copmetrics.loading.survey import Loaded, survey
from copmetrics.loading.surveyed_file import SurveyedFile
from copmetrics.measures import MEASURES, check_indicator, measures_by
from copmetrics.measures.base import Measure
from copmetrics.quarters import MONTH
from copmetrics.settings import Settings
from copmetrics.storage.kept import Kept as Cached
from copmetrics.value.indicator_register import people_of_readings
from copmetrics.value.own_values import own_values

__all__ = ["FIELDS", "OFFERED", "Community", "check_community", "load", "only_whole"]

FIELDS = ("folder", "as_of", "tables", "narrative_tables", "notes", "settings")
"""What is promised of a community's fields."""
OFFERED = (
    "indicators",
    "changes",
    "measures",
    "explain",
    "quarter",
    "quarters",
    "events",
    "attendance",
    "members",
    "mailings",
    "activity",
    "stories",
    "facts",
)
"""What is promised of a community beside its fields, in the order of the page that tells of it."""

Kept = TypeVar("Kept")
_ONCE = "what the cache keeps"
_CACHE = "where the cache keeps it"
_Frames: TypeAlias = Mapping[str, pd.DataFrame]
_Once: TypeAlias = Callable[[str, Callable[[], _Frames]], _Frames]


@dataclass(frozen=True, repr=False)
class Community:
    """One community: its settings and its tables, in which nobody is named.

    `copmetrics.load` makes it from a folder. It is frozen, and its frames are shared by all that
    ask: copy one before you change it. Beside the methods and tables below it has

    - `folder`: the path it was read from;
    - `as_of`: its present, an instant in UTC; what had not happened by then is not counted;
    - `tables`: the frames that measures count from, by name: `events`, `attendance`, `members`,
      `mailings`, `activity`, and `feedback` (a row an answer), `visits` (a row a line of who was on
      the platform), `targets` (a row an organisation or profession that the community wants to
      reach), `agenda` (a row an item of the learning agenda), `recommendations`, `outputs`, `event_topics`
      (a row an event and topic), `link_topics` (a row a link that was clicked and topic), `first_heard` (a
      row a person who said how they heard of the community), `organisation_sectors` (a row an organisation of
      which the community says the sector) and `person_bands` (a row a person whose grade or pay band is
      known). Every one has `source_file` and `source_row`, counted as a spreadsheet shows it;
    - `narrative_tables`: what the community tells of itself, by name: `stories`, `segments` (a row
      a step of a story), `links`, `narratives`, `register`, `readings`, `constituencies`,
      `stakeholders`, `messages`, `decisions`;
    - `notes`: sentences on what was estimated in reading;
    - `settings`: what `community.toml` says, to hand on to `copmetrics.indicators`.

    The others (`files`, `coverage`, `own`, `secret`, `naming`, `engine`, `evaluation`, `by_month`,
    `of`, `asked_in`, `indicators_unchecked`, `changes_unchecked`, `values_of`, `kept`, `cached`,
    `remembered`, `unchanged`, `cell_keys`, `people_behind`, `people_over`, `months`,
    `quarters_and_year_before`, `same_days`, `same_days_asked`, `same_days_before`) are for copmetrics
    itself, and may change.

        >>> community.as_of, sorted(community.tables)[:3]
        (Timestamp('2026-10-04 23:00:00+0000', tz='UTC'), ['activity', 'agenda', 'attendance'])
    """

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
    secret: str = field(default_factory=lambda: token_hex(32), repr=False)
    """What record keys and fingerprints hang on; the same as long as the community's key is."""
    engine: Engine = Engine.DUCKDB
    """What runs the models and measures."""
    naming: frozenset[str] = field(default=frozenset(), repr=False)
    """What was written of events and of the agenda that may name somebody, word for word."""

    def __repr__(self) -> str:
        """Return what it is called, how far it reaches and what it has, in a few lines."""
        return card_text(self)

    def __dir__(self) -> list[str]:
        """List what is promised, and nothing of the machinery: it is what Tab offers in a notebook."""
        return sorted((*FIELDS, *OFFERED))

    def _repr_html_(self) -> str:
        """Return the same as a notebook shows it."""
        return card_html(self)

    @classmethod
    def of(cls, loaded: Loaded) -> Community:
        """Return the community that was loaded; the first thing that is wrong with it is raised."""
        if loaded.problems or loaded.assembled is None:
            raise Problems(loaded.problems, str(loaded.folder))
        made = loaded.assembled
        read = cls(
            loaded.folder,
            loaded.settings,
            loaded.files,
            made.tables,
            made.coverage,
            loaded.as_of,
            made.notes,
            made.narrative_tables,
            made.own,
            made.secret,
            naming=made.naming,
        )
        read._kept[_CACHE] = loaded.kept
        read._kept[_ONCE] = loaded.once  # of this folder's tables: who replaces some has it no more
        return read

    def asked_in(self, evaluation: Evaluation) -> Community:
        """Return the community as one that asks an evaluation that is open already, such as a lake's."""
        asked = replace(self)
        asked._open.append(evaluation)
        return asked

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its id: the declared ones, then the community's own.

        **Gives** a mapping; of each measure `id`, `label`, `meaning`, `unit` (`.id` is its name),
        `better` and `cycle` are promised.

            >>> rate = community.measures["open_rate"]
            >>> rate.label, rate.unit.id, str(rate.better)
            ('Emails opened', 'share', 'higher')
        """
        declared = measures_by(self.settings.return_days)
        return {**declared, **{each.id: each for each in self.own}}

    def indicators(
        self,
        by: str | Sequence[str] = (),
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: str | Sequence[str] | None = None,
        quarters: pd.PeriodIndex | Sequence[pd.Period | str] | pd.Period | str | None = None,
    ) -> pd.DataFrame:
        """Return the community's indicators: every measure in every quarter, or those asked for.

        It is `copmetrics.indicators` of this community's tables, settings and coverage, at its
        present; the community's own indicators come after the declared ones of each quarter.

        - `by`: dimensions to part each quarter by, such as `organisation`, `format` or `event`. A
          measure is left out that has not all of them; the community's own have none.
        - `where`: keeps the facts whose dimensions have one of the values given, such as
          `{"format": ["online"]}`; `None` among them is what is not known. A value that the community has
          nowhere is an error: a slip would be told as a sure 0.
        - `only`: ids of measures, those of `measures`; all of them where it is not given.
        - `quarters`: which quarters (periods, or names such as `2026/27-Q2`; one, or several), or which
          months; all of `quarters` where it is not given.
          Measures that set a quarter beside the one before it have no month.

        **Gives** a frame as `copmetrics.indicators` does: one row a quarter, indicator and value of
        the dimensions, with the same columns in the same units.

        **Errors**: `ChoiceError` for an indicator, a dimension or a value of `where` that there is not, with
        what is most like it, and for a quarter of another calendar, or that has not begun; `DimensionError`
        where one of `only` is not told by a dimension: it says why, and of the others too.

        **Source**: `docs/indicators.md` says of each measure what it counts and from what.

            >>> parted = community.indicators(
            ...     by="format", only="attendances", quarters=["2026/27-Q2"]
            ... )
            >>> print(parted[["quarter", "format", "value"]].to_string(index=False))
            quarter       format  value
             2027Q2 face to face  106.0
             2027Q2       online  171.0
        """
        kept, only = values_kept(where), None if only is None else names_asked(only)
        check_kept(kept, self.values_of, only)
        told = None if quarters is None else self._asked(quarters)
        return asked_with(self.indicators_unchecked(by, where=kept, only=only, quarters=told), kept)

    def indicators_unchecked(
        self,
        by: str | Sequence[str] = (),
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: str | Sequence[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return the same where `where` was checked, or has values that are declared elsewhere.

        One that the community has not keeps nothing, and is no error.
        """
        by, only = dimensions_asked(by), None if only is None else names_asked(only)
        names = list(self.measures) if only is None else list(only)
        for name in names:
            check_indicator(name, self.measures)
        monthly = quarters is not None and quarters.freqstr == MONTH
        dimensions = (*by, *(where or {}))
        own = [each for each in self.own if each.id in names]
        if dimensions or monthly:
            if own and only is not None:
                raise only_whole(own[0], dimensions)
            own = []
        declared, frames = _declared(only), []
        if declared != [] or not own:
            frames.append(self._declared_values(by, where, declared, quarters))
        if own:
            wanted = self._or_all(quarters)
            frames.append(self._own_values(own, wanted))
        return pd.concat(frames, ignore_index=True).sort_values(
            "quarter", kind="stable", ignore_index=True
        )

    def values_of(
        self, dimension: str, wanted: Collection[str], only: Iterable[str] | None = None
    ) -> frozenset[str]:
        """Return values that a dimension has, in whatever quarter: those wanted; all, where one is not."""
        return self._evaluation_that_has(self.quarters).values_of(dimension, wanted, only)

    def _asked(
        self, given: pd.PeriodIndex | Sequence[pd.Period | str] | pd.Period | str
    ) -> pd.PeriodIndex:
        """Return quarters, or months, that somebody asks for: see `quarters.asked`. All have begun."""
        several = given if isinstance(given, Iterable) and not isinstance(given, str) else [given]
        told = [self.quarter() if each == "latest" else each for each in several]
        periods = quarters.asked(told, self.settings.calendar, or_latest=True)
        quarters.check_begun(periods, timezone=self.settings.timezone, as_of=self.as_of)
        return periods

    def _declared_values(
        self,
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]] | None,
        only: Sequence[str] | None,
        wanted: pd.PeriodIndex | None,
    ) -> pd.DataFrame:
        asked = self._or_all(wanted)
        evaluation = self._evaluation_that_has(asked)
        return evaluation.indicators(by=by, where=where, only=only, quarters=asked)

    def people_behind(
        self,
        by: Sequence[str] = (),
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Sequence[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return of how many people each value tells: what may be shown of it hangs on that.

        It is asked as `indicators` is. Columns: `quarter`, `indicator`, the dimensions, `people`. A
        value that tells of nobody, or of which it is not known, has no row.
        """
        asked = self.measures if only is None else only
        declared = _declared(only)
        own = bool({each.id for each in self.own} & set(asked)) and not by and not where
        frames = [self._people_of_readings()] if own else []
        if declared != [] or not own:
            wanted = self._or_all(quarters)
            evaluation = self._evaluation_that_has(wanted)
            frames.append(
                evaluation.people_behind(by=by, where=where, only=declared, quarters=wanted)
            )
        return pd.concat(frames, ignore_index=True)

    def cell_keys(
        self,
        by: Sequence[str] = (),
        *,
        only: Sequence[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return the cell keys of the declared measures, by which counts are rounded for those outside.

        It is asked as `indicators` is, and gives what `Evaluation.cell_keys` does.
        """
        wanted = self._or_all(quarters)
        evaluation = self._evaluation_that_has(wanted)
        return evaluation.cell_keys(by=by, only=_declared(only), quarters=wanted)

    def people_over(
        self, by: str, quarters: pd.PeriodIndex, *, of: str = "attendances"
    ) -> pd.DataFrame:
        """Return how many different people an indicator counts in some quarters together.

        Quarters do not add up to it: whoever is counted in two of them is one person. Columns: `by`, one of
        the indicator's dimensions, and `people`.
        """
        evaluation = self._evaluation_that_has(quarters)
        return evaluation.people_over(by, quarters, of=of)

    def _or_all(self, wanted: pd.PeriodIndex | None) -> pd.PeriodIndex:
        """Return the quarters that are asked of; all that there are where none are given."""
        return self.quarters if wanted is None else wanted

    def _people_of_readings(self) -> pd.DataFrame:
        readings = self.narrative_tables["readings"]
        return people_of_readings(readings, calendar=self.settings.calendar)

    def _evaluation_that_has(self, wanted: pd.PeriodIndex) -> Evaluation:
        """Return an open evaluation of some quarters or months; those made are kept for the next."""
        for each in self._open:
            if each.quarters.freqstr == wanted.freqstr and wanted.isin(each.quarters).all():
                return each
        if wanted.freqstr == MONTH:
            own, year = self.months, 12
        else:
            own, year = self.quarters_and_year_before, 4
        if wanted.isin(own).all():
            return self.by_month if wanted.freqstr == MONTH else self.evaluation
        known = own.union(wanted)
        # what is asked of before the records is asked of their year before too
        return self._opened(quarters.span(known.min() - year, known.max()))

    @cached_property
    def _open(self) -> list[Evaluation]:
        """The evaluations that were made."""
        return []

    @cached_property
    def evaluation(self) -> Evaluation:
        """The tables in an engine that stays open, made on first use: each question is quick.

        It knows the year before the records too, which a quarter is told beside.
        """
        return self._opened(self.quarters_and_year_before)

    @property
    def quarters_and_year_before(self) -> pd.PeriodIndex:
        """Every quarter of the records, and the year before them."""
        if not len(self.quarters):
            return self.quarters
        return quarters.span(self.quarters[0] - 4, self.quarters[-1])

    @cached_property
    def by_month(self) -> Evaluation:
        """The same by months, in an engine of its own."""
        return self._opened(self.months)

    @property
    def months(self) -> pd.PeriodIndex:
        """Every month of the records."""
        return quarters.months_of(self.quarters)

    def _opened(self, periods: pd.PeriodIndex) -> Evaluation:
        self._open.append(self._evaluation_of(periods))
        return self._open[-1]

    def _evaluation_of(
        self, periods: pd.PeriodIndex, *, cut: pd.Timestamp | None = None
    ) -> Evaluation:
        return Evaluation(
            self.tables,
            self.settings,
            self.coverage,
            self.as_of,
            periods,
            cut=cut,
            secret=self.secret,
            engine=self.engine,
        )

    def _own_values(self, own: Sequence[Measure], wanted: pd.PeriodIndex) -> pd.DataFrame:
        spans = quarters.bounds(wanted, timezone=self.settings.timezone, as_of=self.as_of)
        return own_values(
            self.narrative_tables["readings"],
            own,
            wanted,
            calendar=self.settings.calendar,
            over=dict(zip(wanted, spans["over"], strict=True)),
        )

    def kept(self, name: Hashable, worked_out: Callable[[], Kept]) -> Kept:
        """Return what is worked out of this community: once, and kept with it by a name."""
        if name not in self._kept:
            self._kept[name] = worked_out()
        return cast("Kept", self._kept[name])

    @cached_property
    def _kept(self) -> dict[Hashable, object]:
        return {}

    def remembered(
        self, what: str, worked_out: Callable[[], Mapping[str, pd.DataFrame]]
    ) -> Mapping[str, pd.DataFrame]:
        """Return tables that are worked out of this community: out of the cache, or kept there by a name.

        The name says all that is asked; whose folder it is, and its present, are known.
        """
        once = self._kept.get(_ONCE)
        if once is None:
            return worked_out()
        since, until = self.unchanged
        asked = f"{what}\n{since.isoformat()} {until.isoformat()}"
        return cast("_Once", once)(asked, worked_out)

    @property
    def cached(self) -> Cached | None:
        """What the cache keeps of the folder as it was read; nothing where it keeps nothing."""
        return cast("Cached | None", self._kept.get(_CACHE))

    @property
    def unchanged(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Return from when, and until before when, all numbers but those of `same_days` are these.

        They hang on the day by the community's clock (which quarters are over, and what notes say), on which
        events have begun, and on the very instant as long as there are records of later ones.
        """
        start = self.as_of.tz_convert(self.settings.timezone).tz_localize(None).normalize()
        days = pd.DatetimeIndex([start, start + pd.Timedelta(days=1)]).tz_localize(
            self.settings.timezone, ambiguous=True, nonexistent="shift_forward"
        )
        begins = self.events["starts_at"]
        reached = self.coverage.recorded_to
        if reached is not None and reached >= self.as_of:
            return self.as_of, self.as_of
        beyond = [] if reached is None else [reached + pd.Timedelta(microseconds=1)]
        since = [days[0], *begins[begins <= self.as_of], *beyond]
        until = [days[1], *begins[begins > self.as_of]]
        return max(since), min(until)

    def facts(self, name: str) -> pd.DataFrame:
        """Return one of the fact tables that measures count, for questions that no measure answers.

        - `name`: that of a model in `copmetrics/models/`, such as `attendances` (a row a person at
          an event), `levels` (a row a person and quarter) or `mailings_latest` (a row a mailing).

        **Gives** a frame, one row for each of what its name says, with its `quarter` (a period)
        where it has one. People are pseudonyms, an unknown cell is missing; instants are in
        UTC, without saying so; lengths are in minutes.

        **Errors**: `ChoiceError` for a name that there is not; it lists them.

        **Source**: the SQL of the model. Its columns are not promised: they may change.

            >>> came = community.facts("attendances")
            >>> int((came["quarter"] == community.quarter("2026/27-Q2")).sum())
            277
        """
        if name not in model_names():
            raise ChoiceError("a table of facts", name, model_names())
        found = self.evaluation.ask(f"select * from {name}")
        if "quarter" not in found:
            return found
        found = found[found["quarter"].isin(self.quarters.astype("int64"))].reset_index(drop=True)
        periods = pd.PeriodIndex.from_ordinals(found["quarter"], freq=self.quarters.freq)
        return found.assign(quarter=periods)

    def changes(
        self,
        values: pd.DataFrame | None = None,
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        quarters: pd.PeriodIndex | Sequence[pd.Period | str] | pd.Period | str | None = None,
    ) -> pd.DataFrame:
        """Return each of the community's indicators beside the quarter before it.

        It is `copmetrics.changes` of this community's indicators; a quarter that is not over is set
        beside the same days of the one before, which takes the community to know.

        - `values`: this community's indicators without dimensions, if they are at hand already; asked with
          the same `where`.
        - `where`: keeps the facts whose dimensions have one of the values given, as in `indicators`.
        - `quarters`: those to give changes for, also one that has begun and no export reaches: of it
          nothing can be compared, and the verdict says why. All of the community's where they are not given.

        **Gives** a frame as `copmetrics.changes` does, with the same columns in the same units.

        **Errors**: those of `indicators` and of `copmetrics.changes`.

        **Source**: as for `copmetrics.changes`.

            >>> values = community.indicators(only=["attendances", "open_rate"])
            >>> changed = community.changes(values)
            >>> newest = changed[changed["quarter"] == community.quarter()]
            >>> print(newest[["indicator", "value", "previous", "verdict"]].round(3).to_string(index=False))
              indicator   value  previous                                          verdict
            attendances 277.000   292.000 within the range of earlier quarters (50 to 298)
              open_rate   0.477     0.458 no clear change, mailing by mailing (6 beside 5)
        """
        kept = values_kept(where)
        check_kept(kept, self.values_of)
        if values is not None:
            check_asked_alike(values, kept)
        return self.changes_unchecked(values, where=kept, quarters=quarters)

    def changes_unchecked(
        self,
        values: pd.DataFrame | None = None,
        *,
        where: Mapping[str, Sequence[str | None]],
        quarters: pd.PeriodIndex | Sequence[pd.Period | str] | pd.Period | str | None = None,
    ) -> pd.DataFrame:
        """Return the same where `where` was checked, or has values that are declared elsewhere."""
        shown = None if quarters is None else self._asked(quarters)
        if values is None:
            alike = shown is not None and shown.freq == self.quarters.freq
            every = self.quarters.union(shown) if alike else None
            values = self.indicators_unchecked(where=where, quarters=every)
        check_values(values)
        parted = with_parts(values, self.indicators_unchecked, where=where)
        return changes(parted, so_far=self.same_days_before(where), quarters=shown)

    def quarter(self, text: str = "latest") -> pd.Period:
        """Return a quarter by its name; `latest` is the last that is over and has anything in it.

        - `text`: such as `2026/27-Q2`, by the community's calendar, or `latest`.

        **Gives** a pandas period. pandas names a financial year by the year that it ends in:
        `2027Q2` is what the NHS calls 2026/27 Q2.

        **Errors**: `ChoiceError` for a name that cannot be read, or a quarter that has not begun;
        `FileError` where no quarter is over yet.

        **Source**: `calendar` in `community.toml`; NHS quarters (April to June is Q1) without it.

            >>> community.quarter()
            Period('2027Q2', 'Q-MAR')
            >>> community.quarter("2024/25-Q1").start_time.date().isoformat()
            '2024-04-01'
        """
        if text != "latest":
            calendar = self.settings.calendar
            named = quarters.parse(text, calendar) if isinstance(text, str) else text
            told = quarters.asked([named], calendar, or_latest=True)
            quarters.check_begun(told, timezone=self.settings.timezone, as_of=self.as_of)
            return told[0]
        spans = quarters.bounds(self.quarters, timezone=self.settings.timezone, as_of=self.as_of)
        over = self.quarters[spans["over"].to_numpy()]
        touched = [each for each in over if each in self.coverage.touched]
        if not touched:
            advice = "Put exports into it that tell when something was."
            if len(self.quarters):
                running = quarters.name(self.quarters[-1])
                advice = f"Ask for the running one by its name: --quarter {running}."
            raise FileError(str(self.folder), "has no quarter that is over yet", advice=advice)
        return touched[-1]

    def explain(
        self,
        indicator: str,
        quarter: str = "latest",
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
    ) -> pd.DataFrame:
        """Return the lines of files behind an indicator, and those that do not count, with the reason.

        - `indicator`: the id of a measure, or of one of the community's own.
        - `quarter`: a quarter by its name, or `latest`.
        - `where`: keeps the facts whose dimensions have one of the values given, as in `indicators`.

        **Gives** a frame, a row a line: `file`, `row` as a spreadsheet counts it, `person` (a pseudonym),
        `what` (the event, the mailing), `counted_as` (what it adds, of a share to the part and to the whole:
        `0 of 1`; or `counted already`) and `why_not`.

        **Errors**: `ChoiceError` for an indicator, a quarter, a dimension or a value of `where` that there is
        not; `DimensionError` where the indicator is not told by the dimension.

        **Source**: the files themselves; `copmetrics explain` prints the same.

            >>> lines = community.explain("events", "2026/27-Q2")
            >>> int(lines["counted_as"].eq("1").sum())
            6
        """
        from copmetrics.community.explain import explained  # late: it is made of communities

        asked, kept = self.quarter(quarter), values_kept(where)
        check_kept(kept, self.values_of, (indicator,))
        return explained(self, indicator, asked, where=kept)

    @property
    def quarters(self) -> pd.PeriodIndex:
        """Every quarter from the first to the last that anything happened in.

        **Gives** pandas periods in order, a quarter between with nothing in it among them; none for
        a community without exports. `covered_to` in `community.toml` may reach further than the
        last event.

            >>> len(community.quarters), str(community.quarters[0]), str(community.quarters[-1])
            (12, '2024Q3', '2027Q2')
        """
        return quarters_in(self.coverage, self.settings)

    def same_days_before(
        self, where: Mapping[str, Sequence[str | None]] | None = None
    ) -> pd.DataFrame | None:
        """Return the quarter before the running one, up to as many days as have gone by."""
        if self.same_days is None:
            return None
        asks = self.same_days.indicators
        return with_parts(asks(where=where), asks, where=where)

    @cached_property
    def same_days(self) -> Evaluation | None:
        """The quarter before the running one in an engine, up to as many days as have gone by."""
        if self.same_days_asked is None:
            return None
        before, cut = self.same_days_asked
        return self._evaluation_of(before, cut=cut)

    @cached_property
    def same_days_asked(self) -> tuple[pd.PeriodIndex, pd.Timestamp] | None:
        """The quarter before the running one, and where it ends after as many days as have gone by."""
        now = quarters.quarter_at(
            self.as_of, calendar=self.settings.calendar, timezone=self.settings.timezone
        )
        if now not in self.coverage.touched or now - 1 not in self.quarters:
            return None
        before = pd.PeriodIndex([now - 1, now])
        starts = quarters.bounds(before, timezone=self.settings.timezone, as_of=self.as_of)
        gone = self.as_of - starts["starts_at"].iloc[1]
        cut = min(starts["starts_at"].iloc[0] + gone, starts["ends_at"].iloc[0])
        return before[:1], cut

    @property
    def events(self) -> pd.DataFrame:
        """The events: one row for each that was held or cancelled.

        **Columns**: `event` (its id), `title`, `starts_at` and `ends_at` (instants, UTC),
        `time_known` (whether more than the day is), `format`, `activity`, `channel`, `topic`, `host` (a
        pseudonym, or several with a space between), `cancelled`, `cluster`, `from_with` (learning
        from one another -2, with one another 2), `informal_formal` (informal -2, formal 2),
        `inside_outside`; and
        `source_file` with `source_row`: the line it was read from, as every table has them.

        **Unknown** cells are missing; nothing is filled in.

            >>> first = community.events.iloc[0]
            >>> first["event"], str(first["starts_at"]), first["format"]
            ('2024-04-16-huddle', '2024-04-16 11:30:00+00:00', 'online')
        """
        return self.tables["events"]

    @property
    def attendance(self) -> pd.DataFrame:
        """Who registered for, or was at, an event: one row a line of a source.

        Somebody who joined three times has three rows here; `facts("attendances")` has them once.

        **Columns**: `event`; `person`, a pseudonym, missing where it is nobody in particular;
        `attendee`, which tells also the unnamed apart; `certainty` (known by address or by name);
        `organisation`, `profession`, `role`; `status` (`attended`, `absent`, `registered` or
        `cancelled`); `registered`; `joined_at` and `left_at` (instants, UTC); `minutes`;
        `left_out`, why a row is not counted, missing where it is.

            >>> counted = community.attendance[community.attendance["left_out"].isna()]
            >>> sorted(counted["status"].unique())
            ['absent', 'attended', 'cancelled', 'registered']
        """
        return self.tables["attendance"]

    @property
    def members(self) -> pd.DataFrame:
        """The mailing list: one row a spell of one person on it.

        **Columns**: `person` (a pseudonym), `audience` (which list), `organisation`, `profession`,
        `reason` (why they joined, in their words), `joined_at` and `left_at` (instants, UTC;
        `left_at` is missing while they are on it), `how_left` (`unsubscribed`, `cleaned` after
        bounces, or `missing` in newer exports), `left_out`.

            >>> int(community.members["left_at"].isna().sum())
            303
        """
        return self.tables["members"]

    @property
    def mailings(self) -> pd.DataFrame:
        """The mailings: one row a mailing in each export that lists it, so newer numbers stand beside older.

        **Columns**: `mailing` (its id), `title`, `subject`, `sent_at` (an instant, UTC), and counts
        as the source has them: `recipients`, `delivered`, `soft_bounces`, `hard_bounces`, `bounces`,
        `unique_opens`, `proxy_excluded_unique_opens` (without those of machines), `opens`,
        `unique_clicks`, `clicks`, `unsubscribes` (emails or people); `left_out`.

        **Unknown**: a count that the export does not have is missing, not 0.

            >>> int(community.mailings["mailing"].nunique())
            41
        """
        return self.tables["mailings"]

    @property
    def stories(self) -> pd.DataFrame:
        """The stories that members told: one row a story.

        **Columns**: `story` (its id), `title`, `teller` (a pseudonym of the collector's),
        `constituency`, `collected_on` (a day), `collected_by`, `consent`, `event` (its id) or `began`
        (the words of a teller who names none), `sign` (what the teller takes as a sign of it). Their
        steps and links are in `narrative_tables`, as `segments` and `links`.

            >>> len(community.stories)
            15
        """
        return self.narrative_tables["stories"]

    @property
    def activity(self) -> pd.DataFrame:
        """What recipients did with mailings: one row a thing that one of them did, as the source has it.

        **Columns**: `mailing`, `person` (a pseudonym), `action` (`open` and `click` each time;
        `opened`, `not_opened` and `bounced` where the source says only that), `happened_at` (an
        instant, UTC; missing where the source does not say), `url`, `left_out`.

        **Unknown** for mailings whose activity was not exported: they have no rows.

            >>> sorted(community.activity["action"].unique())
            ['bounced', 'click', 'not_opened', 'open', 'opened']
        """
        return self.tables["activity"]


def _declared(only: Sequence[str] | None) -> list[str] | None:
    """Return those of some indicators that copmetrics declares; nothing where all are asked for."""
    return None if only is None else [name for name in only if name in MEASURES]


def only_whole(own: Measure, dimensions: Sequence[str]) -> CopmetricsError:
    """Say that an indicator of the community's own has a reading a quarter, and no parts."""
    if not dimensions:
        return ChoiceError("an indicator that a month has", own.id, MEASURES)
    reason = "it is the community's own, which has one reading a quarter"
    return DimensionError(own.id, dimensions[0], reason)


def check_community(given: object) -> None:
    """Refuse what is no community, such as the folder of one."""
    if not isinstance(given, Community):
        advice = "Hand on what copmetrics.load gives of its folder."
        raise ChoiceError("a community", given, (), advice=advice)


def load(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Community:
    """Read a community's folder of exports.

    Every file is looked into, whatever it is called, in subfolders too; a file that copmetrics does
    not know is listed and left. The same file twice, or overlapping exports, count once. Names and
    addresses become pseudonyms here and go no further.

    - `folder`: where the exports are; `community.toml` in it is optional.
    - `as_of`: the present, for numbers as they would have been on an earlier day: an instant with
      a time zone, or a day such as `2026-10-05`, which is its first instant by the community's clock.
      Now, where it is not given.

    **Gives** a `Community`. It writes `.copmetrics-key`, from which pseudonyms are made, into the
    folder, if it is not there.

    **Errors**: `Problems`, with all that is wrong in `errors`: a cell that cannot be read
    (`CellError`), a file that can be read in two ways (`QuestionError`), a file that cannot be
    used (`FileError`). A folder that is not there, or settings that are wrong, are a `FileError`
    or `ChoiceError` at once.

    **Source**: `docs/exports.md` lists the files that are read, `docs/settings.md` the settings.

        >>> import copmetrics
        >>> community = copmetrics.load("data/acute-deterioration", as_of="2026-10-05")
        >>> community.settings.name
        'Acute Deterioration Community of Practice'
        >>> copmetrics.load("data/acute-deteriorating")
        Traceback (most recent call last):
        copmetrics.errors.FileError: ...
    """
    return Community.of(survey(folder, as_of=as_of))
