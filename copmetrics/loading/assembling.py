"""Raw tables in, a community's tables out: events gathered, people made pseudonyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.event_topics import topics_of_events
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.framework.channels import with_channels
from copmetrics.framework.learning_activities import placed
from copmetrics.identity.community_key import community_key, derived_secret
from copmetrics.identity.directory import Directory
from copmetrics.identity.hosts import hosts_of, named_hosts, unmet_hosts
from copmetrics.identity.names_in_text import KnownNames
from copmetrics.identity.review import decisions
from copmetrics.loading import campaigns, membership
from copmetrics.loading.agenda import placed_agenda, placed_recommendations
from copmetrics.loading.answered_once import answered_once
from copmetrics.loading.changes_said import said_changes
from copmetrics.loading.channels import channels_noted
from copmetrics.loading.decisions import decisions_of
from copmetrics.loading.disagreements import disagreements
from copmetrics.loading.events import GatheredEvents, gather
from copmetrics.loading.events_offered import events_offered
from copmetrics.loading.feedback import known_remarks, placed_feedback, with_stated_events
from copmetrics.loading.feedback_once import feedback_once
from copmetrics.loading.findings import Assembled
from copmetrics.loading.first_heard import first_heard
from copmetrics.loading.impossible_days import impossible_days
from copmetrics.loading.kept_twice import kept_twice
from copmetrics.loading.links import links_noted, topics_of_links
from copmetrics.loading.membership import RebuiltList
from copmetrics.loading.narratives import (
    impossible_aims,
    narratives,
    unknown_indicators,
)
from copmetrics.loading.outputs import placed_outputs
from copmetrics.loading.people import (
    identified,
    known_of_each,
    own_domains_noted,
    people_in,
    settled_stories,
    settled_targets,
    spellings_of,
    with_organisations,
)
from copmetrics.loading.possible_names import titles_noted, words_naming
from copmetrics.loading.reached import with_narrative_quarters
from copmetrics.loading.row_reconciliation import (
    left_out_by_reason,
    without_impossible,
    without_unknown_contacts,
)
from copmetrics.loading.sectors_and_bands import bands_of, sectors_noted, sectors_of
from copmetrics.loading.sheet_reading import answers_of
from copmetrics.loading.stories_once import stories_once
from copmetrics.loading.topics import spelt_alike, with_topics
from copmetrics.loading.two_clocks import by_one_clock
from copmetrics.loading.visits import placed_visits
from copmetrics.loading.withdrawn import withdrawn_everywhere
from copmetrics.readers.eventbrite import OF_ORDER
from copmetrics.schema import ACTIVITY, ATTENDANCE, NARRATIVE_TABLES, TABLES, check_references
from copmetrics.settings import Settings
from copmetrics.units import Unit, show

__all__ = ["Assembly", "assembled"]

TOPICAL: Final = ("events", "agenda", "recommendations")
"""Tables whose rows may be of topics."""
IN_ATTENDEES: Final = "in the attendees report of the same event"


@dataclass(frozen=True)
class Assembly:
    """A community's tables, who its people are, and what was met in making them."""

    made: Assembled
    directory: Directory
    file_notes: Mapping[str, str]
    left_out: Mapping[str, Mapping[str, int]]
    """How many rows of each file were left out, by reason."""
    problems: tuple[CopmetricsError, ...]
    offered: Mapping[str, tuple[str, ...]]
    """Lines of `community.toml` by file, of which one may say of which event its answers are."""


def assembled(folder: Path, settings: Settings, raw: Mapping[str, pd.DataFrame]) -> Assembly:
    """Turn raw tables into the community's: events gathered, people made pseudonyms."""
    key = community_key(folder)
    raw, answered = answered_once(stories_once(withdrawn_everywhere(raw)))
    gathered = gather(raw["sessions"], raw["attendance"], timezone=settings.timezone)
    people = people_in(raw, settings)
    spellings = spellings_of(people, raw["variants"])
    located = with_organisations(people, spellings, settings)
    event = raw["attendance"]["session"].map(gathered.event_of).astype("str")
    met = _at_meetings(located, raw["attendance"]["source_file"], event)
    directory, who = Directory.of(met, key=key, decided=decisions(folder))
    named = known_of_each(located.join(who))
    contacts = without_unknown_contacts(identified(raw["contacts"], named, "contacts"))
    reasons = identified(raw["reasons"], named, "reasons")
    rows = by_one_clock(raw["attendance"], gathered.ahead)
    identified_rows = identified(rows, named, "attendance")
    attendance = without_impossible(identified_rows).assign(event=event)
    came = _who_came(attendance, named, hosted=gathered.hosted["event"])
    hosts = named_hosts(gathered.events, came)
    remarks = known_remarks(feedback_once(raw["feedback"]), gathered.events)
    stated = _events_stated(raw, settings)
    raw = {
        **raw,
        "feedback": with_stated_events(remarks.rows, gathered.events, stated),
        "changes_said": with_stated_events(raw["changes_said"], gathered.events, stated),
        "stories": settled_stories(raw["stories"], spellings),
    }
    tables, rebuilt = canonical_tables(
        raw, gathered, named, contacts, reasons, settings, attendance, hosts
    )
    tables["events"], unclear = with_channels(tables["events"], settings.channels)
    heard = first_heard(
        contacts,
        reasons,
        attendance,
        gathered.events.set_index("event")["starts_at"],
        settings.heard_from,
    )
    tables["targets"] = settled_targets(raw["targets"], spellings)
    tables["organisation_sectors"] = sectors_of(raw["variants"], spellings)
    tables["person_bands"] = bands_of(named, raw)
    agenda = placed_agenda(raw["agenda"], named, gathered.events)
    recommended = placed_recommendations(raw["recommendations"], gathered.events)
    outputs = placed_outputs(raw["outputs"], named, gathered.events, folder)
    tables.update(agenda=agenda.rows, recommendations=recommended.rows, outputs=outputs.rows)
    changed = said_changes(
        raw["changes_said"],
        gathered.events,
        directory,
        named,
        key=key,
        timezone=settings.timezone,
    )
    told = narratives(raw, named, gathered.events, settings)
    linked = pd.Series(settings.links.values(), dtype="str")
    written = (tables[name]["topic"] for name in TOPICAL)
    spelt = spelt_alike((*written, told.tables["stories"]["topic"], linked))
    tables.update(with_topics({name: tables[name] for name in TOPICAL}, spelt))
    tables["event_topics"] = topics_of_events(tables["events"])
    tables["link_topics"] = topics_of_links(tables["activity"], settings.links, spelt)
    tables["first_heard"] = heard.people
    stories = with_topics({"stories": told.tables["stories"]}, spelt)
    known = KnownNames.of(directory.people["name"].dropna())
    naming = words_naming(tables, known)
    narrative = {
        **told.tables,
        **stories,
        "decisions": decisions_of(tables, naming, settings.timezone),
    }
    problems = (
        *gathered.problems,
        *impossible_days(
            raw["sessions"],
            raw["feedback"].assign(event=tables["feedback"]["event"].to_numpy()),
            gathered.events,
            gathered.event_of,
            settings,
        ),
        *rebuilt.problems,
        *remarks.problems,
        *agenda.problems,
        *recommended.problems,
        *outputs.problems,
        *told.problems,
        *unknown_indicators(settings, told.own),
        *impossible_aims(settings, told.own),
    )
    if not problems:
        _check(tables, narrative)
    made = Assembled(
        tables={name: tables[name] for name in TABLES},
        coverage=with_narrative_quarters(
            covered(tables, settings, rebuilt.exports), told.tables, settings
        ),
        narrative_tables=narrative,
        own=told.own,
        notes=(
            *rebuilt.notes,
            *own_domains_noted(named),
            *sectors_noted(tables["organisation_sectors"], named),
            *channels_noted(unclear),
            *heard.notes,
            *links_noted(tables["activity"], settings.links),
            *unmet_hosts(hosts, came["event"], _called(gathered.hosted, settings.timezone)),
            *titles_noted({**tables, **narrative}, known),
        ),
        secret=derived_secret(key),
        naming=naming,
        changes_said=changed.rows,
        withdrew=told.withdrew,
    )
    return Assembly(
        made,
        replace(directory, hosts=gathered.hosted[["event", "host"]], strangers=changed.strangers),
        file_notes=_joined(
            gathered.notes,
            disagreements(tables["attendance"]),
            answered,
            kept_twice(raw),
        ),
        left_out=left_out_by_reason(_counted(tables, contacts, raw)),
        problems=problems,
        offered=events_offered(
            raw["feedback"],
            tables["feedback"]["event"],
            gathered.events,
            timezone=settings.timezone,
        ),
    )


def _events_stated(raw: Mapping[str, pd.DataFrame], settings: Settings) -> dict[str, str]:
    """Return the event that the community names of each file with feedback, where it does."""
    files = {*raw["feedback"]["source_file"], *raw["changes_said"]["source_file"]}
    said = {file: answers_of(file, settings).event for file in files}
    return {file: event for file, event in said.items() if event}


def _called(hosted: pd.DataFrame, timezone: str) -> dict[str, str]:
    """Return what each event with a host is called in a note: its title, and its day where it is known."""
    if hosted.empty:
        return {}
    days = hosted["starts_at"].dt.tz_convert(timezone).dt.date.astype("str")
    called = zip(hosted["event"], hosted["title"], days, hosted["starts_at"].notna(), strict=True)
    return {
        event: f"'{title}'" + (f" ({show(day, Unit.DAY)})" if dated else "")
        for event, title, day, dated in called
    }


def _joined(*notes: Mapping[str, str]) -> dict[str, str]:
    """Put the remarks on each file together."""
    files = dict.fromkeys(file for each in notes for file in each)
    return {file: "; ".join(each[file] for each in notes if file in each) for file in files}


def canonical_tables(
    raw: Mapping[str, pd.DataFrame],
    gathered: GatheredEvents,
    people: pd.DataFrame,
    contacts: pd.DataFrame,
    reasons: pd.DataFrame,
    settings: Settings,
    attendance: pd.DataFrame,
    hosts: pd.DataFrame,
) -> tuple[dict[str, pd.DataFrame], RebuiltList]:
    """Return the tables that measures count from, and the mailing list as it was rebuilt."""
    mailings = campaigns.identify(raw["mailings"])
    activity = campaigns.place_activity(identified(raw["activity"], people, "activity"), mailings)
    rebuilt = membership.rebuild(contacts, parts=raw["audience_parts"])
    hosted = gathered.events.assign(host=hosts_of(gathered.events, hosts))
    tables = {
        "events": placed(hosted, settings.activities),
        "attendance": ATTENDANCE.conform(_attendees(attendance)),
        "members": membership.with_reasons(rebuilt.members, reasons),
        "mailings": TABLES["mailings"].conform(mailings),
        "activity": ACTIVITY.conform(activity),
        "feedback": placed_feedback(raw["feedback"], gathered.events),
        "visits": placed_visits(identified(raw["visits"], people, "visits"), people),
    }
    return tables, rebuilt


def _check(tables: Mapping[str, pd.DataFrame], narrative: Mapping[str, pd.DataFrame]) -> None:
    """Raise an error where a table is not as the schema declares it: a mistake of ours."""
    for name, table in {**TABLES, **NARRATIVE_TABLES}.items():
        table.check(tables[name] if name in TABLES else narrative[name])
    check_references(tables)


def _at_meetings(people: pd.DataFrame, files: pd.Series, events: pd.Series) -> pd.DataFrame:
    """Add at which meeting each row has somebody, and which file says so; of other tables none.

    `files` and `events` are those of the rows of attendance.
    """
    row = people["row"].where(people["table"].eq("attendance"))
    return people.assign(
        organisation=people["stated"],
        meeting=row.map(events).astype("str"),
        source_file=row.map(files).astype("str"),
    )


def _who_came(attendance: pd.DataFrame, people: pd.DataFrame, *, hosted: pd.Series) -> pd.DataFrame:
    """Return who was at each event that names a host: `event`, `person`, and what name and address say."""
    came = attendance.loc[
        attendance["event"].isin(hosted)
        & attendance["status"].eq(AttendanceStatus.ATTENDED)
        & attendance["left_out"].isna(),
        ["event", "person"],
    ]
    shown = people[people["table"].eq("attendance")].set_index("row")[["name", "address"]]
    return came.join(shown)


def _attendees(attendance: pd.DataFrame) -> pd.DataFrame:
    """Say who each row is of at its event: a person, a telephone, or the n-th who is not named."""
    if attendance.empty:
        return attendance
    return attendance.assign(
        attendee=_told_apart(attendance),
        left_out=attendance["left_out"].mask(_told_twice(attendance), IN_ATTENDEES),
    )


def _told_apart(attendance: pd.DataFrame) -> pd.Series:
    """Return a person, or else a telephone, a ticket or the n-th of a session who is not named."""
    unnamed = attendance["person"].isna()
    if not unnamed.any():
        return attendance["person"]
    number = attendance[unnamed].groupby("session").cumcount().add(1).astype(str)
    other = (
        ("telephone " + attendance["name"])
        .fillna("ticket " + attendance["ticket"])
        .fillna("unnamed " + number.reindex(attendance.index).astype("str"))
    )
    return attendance["person"].fillna(other)


def _told_twice(attendance: pd.DataFrame) -> pd.Series:
    """Tell which places of an orders report the attendees report of the same event lists too."""
    ordered = attendance["ticket"].str.startswith(OF_ORDER).fillna(False).astype(bool)
    booking = attendance["event"] + "#" + attendance["booking"]
    return ordered & booking.notna() & booking.isin(booking[~ordered].dropna())


def _counted(
    tables: Mapping[str, pd.DataFrame], contacts: pd.DataFrame, raw: Mapping[str, pd.DataFrame]
) -> tuple[pd.DataFrame, ...]:
    """Return the tables whose rows say whether they count."""
    own = (tables[each] for each in ("attendance", "mailings", "activity", "feedback", "visits"))
    return (*own, contacts, raw["stories"])
