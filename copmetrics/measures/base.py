"""What a measure is: its name, its arithmetic, its unit and its meaning, declared in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from copmetrics.framework.cycles import Cycle
from copmetrics.measures.counted import NOBODY, OTHER_DIMENSIONS, PERSONAL_DIMENSIONS, Counted
from copmetrics.units import Unit

__all__ = [
    "About",
    "Better",
    "Looks",
    "Measure",
    "Measures",
    "OfList",
    "Parts",
    "Source",
    "mean",
    "share",
]


class About(StrEnum):
    """What measures are about, as whoever looks for one would say it; in the order of a list of them."""

    CAME = "Who came"
    CAME_BACK = "Who is new, came back or stayed away"
    EVENTS = "Events and what people said of them"
    REGISTERED = "Who registered"
    MET = "Who meets whom"
    TAKES_PART = "How much people take part"
    LIST = "The mailing list"
    EMAILS = "Emails, opens and clicks"
    AGENDA = "The learning agenda, what was recommended, and what came out"
    OWN = "Your own indicators"


class Better(StrEnum):
    """Which way a community wants a number to go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Source(StrEnum):
    """Which exports a measure needs; it is unknown in a quarter that they do not reach."""

    EVENTS = "events"
    ATTENDANCE = "attendance"
    REGISTRATIONS = "registrations"
    MEMBERS = "members"
    MAILINGS = "mailings"
    ACTIVITY = "activity"
    FEEDBACK = "feedback"
    REMARKS = "remarks"
    AGENDA = "agenda"
    VISITS = "visits"
    RECOMMENDATIONS = "recommendations"
    OUTPUTS = "outputs"
    READINGS = "readings"


class Looks(StrEnum):
    """What a measure asks beside what happened in its quarter: what is known of that is known of it."""

    BEFORE = "the quarter before"
    EVER = "all quarters before"
    WINDOW = "the quarters of its year"
    DAYS_AFTER = "the days after each attendance"
    QUARTERS_AFTER = "the quarters after"
    WAYS = "whether the events of its year were online or face to face"
    WHOSE = "of which organisation and profession each who came was"


class OfList(StrEnum):
    """What a measure asks of the mailing list: it decides what is known where no export says who left."""

    ON = "who is on it"
    """At least so many are known; a share is an estimate."""
    OFF = "who is not on it"
    """An estimate: who had not left yet is taken for somebody who was never on it."""
    LEFT = "who left it"
    """Unknown."""
    JOINED = "who joined it"
    """At least so many are known; when others left has no part in it."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One declared measure; its value in a quarter is an indicator.

    `expression` is a SQL aggregate over the fact table. A share has `numerator` and `denominator`
    expressions instead, and is unknown where the denominator is nothing. `when_none` is what a
    quarter is worth in which the source was there and nothing happened: 0 for a count, unknown
    for a rate or an average. `counts` is a SQL condition: the fact rows that the value counts.

    What an audience may see of it is decided by `counted` and `rests_on`, and how a count of
    people is rounded by whose records it counts: `counts`, `out_of` and the family's `record_key`. A
    declaration that leaves open of whom it tells is refused.
    """

    id: str
    label: str
    expression: str
    unit: Unit
    meaning: str
    counted: Counted
    """What is counted; of a share or mean, what its denominator counts."""
    rests_on: str = ""
    """A SQL aggregate: of how many people the value tells, where it is neither a count of people
    nor a ratio; or `NOBODY`, or `READING`."""
    better: Better = Better.NEITHER
    cycle: Cycle = Cycle.IMMEDIATE
    when_none: float | None = 0
    looks: tuple[Looks, ...] = ()
    """Which other time it asks about, beside what its whole family does."""
    also: tuple[Source, ...] = ()
    """Sources that it needs beside its family's."""
    where_kept: tuple[Source, ...] = ()
    """Sources that it needs too, after their first export, in a community that has any of them."""
    of_list: OfList = OfList.ON
    """What it asks of the mailing list, where it needs it."""
    only_grows: bool | None = None
    """Whether a record found later can only raise it, so that without it the value is a lower bound;
    what is not said here is so of a count, and of no share, mean or middle number."""
    of_all: bool = False
    """Whether it is of all people together, so that no part of them has such a value."""
    parts_people: bool = False
    """Whether it counts a part of people whose other parts its family counts: of few in one, the others
    would tell."""
    part_of_part: bool = False
    """Whether it parts a part of the people further: outside it is told only where no part is few."""
    nested_with: tuple[str, ...] = ()
    """Measures that count all of whom it counts some, or some of whom it counts all: those between are
    people too."""
    counts: str = "1 = 1"
    distinct_by: tuple[str, ...] = ()
    """The columns that make one of what is counted; the fact's key if empty."""
    out_of: str = ""
    """A SQL condition: the fact rows that the denominator of a share counts, or of whose people a count
    of organisations is; `counts` if empty."""
    longest: str = ""
    """Of hours, a SQL aggregate: the most that one row adds, in minutes, begun five as five. Outside
    hours are rounded by it, as counts are by one."""
    otherwise: str = ""
    """Why a row that does not meet `counts` is not counted, in words."""
    amount: str = ""
    """A SQL expression: what one fact row adds, where that is not one."""
    numerator: str = ""
    denominator: str = ""
    numerator_words: str = ""
    denominator_words: str = ""
    part_of_whole: bool = True
    """Of a share: whether the numerator counts some of what the denominator counts. A ratio that is
    none may exceed 1."""
    caveat: str = ""
    unless: str = ""
    """Why it may be unknown although its source was there, in words."""
    brief_wording: str = ""
    """The wording of the document that the project began from, where it asks for this measure."""

    def __post_init__(self) -> None:
        """Refuse a declaration that leaves open of how many people it tells."""
        if self.is_ratio:
            return
        if self.unit.of_people != self.counted.is_personal:
            raise ValueError(f"{self.id} is in {self.unit.id}, and says it counts {self.counted}")
        if (self.counted is Counted.HOURS) != bool(self.longest):
            raise ValueError(f"{self.id} does not say how long one row of its hours is (longest)")
        is_typical = self.is_median and not self.counted.is_personal
        if (is_typical or self.counted is Counted.NOTHING) and not self.rests_on:
            raise ValueError(f"{self.id} does not say on how many people it rests (rests_on)")

    @property
    def is_bound(self) -> bool:
        """Whether the value is at least so much where a record is missing."""
        if self.only_grows is not None:
            return self.only_grows
        return not (self.is_ratio or self.is_median or self.counted is Counted.NOTHING)

    @property
    def is_ratio(self) -> bool:
        """Whether the value is one sum over another: a share of a whole, or a mean."""
        return bool(self.denominator)

    @property
    def is_share(self) -> bool:
        """Whether the value is a part of a whole, 0 to 1."""
        return self.unit.is_percent

    @property
    def bounds(self) -> tuple[float, float]:
        """The least and the most that the value can be."""
        if self.unit.is_percent and self.part_of_whole:
            return 0.0, 1.0
        return (1.0, 5.0) if self.unit is Unit.SCORE else (0.0, float("inf"))

    def cannot_be(self, value: float) -> str:
        """Say why a value is none, of a share that is more than its whole; nothing of any other."""
        if not (self.is_share and value > self.bounds[1]):
            return ""
        return (
            f"there are more {self.numerator_words} than {self.denominator_words}, which cannot be"
        )

    @property
    def is_median(self) -> bool:
        """Whether the value is the middle one of several."""
        return "median(" in self.expression

    @property
    def is_exact(self) -> bool:
        """Whether the value is a count of other things than people, which everybody sees as it is."""
        things = (
            Counted.EVENTS,
            Counted.MAILINGS,
            Counted.ORGANISATIONS,
            Counted.RECOMMENDATIONS,
            Counted.OUTPUTS,
        )
        return self.counted in things and not self.is_ratio and not self.is_median

    @property
    def is_count_of_people(self) -> bool:
        """Whether the value is a number of people, or of what is one person's each."""
        return self.counted.is_personal and not self.is_ratio

    @property
    def expressions(self) -> tuple[str, ...]:
        """The SQL aggregates that its value is made of."""
        return (self.numerator, self.denominator) if self.is_ratio else (self.expression,)

    @property
    def people(self) -> str:
        """A SQL aggregate: of how many people a value tells; empty if of nobody.

        A count of people is itself that number, a ratio tells of as many as its denominator.
        """
        if self.rests_on:
            return "" if self.rests_on == NOBODY else self.rests_on
        if self.is_ratio:
            return self.denominator
        return self.expression if self.counted.is_personal else ""


def share(
    *,
    id: str,
    label: str,
    numerator: str,
    denominator: str,
    counted: Counted,
    meaning: str,
    words: tuple[str, str],
    part_of_whole: bool = True,
    unit: Unit = Unit.SHARE,
    better: Better = Better.NEITHER,
    cycle: Cycle = Cycle.IMMEDIATE,
    counts: str = "1 = 1",
    out_of: str = "",
    otherwise: str = "",
    amount: str = "",
    caveat: str = "",
    unless: str = "",
    looks: tuple[Looks, ...] = (),
    also: tuple[Source, ...] = (),
    brief_wording: str = "",
    parts_people: bool = False,
    nested_with: tuple[str, ...] = (),
) -> Measure:
    """Declare a share: a ratio of sums over the quarter, never a mean of rates."""
    return Measure(
        id=id,
        label=label,
        expression="",
        unit=unit,
        meaning=meaning,
        counted=counted,
        better=better,
        cycle=cycle,
        when_none=None,
        counts=counts,
        out_of=out_of,
        otherwise=otherwise,
        amount=amount,
        numerator=numerator,
        denominator=denominator,
        numerator_words=words[0],
        denominator_words=words[1],
        part_of_whole=part_of_whole,
        caveat=caveat,
        unless=unless,
        looks=looks,
        also=also,
        brief_wording=brief_wording,
        parts_people=parts_people,
        nested_with=nested_with,
    )


def mean(
    *,
    id: str,
    label: str,
    amount: str,
    counted: Counted,
    meaning: str,
    words: tuple[str, str],
    unit: Unit = Unit.SCORE,
    better: Better = Better.HIGHER,
    otherwise: str = "",
    caveat: str = "",
) -> Measure:
    """Declare a mean of what is known: its sum over how many there are."""
    return share(
        id=id,
        label=label,
        numerator=f"exact_sum({amount})",
        denominator=f"count({amount})",
        counted=counted,
        meaning=meaning,
        words=words,
        unit=unit,
        better=better,
        counts=f"{amount} is not null",
        otherwise=otherwise,
        amount=amount,
        caveat=caveat,
    )


@dataclass(frozen=True)
class Parts:
    """A finer fact table from which measures are told by more dimensions than their own has.

    Its rows have the same columns, and several rows may be of one of what is counted: their
    expressions count it once.
    """

    fact: str
    dimensions: tuple[str, ...]
    lacks: tuple[str, ...] = ()
    """Measures whose rows are not in it."""


@dataclass(frozen=True)
class Measures:
    """The measures of one fact table, the dimensions it can be grouped by, and its source."""

    fact: str
    about: About
    """What its measures are about: whoever looks for one finds it there."""
    source: Source
    key: tuple[str, ...]
    """The columns that tell one fact row from another, beside the quarter."""
    rows: str
    """The model that lists the source's lines behind the fact rows."""
    dimensions: tuple[str, ...]
    declared: tuple[Measure, ...] = field(default_factory=tuple)
    parts: Parts | None = None
    """Where more dimensions are told from."""
    undivided: str = ""
    """The model with the same rows, without what may part them: asked where nothing does, if there is one."""
    record_key: str = ""
    """A SQL expression: the record key of whose a fact row is. The sum of these decides how a count
    is rounded for those outside; without it no count of people is told there."""
    inside: bool = False
    """Whether it is for those who lead the community only: see `privacy`."""
    looks: tuple[Looks, ...] = ()
    """Which other time the facts of a quarter rest on."""
    by_month: bool = True
    """Whether a month has its value: not where it is told beside the quarter before."""

    def __post_init__(self) -> None:
        """Refuse dimensions of which it is not said whether small groups may be recognised."""
        finer = self.parts.dimensions if self.parts else ()
        unknown = {*self.dimensions, *finer} - {*PERSONAL_DIMENSIONS, *OTHER_DIMENSIONS}
        if unknown:
            raise ValueError(f"{self.fact}: nothing says whether {sorted(unknown)} are personal")
        if {*self.dimensions, *finer} & set(PERSONAL_DIMENSIONS):
            for each in self.declared:
                if not each.people and each.rests_on != NOBODY:
                    raise ValueError(f"{each.id} does not say of how many people it tells")

    def dimensions_of(self, measure: Measure) -> tuple[str, ...]:
        """Return what one of the measures can be told by."""
        if measure.of_all:
            return ()
        finer = self.parts is not None and measure.id not in self.parts.lacks
        more = self.parts.dimensions if self.parts and finer else ()
        return tuple(dict.fromkeys((*self.dimensions, *more)))

    def fact_by(self, dimensions: Iterable[str]) -> str:
        """Return the fact table that has some dimensions."""
        own = set(dimensions) <= set(self.dimensions)
        return self.fact if own or self.parts is None else self.parts.fact

    def asked_of(self, dimensions: Iterable[str]) -> str:
        """Return the model that values are asked of by some dimensions, or by none."""
        wanted = tuple(dimensions)
        return self.undivided if self.undivided and not wanted else self.fact_by(wanted)

    def looks_of(self, measure: Measure) -> frozenset[Looks]:
        """Return which other time one of the measures asks about."""
        return frozenset((*self.looks, *measure.looks))

    @property
    def comes_by(self) -> str:
        """What its facts come by, a mailing or an event at a time; empty if each stands for itself.

        The emails of one mailing have a subject line in common, the answers after one event a speaker.
        """
        return next((each for each in ("mailing", "event") if each in self.dimensions), "")

    def __iter__(self) -> Iterator[Measure]:
        """Go through the measures in the order of the report."""
        return iter(self.declared)
