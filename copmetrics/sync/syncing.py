"""One source fetched: each listing in turn, its files written, and all put in place when all is there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from copmetrics.settings import Settings, SyncAnswers
from copmetrics.sync.asking import Asking, Patience, asking
from copmetrics.sync.begun import Begun, beginning
from copmetrics.sync.cells import at, moment_at
from copmetrics.sync.choosing import chosen
from copmetrics.sync.declaring import FOUND, OF, Given, Keys, Listing, Row, Source
from copmetrics.sync.failing import refusal, understood
from copmetrics.sync.writing import lines_in, pack_zips, path_of, write_file

__all__ = ["SYNCED", "Synced", "sync_source"]

SYNCED: Final = "synced"
"""The folder of a community in which what was fetched lies, a folder for each source."""
PATIENCE: Final = Patience()


@dataclass(frozen=True)
class Synced:
    """What came of it: where it lies, how much it is, and how little was asked for anew."""

    place: Path
    counted: Mapping[str, int]
    """How many rows of the listings of which the source tells, by what they are."""
    requests: int
    kept: int
    """How many files were not asked for again."""
    since: datetime | None = None
    """From when on it was asked for, where what is older was not."""


def sync_source(
    folder: Path,
    source: Source,
    settings: Settings,
    *,
    keys: Keys,
    patience: Patience = PATIENCE,
    progress: Callable[[str], None] = lambda said: None,
    now: datetime | None = None,
) -> Synced:
    """Fetch a source into `synced/<source>/` of a community's folder.

    Raises `SourceError` where the source refuses, is not there or has to be asked about; what stood there
    before is then as it was.
    """
    begins = now or datetime.now(UTC)
    answers = settings.sync.get(source.name, SyncAnswers())
    with closing(asking(source, keys, patience=patience, progress=progress)) as asked:
        scope = _scope(asked.client.base_url, answers)
        with beginning(
            folder / SYNCED, source.name, scope=scope, now=begins, forgets=source.forgets
        ) as begun:
            since = begun.since if source.forgets else None
            run = _Run(source, asked, begun, Given(answers, begins, since))
            run.whole(settings.timezone)
    counted = {what: run.count(name) for name, what in source.told.items()}
    return Synced(begun.standing, counted, asked.requests, run.kept, since)


def _scope(address: str | None, answers: SyncAnswers) -> str:
    """Return by what it is known that the same was asked for: a digest, for settings name hosts."""
    return hashlib.sha256(json.dumps([address, answers.model_dump()]).encode()).hexdigest()


@dataclass
class _Run:
    source: Source
    asked: Asking
    begun: Begun
    given: Given
    found: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """The rows of each listing so far that has no files: others are asked for on their behalf."""
    kept: int = 0

    def whole(self, zone: str) -> None:
        """Fetch every listing, and put what was fetched in its place when all of it is there."""
        begun = self.begun
        for listing in self.source.listings:
            with understood(self.source, listing):
                self.found[listing.name] = self.fetched(listing)
        if self.source.forgets:
            begun.keep_earlier()
        begun.without_others()
        pack_zips(begun.folder, made_at=begun.began, zone=zone)
        begun.put()

    def fetched(self, listing: Listing) -> list[dict[str, Any]]:
        """Return the community's rows of a listing; those of one with files are written instead."""
        if listing.given is not None:
            return [dict(row) for row in listing.given(self.given)]
        if not listing.path:
            return _distinct(self._taken(listing), listing)
        return self._filed(listing) if listing.files else self._listed(listing)

    def _taken(self, listing: Listing) -> list[dict[str, Any]]:
        """Return those rows of another listing that count, or what each of them holds."""
        held, each = self.found[listing.of], listing.each
        if each is not None:
            held = [_whole(inner, listing, row) for row in held for inner in each(row)]
        return [row for row in held if listing.counts(row)]

    def _listed(self, listing: Listing) -> list[dict[str, Any]]:
        """Return the rows of a listing without files, and leave those of each row with it."""
        rows: list[dict[str, Any]] = []
        for parent in self._parents(listing):
            own = self._rows(listing, parent) or []
            if parent is not None:
                parent[listing.name] = own
            rows += own
        rows = _distinct(rows, listing)
        if listing.choice is None:
            return rows
        return chosen(rows, listing.choice, answers=self.given.answers, source=self.source)

    def _filed(self, listing: Listing) -> list[dict[str, Any]]:
        """Write the files of a listing that are not there yet; return their lines if they are looked into."""
        lines: list[dict[str, Any]] = []
        for parent in self._parents(listing):
            if self._is_there(listing, parent or {}):
                self.kept += 1
            else:
                self._write(listing, self._rows(listing, parent), parent or {})
            if listing.looked_into:
                places = (self.begun.folder / path_of(each, parent or {}) for each in listing.files)
                lines += [line for place in places for line in lines_in(place)]
        return lines

    def _parents(self, listing: Listing) -> Sequence[dict[str, Any] | None]:
        return self.found[listing.of] if listing.of else (None,)

    def count(self, name: str) -> int:
        """Return how many rows of a listing there are: known, or in its files."""
        listing = next(each for each in self.source.listings if each.name == name)
        if not listing.files:
            return len(self.found[name])
        parents = self.found[listing.of] if listing.of else [{}]
        paths = (path_of(file, parent) for parent in parents for file in listing.files)
        return sum(self.begun.fetched[path]["lines"] for path in paths)

    def _rows(self, listing: Listing, parent: Row | None) -> list[dict[str, Any]] | None:
        """Return the rows of a listing for one of another; nothing where the source has no such thing.

        They are asked for if need be; raises `SourceError`.
        """
        known = None if parent is None else listing.known(parent)
        rows = self._asked_for(listing, parent) if known is None else [known]
        if rows is None:
            return None
        among = {row["id"] for row in self.found[listing.among]} if listing.among else None
        counting = (row for row in rows if among is None or row["id"] in among)
        return [_whole(row, listing, parent) for row in counting if listing.counts(row)]

    def _asked_for(self, listing: Listing, parent: Row | None) -> list[Row] | None:
        try:
            return self.asked.rows_of(listing, parent)
        except Exception as error:
            told = refusal(error, self.source, listing)
            if told is None:
                raise
            raise told from None

    def _is_there(self, listing: Listing, parent: Row) -> bool:
        """Whether all files of a row are there already, fetched when they changed no more."""
        since = None
        if listing.settled_by:
            settled = moment_at(at(listing.settled_by)(parent))
            since = None if settled is None else settled + listing.settles_after
        there = [self.begun.has(path_of(file, parent), since=since) for file in listing.files]
        return all(there)

    def _write(self, listing: Listing, rows: Sequence[Row] | None, parent: Row) -> None:
        """Write the files of a row; of what is not there, and once was, what was fetched then stays."""
        gone, rows = rows is None, rows or ()
        for file in listing.files:
            if gone and self.begun.keeps(path_of(file, parent)):
                continue
            told = [line for row in rows for line in file.lines(row)]
            told += file.besides(parent, rows)
            lines = [{**line, OF: parent, FOUND: self.found} for line in told]
            path = path_of(file, parent)
            if lines or file.if_empty:
                write_file(file, lines, parent, self.begun.folder / path)
            self.begun.note(path, len(lines), at=self.begun.began)


def _distinct(rows: list[dict[str, Any]], listing: Listing) -> list[dict[str, Any]]:
    """Return of those rows that have the same value the first alone."""
    if not listing.distinct_by:
        return rows
    return list({row[listing.distinct_by]: row for row in reversed(rows)}.values())[::-1]


def _whole(row: Row, listing: Listing, parent: Row | None) -> dict[str, Any]:
    """Return a row with the one that it was asked for on behalf of, and what follows from its fields."""
    known = {**row, OF: parent}
    return known | {name: value(known) for name, value in listing.adds.items()}
