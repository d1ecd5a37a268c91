"""The tables that cross from room to room: which columns they have, of which kind, and what must hold.

`schema.csv` declares every column: its kind, whether it is known in every row, the words that it
chooses from, and what it means. Readers fill the *raw* tables, which still name people. They become
the *canonical* tables that models and measures see, where a person is a pseudonym, and the
*narrative* ones that the community tells of itself; what is asked of these is an *answer*. What is
*restricted* is in none of these: the facilitators' lists alone are made of it. A missing
value is always *unknown*; nothing here is filled with zero.

`Table.conform` types a frame, `Table.check` raises a `TableError` at the first row in which something
does not hold. Frames are checked where they pass from one room to the next: raw tables as they are
loaded, canonical and narrative ones before anything is counted, answers before they are handed out.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache, partial
from importlib.resources import files
from itertools import chain
from typing import Any, Final, NotRequired, TypedDict

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from copmetrics.errors import TableError, nearest
from copmetrics.framework.basis import Basis
from copmetrics.framework.column_names import called_otherwise
from copmetrics.units import Unit, join_words

__all__ = [
    "ACTIVITY",
    "AGENDA",
    "ATTENDANCE",
    "CHANGES",
    "CHANGES_SAID",
    "DECISIONS",
    "EVENTS",
    "EVENT_TOPICS",
    "FEEDBACK",
    "FIRST_HEARD",
    "INDICATORS",
    "LARGEST",
    "LINKS",
    "LINK_TOPICS",
    "MAILINGS",
    "MEMBERS",
    "NARRATIVES",
    "NARRATIVE_TABLES",
    "ORGANISATION_SECTORS",
    "OURS",
    "OUTPUTS",
    "PERSON_BANDS",
    "RAW",
    "READINGS",
    "RECOMMENDATIONS",
    "REFERENCES",
    "REGISTER",
    "SEGMENTS",
    "STORIES",
    "TABLES",
    "TARGETS",
    "VISITS",
    "YOURS",
    "Column",
    "IndicatorRow",
    "Table",
    "as_meant",
    "check_references",
    "listed",
    "source_line",
    "topics_listed",
]

_INSTANT: Final = "datetime64[us, UTC]"
_TYPES: Final = {
    "text": "str",
    "number": "float64",
    "flag": "boolean",
    "instant": _INSTANT,
    "day": "datetime64[us]",
    "row": "Int64",
    "quarter": "period",
}
_NOUNS: Final = {
    "text": ("a text", "texts"),
    "number": ("a number", "numbers"),
    "flag": ("true or false", "true and false"),
    "instant": ("an instant", "instants"),
    "day": ("a day", "days"),
    "row": ("a row's number", "row numbers"),
    "quarter": ("a quarter", "quarters"),
}
"""What one cell of a kind is called, and several."""
OURS: Final = "This is a mistake in copmetrics, not in your files: please tell us."
YOURS: Final = "Mend the frame and ask again."
RENAME: Final = "Rename it, or leave it out."
RENAME_ONE: Final = "Rename one of them, or leave it out."
LARGEST: Final = 1e12
"""No number of people, minutes or emails is as large."""


SEPARATOR: Final = re.compile(r"[;\n]|(?<!\d),|,(?!\d{3}(?!\d))")


def listed(cell: object) -> list[str]:
    """Return what a cell lists: parts between semicolons, commas or line breaks; none if empty.

    A comma within a number, `1,000`, parts nothing.
    """
    parts = SEPARATOR.split(cell) if isinstance(cell, str) else []
    return [each.strip() for each in parts if each.strip()]


TOPICS: Final = re.compile(r"[;\n]")


def topics_listed(cell: object) -> list[str]:
    """Return the topics of a cell, between semicolons or line breaks: a topic may have a comma in it."""
    parts = TOPICS.split(cell) if isinstance(cell, str) else []
    return [each for part in parts if (each := " ".join(part.split()))]


@lru_cache(maxsize=100)
def _named(kind: object) -> str:
    """Return the name of a pandas type."""
    return str(kind)


@dataclass(frozen=True)
class Column:
    """One column: its kind, and what holds of each of its cells."""

    name: str
    kind: str
    """`text`, `number`, `flag`, `instant` (in UTC), `day`, `row` or `quarter`."""
    meaning: str
    known: bool = False
    """Whether no row may lack it."""
    words: tuple[str, ...] = ()
    """The words that it chooses from; any if empty."""

    @property
    def type(self) -> str:
        """Return the pandas type of the column."""
        return _TYPES[self.kind]

    @property
    def noun(self) -> str:
        """Return what is expected in a cell, in words."""
        return f"one of {', '.join(self.words)}" if self.words else _NOUNS[self.kind][0]

    @property
    def description(self) -> str:
        """Return what the column is expected to be, in words."""
        return f"a column of {_NOUNS[self.kind][1]}"

    def wrong(self, cells: pd.Series) -> pd.Series:
        """Return which cells hold something else than is declared."""
        unknown = cells.isna()
        strange = (
            ~cells.isin(self.words) & ~unknown if self.words else pd.Series(False, cells.index)
        )
        return strange | unknown if self.known else strange

    def array(self, cells: Sequence[Any]) -> ExtensionArray | np.ndarray:
        """Return plain cells as pandas has them: `None` is unknown, an instant is in UTC without its zone."""
        if self.kind == "number":
            return np.array(cells, dtype="float64")
        if self.kind in ("instant", "day"):
            moments = np.array(cells, dtype="datetime64[us]")
            return pd.DatetimeIndex(moments, tz="UTC" if self.kind == "instant" else None).array
        return pd.array(cells, dtype=self.type)

    def is_of(self, kind: object) -> bool:
        """Whether a pandas type is that of this column."""
        if self.kind == "quarter":
            return isinstance(kind, pd.PeriodDtype)
        return _named(kind) == self.type


@dataclass(frozen=True)
class Rule:
    """What must hold in each row of a table, beyond what its columns declare one by one."""

    column: str
    expected: str
    """What the column's cell is expected to be, in words."""
    broken: Callable[[pd.DataFrame], pd.Series | np.ndarray]
    """Frame in, out which rows break it."""
    condition: str = ""
    """The same as a SQL condition, of tables that an engine may read itself."""
    once: tuple[str, ...] = ()
    """The columns that no two rows have the same, where that is the rule."""


def unique(*columns: str) -> Rule:
    """No two rows have the same in all these columns."""
    words = " and ".join(f"'{each}'" for each in columns)
    expected = f"there once: no two rows have the same {words}"
    return Rule(columns[0], expected, lambda rows: rows.duplicated(list(columns)), once=columns)


def within(column: str, low: float, high: float) -> Rule:
    """A number that is known lies between two others, both included."""
    expected = f"between {low:g} and {high:g}"
    return Rule(
        column,
        expected,
        lambda rows: rows[column].notna() & ~rows[column].between(low, high),
        f"{column} not between {low:g} and {high:g}",
    )


def _countable(column: str) -> Rule:
    """A number that is known can be counted up to."""
    return Rule(
        column,
        "a number of at most twelve digits",
        partial(_is_too_large, column=column),
        f"abs({column}) > {LARGEST:.0f}",
    )


def _is_too_large(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[column].abs().gt(LARGEST)


def none_or_more(*columns: str) -> tuple[Rule, ...]:
    """Numbers that are known are not below 0."""
    return tuple(
        Rule(each, "0 or more", partial(_is_below_none, column=each), f"{each} < 0")
        for each in columns
    )


def _is_below_none(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[column] < 0


def known_unless(column: str, other: str) -> Rule:
    """A column is known in the rows in which another one is unknown."""
    expected = f"known, as '{other}' is not"
    return Rule(
        column,
        expected,
        lambda rows: rows[column].isna() & rows[other].isna(),
        f"{column} is null and {other} is null",
    )


@dataclass(frozen=True)
class Table:
    """One table: its name, its columns in order, and what must hold in its rows."""

    name: str
    columns: Mapping[str, Column]
    rules: tuple[Rule, ...] = ()

    def empty(self) -> pd.DataFrame:
        """Return the table without rows, its columns typed."""
        return self._without_rows.copy(deep=False)  # pandas copies what somebody writes into

    @cached_property
    def _without_rows(self) -> pd.DataFrame:
        return self._conformed(pd.DataFrame(), OURS)

    def together(self, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
        """Put the rows of several files under one another, and type them once.

        Frames of the same columns go first: to bring many to one another's columns takes long.
        """
        if not frames:
            return self.empty()
        alike: dict[tuple[str, ...], list[int]] = {}
        for at, frame in enumerate(frames):
            alike.setdefault(tuple(frame.columns), []).append(at)
        parts = [pd.concat([frames[at] for at in group]) for group in alike.values()]
        rows = pd.concat(parts, ignore_index=True)
        lengths = [[len(frames[at]) for at in group] for group in alike.values()]
        came = np.repeat(list(chain(*alike.values())), list(chain(*lengths)))
        in_order = rows if len(parts) == 1 else rows.iloc[came.argsort(kind="stable")]
        return self.conform(in_order.reset_index(drop=True))

    def conform(self, frame: pd.DataFrame, *, advice: str = OURS) -> pd.DataFrame:
        """Return the frame with just this table's columns, in order, typed; absent ones unknown.

        Instants without a time zone are taken as UTC. A column that cannot be typed raises a
        `TableError`, which ends with the `advice`.
        """
        if frame.empty:
            return self.empty()
        if self._is_typed(frame) and isinstance(frame.index, pd.RangeIndex):
            return self._in_plain_texts(frame[list(self.columns)])
        return self._in_plain_texts(self._conformed(frame, advice))

    def _conformed(self, frame: pd.DataFrame, advice: str) -> pd.DataFrame:
        unknown = pd.Series(np.nan, frame.index)
        nothing: dict[str, pd.Series] = {}
        typed: dict[str, pd.Series] = {}
        for name, each in self.columns.items():
            if name in frame:
                typed[name] = self._typed(each, frame[name], advice)
                continue
            if each.type not in nothing:
                nothing[each.type] = self._typed(each, unknown, advice)
            typed[name] = nothing[each.type]
        return pd.DataFrame(typed, frame.index).reset_index(drop=True)

    def _in_plain_texts(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the frame with words of ours as plain texts: pandas keeps members of an enumeration."""
        members = {
            name: frame[name].map(str, na_action="ignore").astype("str")
            for name in self._chosen
            if any(isinstance(each, Enum) for each in frame[name].tolist())
        }
        return frame.assign(**members) if members else frame

    def without_empty_texts(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return a frame in which an empty text is unknown: it is the name of nothing, and no reason."""
        texts = (name for name, each in self.columns.items() if each.kind == "text")
        empty = {name: mask for name in texts if (mask := frame[name].eq("")).any()}
        return frame.assign(**{name: frame[name].mask(mask) for name, mask in empty.items()})

    @cached_property
    def _chosen(self) -> list[str]:
        """The columns that choose from words."""
        return [name for name, each in self.columns.items() if each.words]

    def check_names(self, columns: Iterable[object], *, has_rows: bool) -> None:
        """Raise a `TableError` for a column that somebody's table lacks, and one of it that may be this.

        Others may stand beside its own. Of one that is almost called so, or in other words, all that it
        says would be unknown, unsaid.
        """
        there = list(columns)
        twice = [name for name in self.columns if there.count(name) > 1]
        if twice:
            raise TableError(self.name, column=twice[0], expected="there once", advice=RENAME_ONE)
        missing = [name for name in self.columns if name not in there]
        strange = [str(each) for each in there if each not in self.columns]
        for name in missing:
            other = called_otherwise(name, strange)
            if other:
                expected = f"there, but one called '{other}', which nobody reads"
                raise TableError(self.name, column=name, expected=expected, advice=RENAME)
        needed = [name for name in missing if self.columns[name].known]
        if needed and has_rows:
            others = join_words([f"'{each}'" for each in strange])
            has = f", but {others}, which nobody reads" if strange else ""
            advice = RENAME if strange else ""
            raise TableError(self.name, column=needed[0], expected=f"there{has}", advice=advice)

    def check(self, frame: pd.DataFrame, *, advice: str = OURS) -> pd.DataFrame:
        """Return the frame if it is as this table is declared; else a `TableError` says where not.

        Columns that the table does not declare may stand beside its own. `advice` says what to
        do: by default that it is ours to mend.
        """
        nothing = frame.empty
        kinds = dict.fromkeys(frame.columns) if nothing else frame.dtypes.to_dict()
        for name, column in self.columns.items():
            if name not in kinds or not (nothing or column.is_of(kinds[name])):
                raise TableError(self.name, column=name, expected=column.description, advice=advice)
        if nothing:
            return frame
        known = [name for name, each in self.columns.items() if each.known]
        lacking = known if frame[known].isna().to_numpy().any() else []
        for name in dict.fromkeys([*lacking, *self._chosen]):
            column = self.columns[name]
            self._point(frame, column.wrong(frame[name]), name, column.noun, advice)
        for rule in (*self.rules, *self.sizes):
            self._point(frame, rule.broken(frame), rule.column, rule.expected, advice)
        return frame

    @cached_property
    def sizes(self) -> tuple[Rule, ...]:
        """What holds of each number: it is no infinite one, nor any that an engine could not add up."""
        numbers = (name for name, each in self.columns.items() if each.kind == "number")
        return tuple(_countable(name) for name in numbers)

    def _is_typed(self, frame: pd.DataFrame) -> bool:
        """Whether a frame has this table's columns, of their kinds, and no other."""
        kinds = {name: _named(kind) for name, kind in frame.dtypes.items()}
        return kinds == {name: each.type for name, each in self.columns.items()}

    def _typed(self, column: Column, cells: pd.Series, advice: str) -> pd.Series:
        if column.is_of(cells.dtype):
            return cells
        try:
            if column.kind == "instant" and cells.dtype != _INSTANT:
                cells = _instants(cells)
            if column.kind == "text" and pd.api.types.is_float_dtype(cells.dtype):
                cells = _whole(cells)
            return cells.astype(column.type)
        except (TypeError, ValueError) as error:
            raise TableError(
                self.name, column=column.name, expected=column.description, advice=advice
            ) from error

    def _point(
        self,
        frame: pd.DataFrame,
        wrong: pd.Series | np.ndarray,
        column: str,
        expected: str,
        advice: str,
    ) -> None:
        """Raise the first of the rows that are wrong, if any is."""
        if not wrong.any():
            return
        row = frame.index[np.asarray(wrong).argmax()]
        raise TableError(
            self.name,
            column=column,
            row=row,
            value=frame.loc[row, column],
            source=source_line(frame.loc[row]),
            expected=expected,
            advice=advice,
        )


def _instants(cells: pd.Series) -> pd.Series:
    """Return cells as instants in UTC; a text is one as ISO 8601 writes it: of 05/06 nobody knows the day.

    A number is none, though a computer would count it from 1970.
    """
    if pd.api.types.is_numeric_dtype(cells.dtype) and cells.notna().any():
        raise TypeError(cells.dtype)
    return pd.to_datetime(cells, utc=True, format="ISO8601")


def _whole(cells: pd.Series) -> pd.Series:
    """Return numbers that are texts, such as ids, without the `.0` that pandas adds where one is missing."""
    return cells.astype("Int64") if cells.dropna().mod(1).eq(0).all() else cells


def source_line(row: pd.Series) -> str:
    """Return the file and line that a row comes from, where they are known."""
    file, line = row.get("source_file"), row.get("source_row")
    return f"{file}, row {line}" if isinstance(file, str) and pd.notna(line) else ""


_SOURCE: Final = {
    "source_file": Column("source_file", "text", "the file that the row comes from"),
    "source_row": Column("source_row", "row", "the row there, as a spreadsheet counts"),
}


def _declared() -> dict[tuple[str, str], dict[str, Column]]:
    """Return the columns of every table by its stage and name, as `schema.csv` declares them."""
    text = files("copmetrics").joinpath("schema.csv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], dict[str, Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        words = tuple(row["words"].split())
        column = Column(
            row["column"], row["kind"], row["meaning"], known=bool(row["known"]), words=words
        )
        found.setdefault((row["stage"], row["table"]), {})[column.name] = column
    return found


_DECLARED: Final = _declared()


WITHOUT_SOURCE: Final = ("answer", "restricted")
"""Stages of tables whose rows do not say from which line of a file they are."""


def _table(stage: str, name: str, *rules: Rule) -> Table:
    own = _DECLARED[stage, name]
    return Table(name, own if stage in WITHOUT_SOURCE else {**own, **_SOURCE}, rules)


RAW: Final = {name: _table("raw", name) for stage, name in _DECLARED if stage == "raw"}
"""What readers give. `session` ties the rows of one file to the meeting they were recorded at."""

EVENTS = _table("canonical", "events", unique("event"))
ATTENDANCE = _table(
    "canonical",
    "attendance",
    Rule(
        "attendee",
        "the person, who is known",
        lambda rows: rows["person"].notna() & rows["attendee"].ne(rows["person"]),
        "person is not null and (attendee is null or attendee <> person)",
    ),
    *none_or_more("minutes"),
)
MEMBERS = _table(
    "canonical",
    "members",
    unique("person", "joined_at"),
    Rule(
        "left_at",
        "at or after 'joined_at'",
        lambda rows: rows["left_at"] < rows["joined_at"],
        "left_at < joined_at",
    ),
)
MAILINGS = Table(
    "mailings",
    RAW["mailings"].columns,
    (
        Rule(
            "mailing",
            "known, as it is known when it was sent",
            lambda rows: rows["mailing"].isna() & rows["sent_at"].notna(),
            "mailing is null and sent_at is not null",
        ),
        *none_or_more(
            *(name for name, each in RAW["mailings"].columns.items() if each.kind == "number")
        ),
    ),
)
ACTIVITY = _table("canonical", "activity", known_unless("mailing", "left_out"))
FEEDBACK = Table(
    "feedback",
    RAW["feedback"].columns,
    (within("rating", 1, 5), known_unless("event", "left_out")),
)
EVENT_TOPICS = _table("canonical", "event_topics", unique("event", "topic"))
LINK_TOPICS = _table("canonical", "link_topics", unique("url", "topic"))
FIRST_HEARD = _table("canonical", "first_heard", unique("person"))
ORGANISATION_SECTORS = _table("canonical", "organisation_sectors", unique("organisation"))
PERSON_BANDS = _table("canonical", "person_bands", unique("person"))
AGENDA = _table(
    "canonical",
    "agenda",
    Rule(
        "closed_at",
        "known exactly where 'status' is done, and at or after 'raised_at'",
        lambda rows: (
            rows["closed_at"].notna().ne(rows["status"].eq("done"))
            | (rows["closed_at"] < rows["raised_at"])
        ),
        "(closed_at is null) = coalesce(status = 'done', false) or closed_at < raised_at",
    ),
)
VISITS = _table(
    "canonical",
    "visits",
    known_unless("person", "left_out"),
    *none_or_more("visits", "posts"),
)
RECOMMENDATIONS = _table(
    "canonical",
    "recommendations",
    Rule(
        "decided_at",
        "known exactly where 'status' is not open, and at or after 'raised_at'",
        lambda rows: (
            rows["decided_at"].isna().ne(rows["status"].eq("open"))
            | (rows["decided_at"] < rows["raised_at"])
        ),
        "(decided_at is null) <> coalesce(status = 'open', false) or decided_at < raised_at",
    ),
)
OUTPUTS = _table("canonical", "outputs")
TARGETS = Table("targets", RAW["targets"].columns, (unique("kind", "name"),))

TABLES: Final = {
    table.name: table
    for table in (
        EVENTS,
        ATTENDANCE,
        MEMBERS,
        MAILINGS,
        ACTIVITY,
        FEEDBACK,
        VISITS,
        TARGETS,
        AGENDA,
        RECOMMENDATIONS,
        OUTPUTS,
        EVENT_TOPICS,
        LINK_TOPICS,
        FIRST_HEARD,
        ORGANISATION_SECTORS,
        PERSON_BANDS,
    )
}
"""What measures count from."""

STORIES = _table("narrative", "stories", unique("story"))
SEGMENTS = _table("narrative", "segments")
LINKS = _table("narrative", "links")
NARRATIVES = _table("narrative", "narratives")
REGISTER = _table("narrative", "register", unique("indicator"))
DECISIONS = _table("narrative", "decisions")
READINGS = _table("narrative", "readings", unique("indicator", "quarter"))

NARRATIVE_TABLES: Final = {
    table.name: table
    for table in (
        STORIES,
        SEGMENTS,
        LINKS,
        NARRATIVES,
        REGISTER,
        READINGS,
        RAW["constituencies"],
        RAW["stakeholders"],
        RAW["messages"],
        DECISIONS,
    )
}
"""What the community tells of itself: stories, its own indicators, who needs to know what."""


CHANGES_SAID = _table("restricted", "changes_said")
"""Who says that they changed something. It is in no other collection of tables: the facilitators' list alone
is made of it, and no line of a file stands in it by which a rating could be found."""

_PARTS: Final = tuple(unit.id for unit in (Unit.PAIR_SHARE, Unit.PART))
"""What is a part of a whole however a file was written. A share may be taken from figures that an
export states, and these do not always add up: more clicks than opens is no mistake of ours."""


def _contradicts_basis(rows: pd.DataFrame) -> np.ndarray:
    return np.isnan(rows["value"].to_numpy()) != rows["basis"].eq(Basis.UNKNOWN).to_numpy()


def _is_no_part(rows: pd.DataFrame) -> np.ndarray:
    value = rows["value"].to_numpy()
    return ((value < 0) | (value > 1)) & rows["unit"].isin(_PARTS).to_numpy()


def _is_more_than_the_whole(rows: pd.DataFrame) -> np.ndarray:
    more = rows["numerator"].to_numpy() > rows["denominator"].to_numpy()
    return more & rows["unit"].isin(_PARTS).to_numpy()


INDICATORS = _table(
    "answer",
    "indicators",
    Rule(
        "value",
        "unknown exactly where 'basis' says so",
        _contradicts_basis,
    ),
    Rule(
        "value",
        "between 0 and 1, as it is a share",
        _is_no_part,
    ),
    Rule(
        "numerator",
        "at most 'denominator', as it is of a share",
        _is_more_than_the_whole,
    ),
)
CHANGES = _table(
    "answer",
    "changes",
    unique("quarter", "indicator"),
    Rule("low", "at most 'high'", lambda rows: rows["low"] > rows["high"]),
    Rule(
        "change",
        "known exactly where 'state' says that the two can be compared",
        lambda rows: rows["change"].isna() != rows["state"].eq("not_comparable"),
    ),
)


class IndicatorRow(TypedDict):
    """One row of indicators: a value of a quarter, as `Table` has its columns."""

    quarter: pd.Period
    indicator: str
    value: float
    numerator: float
    denominator: float
    unit: str
    basis: str
    note: str
    machine_opens: NotRequired[str | float]
    """One of `MachineOpens`; missing of most measures."""
    status: NotRequired[str]
    """Where an audience is told of it: whether it is withheld."""
    parts: NotRequired[Sequence[tuple[float, float]]]
    """Where a share is judged by them: the numerator and denominator of each mailing or event."""


REFERENCES: Final = (
    ("attendance", "event", "events"),
    ("feedback", "event", "events"),
    ("activity", "mailing", "mailings"),
    ("event_topics", "event", "events"),
    ("agenda", "event", "events"),
    ("recommendations", "event", "events"),
    ("outputs", "event", "events"),
)


"""Columns that name a row of another table: the table, its column, and the table that has such a row."""


def check_references(tables: Mapping[str, pd.DataFrame], *, advice: str = OURS) -> None:
    """Raise a `TableError` where a row names an event or a mailing that the other table lacks.

    Such a row would count nowhere, unsaid. Of tables that are not there nothing is checked.
    """
    for name, column, other in REFERENCES:
        if name not in tables or other not in tables or tables[name].empty:
            continue
        named, known = tables[name][column], tables[other][column]
        strange = named.notna() & ~named.isin(known)
        if strange.any():
            meant = as_meant(named[strange].iloc[0], known.dropna().unique())
            expected = f"in the table '{other}'"
            TABLES[name]._point(tables[name], strange, column, expected, f"{meant}{advice}")


def as_meant(named: str, known: Iterable[str]) -> str:
    """Say what a row may mean that names nothing known; that of a space too many, for none sees it."""
    there = set(known)
    if named.strip() in there:
        return f"It has a space more than '{named.strip()}' there. "
    return nearest(named, sorted(there))
