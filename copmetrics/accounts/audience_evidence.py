"""Stories and indicators joined for one audience: what all value sections of an account tell from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypedDict, cast

import pandas as pd

from copmetrics.accounts.editor_words import EditorWords
from copmetrics.accounts.quarter_figures import ALIKE, QuarterFigures
from copmetrics.accounts.story_blocks import Station
from copmetrics.accounts.verdict_in_brief import verdict_in_brief
from copmetrics.framework.audiences import Audience
from copmetrics.framework.cycles import Cycle, cycles_of
from copmetrics.framework.own_indicators import IndicatorStatus
from copmetrics.framework.withheld import MARK
from copmetrics.measures import HEADLINES
from copmetrics.privacy.profiles import consented
from copmetrics.quarters import parse
from copmetrics.value.journeys import Completeness
from copmetrics.value.matrix import Matrix, MatrixRow, matrix_of
from copmetrics.value.plan import Need, PlannedIndicator, collection_plan, needs
from copmetrics.value.tell import places_told

__all__ = ["WITH_MEASURES", "AudienceEvidence", "StoryRecord", "readable_by"]

WITH_MEASURES = (Audience.SPONSORS, Audience.LEADERS)
"""The audiences that are told rates and comparisons: members and the public are not."""
WITH_PICTURE = (Audience.SPONSORS, Audience.LEADERS)
"""The audiences whose account has the picture of the matrix."""
APPLIED = (Cycle.APPLIED, Cycle.REALIZED)
ALSO = ("return_rate", "feedback_rating")
"""Declared indicators that stand at the heads of the matrix beside the eight measures."""


class StoryRecord(TypedDict):
    """What an account says of a story beside its steps; a text may be unknown."""

    teller: object
    event: object
    began: object
    """In the teller's words, where they name no event that is known."""
    sign: object
    consent: str
    collected_on: pd.Timestamp
    of_organisation: object
    """Whose story it is, where its teller agreed that it is told so."""


@dataclass(frozen=True)
class AudienceEvidence:
    """The facts of a quarter, and the stories that an audience may read, up to its end."""

    facts: QuarterFigures
    audience: Audience
    narrative_tables: Mapping[str, pd.DataFrame]
    """The stories that this audience may read, the register and tables of who needs what: see `told_to`."""
    editor: EditorWords = field(default_factory=EditorWords)
    """The editor's own words."""

    @cached_property
    def stories(self) -> pd.DataFrame:
        """The stories that this audience may read, collected by the quarter's end."""
        return self._by_the_end(self.narrative_tables["stories"])

    @cached_property
    def narratives(self) -> pd.DataFrame:
        """The personal narratives that this audience may read, by the quarter's end."""
        return self._by_the_end(self.narrative_tables["narratives"])

    @cached_property
    def matrix(self) -> Matrix:
        """The stories joined with the indicators."""
        facts = self.facts
        register = self.narrative_tables["register"]
        live = register.loc[register["status"].ne(IndicatorStatus.RETIRED), "indicator"]
        return matrix_of(
            self.stories,
            self.narrative_tables["segments"],
            self.narrative_tables["links"],
            measures=facts.measures,
            listed=(*HEADLINES, *(each for each in ALSO if self.knows(each)), *live),
            known={id for id in facts.measures if self.knows(id)},
            cycles=cycles_of(facts.context.cycle_set),
        )

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers of the stations: indicators that a story speaks of, in column order.

        None where the account has no picture to which they could refer.
        """
        if self.audience not in WITH_PICTURE:
            return {}
        passed = {id for row in self.matrix.rows for step in row.steps for id in step.stations}
        ordered = [id for head in self.matrix.heads.values() for id in head if id in passed]
        return {id: number for number, id in enumerate(ordered, start=1)}

    @property
    def targets(self) -> int:
        """How many of the eight measures have a target of which something is told."""
        return sum(bool(each.target) for each in self.facts.icons.values())

    @cached_property
    def plan(self) -> tuple[PlannedIndicator, ...]:
        """What each own indicator costs and supports."""
        return collection_plan(
            self.narrative_tables["register"],
            self.narrative_tables["constituencies"],
            self.matrix,
            self.facts.measures,
            self._last_read,
        )

    @property
    def _last_read(self) -> dict[str, pd.Period]:
        """The quarter of the last reading of each own indicator, up to the quarter told."""
        calendar = self.facts.context.calendar
        readings = self.narrative_tables["readings"]
        read: dict[str, pd.Period] = {}
        for indicator, said in zip(readings["indicator"], readings["quarter"], strict=True):
            quarter = parse(said, calendar)
            if quarter <= self.facts.quarter:
                read[indicator] = max(read.get(indicator, quarter), quarter)
        return read

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What each constituency needs to know, and what of it the quarter answers."""
        known = {id: self.knows(id) for id in self.facts.measures}
        return needs(
            self.narrative_tables["constituencies"], self.matrix, self.facts.measures, known
        )

    def knows(self, indicator: str) -> bool:
        """Whether an indicator has a value in the quarter, shown or withheld."""
        return self.facts.cell(indicator) is not None

    def station(self, indicator: str, relation: str = "", *, changed: bool = True) -> Station:
        """Return an indicator with its value, as this audience sees it.

        Its change since the quarter before comes with its verdict, where it is `changed` and this audience is
        told comparisons.
        """
        facts, measure = self.facts, self.facts.measures[indicator]
        told = changed and self.audience in WITH_MEASURES
        change = facts.change_cell(indicator) if told else None
        judged = change and change not in (ALIKE, MARK)
        return Station(
            measure.label,
            measure.unit,
            facts.cell(indicator),
            change,
            relation,
            self.numbers.get(indicator, 0),
            verdict_in_brief(facts, indicator) if judged else "",
        )

    def chosen(self, most: int) -> tuple[MatrixRow, ...]:
        """Choose stories to tell in full, of those in which something happened.

        Where somebody wrote under `Tell` what this audience is told, it is that, in their order, however
        many there are; what `commentary.md` says of the quarter goes before what the stories themselves say.
        Without it this chooses stories, not tellers: it asks how much of the way a story tells; for members,
        how new it is.
        """
        if self._to_tell:
            return self._to_tell
        order = self._newest_first if self.audience is Audience.MEMBERS else self.furthest_first
        happened = (row for row in order if row.journey.completeness is not Completeness.ASPIRATION)
        return tuple(happened)[:most]

    @cached_property
    def _to_tell(self) -> tuple[MatrixRow, ...]:
        """The stories that somebody chose for this audience, in their order, as far as it may read them."""
        readable = {row.story: row for row in self.matrix.rows}
        in_words = tuple(readable[each] for each in self.editor.tell if each in readable)
        if in_words:
            return in_words
        told = {
            story: places_told(tell)
            for story, tell in zip(self.stories["story"], self.stories["tell"], strict=True)
        }
        chosen = (row for row in self.furthest_first if self.audience in told[row.story])
        return tuple(sorted(chosen, key=lambda row: told[row.story][self.audience]))

    def of_organisation(self, organisation: str) -> tuple[MatrixRow, ...]:
        """The stories that are an organisation's, by its name in other tables: those told furthest first."""
        return tuple(
            row
            for row in self.furthest_first
            if self.record(row.story)["of_organisation"] == organisation
        )

    @property
    def in_order(self) -> tuple[MatrixRow, ...]:
        """All stories: those chosen for this audience first, then those told furthest."""
        return (*self._to_tell, *(row for row in self.furthest_first if row not in self._to_tell))

    @cached_property
    def _newest_first(self) -> tuple[MatrixRow, ...]:
        """The stories in order for members: one that was applied, if there is one, then the newest."""
        newest = self.stories.set_index("story")["collected_on"]
        ordered = sorted(self.matrix.rows, key=lambda row: row.story)
        ordered.sort(key=lambda row: newest[row.story], reverse=True)
        applied = [row for row in ordered if row.journey.stops_at in APPLIED][:1]
        return (*applied, *(row for row in ordered if row not in applied))

    @cached_property
    def furthest_first(self) -> tuple[MatrixRow, ...]:
        """The stories in order: those told furthest, the newest first among equals."""
        newest = self.stories.set_index("story")["collected_on"]
        order = list(Completeness)
        return tuple(
            sorted(
                self.matrix.rows,
                key=lambda row: (
                    order.index(row.journey.completeness),
                    -_when(newest[row.story]),
                    row.story,
                ),
            )
        )

    def record(self, story: str) -> StoryRecord:
        """Return what the Stories sheet says of one story."""
        row = self.stories.set_index("story").loc[story].to_dict()
        return cast("StoryRecord", row)

    def _by_the_end(self, rows: pd.DataFrame) -> pd.DataFrame:
        context = self.facts.context
        today = context.as_of.tz_convert(context.timezone).tz_localize(None)
        return rows[~(rows["collected_on"] > min(self.facts.quarter.end_time, today))]


def readable_by(audience: str, tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return what a community tells of itself, without the stories that an audience may not read."""
    stories = consented(tables["stories"], audience)
    of_them = {
        each: tables[each][tables[each]["story"].isin(stories["story"])]
        for each in ("segments", "links")
    }
    narratives = consented(tables["narratives"], audience)
    decisions = consented(tables["decisions"], audience)
    told = {"stories": stories, "narratives": narratives, "decisions": decisions}
    return {**tables, **of_them, **told}


def _when(day: pd.Timestamp) -> float:
    return 0.0 if pd.isna(day) else day.timestamp()
