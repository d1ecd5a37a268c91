"""A community's folder, read: which file is what, with which rows, and the tables they give.

`survey` looks at every file and collects what is wrong; `load` is a survey that must be clean.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from copmetrics import campaigns, evaluation, membership, quarters
from copmetrics.activities import placed
from copmetrics.changes import changes
from copmetrics.coverage import Coverage, covered
from copmetrics.directory import MACHINE, Directory, community_key, described, hosts_of
from copmetrics.engine import MODELS
from copmetrics.errors import ChoiceError, CopmetricsError, FileError, Problems
from copmetrics.evaluation import Evaluation
from copmetrics.events import Gathered, gather
from copmetrics.feedback import placed_feedback
from copmetrics.measures import MEASURES, measures_by
from copmetrics.measures.base import Measure
from copmetrics.names import Kind
from copmetrics.organisations import (
    Spellings,
    domain_of,
    organisations_by_domain,
    shared_domains,
)
from copmetrics.readers import KNOWN_HEADINGS, READERS
from copmetrics.readers.base import Context, Reading, answer_key, headings_found
from copmetrics.readers.files import Sheet, sheets_in
from copmetrics.register import own_values, register_of
from copmetrics.review import REVIEW_FILE, decisions
from copmetrics.settings import FILE_NAME, FileAnswers, Settings, read_settings
from copmetrics.stories import told_stories
from copmetrics.tables import ACTIVITY, ATTENDANCE, RAW, TABLES

if TYPE_CHECKING:
    from copmetrics.account import Account

__all__ = ["Community", "Found", "Survey", "load", "survey"]

COMMENTARY = "commentary.md"
NOT_EXPORTS = (FILE_NAME, REVIEW_FILE, COMMENTARY, ".gitignore")
MOMENTS = (
    "starts_at",
    "joined_at",
    "sent_at",
    "happened_at",
    "day",
    "answered_at",
    "collected_on",
)
SAME_FILE = "the same file as {other}"


@dataclass(frozen=True)
class Found:
    """One sheet of one file, and what it was taken for."""

    file: str
    format: str
    """The reader's name; empty where no reader knows it."""
    digest: str
    rows: int = 0
    kept: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many rows were left out, by reason."""
    first: pd.Timestamp | None = None
    last: pd.Timestamp | None = None
    note: str = ""
    problems: int = 0
    """How many cells or questions keep it from being read."""


@dataclass(frozen=True)
class Community:
    """One community: its settings and its tables, in which nobody is named."""

    folder: Path
    settings: Settings
    files: tuple[Found, ...]
    tables: Mapping[str, pd.DataFrame]
    coverage: Coverage
    as_of: pd.Timestamp
    """The present: what had not happened by then is not counted."""
    notes: tuple[str, ...] = ()
    told: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """What the community tells of itself: stories, its own indicators, who needs to know what."""
    own: tuple[Measure, ...] = ()
    """The community's own indicators."""

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by its id: the declared ones, then the community's own."""
        declared = measures_by(self.settings.return_days)
        return {**declared, **{each.id: each for each in self.own}}

    def indicators(
        self,
        by: Sequence[str] = (),
        *,
        where: Mapping[str, Sequence[str | None]] | None = None,
        only: Sequence[str] | None = None,
        quarters: pd.PeriodIndex | None = None,
    ) -> pd.DataFrame:
        """Return every measure in every quarter, by any dimensions: see `evaluation.indicators`.

        `where` keeps the facts whose dimensions have one of the values given. The community's own
        indicators come after the declared ones; they have no dimensions.
        """
        names = list(self.measures) if only is None else list(only)
        for name in names:
            if name not in self.measures:
                raise ChoiceError("an indicator", name, self.measures)
        declared = [name for name in names if name in MEASURES]
        monthly = quarters is not None and quarters.freqstr == "M"
        whole = not by and not where and not monthly
        own = [each for each in self.own if each.id in names and whole]
        frames = []
        if declared or not own:
            frames.append(self._declared_values(by, where, declared, quarters))
        if own:
            wanted = self.quarters if quarters is None else quarters
            frames.append(self._own_values(own, wanted))
        return pd.concat(frames, ignore_index=True).sort_values(
            "quarter", kind="stable", ignore_index=True
        )

    def _declared_values(
        self,
        by: Sequence[str],
        where: Mapping[str, Sequence[str | None]] | None,
        only: Sequence[str],
        wanted: pd.PeriodIndex | None,
    ) -> pd.DataFrame:
        if wanted is None or wanted.isin(self.quarters).all():
            return self.evaluation.indicators(by=by, where=where, only=only, quarters=wanted)
        if wanted.freqstr == "M" and wanted.isin(self.by_month.quarters).all():
            return self.by_month.indicators(by=by, where=where, only=only, quarters=wanted)
        return evaluation.indicators(
            self.tables,
            settings=self.settings,
            coverage=self.coverage,
            as_of=self.as_of,
            by=by,
            where=where,
            only=only,
            quarters=wanted,
        )

    @cached_property
    def evaluation(self) -> Evaluation:
        """The tables in an engine that stays open, made on first use: each question is quick."""
        return self._evaluation_of(self.quarters)

    @cached_property
    def by_month(self) -> Evaluation:
        """The same by months, in an engine of its own."""
        return self._evaluation_of(quarters.months_of(self.quarters))

    def _evaluation_of(self, periods: pd.PeriodIndex) -> Evaluation:
        return Evaluation(self.tables, self.settings, self.coverage, self.as_of, periods)

    def _own_values(self, own: Sequence[Measure], wanted: pd.PeriodIndex) -> pd.DataFrame:
        spans = quarters.bounds(wanted, timezone=self.settings.timezone, as_of=self.as_of)
        return own_values(
            self.told["readings"],
            own,
            wanted,
            calendar=self.settings.calendar,
            over=dict(zip(wanted, spans["over"], strict=True)),
        )

    def facts(self, name: str) -> pd.DataFrame:
        """Return one of the fact tables that measures count, as a frame, with its `quarter`.

        `name` is that of a model, such as `attendances`, `levels` or `meetings`.
        """
        if name not in MODELS:
            raise ChoiceError("a table of facts", name, MODELS)
        found = self.evaluation.ask(f"select * from {name}")
        if "quarter" not in found:
            return found
        periods = pd.PeriodIndex.from_ordinals(found["quarter"], freq=self.quarters.freq)
        return found.assign(quarter=periods)

    def changes(self, values: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return each indicator beside the quarter before it: see `changes.changes`.

        `values` are this community's indicators, if they are at hand already.
        """
        known = self.indicators() if values is None else values
        return changes(known, so_far=self.same_days_before())

    def account(self, quarter: str = "latest", audience: str = "leaders") -> Account:
        """Return the account of a quarter, as the report tells it."""
        # late, and the one import against the stream: the contract wants it as a method
        from copmetrics.accounts import account

        return account(self, quarter, audience)

    def quarter(self, text: str = "latest") -> pd.Period:
        """Read a quarter's name; `latest` is the last one that is over and has anything in it."""
        if text != "latest":
            return quarters.parse(text, self.settings.calendar)
        spans = quarters.bounds(self.quarters, timezone=self.settings.timezone, as_of=self.as_of)
        over = self.quarters[spans["over"].to_numpy()]
        touched = [each for each in over if each in self.coverage.touched]
        if not touched:
            advice = "Ask for the running one by its name, for example --quarter 2026/27-Q3."
            raise FileError(str(self.folder), "has no quarter that is over yet", advice=advice)
        return touched[-1]

    @property
    def quarters(self) -> pd.PeriodIndex:
        """Every quarter from the first to the last that anything happened in."""
        return evaluation.quarters_in(self.coverage, self.settings)

    def same_days_before(self) -> pd.DataFrame | None:
        """Return the quarter before the running one, up to as many days as have gone by."""
        now = quarters.quarter_at(
            self.as_of, calendar=self.settings.calendar, timezone=self.settings.timezone
        )
        if now not in self.coverage.touched or now - 1 not in self.quarters:
            return None
        before = pd.PeriodIndex([now - 1, now])
        starts = quarters.bounds(before, timezone=self.settings.timezone, as_of=self.as_of)
        gone = self.as_of - starts["starts_at"].iloc[1]
        cut = min(starts["starts_at"].iloc[0] + gone, starts["ends_at"].iloc[0])
        return evaluation.indicators(
            self.tables,
            settings=self.settings,
            coverage=self.coverage,
            as_of=self.as_of,
            quarters=before[:1],
            cut=cut,
        )

    @property
    def events(self) -> pd.DataFrame:
        """One row an event: title, start, format, activity, whether it was cancelled."""
        return self.tables["events"]

    @property
    def attendance(self) -> pd.DataFrame:
        """One row a line of a source that says who registered for, or was at, an event."""
        return self.tables["attendance"]

    @property
    def members(self) -> pd.DataFrame:
        """One row a spell of one person on the mailing list."""
        return self.tables["members"]

    @property
    def mailings(self) -> pd.DataFrame:
        """One row a mailing in each export that lists it."""
        return self.tables["mailings"]

    @property
    def stories(self) -> pd.DataFrame:
        """One row a story; its steps and links are in `told`."""
        return self.told["stories"]

    @property
    def activity(self) -> pd.DataFrame:
        """One row an opening or click of one recipient."""
        return self.tables["activity"]


@dataclass(frozen=True)
class Survey:
    """What was found in a folder: every file, every problem, and the community if there are none."""

    folder: Path
    settings: Settings
    files: tuple[Found, ...]
    problems: tuple[CopmetricsError, ...]
    community: Community | None
    people: Directory | None = None


def load(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Community:
    """Read a community's folder; the first thing that is wrong with it is raised as an error.

    `as_of` is the present, for a report as it would have been on an earlier day: an instant, or a day
    such as `2026-10-05`.
    """
    found = survey(folder, as_of=as_of)
    if found.problems:
        raise Problems(found.problems, str(folder))
    assert found.community is not None
    return found.community


def survey(folder: str | Path, *, as_of: pd.Timestamp | date | str | None = None) -> Survey:
    """Read a community's folder and say what each file is; problems are collected, not raised."""
    now = pd.Timestamp.now("UTC") if as_of is None else quarters.instant(as_of)
    place = Path(folder)
    if not place.is_dir():
        raise FileError(str(folder), "is not a folder", advice="Name the folder with the exports.")
    settings = read_settings(place)
    read = [_Read.of(sheet, settings) for sheet in _sheets(place)]
    unknown = _unknown_answers(settings, read)
    read = _settle_again(_without_repeats(read), settings)
    problems = [*unknown, *(error for each in read for error in each.reading.problems)]
    raw = _raw_tables(read)
    if not problems and all(table.empty for table in raw.values()):
        what = "holds no export that copmetrics knows"
        problems.append(FileError(str(folder), what, advice="docs/exports.md lists the formats."))
    if problems:
        return Survey(
            place, settings, tuple(each.found({}) for each in read), tuple(problems), None
        )
    return _assembled(place, settings, read, raw, now)


@dataclass(frozen=True)
class _Read:
    """A sheet, the reader that claimed it and what it gave."""

    sheet: Sheet
    format: str
    reading: Reading
    note: str = ""

    @classmethod
    def of(cls, sheet: Sheet, settings: Settings, days: frozenset[object] = frozenset()) -> _Read:
        answers = _answers(sheet.file, settings)
        if answers.ignore:
            return cls(sheet, "", Reading(), "left out, as community.toml says")
        claims = [reader for reader in READERS if reader.claims(sheet)]
        if len(claims) > 1:
            names = " and ".join(reader.name for reader in claims)
            advice = "Say `ignore = true` under its [files] line, and tell us: it is our mistake."
            error = FileError(sheet.file, f"looks like {names} at once", advice=advice)
            return cls(sheet, "", Reading(problems=(error,)))
        if not claims and sheet.flaw is not None and not sheet.rows:
            # nobody can tell what is in it: it may be an export that must not be missed
            return cls(sheet, "", Reading(problems=(sheet.flaw,)))
        if not claims:
            shown = ", ".join(headings_found(sheet)[:6])
            return cls(sheet, "", Reading(), f"not an export that copmetrics knows ({shown})")
        reading = claims[0].read(sheet, Context(settings, answers, days))  # type: ignore[arg-type]
        return cls(sheet, claims[0].name, reading)

    def found(self, left_out: Mapping[str, int], note: str = "") -> Found:
        """Return the line that `check` prints."""
        moments = [
            table[name].dropna()
            for table in self.reading.tables.values()
            for name in MOMENTS
            if name in table and len(table[name].dropna())
        ]
        zoned = [each.dt.tz_localize(None) for each in moments]
        return Found(
            file=self.sheet.file,
            format=self.format,
            digest=self.sheet.digest,
            rows=self.reading.rows,
            kept=self.reading.rows - sum(left_out.values()),
            left_out=dict(sorted(left_out.items())),
            first=min((each.min() for each in zoned), default=None),
            last=max((each.max() for each in zoned), default=None),
            note="; ".join(part for part in (self.note, *self.reading.notes, note) if part),
            problems=len(self.reading.problems),
        )


def _sheets(folder: Path) -> Iterator[Sheet]:
    """Open every file of a folder, in a fixed order; hidden and lock files are nobody's export."""
    paths = (Path(top) / name for top, _, names in os.walk(folder) for name in names)
    for path in sorted(paths):
        file = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in Path(file).parts)
        if not hidden and path.name not in NOT_EXPORTS:
            yield from _opened(path, file)


def _opened(path: Path, file: str) -> list[Sheet]:
    try:
        return sheets_in(path, file=file, known=KNOWN_HEADINGS)
    except OSError as error:
        flaw = FileError(file, f"cannot be opened: {error.strerror}", advice="Close it elsewhere.")
        return [Sheet(file, (), file, flaw=flaw)]


def _answers(file: str, settings: Settings) -> FileAnswers:
    """Return what the community says of a sheet, or of the zip or workbook it is in."""
    key = answer_key(file)
    parts = key.split("/")
    names = ("/".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((settings.files[name] for name in names if name in settings.files), FileAnswers())


def _unknown_answers(settings: Settings, read: Sequence[_Read]) -> list[CopmetricsError]:
    """A `[files]` line for a file that is not there is a slip of the pen: say so."""
    there = {answer_key(each.sheet.file) for each in read}
    return [
        FileError(
            FILE_NAME,
            f'[files."{name}"] names a file that is not in the folder',
            advice="Write its path as copmetrics check shows it.",
        )
        for name in settings.files
        if not any(file == name or file.startswith(f"{name}/") for file in there)
    ]


def _without_repeats(read: Sequence[_Read]) -> list[_Read]:
    """Keep the first of several identical files, by name; the others are listed as such."""
    first: dict[str, str] = {}
    kept = []
    for each in read:
        other = first.setdefault(each.sheet.digest, each.sheet.file)
        repeated = other != each.sheet.file and each.format
        note = SAME_FILE.format(other=other)
        kept.append(
            replace(each, reading=Reading(rows=each.reading.rows), note=note) if repeated else each
        )
    return kept


def _settle_again(read: Sequence[_Read], settings: Settings) -> list[_Read]:
    """Read once more, with the days that `events.csv` lists, the files whose dates were open."""
    lists = [each.reading.tables for each in read if each.format == "Events list"]
    listed = [tables["sessions"] for tables in lists if "sessions" in tables]
    if not listed:
        return list(read)
    starts = pd.concat(listed)["starts_at"].dropna().dt.tz_convert(settings.timezone)
    days: frozenset[object] = frozenset(starts.dt.date)
    return [
        _Read.of(each.sheet, settings, days) if each.reading.problems else each for each in read
    ]


def _raw_tables(read: Sequence[_Read]) -> dict[str, pd.DataFrame]:
    """Put the rows of all files together, by table."""
    tables = {}
    for name, table in RAW.items():
        frames = [each.reading.tables[name] for each in read if name in each.reading.tables]
        tables[name] = table.together([frame for frame in frames if len(frame)])
    return tables


def _assembled(
    folder: Path,
    settings: Settings,
    read: Sequence[_Read],
    raw: Mapping[str, pd.DataFrame],
    as_of: pd.Timestamp,
) -> Survey:
    """Turn raw tables into the community's: events gathered, people made pseudonyms."""
    gathered = gather(raw["sessions"], timezone=settings.timezone)
    people = _people(raw, settings)
    spellings = _spellings(people, raw["variants"])
    placed = _organisations(people, spellings, settings)
    directory, who = Directory.of(
        placed.assign(organisation=placed["stated"]),
        key=community_key(folder),
        same=decisions(folder),
    )
    named = _known_of_each(placed.join(who))
    tables, notes = _tables(raw, gathered, named, settings)
    tables["targets"] = _targets(raw["targets"], spellings)
    left_out = _left_out(tables, raw)
    files = tuple(
        each.found(left_out.get(each.sheet.file, {}), gathered.notes.get(each.sheet.file, ""))
        for each in read
    )
    told, own, wrong = _told(raw, named, gathered.events, settings)
    problems = (*gathered.problems, *wrong, *_unknown_indicators(settings, own))
    coverage = _touched_too(covered(tables, settings, notes.exports), told, settings)
    community = Community(folder, settings, files, tables, coverage, as_of, notes.said, told, own)
    return Survey(folder, settings, files, problems, None if problems else community, directory)


def _unknown_indicators(settings: Settings, own: Sequence[Measure]) -> list[CopmetricsError]:
    """A target, or a day to begin anew, of an indicator that there is none of is a slip: say so."""
    known = (*MEASURES, *(each.id for each in own))
    tables = {"targets": settings.targets, "rebase": settings.rebase}
    return [
        ChoiceError(f"an indicator under [{table}]", name, known, file=FILE_NAME)
        for table, named in tables.items()
        for name in named
        if name not in known
    ]


def _people(raw: Mapping[str, pd.DataFrame], settings: Settings) -> pd.DataFrame:
    """Put all rows that name somebody under one another: `table` and `row` say where they stand."""
    columns = ["name", "address", "organisation", "profession"]
    parts = []
    for table in ("attendance", "contacts", "activity", "stories", "reasons"):
        rows = raw[table].reindex(columns=columns)
        when = raw[table].get("joined_at", pd.Series(pd.NaT, index=rows.index))
        parts.append(rows.assign(table=table, row=rows.index, when=when))
    rows = pd.concat(parts, ignore_index=True)
    shown = described(rows["name"], machines=settings.machines)
    kind = shown["kind"].mask(rows["address"].notna() & shown["kind"].ne(Kind.MACHINE), Kind.PERSON)
    return rows.assign(
        kind=kind,
        name=shown["name"].where(kind.ne(Kind.UNNAMED)),
        organisation=rows["organisation"].fillna(shown["organisation"]),
    )


def _spellings(people: pd.DataFrame, variants: pd.DataFrame) -> Spellings:
    own = dict(zip(variants["variant"].fillna(""), variants["name"].fillna(""), strict=True))
    return Spellings(people["organisation"], {k: v for k, v in own.items() if k and v})


def _organisations(people: pd.DataFrame, spellings: Spellings, settings: Settings) -> pd.DataFrame:
    """Add `stated`, what the source itself says, and `domain`, what the address's domain does."""
    stated = spellings.settle(people["organisation"])
    shared = shared_domains(settings.shared_mail_domains)
    by_domain = organisations_by_domain(people["address"], stated, shared=shared)
    by_domain = by_domain.map(lambda name: spellings.name_of(name) or name)
    domain = domain_of(people["address"]).map(by_domain).astype("str")
    return people.assign(stated=stated, domain=domain)


def _known_of_each(people: pd.DataFrame) -> pd.DataFrame:
    """Settle each row's organisation and profession: what it says itself, else what another
    source says of the same person, else (for the organisation) the address's domain."""
    stated = _from_others(people.assign(organisation=people["stated"]), "organisation")
    return people.assign(
        organisation=stated.fillna(people["domain"]),
        profession=_from_others(people, "profession"),
    )


def _from_others(people: pd.DataFrame, fact: str) -> pd.Series:
    """Where a row does not tell a fact of its person, take what the newest other source says."""
    newest = people.sort_values(["when", fact], na_position="first")
    known = newest.dropna(subset=[fact, "person"]).drop_duplicates("person", keep="last")
    told = people["person"].map(known.set_index("person")[fact]).astype("str")
    return people[fact].astype("str").fillna(told)


def _targets(listed: pd.DataFrame, spellings: Spellings) -> pd.DataFrame:
    """Write each organisation to be reached as the other sources do."""
    names = [
        (kind == "organisation" and spellings.name_of(name)) or name
        for kind, name in zip(listed["kind"], listed["name"], strict=True)
    ]
    return listed.assign(name=pd.Series(names, index=listed.index, dtype="str")).drop_duplicates(
        ["kind", "name"]
    )


@dataclass(frozen=True)
class _Notes:
    exports: pd.DataFrame
    said: tuple[str, ...]


def _tables(
    raw: Mapping[str, pd.DataFrame], gathered: Gathered, people: pd.DataFrame, settings: Settings
) -> tuple[dict[str, pd.DataFrame], _Notes]:
    """Replace names and addresses by pseudonyms, table by table."""
    attendance = _identified(raw["attendance"], people, "attendance")
    contacts = _identified(raw["contacts"], people, "contacts")
    mailings = campaigns.identify(raw["mailings"])
    activity = campaigns.place_activity(_identified(raw["activity"], people, "activity"), mailings)
    rebuilt = membership.rebuild(contacts)
    names = people[people["table"].eq("attendance")].set_index("row")["name"]
    hosts = hosts_of(
        gathered.events,
        attendance.assign(event=_event_of(attendance, gathered), name=names),
    )
    tables = {
        "events": placed(gathered.events.assign(host=hosts), settings.activities),
        "attendance": ATTENDANCE.conform(_attendees(attendance, gathered)),
        "members": membership.with_reasons(
            rebuilt.members, _identified(raw["reasons"], people, "reasons")
        ),
        "mailings": TABLES["mailings"].conform(mailings),
        "activity": ACTIVITY.conform(activity),
        "feedback": placed_feedback(raw["feedback"], gathered.events),
    }
    return tables, _Notes(rebuilt.exports, rebuilt.notes)


def _touched_too(
    coverage: Coverage, told: Mapping[str, pd.DataFrame], settings: Settings
) -> Coverage:
    """A quarter with a reading, or in which a story was collected, has something known of it."""
    read = {quarters.parse(each, settings.calendar) for each in told["readings"]["quarter"]}
    collected = told["stories"]["collected_on"].dropna().dt.to_period(settings.calendar.frequency)
    return replace(coverage, touched=coverage.touched | read | set(collected))


def _told(
    raw: Mapping[str, pd.DataFrame], people: pd.DataFrame, events: pd.DataFrame, settings: Settings
) -> tuple[dict[str, pd.DataFrame], tuple[Measure, ...], tuple[CopmetricsError, ...]]:
    """Check the stories and the community's own indicators against one another.

    Whoever told a story in a form that knows their name or address becomes a pseudonym.
    """
    register = register_of(raw["register"], raw["readings"])
    known = {**MEASURES, **{each.id: each for each in register.measures}}
    tellers = people[people["table"].eq("stories")].set_index("row")["person"]
    stories = raw["stories"].assign(teller=raw["stories"]["teller"].fillna(tellers))
    found = told_stories(
        {**raw, "stories": stories}, known=known, events=events, timezone=settings.timezone
    )
    told = {
        "stories": found.stories,
        "segments": found.segments,
        "links": found.links,
        "narratives": found.narratives,
        "register": register.register,
        "readings": register.readings,
        "constituencies": raw["constituencies"],
        "stakeholders": raw["stakeholders"],
    }
    return told, register.measures, (*register.problems, *found.problems)


def _identified(rows: pd.DataFrame, people: pd.DataFrame, table: str) -> pd.DataFrame:
    who = people[people["table"].eq(table)].set_index("row")
    machine = who["kind"].eq(Kind.MACHINE)
    return rows.drop(columns=["address"]).assign(
        name=who["name"].where(who["kind"].eq(Kind.TELEPHONE)),
        person=who["person"].mask(machine),
        certainty=who["certainty"],
        organisation=who["organisation"],
        profession=who["profession"],
        left_out=rows["left_out"].mask(rows["left_out"].isna() & machine, MACHINE),
    )


def _event_of(attendance: pd.DataFrame, gathered: Gathered) -> pd.Series:
    return attendance["session"].map(gathered.event_of).astype("str")


def _attendees(attendance: pd.DataFrame, gathered: Gathered) -> pd.DataFrame:
    """Say who each row is of at its event: a person, a telephone, or the n-th who is not named."""
    event = _event_of(attendance, gathered)
    unnamed = attendance["person"].isna()
    number = attendance[unnamed].groupby("session").cumcount().add(1).astype(str)
    other = (
        ("telephone " + attendance["name"])
        .fillna("ticket " + attendance["ticket"])
        .fillna("unnamed " + number.reindex(attendance.index).astype("str"))
    )
    return attendance.assign(event=event, attendee=attendance["person"].fillna(other))


def _left_out(
    tables: Mapping[str, pd.DataFrame], raw: Mapping[str, pd.DataFrame]
) -> dict[str, Counter[str]]:
    """Count the rows of each file that were left out, by reason; a row counts once."""
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    counted = [tables[each] for each in ("attendance", "mailings", "activity", "feedback")]
    for table in (*counted, raw["contacts"], raw["stories"]):
        rows = table[table["left_out"].notna()].drop_duplicates(["source_file", "source_row"])
        for file, reason in zip(rows["source_file"], rows["left_out"], strict=True):
            reasons[file][reason] += 1
    return reasons
