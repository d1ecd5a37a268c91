"""Measures in quarters or months: what each was, of how many, and how sure that is.

`indicators` groups the declared measures by quarter and by anything else their fact table has.
Distinct people are recounted in every group, never added up. A month is asked for in the place of
a quarter; what the exports reach is known by quarter all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from copmetrics.engine.models import tables_behind
from copmetrics.engine.opening import Engine
from copmetrics.engine.stored_tables import CatalogTable, no_catalog
from copmetrics.engine.workspace import Workspace
from copmetrics.errors import ChoiceError, DimensionError
from copmetrics.evaluation.asked_facts import facts_asked, tables_of
from copmetrics.evaluation.columns_absent import NOTHING_ABSENT, Absent, absent_from
from copmetrics.evaluation.coverage import SPARSE, Coverage, covered
from copmetrics.evaluation.engine_inputs import workspace
from copmetrics.evaluation.event_topics import topics_in
from copmetrics.evaluation.measure_queries import cell_keys_of, people_of, values_of
from copmetrics.evaluation.parts import Part, PartsAsked
from copmetrics.evaluation.stored_inputs import Given, GivenTable, stored, summed_up
from copmetrics.evaluation.value_basis import HowSure, ValueBasis
from copmetrics.evaluation.values_kept import (
    check_kept,
    dimensions_asked,
    families_told_by,
    names_asked,
    values_kept,
)
from copmetrics.framework.basis import Basis
from copmetrics.measures import ALL, MEASURES, check_indicator, family_of
from copmetrics.measures.base import Measure, Measures
from copmetrics.measures.dimensions import DIMENSIONS, told_by, why_not
from copmetrics.quarters import (
    MONTH,
    asked,
    bounds,
    check_begun,
    instant,
    label,
    months_of,
    span,
)
from copmetrics.schema import INDICATORS, TABLES, YOURS, Table
from copmetrics.settings import Settings
from copmetrics.storage.plain_texts import plain_texts

__all__ = ["COLUMNS", "Evaluation", "check_told", "indicators", "quarters_in", "spanned"]

COLUMNS = tuple(INDICATORS.columns)
_DATED = frozenset({"events", "attendance", "members", "mailings", "visits"})
"""The tables that tell which quarters anything happened in, and who came is known of."""


@plain_texts()
def indicators(
    tables: Mapping[str, GivenTable],
    *,
    settings: Settings | None = None,
    coverage: Coverage | None = None,
    quarters: pd.PeriodIndex | Sequence[pd.Period | str] | pd.Period | str | None = None,
    by: str | Sequence[str] = (),
    where: Mapping[str, Sequence[str | None]] | None = None,
    only: str | Iterable[str] | None = None,
    as_of: pd.Timestamp | date | str | None = None,
    cut: pd.Timestamp | None = None,
    engine: str = "duckdb",
) -> pd.DataFrame:
    """Return what each measure was in each quarter, from tables of events, attendance and so on.

    Distinct people are recounted in every group, never added up; a share is a ratio of sums, never a
    mean of rates. What no export tells is unknown: its value is missing, which is not 0.

    - `tables`: by name, of which any may be missing: `events`, `attendance`, `members`, `mailings`,
      `activity`, `feedback`, `visits`, `targets`, `agenda`, `recommendations`, `outputs`, `event_topics`,
      `link_topics`, `first_heard`, `organisation_sectors` and `person_bands`, with the columns that
      `Community` describes. Of each any column may be missing but those that say what a row is, such as
      `event`, `starts_at`, `attendee` and `status`. A measure that needs a column which is not there is
      unknown, and its note says which; a column that is called almost so, or in other words, is asked about.
      A row of an event, or a mailing, that is not in the table of these is an error: it would count nowhere.
      Instants without a time zone are taken as UTC, and an empty text as unknown. Each is a frame, an Arrow
      table, the path of a Parquet file, of a folder of them, or a pattern (`lake/attendance-*.parquet`), or,
      for Spark, a `CatalogTable`. Of all but frames only what the measures need is read, by the engine, so
      that millions of rows never become a frame. They come back unchanged. Without `event_topics` events are
      of the topics that their own column says, several with a semicolon.
    - `settings`: a community's, as `community.settings` has them; without them those of an empty
      `community.toml`: NHS quarters by the clock of London.
    - `coverage`: a community's, which quarters each source reaches; worked out from the tables
      where it is not given.
    - `quarters`: pandas periods or names such as `2026/27-Q2`, one or several, that have begun; those that
      anything happened in where they are not given; months instead give a row a month.
    - `by`: dimensions, such as `organisation` or `format`; of all measures those that have not all
      are left out, of those that `only` names none may lack one.
    - `where`: keeps the facts whose dimensions have one of the values given; `None` is unknown. A value
      that no facts have, in any quarter, is an error.
    - `only`: ids of measures.
    - `as_of`: the present, an instant or a day (`2026-10-05`) by the community's clock; now, where it is
      not given.
    - `cut`: ends the last of `quarters` early, at an instant within it, to compare like with like.
    - `engine`: what works it out: `duckdb` on this computer, or `spark` (`docs/scale.md`).

    **Gives** a frame, one row a quarter, indicator and value of the dimensions:

    - `quarter`, a period; `indicator`, the id of the measure; the dimensions of `by`;
    - `value`: a number in `unit`; shares are 0 to 1;
    - `numerator` and `denominator`, of shares and means; else missing;
    - `unit`: such as `people`, `attendances`, `minutes`, `share`;
    - `basis`: `actual`, `estimate`, `so_far` (the quarter is not over), `lower_bound` or `unknown`;
    - `note`: why it is not `actual`; else empty. Both are of the part that a row is of, by what is recorded
      of its events and people; what concerns other quarters, the mailing list, the opens of machines or
      what a file does not say is of the whole quarter;
    - `machine_opens`, of measures that leave the opens of machines out where a source tells them:
      `in_it`, `left_out`, or `told_of_some` (of some mailings only, so they are in it); else missing.

    **Errors**: `TableError` for a table that is not as described, `FileError` for a Parquet file that
    cannot be read; `ChoiceError` for a measure, a dimension or a value of `where` that there is not, for a
    quarter, or month, that has not begun, for a set of dimensions that these measures have not, for one of
    `only` that a month has not, for a `cut` outside the last quarter, or for an engine; `EngineError` for
    what an engine cannot do, such as one that is not installed; `DimensionError` where one of `only` is not
    told by a dimension: it says why, and which are.

    **Source**: `docs/indicators.md` says of each measure what it counts and from what.

        >>> import pandas as pd
        >>> tables = {
        ...     "events": pd.DataFrame({
        ...         "event": ["talk", "visit"],
        ...         "starts_at": pd.to_datetime(["2026-04-14 12:00", "2026-05-20 12:00"], utc=True),
        ...     }),
        ...     "attendance": pd.DataFrame({
        ...         "event": ["talk", "talk", "visit"],
        ...         "person": ["ann", "bo", "ann"],
        ...         "attendee": ["ann", "bo", "ann"],
        ...         "status": "attended",
        ...     }),
        ... }
        >>> found = copmetrics.indicators(tables, only=["attendances", "unique_attendees", "open_rate"])
        >>> print(found[["indicator", "value", "unit", "basis"]].to_string(index=False))
               indicator  value        unit   basis
             attendances    3.0 attendances  actual
        unique_attendees    2.0      people  actual
               open_rate    NaN       share unknown
    """
    _check_tables(tables)
    _check_of_community("settings", settings, Settings)
    _check_of_community("coverage", coverage, Coverage)
    settings, chosen_engine, kept = settings or Settings(), _engine(engine), values_kept(where)
    by, only = dimensions_asked(by), None if only is None else names_asked(only)
    asked_for = None if quarters is None else asked(quarters, settings.calendar)
    monthly = asked_for is not None and asked_for.freqstr == MONTH
    dimensions = (*by, *kept)
    facts = _facts(_chosen(only, dimensions, monthly=monthly), dimensions)
    needed = tables_behind(facts) | _DATED | tables_of(dimensions)
    given = {name: _given(table, tables.get(name), chosen_engine) for name, table in TABLES.items()}
    if "event_topics" in needed and tables.get("event_topics") is None:
        given["event_topics"] = topics_in(given, chosen_engine)
    told = summed_up(given, needed=needed, engine=chosen_engine)
    now = pd.Timestamp.now("UTC") if as_of is None else instant(as_of, settings.timezone)
    absent = absent_from(tables, given)
    coverage = coverage or covered(told, settings, _no_exports(told, absent), as_of=now)
    coverage = coverage.up_to(now, settings)
    wanted = asked_for if asked_for is not None else quarters_in(coverage, settings)
    check_begun(wanted, timezone=settings.timezone, as_of=now)
    if cut is not None:
        _check_cut(cut, wanted, settings)
    with Evaluation(
        given,
        settings,
        coverage,
        now,
        wanted,
        cut=cut,
        engine=chosen_engine,
        facts=facts,
        absent=absent,
    ) as evaluation:
        check_kept(kept, evaluation.values_of, only)
        return evaluation.indicators(by=by, where=kept, only=only)


def _check_of_community(what: str, given: object, kind: type) -> None:
    """Refuse what is not of the kind that a community has it of."""
    if given is not None and not isinstance(given, kind):
        advice = f"Hand on `community.{what}`, or leave it out."
        raise ChoiceError(f"a community's {what}", given, (), advice=advice)


def _engine(name: str) -> Engine:
    if name not in list(Engine):
        raise ChoiceError("an engine", name, list(Engine))
    return Engine(name)


def _check_cut(cut: pd.Timestamp, quarters: pd.PeriodIndex, settings: Settings) -> None:
    """Refuse a cut that is not within the last quarter: after it, it would make it longer."""
    if not isinstance(cut, pd.Timestamp) or cut.tzinfo is None:
        example = 'pandas.Timestamp("2026-05-31 12:00", tz="Europe/London")'
        raise ChoiceError("an instant with its time zone", cut, (example,), examples=True)
    bound = bounds(quarters[-1:], timezone=settings.timezone, as_of=cut).iloc[-1]
    if not bound["starts_at"] < cut <= bound["ends_at"]:
        last = str(quarters[-1]) if quarters.freqstr == MONTH else label(quarters[-1])
        what = f"an instant within {last}, the last that is asked for"
        raise ChoiceError(what, cut, (), advice="It ends that one early.")


def _check_tables(tables: Mapping[str, GivenTable]) -> None:
    """Refuse a table by a name that none has: what is in it would be told as unknown, or as none."""
    if not isinstance(tables, Mapping):
        example = '{"events": events, "attendance": attendance}'
        raise ChoiceError("tables by their names", type(tables).__name__, (example,), examples=True)
    for name in tables:
        if name not in TABLES:
            raise ChoiceError("a table", name, TABLES)


def _given(table: Table, given: GivenTable | None, engine: Engine) -> Given:
    """Return what somebody hands in as the table that it should be; nothing is an empty one."""
    if given is None:
        return table.empty()
    if isinstance(given, CatalogTable) and engine is Engine.DUCKDB:
        raise no_catalog(given)
    if not isinstance(given, pd.DataFrame):
        return stored(table, given)
    table.check_names(given.columns, has_rows=not given.empty)
    conformed = table.without_empty_texts(table.conform(given, advice=YOURS))
    return table.check(conformed, advice=YOURS)


def _facts(
    chosen: Iterable[tuple[Measures, Sequence[Measure]]], dimensions: Sequence[str]
) -> list[str]:
    """Return the facts that measures are asked of."""
    return [family.asked_of(dimensions) for family, _ in chosen]


class Evaluation:
    """Tables in an open engine, to ask more than one question of; `indicators` asks one and closes it.

    `quarters` are those, or the months, that it can be asked about.
    """

    def __init__(
        self,
        tables: Mapping[str, Given],
        settings: Settings,
        coverage: Coverage,
        as_of: pd.Timestamp,
        quarters: pd.PeriodIndex,
        *,
        cut: pd.Timestamp | None = None,
        secret: str = "",
        engine: Engine = Engine.DUCKDB,
        space: Workspace | None = None,
        facts: Sequence[str] | None = None,
        absent: Absent = NOTHING_ABSENT,
    ) -> None:
        """Take canonical tables, all of them, and what is known of them; and a `secret` for keys.

        A `space` that is open has the tables in it already. With `facts` only these will be asked for,
        each once. `absent` are columns that the tables had not before they were typed.
        """
        self.settings, self.coverage, self.as_of = settings, coverage, as_of
        self.quarters, self._absent = quarters, absent
        cuts = {} if cut is None else {quarters[-1].ordinal: cut}
        self._space = space or workspace(
            tables,
            settings,
            spanned(coverage, settings, quarters),
            as_of,
            coverage=coverage,
            cuts=cuts,
            secret=secret,
            engine=engine,
        )
        if facts is not None:
            self._space.expect(facts)

    @plain_texts()
    def indicators(
        self,
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Iterable[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return measures by quarter and dimensions: see the function of the same name.

        Values of `where` are not checked here: one that these tables have not keeps nothing, for it may be
        declared elsewhere, or another community's.
        """
        wanted = self.quarters if quarters is None else quarters
        kept, monthly = values_kept(where), wanted.freqstr == MONTH
        chosen = _chosen(only, (*by, *kept), monthly=monthly)
        if not len(wanted):
            return pd.DataFrame(columns=[*COLUMNS[:2], *by, *COLUMNS[2:]])
        found = self._asked(values_of, chosen, by, kept)
        if not by:
            found = _every_quarter(found, wanted, _when_none(chosen, monthly=monthly))
        shown = found[found["quarter"].isin(wanted.astype("int64"))]
        return INDICATORS.check(
            _finished(shown, wanted, PartsAsked.of(by, kept), self._value_basis)
        )

    def people_behind(
        self,
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Iterable[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return of how many people each value tells: `quarter`, `indicator`, dimensions, `people`.

        It is asked as `indicators` is. Values that tell of nobody have no row.
        """
        return self._behind(people_of, by, where, only, quarters)

    def cell_keys(
        self,
        *,
        by: Sequence[str] = (),
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Iterable[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return the cell keys of values: `quarter`, `indicator`, dimensions, `key`, `whole_key`, `longest`.

        It is asked as `indicators` is. A cell's key is the sum of the record keys of those whom it
        counts: `key` is that of the value, or of the numerator of a share, and `whole_key` that of
        the denominator. Measures that are told inside only have none.
        """
        return self._behind(cell_keys_of, by, where, only, quarters)

    @plain_texts()
    def values_of(
        self, dimension: str, wanted: Collection[str], only: Iterable[str] | None = None
    ) -> frozenset[str]:
        """Return values that facts have of a dimension, in whatever quarter: all that are `wanted` are found.

        One table of facts is looked into after another, those of the indicators `only` first, until each
        of them is found; where one is not, all values come back.
        """
        found = frozenset[str]()
        for family in families_told_by(dimension, only):
            if found.issuperset(wanted):
                break
            if not self._space.has_none(family.asked_of((dimension,))):
                facts = facts_asked(family, (dimension,), {}).source
                question = f"select {dimension} from {facts} group by {dimension}"
                found |= frozenset(self._space.ask_once(question, {})[dimension].dropna())
        return found

    def people_over(
        self, by: str, quarters: pd.PeriodIndex, *, of: str = "attendances"
    ) -> pd.DataFrame:
        """Return how many different people an indicator counts in quarters together: `by`, `people`."""
        family = family_of(of)
        facts = facts_asked(family, (by,), {}).source
        question = (
            f"select {by}, count(distinct person) as people from {facts} "
            f"where quarter between $first and $last and {MEASURES[of].counts} group by {by}"
        )
        return self.ask(question, {"first": quarters[0].ordinal, "last": quarters[-1].ordinal})

    def _asked(
        self,
        question: Callable[..., pd.DataFrame],
        chosen: Sequence[tuple[Measures, Sequence[Measure]]],
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]],
    ) -> pd.DataFrame:
        """Ask one fact table after another, but for those that have no row; of one at least."""
        having = [
            (family, measures)
            for family, measures in chosen
            if not self._space.has_none(family.asked_of((*by, *where)))
        ]
        return pd.concat(
            [
                question(self._space, family, measures, by, where)
                for family, measures in having or chosen[:1]
            ],
            ignore_index=True,
        )

    @plain_texts()
    def _behind(
        self,
        question: Callable[..., pd.DataFrame],
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]] | None,
        only: Iterable[str] | None,
        quarters: pd.PeriodIndex | None,
    ) -> pd.DataFrame:
        """Ask what stands behind values, with their quarters as periods."""
        wanted = self.quarters if quarters is None else quarters
        kept = values_kept(where)
        chosen = _chosen(only, (*by, *kept), monthly=wanted.freqstr == MONTH)
        found = self._asked(question, chosen, by, kept)
        found = found[found["quarter"].isin(wanted.astype("int64"))].reset_index(drop=True)
        periods = pd.PeriodIndex.from_ordinals(found["quarter"].astype("int64"), freq=wanted.freq)
        return found.assign(quarter=periods)

    @cached_property
    def _value_basis(self) -> ValueBasis:
        return ValueBasis(
            self._space, self.settings, self.coverage, self.as_of, self.quarters, self._absent
        )

    def ask(self, question: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Answer one SQL question about the facts."""
        return self._space.ask(question, parameters)

    def __enter__(self) -> Evaluation:
        """Use it in a `with` block, which closes the engine."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the engine's memory back."""
        self._space.close()


def quarters_in(
    coverage: Coverage, settings: Settings, also: pd.PeriodIndex | None = None
) -> pd.PeriodIndex:
    """Return every quarter from the first to the last that anything happened in."""
    touched = set(coverage.touched) | set(also if also is not None else ())
    if not touched:
        return pd.PeriodIndex([], freq=settings.calendar.frequency)
    return span(min(touched), max(touched))


def spanned(coverage: Coverage, settings: Settings, wanted: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return all quarters that matter to the wanted ones, or all their months."""
    whole = quarters_in(coverage, settings, wanted.asfreq(settings.calendar.frequency))
    return months_of(whole) if wanted.freqstr == MONTH else whole


def _no_exports(
    tables: Mapping[str, pd.DataFrame], absent: Absent = NOTHING_ABSENT
) -> pd.DataFrame:
    """For frames of one's own: the list is taken to be known to the last change in it.

    Where they have no column for who left, it is as an export without those who unsubscribed.
    """
    members = tables["members"]
    newest = pd.concat([members["joined_at"], members["left_at"]]).max()
    row = {"export": ["frames"], "audience": ["list"], "complete": [not absent.who_left]}
    return pd.DataFrame(row).assign(exported_at=pd.to_datetime([newest], utc=True))


def _chosen(
    only: Iterable[str] | None, by: Sequence[str], *, monthly: bool
) -> list[tuple[Measures, tuple[Measure, ...]]]:
    """Return the measures asked for that have the dimensions asked for, by fact table."""
    names = tuple(only) if only is not None else tuple(MEASURES)
    if not names:
        advice = "Name one, or leave `only` out to ask for all."
        raise ChoiceError("the id of an indicator", "[]", (), advice=advice)
    for name in names:
        check_indicator(name, MEASURES)
    known = sorted(DIMENSIONS)
    for dimension in by:
        if dimension not in known:
            raise ChoiceError("a dimension", dimension, known)
    if only is not None:
        check_told(names, by, monthly=monthly)
    chosen = [
        (family, measures)
        for family in ALL
        if (family.by_month or not monthly) and (measures := _fitting(family, names, by))
    ]
    if not chosen:
        raise ChoiceError("a set of dimensions that these indicators have", "+".join(by), known)
    return chosen


def _fitting(family: Measures, names: Sequence[str], by: Sequence[str]) -> tuple[Measure, ...]:
    """Return those of a family's measures that are asked for and told by all of some dimensions."""
    return tuple(
        each for each in family if each.id in names and set(by) <= set(family.dimensions_of(each))
    )


def check_told(names: Sequence[str], by: Iterable[str], *, monthly: bool = False) -> None:
    """Refuse measures of which one is not told by a dimension, or has no month; say why, and of all."""
    for dimension in by:
        refused = {id: reason for id in names if (reason := why_not(id, dimension)) is not None}
        if refused:
            (first, reason), *others = refused.items()
            raise DimensionError(
                first,
                dimension,
                reason,
                instead=told_by(first, dimension),
                dimensions=family_of(first).dimensions_of(MEASURES[first]),
                others=dict(others),
            )
    without = [id for id in names if monthly and not family_of(id).by_month]
    if without:
        by_month = [each.id for family in ALL if family.by_month for each in family]
        raise ChoiceError("an indicator that a month has", ", ".join(without), by_month)


def _when_none(
    chosen: Sequence[tuple[Measures, Sequence[Measure]]], *, monthly: bool
) -> dict[str, float | None]:
    """Return what each measure is worth where nothing happened.

    That a quarter has some registrations says nothing of a month of it that has none.
    """
    return {
        each.id: None if monthly and family.source in SPARSE else each.when_none
        for family, measures in chosen
        for each in measures
    }


def _every_quarter(
    found: pd.DataFrame, quarters: pd.PeriodIndex, when_none: Mapping[str, float | None]
) -> pd.DataFrame:
    """Give every quarter a row; one in which nothing happened is worth what the measure says."""
    met = set(zip(found["quarter"].tolist(), found["indicator"].tolist(), strict=True))
    every = product(quarters.astype("int64").tolist(), when_none)
    empty = pd.DataFrame(
        [pair for pair in every if pair not in met], columns=["quarter", "indicator"]
    )
    if empty.empty:
        return found
    nothing = empty["indicator"].map(when_none).astype("float64")
    return pd.concat([found, empty.assign(value=nothing)], ignore_index=True)


def _why_valueless(indicator: str) -> str:
    """Return why a measure has no value in a quarter that its exports reach."""
    measure = MEASURES[indicator]
    counts = measure.when_none is not None
    usual = "the exports do not say" if counts else "nothing to take a share or an average of"
    return measure.unless or usual


def _finished(
    found: pd.DataFrame, quarters: pd.PeriodIndex, asked: PartsAsked, value_basis: ValueBasis
) -> pd.DataFrame:
    """Add unit, basis and note; blank what is unknown; order as declared."""
    told = _how_sure(found, quarters, asked, value_basis)
    unknown = np.array([each.basis is Basis.UNKNOWN for each in told], dtype=bool)
    valueless = found["value"].isna().to_numpy() & ~unknown
    names = found["indicator"].tolist()
    numbers = {
        each: np.where(unknown, np.nan, found[each].to_numpy("float64"))
        for each in ("value", "numerator", "denominator")
    }
    said = pd.DataFrame(
        {
            "unit": [MEASURES[name].unit.id for name in names],
            "basis": np.where(valueless, Basis.UNKNOWN, [each.basis for each in told]),
            "note": np.where(
                valueless, [_why_valueless(each) for each in names], [each.note for each in told]
            ),
            "machine_opens": [
                None if none or each.machine_opens is None else each.machine_opens.value
                for each, none in zip(told, valueless, strict=True)
            ],
        },
        found.index,
        dtype="str",
    )
    order = {id: place for place, id in enumerate(MEASURES)}
    placed = found.assign(**numbers, **said, place=[order[name] for name in names]).sort_values(
        ["quarter", "place", *asked.by], ignore_index=True
    )
    placed["quarter"] = pd.PeriodIndex.from_ordinals(placed["quarter"], freq=quarters.freq)
    return placed[[*COLUMNS[:2], *asked.by, *COLUMNS[2:]]]


def _how_sure(
    found: pd.DataFrame, quarters: pd.PeriodIndex, asked: PartsAsked, value_basis: ValueBasis
) -> list[HowSure]:
    """Return of each value how sure it is."""
    family = {each.id: family for family in ALL for each in family}
    by_ordinal = {quarter.ordinal: quarter for quarter in quarters}
    return [
        value_basis.of_value(
            value, by_ordinal[ordinal], family[name], name, Part(asked, tuple(values))
        )
        for name, value, (ordinal, *values) in zip(
            found["indicator"].tolist(),
            found["value"].tolist(),
            asked.keys_of(found),
            strict=True,
        )
    ]
