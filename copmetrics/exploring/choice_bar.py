"""What is chosen: an indicator, by what, when and of whom. Only what has a meaning for it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

import ipywidgets as widgets

from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit
from copmetrics.errors import ChoiceError, CopmetricsError
from copmetrics.exploring.browser_parts import Chooser, Entry
from copmetrics.exploring.controls import NONE, dropdown, offer, set_options, several_of
from copmetrics.exploring.figures import value_name
from copmetrics.exploring.indicator_groups import grouped
from copmetrics.exploring.questions import Question, choices, dimensions_of, points_of, question
from copmetrics.exploring.remembered import Choices
from copmetrics.measures.base import Measure
from copmetrics.quarters import label, name

__all__ = ["ChoiceBar"]

EXPLAINED = {
    "channel": "video, face to face, a visit",
    "cluster": "kinds of activity together",
    "company": "came with a colleague or alone",
    "event": "one at a time",
    "first_contact": "met the core or not",
    "heard_from": "how they first heard of you",
    "level": "how much they take part",
    "standing": "their first event or not",
    "title": "all of one name",
}
"""What is meant by dimensions whose names do not say it."""
ONLY, WITHOUT = "only", "all but"
NOTHING_LEFT = "Nothing is left to count: choose fewer of the values that are left out."
HINT = "such as: clicked, new people"


class ChoiceBar:
    """The controls of a question; `changed` is called once what is chosen is another question."""

    def __init__(self, community: Community, changed: Callable[[], None]) -> None:
        """Choose the first indicator over all quarters."""
        self.community, self.changed, self._quiet = community, changed, False
        self._known: dict[tuple[str, str], Sequence[str | None]] = {}
        listed = {str(about): [*map(_entry, those)] for about, those in grouped(community).items()}
        self.indicator = Chooser(
            listed, label="Indicator", search_label="Find an indicator", hint=HINT
        )
        self.quarters = [(label(each), name(each)) for each in community.quarters]
        self.by, self.and_by = dropdown("Split by"), dropdown("and by")
        self.every = dropdown("Each point", [_every(PointUnit.QUARTER)])
        self.first, self.last = dropdown("From", self.quarters), dropdown("to", self.quarters)
        self.only = dropdown("Filter by")
        self.keeps = dropdown("keep", [ONLY, WITHOUT])
        self.values = several_of("these")
        self.last.value = self.quarters[-1][1]
        self._settle()
        self._listen()

    @property
    def shown(self) -> tuple[widgets.Widget, ...]:
        """The controls, in the order in which a question is put together."""
        return (
            self.indicator,
            self.by,
            self.and_by,
            self.every,
            self.first,
            self.last,
            self.only,
            self.keeps,
            self.values,
        )

    def ask(self) -> Question:
        """Return what is asked, checked."""
        by = self._by()
        return question(
            self.community,
            self.indicator.value,
            by=by,
            first=self.first.value,
            last=self.last.value,
            every=PointUnit.QUARTER if by else self.every.value,
            where=self._where(),
        )

    def chosen(self) -> Choices:
        """Return what is chosen, to be kept: the newest quarter is the newest when it comes back too."""
        known = self.community.quarters
        first, last = self.first.value, self.last.value
        return Choices(
            indicator=self.indicator.value,
            by=self._by(),
            every=str(self.every.value),
            first="" if first == name(known[0]) else first,
            last="" if last == name(known[-1]) else last,
            only=self.only.value if self.values.value else NONE,
            values=tuple(self.values.value),
            without=self.keeps.value == WITHOUT,
        )

    def choose(self, chosen: Choices) -> None:
        """Choose what was kept; what there is no more is an error, and what was chosen before stays."""
        known = self.community.quarters
        first, last = chosen.first or name(known[0]), chosen.last or name(known[-1])
        asked = partial(question, self.community, chosen.indicator, first=first, last=last)
        asked(every=chosen.every, where={chosen.only: chosen.values} if chosen.only else None)
        asked(by=chosen.by)
        there = self.values_of(chosen.indicator, chosen.only)
        if gone := [each for each in chosen.values if each not in there]:
            raise ChoiceError(f"a {chosen.only} of today", gone[0], map(value_name, there))
        with self._one_change():
            self.indicator.value = chosen.indicator
            self._settle()
            self.by.value, then = (*chosen.by, NONE, NONE)[:2]
            self._show_what_has_meaning()
            self.and_by.value = then
            self.every.value = chosen.every
            self.first.value = first
            self._offer_last()
            self.last.value = last
            self.only.value = chosen.only
            self._offer_values()
            self.values.value = chosen.values
            self.keeps.value = WITHOUT if chosen.without else ONLY

    def values_of(self, indicator: str, dimension: str) -> Sequence[str | None]:
        """Return the values of a dimension that an indicator has; they are looked up once."""
        if dimension == NONE:
            return ()
        key = indicator, dimension
        if key not in self._known:
            self._known[key] = choices(self.community, indicator, dimension)
        return self._known[key]

    def _by(self) -> tuple[str, ...]:
        return tuple(each for each in (self.by.value, self.and_by.value) if each)

    def _where(self) -> Mapping[str, tuple[str | None, ...]] | None:
        """Return which values are kept, if not all are."""
        if not (self.only.value and self.values.value):
            return None
        if self.keeps.value == ONLY:
            return {self.only.value: self.values.value}
        there = [value for _, value in self.values.options]
        left = tuple(each for each in there if each not in self.values.value)
        if not left:
            raise CopmetricsError(NOTHING_LEFT)
        return {self.only.value: left}

    def _listen(self) -> None:
        settling = {
            self.indicator: self._settle,
            self.by: self._show_what_has_meaning,
            self.first: self._offer_last,
            self.only: self._offer_values,
        }
        for each in self.shown:
            each.observe(lambda change: self._chosen(settling.get(change["owner"])), "value")

    def _chosen(self, settle: Callable[[], None] | None) -> None:
        if not self._quiet:
            with self._one_change():
                if settle is not None:
                    settle()

    @contextmanager
    def _one_change(self) -> Iterator[None]:
        """Change several choices, and tell of it once, afterwards."""
        self._quiet = True
        try:
            yield
        finally:
            self._show_what_has_meaning()
            self._quiet = False
        self.changed()

    def _settle(self) -> None:
        """Offer what this indicator can be asked, keeping what was chosen where it can stay."""
        dimensions = dimensions_of(self.indicator.value)
        for each in (self.by, self.and_by, self.only):
            offer(each, [("nothing", NONE), *map(_dimension, dimensions)])
        offer(self.every, [_every(each) for each in points_of(self.indicator.value)])
        self._offer_values()
        self._show_what_has_meaning()

    def _offer_last(self) -> None:
        """Offer the quarters from the first one on; where the last was before it, that one is seen alone."""
        places = [each for _, each in self.quarters]
        offer(self.last, self.quarters[places.index(self.first.value) :])

    def _offer_values(self) -> None:
        there = self.values_of(self.indicator.value, self.only.value)
        set_options(self.values, [(value_name(each), each) for each in there])

    def _show_what_has_meaning(self) -> None:
        """Hide what cannot be chosen, or would change nothing."""
        others = [each for _, each in self.by.options if each not in (NONE, self.by.value)]
        others = others if self.by.value else []
        offer(self.and_by, [("nothing else", NONE), *map(_dimension, others)])
        shows = {
            self.by: len(self.by.options) > 1,
            self.and_by: bool(others),
            self.every: not self.by.value and len(self.every.options) > 1,
            self.first: len(self.first.options) > 1,
            self.last: len(self.last.options) > 1,
            self.only: len(self.only.options) > 1,
            self.keeps: self.only.value != NONE,
            self.values: self.only.value != NONE,
        }
        for each, has_meaning in shows.items():
            each.layout.display = "" if has_meaning else "none"


def _dimension(name: str) -> tuple[str, str]:
    """Return what something can be told by, as it is offered."""
    return f"{name} ({EXPLAINED[name]})" if name in EXPLAINED else name, name


def _every(unit: PointUnit) -> tuple[str, PointUnit]:
    """Return what a point can be of, as it is offered."""
    return f"{'an' if unit == PointUnit.EVENT else 'a'} {unit}", unit


def _entry(measure: Measure) -> Entry:
    """Return a measure as it is offered; it is found by its name, its id and what it means."""
    called = f"{measure.label} {measure.id} {measure.brief_wording} {measure.meaning}"
    words = called.replace("_", " ").lower()
    return {"id": measure.id, "label": measure.label, "words": words}
