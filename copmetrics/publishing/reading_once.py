"""A community that several reports tell of one after the other: read once, as long as nothing in it changes.

Each report asks as if it were alone, and what it is given is what it would have read. What is worked out of
a community is kept with it, under a name that says for which quarter and profile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from copmetrics.community.community import Community
from copmetrics.identity import git_ignore
from copmetrics.identity.community_key import KEY_FILE

__all__ = ["once", "reading_once"]

MADE_BY_READING: Final = (KEY_FILE, git_ignore.FILE_NAME)


@dataclass(frozen=True)
class _Read:
    """A community that was read: where, as of which day, and from which files."""

    folder: tuple[str, Path]
    """As it was told, and where that is: pictures and commentary are looked for as told."""
    as_of: str
    files: Mapping[str, str]
    community: Community

    def is_of(self, folder: tuple[str, Path], as_of: str, files: Mapping[str, str]) -> bool:
        """Whether reading again would find the same."""
        return (self.folder, self.as_of, self.files) == (folder, as_of, files)


_last: ContextVar[list[_Read] | None] = ContextVar("last community read", default=None)
"""The last one, where reports are made together; nothing where each is by itself."""


@contextmanager
def reading_once() -> Iterator[None]:
    """Until its end, keep the community that was read last for the report that comes next."""
    before = _last.set([])
    try:
        yield
    finally:
        _last.reset(before)


def once(folder: str, as_of: str, read: Callable[[], Community]) -> Community:
    """Return a community as it stood on a day: that of the report before, if it is the same in every byte.

    Today is that of the first of them, so that all accounts of one run tell of the same instant.
    """
    last = _last.get()
    if last is None:
        return read()
    place, files = (folder, Path(folder).resolve()), _digests(Path(folder))
    if last and files is not None and last[0].is_of(place, as_of, files):
        return last[0].community
    last.clear()
    community, after = read(), _digests(Path(folder))
    if files is not None and after is not None and _exports(after) == _exports(files):
        last.append(_Read(place, as_of, after, community))
    return community


def _digests(folder: Path) -> Mapping[str, str] | None:
    """Return the digest of every file in a folder, by its path in it; nothing where one cannot be read."""
    try:
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
    except OSError:
        return None


def _exports(digests: Mapping[str, str]) -> dict[str, str]:
    """Return digests without those of what is made when a folder is read for the first time."""
    return {name: digest for name, digest in digests.items() if name not in MADE_BY_READING}
