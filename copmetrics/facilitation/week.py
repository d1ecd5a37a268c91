"""The days a facilitator looks back on, and what is asked of a community about them.

One load, one engine: a few questions give frames, and plain functions of these give the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.evaluation.engine_inputs import workspace
from copmetrics.evaluation.indicators import quarters_in
from copmetrics.facilitation.clicks import people_clicked, people_opened
from copmetrics.facilitation.joiners import Joiners, joiners
from copmetrics.facilitation.latest_vs_median import USUAL, beside_own_median, told_last
from copmetrics.facilitation.missing_organisations import missing_organisations, missing_professions
from copmetrics.facilitation.popular_links import most_clicked
from copmetrics.facilitation.spells import left_before, on_list
from copmetrics.facilitation.unused_activities import unused_activities
from copmetrics.facilitation.who_to_contact import not_on_list, not_returned, to_ask
from copmetrics.facilitation.whom_to_interview import to_interview
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.levels import Level
from copmetrics.measures.base import Source
from copmetrics.quarters import quarter_at
from copmetrics.schema import CHANGES_SAID, STORIES
from copmetrics.settings import Facilitation
from copmetrics.storage.plain_texts import plain_texts
from copmetrics.value.agenda import AgendaState, agenda_at, may_be_told
from copmetrics.value.messages import Unheard, unheard

__all__ = ["QUESTIONS", "Week", "days_before"]

QUESTIONS: Mapping[str, str] = {
    "events": "select h.event, h.title, h.starts_at, h.time_known, h.activity, h.cluster, h.quarter, "
    "g.attendances from events_held as h inner join event_attendance as g on h.event = g.event",
    "visits": "select event, title, starts_at, activity, quarter, person, organisation, profession, "
    "certainty from attendances",
    "hosted": "select g.event, h.title, h.starts_at, g.person from person_hosted_events as g "
    "inner join events_held as h on g.event = h.event",
    "levels": "select quarter, person, level, quarters_attended from levels "
    f"where level in ('{Level.CORE}', '{Level.ACTIVE}')",
    "wanted": "select kind, name, spelling from target_spellings",
    "coming": "select e.event, e.title, e.starts_at, e.time_known, e.format, "
    "count(a.attendee) as told, count(distinct case when a.registered and a.status <> "
    f"'{AttendanceStatus.CANCELLED}' and a.left_out is null then a.attendee end) as registered "
    "from events as e cross join rules as r left join attendance as a on e.event = a.event "
    "where coalesce(e.cancelled, false) = false and e.starts_at > r.as_of "
    "group by e.event, e.title, e.starts_at, e.time_known, e.format",
    "scanned": "select mailing, person from recipient_engagement where clicked = 1 and clicked_by_person = 0",
    "mailings": "select mailing, title, sent_at, delivered, reported_opens as unique_opens, "
    "unique_clicks from mailings_latest",
}


def days_before(as_of: pd.Timestamp, *, timezone: str, days: int = USUAL.days) -> pd.Timestamp:
    """Return the midnight on the community's wall clock that began so many days before."""
    local = as_of.tz_convert(timezone).tz_localize(None).normalize() - pd.Timedelta(days=days)
    return local.tz_localize(timezone, ambiguous=True, nonexistent="shift_forward").tz_convert(
        "UTC"
    )


@dataclass(frozen=True)
class Week:
    """What happened from `since` to just before `until`, and all that a facilitator acts on."""

    community: Community
    since: pd.Timestamp
    frames: Mapping[str, pd.DataFrame]
    """The answers to the questions, by name; instants in UTC, mailings only those sent by now."""
    changes_said: pd.DataFrame = field(default_factory=CHANGES_SAID.empty, repr=False)
    """Who said in a feedback form that they changed something; a community does not have it."""
    withdrew: frozenset[str] = field(default=frozenset(), repr=False)
    """Who withdrew a story: they are not asked for one again."""

    @classmethod
    @plain_texts()
    def of(
        cls,
        community: Community,
        since: pd.Timestamp | None = None,
        *,
        changes_said: pd.DataFrame | None = None,
        withdrew: frozenset[str] = frozenset(),
    ) -> Week:
        """Ask a community, once, all that the page and the lists need."""
        settings = community.settings
        looks_back = settings.facilitation.days
        began = since
        if began is None:
            began = days_before(community.as_of, timezone=settings.timezone, days=looks_back)
        quarters = quarters_in(community.coverage, settings)
        with workspace(
            community.tables, settings, quarters, community.as_of, coverage=community.coverage
        ) as space:
            frames = {name: _in_utc(space.ask(asked)) for name, asked in QUESTIONS.items()}
        sent = frames["mailings"]
        frames["mailings"] = sent[sent["sent_at"] < community.as_of]
        said = CHANGES_SAID.empty() if changes_said is None else changes_said
        return cls(community, began, frames, said, withdrew)

    @property
    def until(self) -> pd.Timestamp:
        """The present: the end of the days looked back on, itself not in them."""
        return self.community.as_of

    @cached_property
    def recorded_to(self) -> pd.Timestamp:
        """The last moment of which it is known who came; the present where no export tells of anybody.

        Whoever looks back on who came looks back from here: of the days since nothing is known.
        """
        reached = self.community.coverage.recorded_to
        return self.until if reached is None else min(reached, self.until)

    @cached_property
    def is_behind(self) -> bool:
        """Whether the records of who came end before the days that the page looks back on."""
        return self.recorded_to < self.since

    @property
    def rules(self) -> Facilitation:
        """How far the page looks back, and what it tells nothing of."""
        return self.community.settings.facilitation

    @property
    def timezone(self) -> str:
        """The community's wall clock."""
        return self.community.settings.timezone

    @property
    def lists_members(self) -> bool:
        """Whether any export tells who is on the list."""
        return len(self.community.members) > 0

    @cached_property
    def on_list(self) -> frozenset[str]:
        """Who is on the mailing list."""
        return frozenset(on_list(self.community.members, until=self.until)["person"])

    @cached_property
    def left_list(self) -> Mapping[str, str]:
        """How those left the mailing list who were on it and are not now."""
        gone = left_before(self.community.members, until=self.until)
        return dict(zip(gone["person"], gone["how_left"], strict=True))

    @cached_property
    def quarter(self) -> pd.Period:
        """The running quarter."""
        return self._quarter_at(self.until)

    @cached_property
    def recorded_quarter(self) -> pd.Period:
        """The last quarter of which it is known who came."""
        return self._quarter_at(self.recorded_to)

    def _quarter_at(self, moment: pd.Timestamp) -> pd.Period:
        calendar = self.community.settings.calendar
        return quarter_at(moment, calendar=calendar, timezone=self.timezone)

    @cached_property
    def levels(self) -> pd.DataFrame:
        """The core group, and who is active and came in enough quarters, at the end of the last
        quarter that is over and of which it is known who came, else of the running one."""
        told = self.frames["levels"]
        often = told["quarters_attended"] >= self.rules.ask_quarters
        levels = told[told["level"].eq(Level.CORE) | often]
        known = self.community.coverage.spans[Source.ATTENDANCE]
        told_for = max((each for each in known if each < self.quarter), default=self.quarter)
        return levels[levels["quarter"].eq(told_for.ordinal)]

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events of these days, else the last one, beside the community's own median."""
        rows = self.frames["events"]
        told = told_last(rows, when="starts_at", since=self.since, until=self.until)
        return beside_own_median(
            told, rows, when="starts_at", value="attendances", rules=self.rules
        )

    @cached_property
    def events_alike(self) -> pd.DataFrame:
        """The same events beside the median of those with the same learning activity."""
        return beside_own_median(
            self.events,
            self.frames["events"],
            when="starts_at",
            value="attendances",
            alike="activity",
            rules=self.rules,
        )

    @cached_property
    def mailings(self) -> Mapping[str, pd.DataFrame]:
        """The mailings of these days, else the last one: opens and clicks beside their medians."""
        rows = rates(self.frames["mailings"])
        told = told_last(rows, when="sent_at", since=self.since, until=self.until)
        return {
            each: beside_own_median(told, rows, when="sent_at", value=each, rules=self.rules)
            for each in ("opened", "clicked")
        }

    @cached_property
    def joiners(self) -> Joiners:
        """Who joined the list in these days, as far as an export tells."""
        exported = self.community.coverage.exports["exported_at"].max()
        return joiners(
            self.community.members, since=self.since, until=self.until, exported_at=exported
        )

    @cached_property
    def coming(self) -> pd.DataFrame:
        """The events that are to come, the next first, and how many registered as far as a file tells."""
        ahead = self.frames["coming"].sort_values(["starts_at", "event"], ignore_index=True)
        registered = ahead["registered"].astype("float64").where(ahead["told"] > 0)
        return ahead.assign(registered=registered)

    @cached_property
    def to_ask(self) -> pd.DataFrame:
        """Who takes part often, but for those who have just joined: nobody is asked for two things."""
        found = to_ask(
            self.frames["visits"],
            self.levels,
            self.frames["hosted"],
            until=self._just_after,
            months=self.rules.months,
        )
        return _without(found, self.joiners.people)

    @cached_property
    def to_interview(self) -> pd.DataFrame:
        """Who came often and is not known to have told a story, but for all who are on another list.

        Nor are those who withdrew one.
        """
        found = to_interview(
            self.frames["visits"],
            self.stories,
            until=self._just_after,
            months=self.rules.months,
        )
        others = (self.joiners.people, self.to_ask, self.not_returned, self.not_on_list)
        return _without(found[~found["person"].isin(self.withdrew)], *others)

    @property
    def stories(self) -> pd.DataFrame:
        """The stories that were told."""
        return self.community.narrative_tables.get("stories", STORIES.empty())

    @cached_property
    def unheard(self) -> tuple[Unheard, ...]:
        """Which constituencies were told nothing for two quarters, as far as messages are logged."""
        told = self.community.narrative_tables
        if "messages" not in told:
            return ()
        return unheard(told["constituencies"], told["messages"], self.until)

    @cached_property
    def recorded_since(self) -> pd.Period | None:
        """The first quarter on record, where that is too late to tell who came once and does not now."""
        known = self.community.coverage.spans[Source.ATTENDANCE]
        newest = self.recorded_quarter - self.rules.quiet_quarters
        return min(known) if known and min(known) > newest else None

    @cached_property
    def not_returned(self) -> pd.DataFrame:
        """Members who have not come for a while, as far as it is known who came.

        Nobody stayed away from what was not held: an event with a record was, since their last.
        """
        found = not_returned(
            self.frames["visits"],
            self.community.members,
            quarter=self.recorded_quarter.ordinal,
            until=self.until,
            quiet=self.rules.quiet_quarters,
            before=self.rules.came_quarters,
        )
        last = self.recorded_events["starts_at"].max()
        return _without(found[found["last_at"] < last], self.joiners.people, self.to_ask)

    @cached_property
    def recorded_events(self) -> pd.DataFrame:
        """The events that have begun and of which it is known who came."""
        held = self.frames["events"]
        return held[held["attendances"].notna() & (held["starts_at"] < self.until)]

    @property
    def _just_after(self) -> pd.Timestamp:
        """The first moment that the records of who came do not reach."""
        return min(self.recorded_to + pd.Timedelta(seconds=1), self.until)

    @cached_property
    def not_on_list(self) -> pd.DataFrame:
        """Who came and is not on the list, but for those to ask; nobody where no export tells of the list."""
        found = not_on_list(
            self.frames["visits"],
            self.community.members,
            until=self.until,
            known_to=self._just_after,
            months=self.rules.months,
        )
        return _without(found, self.to_ask) if self.lists_members else found.iloc[:0]

    @cached_property
    def missing(self) -> pd.DataFrame:
        """Organisations that are missing."""
        return missing_organisations(
            self.frames["visits"],
            self.community.members,
            until=self.until,
            known_to=self._just_after,
            wanted=self._wanted("organisation"),
            months=self.rules.months,
        )

    @cached_property
    def missing_professions(self) -> list[str]:
        """Professions that the community wants, and nobody of which came for so long."""
        wanted = self._wanted("profession")
        return missing_professions(
            self.frames["visits"], wanted, until=self._just_after, months=self.rules.months
        )

    def _wanted(self, kind: str) -> dict[str, set[str]]:
        """Return whom the community wants to reach, each with the spellings that people have."""
        targets, met = self.community.tables["targets"], self.frames["wanted"]
        names = targets.loc[targets["kind"].eq(kind), "name"].dropna()
        spellings = met[met["kind"].eq(kind)].groupby("name")["spelling"].agg(set)
        return {name: spellings.get(name, set()) for name in names}

    @cached_property
    def clicks(self) -> pd.DataFrame:
        """The clicks that people made, as far as can be told."""
        return people_clicked(self.community.activity, self.frames["scanned"])

    @cached_property
    def opens(self) -> pd.DataFrame:
        """The opens of emails by known people; programs that open them unasked cannot be told apart."""
        return people_opened(self.community.activity)

    @cached_property
    def links(self) -> pd.DataFrame:
        """The links most clicked."""
        return most_clicked(
            self.clicks, self.frames["mailings"], until=self.until, months=self.rules.months
        )

    @cached_property
    def unused(self) -> pd.DataFrame:
        """Learning activities not used lately."""
        reached = self.events_known_to + pd.Timedelta(seconds=1)
        return unused_activities(
            self.frames["events"], until=min(reached, self.until), months=self.rules.months
        )

    @cached_property
    def agenda(self) -> AgendaState:
        """How the learning agenda stands now."""
        return agenda_at(
            self.community.tables["agenda"],
            self.quarter,
            timezone=self.timezone,
            as_of=self.until,
        )

    def tellable(self, items: pd.DataFrame) -> pd.DataFrame:
        """Return the items of the agenda whose words may stand on a page on which nobody is."""
        return may_be_told(items[~items["item"].isin(self.community.naming)])

    @cached_property
    def events_known_to(self) -> pd.Timestamp:
        """The last moment of which it is known what was held; the present where nothing tells."""
        begun = self.frames["events"]["starts_at"].max()
        reached = self.community.coverage.recorded_to
        told = [each for each in (begun, reached) if each is not None and pd.notna(each)]
        return min(max(told, default=self.until), self.until)


def rates(mailings: pd.DataFrame) -> pd.DataFrame:
    """Return mailings with the shares of their delivered emails `opened` and `clicked`."""
    delivered = mailings["delivered"].where(mailings["delivered"] > 0)
    return mailings.assign(
        opened=mailings["unique_opens"] / delivered, clicked=mailings["unique_clicks"] / delivered
    )


def _without(people: pd.DataFrame, *others: pd.DataFrame) -> pd.DataFrame:
    """Return the people who are in none of other lists."""
    elsewhere = pd.concat([each["person"] for each in others])
    return people[~people["person"].isin(elsewhere)]


def _in_utc(answer: pd.DataFrame) -> pd.DataFrame:
    """The engine's instants are UTC without a zone: say so."""
    instants = answer.select_dtypes("datetime").columns
    return answer.assign(**{each: answer[each].dt.tz_localize("UTC") for each in instants})
