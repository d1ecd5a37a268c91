"""A community's memory as data: where to start, what happened when, and what came out of it.

It counts nobody: events, outputs, stories and decisions, as far as whoever reads it may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd

from copmetrics.accounts.audience_evidence import readable_by
from copmetrics.accounts.commentary_pictures import embedded
from copmetrics.community.community import Community
from copmetrics.framework.audiences import Audience
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import StepStatus
from copmetrics.privacy.profiles import consented
from copmetrics.quarters import label, quarter_at
from copmetrics.schema import topics_listed
from copmetrics.typed_text import is_web_link
from copmetrics.units import Unit, join_words, show

__all__ = ["Entry", "Memory", "MemoryLink", "MemoryQuarter", "Telling", "memory_of"]

SMALL: Final = 640
"""Pixels that a picture of the memory is wide or high at the most."""
FIRST: Final = 3
"""So many things of a kind stand where somebody new is to start."""
TOPICS: Final = 8


@dataclass(frozen=True)
class MemoryLink:
    """Something that came out: its name, its link on the web, or the picture itself."""

    title: str
    kind: str
    address: str = ""
    """A link of http or https; empty of a file of the community's folder."""
    picture: str = ""
    """The picture as a `data:` address; empty of anything else."""


@dataclass(frozen=True)
class Telling:
    """A story as the memory tells it: its steps, each with the cycle of value that it speaks of."""

    id: str
    title: str
    teller: str
    """Which group told it; empty where that is not known."""
    steps: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """One line of the memory: what was on a day, and what came out of it."""

    day: pd.Timestamp
    kind: str
    """`Event`, `Output`, `Story` or `Decision`."""
    title: str
    text: str = ""
    links: tuple[MemoryLink, ...] = ()
    telling: str = ""
    """The id of the story that it leads to."""

    @property
    def on(self) -> str:
        """The day as a reader sees it."""
        return show(str(self.day.date()), Unit.DAY)


@dataclass(frozen=True)
class MemoryQuarter:
    """What was in one quarter, the newest first."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Memory:
    """A community's memory for members, or for anybody."""

    community: str
    audience: str
    opening: tuple[str, ...]
    """Where somebody new is to start, in sentences."""
    coming: tuple[str, ...]
    first: tuple[Entry, ...]
    """What to look at first: the newest of each kind."""
    quarters: tuple[MemoryQuarter, ...]
    """The newest first."""
    tellings: tuple[Telling, ...]
    stamp: str = ""


def memory_of(community: Community, audience: Audience, *, stamp: str = "") -> Memory:
    """Return the memory that an audience may read, up to the community's present."""
    told = readable_by(audience, community.narrative_tables)
    tellings = tuple(_tellings(community, told))
    outputs = consented(community.tables["outputs"], audience)
    outputs = outputs.assign(day=_days(community, outputs["shared_at"]))
    entries = sorted(
        (
            *_events(community, outputs),
            *_outputs(community, outputs),
            *_stories(community, told["stories"]),
            *_decisions(community, told["decisions"]),
        ),
        key=lambda entry: (entry.day, entry.kind, entry.title),
    )
    held = [each for each in entries if each.kind == "Event"]
    return Memory(
        community.settings.name,
        audience,
        tuple(_opening(community, held)),
        tuple(_coming(community)),
        tuple(_first(entries)),
        tuple(_by_quarter(community, entries)),
        tellings,
        stamp,
    )


def _today(community: Community) -> pd.Timestamp:
    local = community.as_of.tz_convert(community.settings.timezone)
    return local.tz_localize(None)


def _held(community: Community) -> pd.DataFrame:
    """Return the events that were not cancelled, with the `day` of each on the wall calendar."""
    events = community.events[~community.events["cancelled"].fillna(False).astype(bool)]
    return events.assign(day=_days(community, events["starts_at"]))


def _days(community: Community, moments: pd.Series) -> pd.Series:
    """Return the days on the wall calendar that moments are of."""
    local = moments.dt.tz_convert(community.settings.timezone)
    return local.dt.tz_localize(None).dt.normalize()


def _events(community: Community, outputs: pd.DataFrame) -> Iterator[Entry]:
    held = _held(community)
    for row in held[held["starts_at"] <= community.as_of].to_dict("records"):
        where = row["format"] if isinstance(row["format"], str) else ""
        about = join_words(topics_listed(row["topic"]))
        text = ", ".join(filter(None, (where, f"on {about}" if about else "")))
        own = outputs[outputs["event"].eq(row["event"])]
        yield Entry(row["day"], "Event", str(row["title"]), text, _links(community, own))


def _outputs(community: Community, outputs: pd.DataFrame) -> Iterator[Entry]:
    """Go through the outputs that are of no event that was held: the others stand with theirs."""
    held = set(_held(community)["event"])
    alone = outputs[~outputs["event"].isin(held) & (outputs["shared_at"] <= community.as_of)]
    for _, own in alone.groupby(alone.index, sort=False):
        (link,) = _links(community, own)
        yield Entry(own["day"].iloc[0], "Output", link.title, link.kind, (link,))


def _links(community: Community, outputs: pd.DataFrame) -> tuple[MemoryLink, ...]:
    return tuple(
        _link(row, community.folder)
        for row in outputs.sort_values(["day", "title"]).to_dict("records")
    )


def _link(row: Mapping[str, object], folder: Path) -> MemoryLink:
    """Return an output as a page can show it: a link of the web, a picture in it, or its name alone."""
    place, title, kind = str(row["place"]), str(row["title"]), str(row["kind"])
    if is_web_link(place):
        return MemoryLink(title, kind, address=place)
    return MemoryLink(title, kind, picture=embedded(place, folder, widest=SMALL))


def _stories(community: Community, stories: pd.DataFrame) -> Iterator[Entry]:
    dated = stories[stories["collected_on"] <= _today(community)]
    for row in dated.to_dict("records"):
        yield Entry(
            row["collected_on"],
            "Story",
            str(row["title"]),
            _group(row["constituency"]),
            telling=_id(stories, row["story"]),
        )


def _tellings(community: Community, told: Mapping[str, pd.DataFrame]) -> Iterator[Telling]:
    """Go through the stories that may be told, the newest first."""
    stories, segments = told["stories"], told["segments"]
    known = stories[~(stories["collected_on"] > _today(community))]
    for row in known.sort_values("collected_on", ascending=False).to_dict("records"):
        own = segments[segments["story"].eq(row["story"])].sort_values("step")
        steps = tuple(
            (_heading(each), str(each["text"]))
            for each in own.to_dict("records")
            if isinstance(each["text"], str)
        )
        yield Telling(
            _id(stories, row["story"]), str(row["title"]), _group(row["constituency"]), steps
        )


def _heading(step: Mapping[str, object]) -> str:
    cycle = Cycle(str(step["cycle"])).label if isinstance(step["cycle"], str) else "What happened"
    return f"{cycle}, hoped for" if step["status"] == StepStatus.ASPIRED else cycle


def _id(stories: pd.DataFrame, story: object) -> str:
    """Return what a story is called on the page: its number, for its short name may be a file's."""
    return f"story-{stories['story'].tolist().index(story) + 1}"


def _group(constituency: object) -> str:
    if not isinstance(constituency, str):
        return ""
    return f"told by {constituency[:1].lower()}{constituency[1:]}"


def _decisions(community: Community, decisions: pd.DataFrame) -> Iterator[Entry]:
    for row in decisions[decisions["decided_on"] <= _today(community)].to_dict("records"):
        outcome = row["outcome"] if isinstance(row["outcome"], str) else ""
        yield Entry(row["decided_on"], "Decision", str(row["text"]), outcome)


def _opening(community: Community, held: list[Entry]) -> Iterator[str]:
    """Say since when the community meets, and what it speaks of."""
    if held:
        times = {1: "once", 2: "twice"}.get(len(held), f"{len(held)} times")
        yield f"The community has met {times} since {held[0].on}."
    listed = community.tables["event_topics"]["topic"].value_counts()
    topics = sorted(listed.index, key=lambda topic: (-listed[topic], topic))[:TOPICS]
    if topics:
        yield f"Its events were about {join_words(topics)}."
    yield "You need to know nothing beforehand: come to the next event, and ask."


def _coming(community: Community) -> Iterator[str]:
    held = _held(community)
    for row in (
        held[held["starts_at"] > community.as_of].sort_values("starts_at").to_dict("records")
    ):
        yield f"{row['title']} ({show(str(row['day'].date()), Unit.DAY)})"


def _first(entries: list[Entry]) -> Iterator[Entry]:
    """Go through what to look at first: the newest stories, what came out of meetings, and decisions."""
    newest = entries[::-1]
    for chosen in (
        [each for each in newest if each.kind == "Story"],
        [each for each in newest if any(link.address for link in each.links)],
        [each for each in newest if each.kind == "Decision"],
    ):
        for each in chosen[:FIRST]:  # pictures stand in the quarters below, once
            yield replace(each, links=tuple(link for link in each.links if link.address))


def _by_quarter(community: Community, entries: list[Entry]) -> Iterator[MemoryQuarter]:
    """Put the entries into their quarters, the newest first."""
    settings = community.settings
    found: dict[pd.Period, list[Entry]] = {}
    for each in entries:
        moment = each.day.tz_localize(
            settings.timezone, ambiguous=True, nonexistent="shift_forward"
        )
        quarter = quarter_at(moment, calendar=settings.calendar, timezone=settings.timezone)
        found.setdefault(quarter, []).append(each)
    for quarter in sorted(found, reverse=True):
        yield MemoryQuarter(label(quarter), tuple(reversed(found[quarter])))
