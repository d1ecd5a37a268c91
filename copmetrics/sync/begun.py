"""A source's folder while it is being built: what is in it already, from this run or one that broke off.

It is hidden (`synced/.mailchimp`), so no reader sees it, and takes the place of the last one in one step when
all is there. What is in which file since when stands in `.fetched.json`, in both.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from copmetrics.atomic_write import holding_lock, replace_file, swap_in, writing
from copmetrics.errors import FileError

__all__ = ["Begun", "beginning"]

RECORD: Final = ".fetched.json"
GOES_ON: Final = timedelta(hours=24)
"""A run that broke off longer ago is begun anew: too much may have changed meanwhile."""


@dataclass
class Begun:
    """The folder that is being built, beside the one that stands."""

    folder: Path
    standing: Path
    began: datetime
    scope: str
    """What was asked for: with other settings nothing of it is kept."""
    fetched: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By file: when it was fetched, and its lines."""
    before: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The same of the folder that stands."""
    since: datetime | None = None
    """When what stands was fetched, if the same was asked for."""
    meant: set[str] = field(default_factory=set)
    """The files that this run is to leave there."""

    def has(self, path: str, *, since: datetime | None) -> bool:
        """Whether a file need not be fetched: this run did, or it was after it changes no more."""
        self.meant.add(path)
        if path in self.fetched and _is_there(self.folder / path, self.fetched[path]):
            return True
        known = self.before.get(path)
        if since is None or known is None or datetime.fromisoformat(known["at"]) < since:
            return False
        return self.keeps(path)

    def keeps(self, path: str) -> bool:
        """Keep a file that stands, whatever its age; return whether there is one."""
        known = self.before.get(path)
        if known is None or not _is_there(self.standing / path, known):
            return False
        self._copy(path, known)
        return True

    def keep_earlier(self) -> None:
        """Keep every file that stands and was not fetched anew: the source gives it no more."""
        for path, known in self.before.items():
            if path not in self.fetched and _is_there(self.standing / path, known):
                self._copy(path, known)
            self.meant.add(path)

    def note(self, path: str, lines: int, *, at: datetime) -> None:
        """Remember that a file is there, so that a run that breaks off later goes on from here."""
        self.fetched[path] = {"at": at.isoformat(timespec="seconds"), "lines": lines}
        self.save()

    def _copy(self, path: str, known: dict[str, Any]) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        if (self.standing / path).is_file():
            shutil.copyfile(self.standing / path, self.folder / path)
        self.fetched[path] = known

    def save(self) -> None:
        """Write down what is there."""
        told = {
            "began": self.began.isoformat(timespec="seconds"),
            "scope": self.scope,
            "fetched": dict(sorted(self.fetched.items())),
        }
        replace_file(self.folder / RECORD, json.dumps(told, indent=1) + "\n")

    def without_others(self) -> None:
        """Take away what this run did not mean to leave there: it is gone at the source."""
        for path in sorted(self.fetched.keys() - self.meant):
            (self.folder / path).unlink(missing_ok=True)
            del self.fetched[path]
        self.save()

    def put(self) -> None:
        """Let what was built take the place of what stood, in one step."""
        swap_in(self.folder, self.standing)


@contextmanager
def beginning(
    folder: Path, name: str, *, scope: str, now: datetime, forgets: bool = False
) -> Iterator[Begun]:
    """Begin to build a source's folder in `folder`, or go on where a run broke off.

    What another scope fetched is begun anew, unless the source `forgets` what it gave. Another run of the
    same source is a `FileError`.
    """
    built, standing = folder / f".{name}", folder / name
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with holding_lock(folder / f".{name}.lock", wait=False), writing(built):
            yield _opened(built, standing, scope=scope, now=now, forgets=forgets)
    except TimeoutError:
        what = "is being fetched by another run"
        raise FileError(str(standing), what, advice="Wait for it to end.") from None


def _opened(built: Path, standing: Path, *, scope: str, now: datetime, forgets: bool) -> Begun:
    broken_off, before = _record(built), _record(standing)
    began, fetched = now, {}
    if _goes_on(broken_off, scope, now):
        began = datetime.fromisoformat(broken_off["began"])
        fetched = broken_off["fetched"]
        for packed in (each for each in built.glob("*.zip") if each.is_file()):
            packed.unlink()
    else:
        shutil.rmtree(built, ignore_errors=True)
    built.mkdir(exist_ok=True)
    same = bool(before) and before["scope"] == scope
    kept = before["fetched"] if before and (forgets or same) else {}
    since = datetime.fromisoformat(before["began"]) if same else None
    return Begun(built, standing, began, scope, fetched=fetched, before=kept, since=since)


def _goes_on(record: dict[str, Any], scope: str, now: datetime) -> bool:
    if record.get("scope") != scope:
        return False
    began = datetime.fromisoformat(record["began"])
    return timedelta() <= now - began <= GOES_ON


def _record(folder: Path) -> dict[str, Any]:
    """Return what stands in a folder's record; nothing where there is none, or none that can be read."""
    with suppress(OSError, ValueError, AttributeError):
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if isinstance(found, dict) and found.keys() >= {"began", "scope", "fetched"}:
            return found
    return {}


def _is_there(place: Path, known: dict[str, Any]) -> bool:
    """Whether a file is where it is said to be; one without a line may not have been written."""
    return place.is_file() or known["lines"] == 0
