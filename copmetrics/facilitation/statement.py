"""A member's own record: the events they were at, the hours, what they hosted and the stories they told.

It is made of that person's rows alone, and of what the community says of its events. Nothing in it is
a number of several people, nobody else is named, and nobody's absence could be read from it: who else came,
or did not, changes no byte of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.accounts.account import (
    Account,
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.accounts.account_context import day
from copmetrics.accounts.quarter_figures import known_number, known_text
from copmetrics.accounts.story_blocks import Passage, Story, StoryStep
from copmetrics.community.community import Community
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import Consent, Sign, StepStatus
from copmetrics.identity.directory import Certainty, Directory
from copmetrics.identity.hosts import hosts_of, named_hosts, names_in
from copmetrics.identity.names_in_text import without_people
from copmetrics.schema import TABLES
from copmetrics.units import Unit, show

__all__ = ["KIND", "Member", "own_events", "signed_by_name", "statement"]

KIND = "A member's own record"
READ_BY = {
    Consent.PRIVATE: "nobody else reads it",
    Consent.MEMBERS: "told for members",
    Consent.SPONSORS: "told for members and sponsors",
    Consent.PUBLIC: "told for anybody to read",
}
RECORDED, ESTIMATED, UNKNOWN = "recorded", "estimate: the event's length", "not known"


@dataclass(frozen=True)
class Member:
    """Whose record it is: pseudonym, name, and what the list of events says of hosts (`event`, `host`)."""

    person: str
    name: str | None
    address: str
    hosts: pd.DataFrame

    @classmethod
    def of(cls, directory: Directory, address: str) -> Member | None:
        """Return whose address it is; nothing where nobody's."""
        person = directory.person_of(address)
        if person is None:
            return None
        known = directory.people.set_index("person").loc[person]
        return cls(person, known_text(known["name"]), address.strip().casefold(), directory.hosts)


def own_events(
    community: Community,
    member: Member,
    *,
    by_name: bool = False,
    since: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """Return the events that one person was at, in order of their days: a frame, a row an event.

    Only lines that carry their address count; with `by_name` also those that name them without
    one and were put to them. Columns: `event`, `day` (as ISO has it), `title`, `activity`, `hosted`,
    `minutes` (unknown is missing), `estimated` (whether these are the event's length), `by_name`.
    The day is the one on which they joined, else the event's. Its length is used only where it is stated.
    """
    lines = community.attendance
    own = lines[lines["person"].eq(member.person)]
    addressed = own["certainty"].eq(Certainty.ADDRESS)
    sure = own[addressed & _attended(own)]["event"]
    used = own if by_name else own[addressed]
    alone = _alone(community, member, used)
    came = alone.facts("attendances").merge(
        alone.facts("attendance_roles")[["event", "hosted"]], on="event"
    )
    came = came[came["estimated"].eq(0)].merge(
        community.events[["event", "ends_at", "length_stated"]], on="event"
    )
    starts = came["starts_at"].dt.tz_localize("UTC")
    length = (came["ends_at"] - starts).dt.total_seconds() / 60
    # a length that nobody states is how long others stayed, and a start when the first of them came
    length = length.where(came["length_stated"].eq(True) & length.gt(0))
    joined = used[_attended(used)].groupby("event")["joined_at"].min()
    starts = came["event"].map(joined).fillna(starts)
    timezone, named = community.settings.timezone, _hosts_of_each(member)
    found = pd.DataFrame(
        {
            "event": came["event"],
            "day": [day(each, timezone) for each in starts],
            "title": [
                without_people(title, named.get(event, ()))
                for event, title in zip(came["event"], came["title"], strict=True)
            ],
            "activity": came["activity"],
            "hosted": came["hosted"].eq(1),
            "minutes": came["minutes"].fillna(length),
            "estimated": came["minutes"].isna() & length.notna(),
            "by_name": ~came["event"].isin(sure),
        }
    )
    kept = found if since is None else found[starts.ge(since)]
    told = [each for each in kept.columns if each != "event"]
    return kept.sort_values(told, ignore_index=True)


def signed_by_name(community: Community, member: Member) -> int:
    """Return at how many events their name signed in, and their address did not."""
    lines = community.attendance
    own = lines[lines["person"].eq(member.person) & _attended(lines)]
    addressed = own["certainty"].eq(Certainty.ADDRESS)
    return len(set(own.loc[~addressed, "event"]) - set(own.loc[addressed, "event"]))


def _attended(lines: pd.DataFrame) -> pd.Series:
    return lines["status"].eq(AttendanceStatus.ATTENDED) & lines["left_out"].isna()


def _alone(community: Community, member: Member, own: pd.DataFrame) -> Community:
    """Return the community as if nobody but this one had left a line in it."""
    met = own[["event", "person"]].drop_duplicates()
    met = met.assign(name=member.name, address=member.address)
    events = community.events
    hosts = hosts_of(events, named_hosts(member.hosts, met))
    empty = {name: table.empty() for name, table in TABLES.items()}
    tables = {**empty, "events": events.assign(host=hosts), "attendance": own}
    return replace(community, tables=tables, narrative_tables={})


def _hosts_of_each(member: Member) -> dict[str, list[str]]:
    """Return whom the list of events names as hosts of each event: the member is one if it is their event."""
    cells = zip(member.hosts["event"], member.hosts["host"], strict=True)
    return {event: names_in(cell) for event, cell in cells}


def statement(
    community: Community,
    member: Member,
    came: pd.DataFrame,
    *,
    by_name: bool = False,
    since: pd.Timestamp | None = None,
    stamp: str = "",
) -> Account:
    """Put one person's record together, of what `own_events` gives; it is under their name, or address."""
    until = show(day(community.as_of, community.settings.timezone), Unit.DAY)
    span = f"to {until}"
    if since is not None:
        span = f"from {show(day(since, community.settings.timezone), Unit.DAY)} {span}"
    sections = [_events_section(came, by_name), *_stories_section(community, member)]
    return Account(
        community=community.settings.name,
        quarter=member.name or member.address,
        months=span,
        audience="one member",
        summary=_summary(came, since is not None),
        sections=(*sections, _rests_on(by_name)),
        stamp=stamp,
        kind=KIND,
    )


def _summary(came: pd.DataFrame, from_a_day: bool) -> str:
    if came.empty:
        since = " from that day on" if from_a_day else ""
        return f"No event is recorded under this address{since}."
    hosted = int(came["hosted"].sum())
    events = f"{Unit.EVENTS.of(len(came))}{f', {hosted} of them as host' if hosted else ''}"
    recorded = _hours(came[~came["estimated"]])
    estimated = _hours(came[came["estimated"]])
    hours = [f"{show(recorded, Unit.HOURS)} hours recorded"] if recorded else []
    if estimated:
        hours.append(f"{show(estimated, Unit.HOURS)} hours estimated from the events' length")
    unknown = int(came["minutes"].isna().sum())
    if unknown:
        hours.append(f"of {Unit.EVENTS.of(unknown)} it is not known how long")
    return f"{events}: {'; '.join(hours)}."


def _hours(came: pd.DataFrame) -> float:
    return float(came["minutes"].sum() / 60)


def _events_section(came: pd.DataFrame, by_name: bool) -> Section:
    title = "Events and hours"
    if came.empty:
        nothing = "No event is listed here: who signed in without this address is not found by it."
        return Section("events", title, (Paragraph(nothing),))
    columns = (
        ReportColumn("Day", Unit.DAY),
        ReportColumn("Event"),
        ReportColumn("Kind of activity"),
        ReportColumn("Role"),
        ReportColumn("Hours", Unit.HOURS),
        ReportColumn("How the hours are known"),
    )
    rows = tuple(map(_row, came.to_dict("records")))
    notes = ("Marked *: the record has the name and not the address.",) if by_name else ()
    table = ReportTable("own-events", "Events, in the order of their days", columns, rows, notes)
    return Section("events", title, (table,))


def _row(came: dict[str, object]) -> tuple[ReportCell, ...]:
    minutes = known_number(came["minutes"])
    how = ESTIMATED if came["estimated"] else RECORDED
    return (
        str(came["day"]),
        f"{came['title']}{' *' if came['by_name'] else ''}",
        known_text(came["activity"]),
        "host" if came["hosted"] else None,
        None if minutes is None else minutes / 60,
        UNKNOWN if minutes is None else how,
    )


def _stories_section(community: Community, member: Member) -> list[Section]:
    """Tell the stories that a form says are theirs; others were written down without a name."""
    stories = community.narrative_tables["stories"]
    own = stories[stories["teller"].eq(member.person)]
    if own.empty:
        return []
    segments = community.narrative_tables["segments"]
    told: list[ReportBlock] = [
        _story(row, segments[segments["story"].eq(row["story"])])
        for row in own.sort_values(["collected_on", "title"]).to_dict("records")
    ]
    return [Section("stories", "Your stories, in your words", tuple(told))]


def _story(row: dict[str, object], segments: pd.DataFrame) -> Story:
    steps = tuple(
        StoryStep(
            Cycle(each["cycle"]).label,
            Passage(each["text"], hoped=each["status"] == StepStatus.ASPIRED),
        )
        for each in segments.sort_values("step").to_dict("records")
    )
    collected = show(row["collected_on"], Unit.DAY)
    byline = f"Collected on {collected}; {READ_BY[Consent(str(row['consent']))]}."
    sign = known_text(row["sign"])
    went = Sign(sign).words if sign else ""
    return Story(str(row["title"]), byline, steps, remark=f"It {went}." if went else "")


def _rests_on(by_name: bool) -> Section:
    lines = (
        "the records that carry this address, and those with the name alone that were put to it"
        if by_name
        else "the records that carry this address; who signed in with a name alone is not in it"
    )
    words = (
        f"It rests on {lines}. Hours are the minutes that a meeting's own record has; where it has "
        "none, as on a sign-in sheet, they are the length of the event and marked as an estimate, if its "
        "start and end are stated; otherwise they are not known: only how long others stayed would tell. "
        "It says that somebody was there, not what they learned. Titles of events are the "
        "community's own; an address, a form of address or a host's name in one is left out."
    )
    return Section("rests-on", "What this record rests on", (Paragraph(words),))
